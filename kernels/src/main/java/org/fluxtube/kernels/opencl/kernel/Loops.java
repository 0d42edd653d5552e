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
    upper(n, s, uMu, uNu, hop, mu, nu, volume, myA, myB, myT);
    Matrices.multiplyAdd(n, weight, myT, myA, mySum);
    lower(n, s, uMu, uNu, hop, mu, nu, dimensions, volume, myA, myB, myT);
    Matrices.multiplyAdd(n, weight, myT, myA, mySum);
  }

  /** The staple on the side of s+nu is myT myA. */
  static void upper(
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
    Matrices.load(n, uNu, 0, hop[mu * volume + s], volume, myA);
    Matrices.load(n, uMu, 1, hop[nu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 1, s, volume, myA);
  }

  /** The staple on the side of s-nu is myT myA. */
  static void lower(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int[] hop,
      int mu,
      int nu,
      int dimensions,
      int volume,
      double[] myA,
      double[] myB,
      double[] myT) {
    int back = (dimensions + nu) * volume;
    int below = hop[back + s];
    Matrices.load(n, uNu, 1, hop[back + hop[mu * volume + s]], volume, myA);
    Matrices.load(n, uMu, 1, below, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 0, below, volume, myA);
  }

  /** The ways from s to s+nu by s+mu, myA, and by s-mu, myE. */
  static void sides(
      int n,
      int s,
      double[] uMu,
      double[] uNu,
      int[] hop,
      int mu,
      int nu,
      int dimensions,
      int volume,
      double[] myA,
      double[] myE,
      double[] myB,
      double[] myT) {
    int left = hop[(dimensions + mu) * volume + s];
    Matrices.load(n, uMu, 0, s, volume, myA);
    Matrices.load(n, uNu, 0, hop[mu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uMu, 1, hop[nu * volume + s], volume, myB);
    Matrices.multiply(n, myT, myB, myA);
    Matrices.load(n, uMu, 1, left, volume, myE);
    Matrices.load(n, uNu, 0, left, volume, myB);
    Matrices.multiply(n, myE, myB, myT);
    Matrices.load(n, uMu, 0, hop[nu * volume + left], volume, myB);
    Matrices.multiply(n, myT, myB, myE);
  }

  /** mySum += c1 [(U w)(s+mu) w(s) + w(s) (w U)(s-mu)], w(s) in myW. */
  static void beside(
      int n,
      int right,
      int left,
      double[] uMu,
      double[] w,
      int volume,
      double c1,
      double[] myW,
      double[] myA,
      double[] myB,
      double[] myT,
      double[] mySum) {
    Matrices.load(n, uMu, 0, right, volume, myA);
    Matrices.load(n, w, 0, right, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.multiplyAdd(n, c1, myT, myW, mySum);
    Matrices.load(n, w, 0, left, volume, myA);
    Matrices.load(n, uMu, 0, left, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.multiplyAdd(n, c1, myW, myT, mySum);
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
      double alpha,
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
    Matrices.project(n, alpha, myX, 0.0, s, volume, ahead);
    AntiHermitian.addBracket(n, alphaB, myP, myB, myY);
    Matrices.project(n, alpha, myY, 1.0, s, volume, outMu);
    AntiHermitian.carry(n, uNu, 1, s, volume, myZ, myL, myT, myX);
    Matrices.project(n, -alpha, myX, 0.0, s, volume, above);
    AntiHermitian.addBracket(n, alphaC, myP, myC, myZ);
    Matrices.project(n, -alpha, myZ, 1.0, s, volume, outNu);
  }
}
