package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Heat bath for U(1) links with weight exp(coefficient Re[U A]) at listed sites, U = exp(i t)
 * sign(coefficient) conj(A)/|A| with a von Mises angle t, one work-item a listed site: the engine's
 * draws in the engine's order (Best, Fisher, Applied Statistics 28 (1979) 152), to its 1000 tries.
 */
public final class HeatBathU1 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int[] numbers;
  double coefficient;
  int word0;
  int word2;
  int word3;
  int key0;
  int key1;
  int count;
  int volume;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < count) {
      int s = sites[i];
      changed[s] = at(s, numbers[s], coefficient, a, word0, word2, word3, key0, key1, volume, u);
    }
  }

  static double at(
      int s,
      int site,
      double coefficient,
      double[] a,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      int volume,
      double[] u) {
    double[] myT = new double[3];
    double ar = a[s];
    double ai = a[volume + s];
    double norm = Math.sqrt(ar * ar + ai * ai);
    double re = 1;
    double im = 0;
    if (norm > 0) {
      double sign = 1;
      if (coefficient < 0) {
        sign = -1;
      }
      re = sign * ar / norm;
      im = -sign * ai / norm;
    }
    vonMises(Math.abs(coefficient) * norm, site, word0, word2, word3, key0, key1, myT);
    if (myT[2] == 1) {
      double cosine = 1 - myT[0];
      u[s] = cosine * re - myT[1] * im;
      u[volume + s] = cosine * im + myT[1] * re;
    }
    return myT[2];
  }

  /** An angle t of density exp(kappa cos t): 1 - cos t, sin t, and 1 if a try succeeded. */
  static void vonMises(
      double kappa, int site, int word0, int word2, int word3, int key0, int key1, double[] myT) {
    double[] myPair = new double[2];
    double flat = 0;
    double low = 0;
    if (kappa < 1e-300) {
      flat = 1;
    } else {
      low = (1 + 1 / (Math.sqrt(1 + 4 * kappa * kappa) + 2 * kappa)) / (2 * kappa);
    }
    int tries = 0;
    myT[0] = 0;
    myT[1] = 0;
    myT[2] = 0;
    while (myT[2] == 0 && tries < 1000) {
      Uniforms.draw(word0, site, word2, word3, key0, key1, tries, myPair);
      double angle = Math.PI * myPair[0];
      double sine = Math.sin(angle);
      double cosine = Math.cos(angle);
      double lift = 2 * sine * sine;
      double accept = flat;
      if (flat == 0) {
        lift = low * lift / (low + 2 * cosine * cosine);
        double c = kappa * (low + lift);
        if (c * (2 - c) > myPair[1]) {
          accept = 1;
        }
        if (Math.log(c / myPair[1]) + 1 - c >= 0) {
          accept = 1;
        }
      }
      if (accept == 1) {
        myT[0] = lift;
        myT[1] = Math.sqrt(Math.max(0.0, lift * (2 - lift)));
        if (myPair[0] > 0.5) {
          myT[1] = -myT[1];
        }
        myT[2] = 1;
      }
      tries = tries + 1;
    }
  }
}
