package org.fluxtube.kernels.opencl.kernel;

/** Staples and plaquettes at one site; hop is [direction forward, then backward][site]. */
final class Loops {
  private Loops() {}

  /**
   * Adds the two staples of the plane of mu and nu to mySum.
   *
   * @param mu the row of hop that leads forward in mu
   * @param nu the row of hop that leads forward in nu
   * @param back the row of hop that leads backward in nu
   */
  static void staples(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int[] hop,
      int mu,
      int nu,
      int back,
      int volume,
      double weight,
      double[] myA,
      double[] myB,
      double[] myT,
      double[] mySum) {
    int right = hop[mu * volume + s];
    int below = hop[back * volume + s];
    Matrices.load(n, uNu, 0, right, volume, myA);
    Matrices.load(n, uMu, 1, hop[nu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 1, s, volume, myA);
    Matrices.multiplyAdd(n, weight, myT, myA, mySum);
    Matrices.load(n, uNu, 1, hop[back * volume + right], volume, myA);
    Matrices.load(n, uMu, 1, below, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 0, below, volume, myA);
    Matrices.multiplyAdd(n, weight, myT, myA, mySum);
  }

  /** Re tr P_{mu nu}(s). */
  static double plaquette(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int[] hop,
      int mu,
      int nu,
      int volume,
      double[] myA,
      double[] myB,
      double[] myT) {
    Matrices.load(n, uMu, 0, s, volume, myA);
    Matrices.load(n, uNu, 0, hop[mu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 0, s, volume, myA);
    Matrices.load(n, uMu, 0, hop[nu * volume + s], volume, myB);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ar = myA[2 * (i * n + k)];
          double ai = myA[2 * (i * n + k) + 1];
          double br = myB[2 * (k * n + j)];
          double bi = myB[2 * (k * n + j) + 1];
          re += ar * br - ai * bi;
          im += ar * bi + ai * br;
        }
        sum += re * myT[2 * (i * n + j)] + im * myT[2 * (i * n + j) + 1];
      }
    }
    return sum;
  }
}
