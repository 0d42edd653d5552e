package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * {@link ExponentialDerivativeSu3} where {@code rest(s)} = 1: X is halved h times until |eps w| is
 * at most 1, then h times R goes to (R + e^-X R e^X)/2 and X to 2 X.
 */
public final class ExponentialDerivativeSu3Large extends Kernel {
  double[] w;
  double[] g;
  double[] out;
  double[] rest;
  double alpha;
  double beta;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      if (rest[s] == 1) {
        at(s, alpha * eps, eps, w, g, beta, volume, out);
      }
    }
  }

  static void at(
      int s,
      double factor,
      double eps,
      double[] w,
      double[] g,
      double beta,
      int volume,
      double[] out) {
    double[] myX = new double[18];
    double[] myG = new double[18];
    double[] mySquare = new double[18];
    double[] myM = new double[18];
    double[] myV = new double[18];
    double[] myS = new double[18];
    double[] myE = new double[18];
    double[] myR = new double[18];
    Matrices.algebra(3, eps, w, s, volume, myX);
    double norm = ExponentiateSu3.norm(myX);
    int halvings = 0;
    double scale = 1;
    while (norm * scale * scale > 0.5 && halvings < 60) {
      scale = scale * 0.5;
      halvings = halvings + 1;
    }
    for (int c = 0; c < 18; c++) {
      myX[c] = myX[c] * scale;
    }
    Matrices.algebra(3, 1.0, g, s, volume, myG);
    Derivatives.gamma(myX, myG, mySquare, myM, myV, myS, myE, myR);
    Derivatives.antiHermitian(myR);
    for (int k = 0; k < halvings; k++) {
      Matrices.adjointTimes(3, 1.0, myE, myR, myM);
      Matrices.multiply(3, myM, myE, myG);
      Matrices.multiply(3, myE, myE, mySquare);
      for (int c = 0; c < 18; c++) {
        myR[c] = 0.5 * (myR[c] + myG[c]);
        myE[c] = mySquare[c];
      }
    }
    Matrices.project(3, -2 * factor, myR, beta, s, volume, out);
  }
}
