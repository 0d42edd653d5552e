package org.fluxtube.kernels.opencl.kernel;

/**
 * The derivative of the SU(3) exponential at one site, the engine's formulas: with exp X = a + b X
 * + c X^2, a, b, c functions of t = tr X^2/2 and d = det X, d Re tr[exp(X) M] = Re tr[Gamma dX],
 *
 * <p>Gamma = b M + c (X M + M X) + tr[M (a_t + b_t X + c_t X^2)] X + tr[M (a_d + b_d X + c_d X^2)]
 * X^2 (compare hep-lat/0311018, section III C).
 */
final class Derivatives {
  private Derivatives() {}

  /**
   * myE = exp X and myR = Gamma for M = -2 e^-X G, whose part in the algebra is (1 - e^-ad)/ad G;
   * the norm of X is at most 1.
   *
   * @param myG G, overwritten
   * @param mySquare overwritten, as myM, myV and myS (18 numbers each)
   */
  static void gamma(
      double[] myX,
      double[] myG,
      double[] mySquare,
      double[] myM,
      double[] myV,
      double[] myS,
      double[] myE,
      double[] myR) {
    Matrices.multiply(3, myX, myX, mySquare);
    double trace = 0.5 * (mySquare[0] + mySquare[8] + mySquare[16]);
    recursion(trace, productTraceIm(myX, mySquare) / 3, myV, myS);
    combine(0, myS, myX, mySquare, myE);
    Matrices.adjointTimes(3, -2.0, myE, myG, myM);
    combine(6, myS, myX, mySquare, myR);
    double tr = productTraceRe(myM, myR);
    double ti = productTraceIm(myM, myR);
    combine(12, myS, myX, mySquare, myR);
    double dr = productTraceRe(myM, myR);
    double di = productTraceIm(myM, myR);
    Matrices.multiply(3, myX, myM, myR);
    Matrices.multiplyAdd(3, 1.0, myM, myX, myR);
    for (int i = 0; i < 9; i++) {
      double mr = myM[2 * i];
      double mi = myM[2 * i + 1];
      double pr = myR[2 * i];
      double pi = myR[2 * i + 1];
      double xr = myX[2 * i];
      double xi = myX[2 * i + 1];
      double qr = mySquare[2 * i];
      double qi = mySquare[2 * i + 1];
      double re = myS[2] * mr - myS[3] * mi + myS[4] * pr - myS[5] * pi;
      double im = myS[2] * mi + myS[3] * mr + myS[4] * pi + myS[5] * pr;
      myR[2 * i] = re + tr * xr - ti * xi + dr * qr - di * qi;
      myR[2 * i + 1] = im + tr * xi + ti * xr + dr * qi + di * qr;
    }
  }

  /**
   * myS = {a, b, c, a_t, b_t, c_t, a_d, b_d, c_d}, complex numbers. X^k = f0 + f1 X + f2 X^2, so
   * that f0' = d f2, f1' = f0 + t f2, f2' = f1; myV holds f/k! and its derivatives.
   */
  static void recursion(double trace, double det, double[] myV, double[] myS) {
    for (int i = 0; i < 18; i++) {
      myV[i] = 0;
      myS[i] = 0;
    }
    myV[4] = 0.5;
    myS[0] = 1;
    myS[2] = 1;
    myS[4] = 0.5;
    for (int k = 3; k < 20; k++) {
      double inverse = 1.0 / k;
      double f2r = myV[4];
      double f2i = myV[5];
      power(0, trace, det, 0.0, 0.0, 0.0, 0.0, inverse, myV);
      power(6, trace, det, 0.0, 0.0, f2r, f2i, inverse, myV);
      power(12, trace, det, f2r, f2i, 0.0, 0.0, inverse, myV);
      for (int i = 0; i < 18; i++) {
        myS[i] = myS[i] + myV[i];
      }
    }
  }

  /** One step for three coefficients from o on, with what the derivative adds to f0 and f1. */
  static void power(
      int o,
      double trace,
      double det,
      double f0r,
      double f0i,
      double f1r,
      double f1i,
      double inverse,
      double[] myV) {
    double g0r = f0r - det * myV[o + 5];
    double g0i = f0i + det * myV[o + 4];
    double g1r = f1r + myV[o] + trace * myV[o + 4];
    double g1i = f1i + myV[o + 1] + trace * myV[o + 5];
    myV[o + 4] = myV[o + 2] * inverse;
    myV[o + 5] = myV[o + 3] * inverse;
    myV[o] = g0r * inverse;
    myV[o + 1] = g0i * inverse;
    myV[o + 2] = g1r * inverse;
    myV[o + 3] = g1i * inverse;
  }

  /** myOut = s[o] + s[o+2] X + s[o+4] X^2, complex coefficients. */
  static void combine(int o, double[] myS, double[] myX, double[] mySquare, double[] myOut) {
    for (int i = 0; i < 9; i++) {
      double xr = myX[2 * i];
      double xi = myX[2 * i + 1];
      double qr = mySquare[2 * i];
      double qi = mySquare[2 * i + 1];
      myOut[2 * i] = myS[o + 2] * xr - myS[o + 3] * xi + myS[o + 4] * qr - myS[o + 5] * qi;
      myOut[2 * i + 1] = myS[o + 2] * xi + myS[o + 3] * xr + myS[o + 4] * qi + myS[o + 5] * qr;
    }
    for (int i = 0; i < 3; i++) {
      myOut[8 * i] = myOut[8 * i] + myS[o];
      myOut[8 * i + 1] = myOut[8 * i + 1] + myS[o + 1];
    }
  }

  /** Re tr[A B], 3 x 3. */
  static double productTraceRe(double[] myA, double[] myB) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        int ik = 2 * (3 * i + k);
        int ki = 2 * (3 * k + i);
        sum += myA[ik] * myB[ki] - myA[ik + 1] * myB[ki + 1];
      }
    }
    return sum;
  }

  /** Im tr[A B], 3 x 3. */
  static double productTraceIm(double[] myA, double[] myB) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        int ik = 2 * (3 * i + k);
        int ki = 2 * (3 * k + i);
        sum += myA[ik] * myB[ki + 1] + myA[ik + 1] * myB[ki];
      }
    }
    return sum;
  }

  /** R to T^a Re tr(T^a R), which is -1/2 of the anti-Hermitian traceless part, 3 x 3. */
  static void antiHermitian(double[] myR) {
    double third = (myR[1] + myR[9] + myR[17]) / 3;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (j >= i) {
          int ij = 2 * (3 * i + j);
          int ji = 2 * (3 * j + i);
          double re = -0.25 * (myR[ij] - myR[ji]);
          double im = -0.25 * (myR[ij + 1] + myR[ji + 1]);
          if (i == j) {
            im += 0.5 * third;
          }
          myR[ij] = re;
          myR[ij + 1] = im;
          myR[ji] = -re;
          myR[ji + 1] = im;
        }
      }
    }
  }
}
