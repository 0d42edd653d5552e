package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * u(s) = exp(X) u(s), X = eps p^a(s) T^a in su(3), where the norm of X is at most 1, one work-item
 * a site: Taylor series with X^3 = t X + d, as in the engine. No loop that depends on the data, so
 * that it can be vectorised over sites; {@link ExponentiateSu3Large} does the other sites, which
 * have {@code rest(s)} = 1: a second comparison of the norm could fall out differently in its last
 * bit.
 */
public final class ExponentiateSu3 extends Kernel {
  double[] p;
  double[] u;
  double[] rest;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, eps, p, volume, u, rest);
    }
  }

  static void at(int s, double eps, double[] p, int volume, double[] u, double[] rest) {
    double[] myX = new double[18];
    double[] mySquare = new double[18];
    double[] myE = new double[18];
    Matrices.algebra(3, eps, p, s, volume, myX);
    double large = 0;
    if (norm(myX) > 1) {
      large = 1;
    }
    rest[s] = large;
    if (large == 0) {
      Matrices.multiply(3, myX, myX, mySquare);
      series(myX, mySquare, myE);
      Matrices.load(3, u, 0, s, volume, myX);
      Matrices.multiplyStore(3, 1.0, myE, myX, 0.0, s, volume, u);
    }
  }

  /** Sum of squares. */
  static double norm(double[] myX) {
    double norm = 0;
    for (int c = 0; c < 18; c++) {
      norm += myX[c] * myX[c];
    }
    return norm;
  }

  /** myE = exp myX = a + b X + c X^2; t is real, d = i delta imaginary. */
  static void series(double[] myX, double[] mySquare, double[] myE) {
    double trace = 0.5 * (mySquare[0] + mySquare[8] + mySquare[16]);
    double delta = 0;
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        int ik = 2 * (3 * i + k);
        int ki = 2 * (3 * k + i);
        delta += myX[ik] * mySquare[ki + 1] + myX[ik + 1] * mySquare[ki];
      }
    }
    delta = delta / 3;
    double f0r = 0;
    double f0i = 0;
    double f1r = 0;
    double f1i = 0;
    double f2r = 0.5;
    double f2i = 0;
    double ar = 1;
    double ai = 0;
    double br = 1;
    double bi = 0;
    double cr = 0.5;
    double ci = 0;
    for (int k = 3; k < 20; k++) {
      double inverse = 1.0 / k;
      double g0r = -f2i * delta * inverse;
      double g0i = f2r * delta * inverse;
      double g1r = (f0r + trace * f2r) * inverse;
      double g1i = (f0i + trace * f2i) * inverse;
      f2r = f1r * inverse;
      f2i = f1i * inverse;
      f0r = g0r;
      f0i = g0i;
      f1r = g1r;
      f1i = g1i;
      ar += f0r;
      ai += f0i;
      br += f1r;
      bi += f1i;
      cr += f2r;
      ci += f2i;
    }
    for (int k = 0; k < 9; k++) {
      double xr = myX[2 * k];
      double xi = myX[2 * k + 1];
      double yr = mySquare[2 * k];
      double yi = mySquare[2 * k + 1];
      myE[2 * k] = br * xr - bi * xi + cr * yr - ci * yi;
      myE[2 * k + 1] = br * xi + bi * xr + cr * yi + ci * yr;
    }
    for (int k = 0; k < 3; k++) {
      myE[8 * k] = myE[8 * k] + ar;
      myE[8 * k + 1] = myE[8 * k + 1] + ai;
    }
  }
}
