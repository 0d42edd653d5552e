package org.fluxtube.kernels.opencl.kernel;

/** Loops of links at one site; hop is [direction forward, then backward][site]. */
final class Loops {
  private Loops() {}

  /**
   * Adds the two staples of the plane of mu and nu to mySum.
   *
   * @param mu the row of hop that leads forward in mu
   * @param nu the row of hop that leads forward in nu
   * @param dimensions how many rows of hop lead forward
   */
  static void staples(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int[] hop,
      int mu,
      int nu,
      int dimensions,
      int volume,
      double weight,
      double[] myA,
      double[] myB,
      double[] myT,
      double[] mySum) {
    int right = hop[mu * volume + s];
    int back = (dimensions + nu) * volume;
    int below = hop[back + s];
    Matrices.load(n, uNu, 0, right, volume, myA);
    Matrices.load(n, uMu, 1, hop[nu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 1, s, volume, myA);
    Matrices.multiplyAdd(n, weight, myT, myA, mySum);
    Matrices.load(n, uNu, 1, hop[back + right], volume, myA);
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

  /** myP = P_{mu nu}(s). */
  static void loop(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int right,
      int up,
      int volume,
      double[] myA,
      double[] myT,
      double[] myP) {
    Matrices.load(n, uNu, 0, right, volume, myA);
    Matrices.load(n, uMu, 1, up, volume, myT);
    Matrices.multiply(n, myA, myT, myP);
    Matrices.load(n, uNu, 1, s, volume, myA);
    Matrices.multiply(n, myP, myA, myT);
    Matrices.load(n, uMu, 0, s, volume, myA);
    Matrices.multiply(n, myA, myT, myP);
  }

  /**
   * What a plaquette P = a b c^+ d^+ with the coefficient X, Y and Z the anti-Hermitian parts of
   * myY and myZ, gives to its links: outMu += Y + alphaB [P, B], outNu -= Z + alphaC [P, C], ahead
   * = a^+ Y a and above = -d^+ Z d.
   *
   * @param myP P, overwritten, as myY, myZ, myT and myX
   */
  static void spread(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int volume,
      double alphaB,
      double alphaC,
      double[] myP,
      double[] myY,
      double[] myZ,
      double[] myB,
      double[] myC,
      double[] myT,
      double[] myX,
      double[] outMu,
      double[] outNu,
      double[] ahead,
      double[] above) {
    double[] myL = new double[18];
    AntiHermitian.part(n, myY);
    AntiHermitian.part(n, myZ);
    AntiHermitian.part(n, myP);
    AntiHermitian.carry(n, uMu, 1, s, volume, myY, myL, myT, myX);
    Matrices.project(n, 1.0, myX, 0.0, s, volume, ahead);
    AntiHermitian.addBracket(n, alphaB, myP, myB, myY);
    Matrices.project(n, 1.0, myY, 1.0, s, volume, outMu);
    AntiHermitian.carry(n, uNu, 1, s, volume, myZ, myL, myT, myX);
    Matrices.project(n, -1.0, myX, 0.0, s, volume, above);
    AntiHermitian.addBracket(n, alphaC, myP, myC, myZ);
    Matrices.project(n, -1.0, myZ, 1.0, s, volume, outNu);
  }
}
