package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * u(s) = exp(X) u(s), X = eps p^a(s) T^a in su(3), where {@code rest(s)} = 1: X is halved until its
 * norm is at most 1, and the result squared back.
 */
public final class ExponentiateSu3Large extends Kernel {
  double[] p;
  double[] u;
  double[] rest;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      if (rest[s] == 1) {
        at(s, eps, p, volume, u);
      }
    }
  }

  static void at(int s, double eps, double[] p, int volume, double[] u) {
    double[] myX = new double[18];
    double[] mySquare = new double[18];
    double[] myE = new double[18];
    Matrices.algebra(3, eps, p, s, volume, myX);
    double norm = ExponentiateSu3.norm(myX);
    int halvings = 0;
    double scale = 1;
    while (norm * scale * scale > 1 && halvings < 60) {
      scale = scale * 0.5;
      halvings = halvings + 1;
    }
    for (int c = 0; c < 18; c++) {
      myX[c] = myX[c] * scale;
    }
    Matrices.multiply(3, myX, myX, mySquare);
    ExponentiateSu3.series(myX, mySquare, myE);
    for (int k = 0; k < halvings; k++) {
      Matrices.multiply(3, myE, myE, mySquare);
      for (int c = 0; c < 18; c++) {
        myE[c] = mySquare[c];
      }
    }
    Matrices.load(3, u, 0, s, volume, myX);
    Matrices.multiplyStore(3, 1.0, myE, myX, 0.0, s, volume, u);
  }
}
