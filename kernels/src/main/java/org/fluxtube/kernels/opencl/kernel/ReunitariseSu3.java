package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * Puts u(s) back into SU(3), one work-item a site: Gram-Schmidt on rows 0 and 1; row 2 is the
 * conjugate of their cross product, as Gram-Schmidt and the determinant would have it.
 */
public final class ReunitariseSu3 extends Kernel {
  double[] u;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, volume, u);
    }
  }

  static void at(int s, int volume, double[] u) {
    double[] myU = new double[18];
    Matrices.load(3, u, 0, s, volume, myU);
    normalise(0, myU);
    orthogonalise(myU);
    normalise(6, myU);
    for (int k = 0; k < 3; k++) {
      int i = 2 * ((k + 1) % 3);
      int j = 2 * ((k + 2) % 3);
      double re = myU[i] * myU[6 + j] - myU[i + 1] * myU[7 + j];
      re = re - (myU[j] * myU[6 + i] - myU[j + 1] * myU[7 + i]);
      double im = myU[i] * myU[7 + j] + myU[i + 1] * myU[6 + j];
      im = im - (myU[j] * myU[7 + i] + myU[j + 1] * myU[6 + i]);
      myU[12 + 2 * k] = re;
      myU[13 + 2 * k] = -im;
    }
    Matrices.store(3, myU, s, volume, u);
  }

  static void normalise(int row, double[] myU) {
    double norm = 0;
    for (int k = 0; k < 6; k++) {
      norm += myU[row + k] * myU[row + k];
    }
    double scale = 1 / Math.sqrt(norm);
    for (int k = 0; k < 6; k++) {
      myU[row + k] = myU[row + k] * scale;
    }
  }

  /** Row 1 loses its part along row 0. */
  static void orthogonalise(double[] myU) {
    double re = 0;
    double im = 0;
    for (int k = 0; k < 3; k++) {
      re += myU[2 * k] * myU[6 + 2 * k] + myU[2 * k + 1] * myU[7 + 2 * k];
      im += myU[2 * k] * myU[7 + 2 * k] - myU[2 * k + 1] * myU[6 + 2 * k];
    }
    for (int k = 0; k < 3; k++) {
      double r = myU[2 * k];
      double c = myU[2 * k + 1];
      myU[6 + 2 * k] = myU[6 + 2 * k] - (re * r - im * c);
      myU[7 + 2 * k] = myU[7 + 2 * k] - (re * c + im * r);
    }
  }
}
