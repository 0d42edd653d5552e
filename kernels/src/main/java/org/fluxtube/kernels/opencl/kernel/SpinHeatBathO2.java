package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Heat bath for unit vectors of two components with weight exp(u.a) at listed sites, one work-item
 * a listed site: the engine's draws in the engine's order, as in {@link HeatBathU1}.
 */
public final class SpinHeatBathO2 extends Kernel {
  double[] a;
  double[] u;
  double[] changed;
  int[] sites;
  int[] numbers;
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
      changed[s] = at(s, numbers[s], a, word0, word2, word3, key0, key1, volume, u);
    }
  }

  static double at(
      int s,
      int site,
      double[] a,
      int word0,
      int word2,
      int word3,
      int key0,
      int key1,
      int volume,
      double[] u) {
    double[] myT = new double[3];
    double ax = a[s];
    double ay = a[volume + s];
    double kappa = Math.sqrt(ax * ax + ay * ay);
    double ex = 0;
    double ey = 1;
    if (kappa > 0) {
      ex = ax / kappa;
      ey = ay / kappa;
    }
    HeatBathU1.vonMises(kappa, site, word0, word2, word3, key0, key1, myT);
    if (myT[2] == 1) {
      // the engine's orthogonal vector: (ey, -ex) times the signs of ey and of the sine
      double side = Math.abs(myT[1]);
      if (myT[1] < 0) {
        side = -side;
      }
      if (ey < 0) {
        side = -side;
      }
      u[s] = (1 - myT[0]) * ex + side * ey;
      u[volume + s] = (1 - myT[0]) * ey - side * ex;
    }
    return myT[2];
  }
}
