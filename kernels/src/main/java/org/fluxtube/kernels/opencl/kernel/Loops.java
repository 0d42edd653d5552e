package org.fluxtube.kernels.opencl.kernel;

/**
 * Loops of links at one site. {@code hop} is the table [direction forward, then backward][site] of
 * entries, 8 times the site plus the turn of its lanes ({@link Lanes}); an argument {@code at} or
 * the name of a neighbour is an entry too, s is a site.
 */
final class Loops {
  private Loops() {}

  /** The entry of the neighbour in direction {@code row} of an entry. */
  static int step(int[] hop, int row, int volume, int at) {
    int s = at / 8;
    return hop[row * volume + s] ^ (at - 8 * s);
  }

  /** myM = m at an entry, or its Hermitian conjugate where {@code adjoint} is 1. */
  static void fetch(int n, double[] m, int adjoint, int at, int volume, double[] myM) {
    int s = at / 8;
    Matrices.load(n, m, adjoint, s, volume, myM);
    turn(n, at - 8 * s, myM);
  }

  /** myX = p^a T^a at an entry. */
  static void fetchElement(int n, double[] p, int at, int volume, double[] myX) {
    int s = at / 8;
    Matrices.algebra(n, 1.0, p, s, volume, myX);
    turn(n, at - 8 * s, myX);
  }

  /** Turns the lanes of a matrix. */
  static void turn(int n, int turn, double[] myM) {
    if (turn != 0) {
      for (int c = 0; c < 2 * n * n; c++) {
        myM[c] = Lanes.turned(myM[c], turn);
      }
    }
  }

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
      double alpha,
      double[] myA,
      double[] myB,
      double[] myT,
      double[] mySum) {
    upper(n, s, uMu, uNu, hop, mu, nu, volume, myA, myB, myT);
    Matrices.multiplyAdd(n, alpha, myT, myA, mySum);
    lower(n, s, uMu, uNu, hop, mu, nu, dimensions, volume, myA, myB, myT);
    Matrices.multiplyAdd(n, alpha, myT, myA, mySum);
  }

  /** mySum = the weighted staples of direction mu with the {@code others} directions nu. */
  static void around(
      int n,
      int s,
      double[] uMu,
      double[] u1,
      double[] u2,
      double[] u3,
      int[] hop,
      int mu,
      int nu1,
      int nu2,
      int nu3,
      int others,
      int dimensions,
      int volume,
      double uniform1,
      double uniform2,
      double uniform3,
      double[] myA,
      double[] myB,
      double[] myT,
      double[] mySum) {
    Matrices.zero(n, mySum);
    if (others > 0) {
      staples(n, s, uMu, u1, hop, mu, nu1, dimensions, volume, uniform1, myA, myB, myT, mySum);
    }
    if (others > 1) {
      staples(n, s, uMu, u2, hop, mu, nu2, dimensions, volume, uniform2, myA, myB, myT, mySum);
    }
    if (others > 2) {
      staples(n, s, uMu, u3, hop, mu, nu3, dimensions, volume, uniform3, myA, myB, myT, mySum);
    }
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
    fetch(n, uNu, 0, hop[mu * volume + s], volume, myA);
    fetch(n, uMu, 1, hop[nu * volume + s], volume, myB);
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
    int below = hop[(dimensions + nu) * volume + s];
    fetch(n, uNu, 1, step(hop, dimensions + nu, volume, hop[mu * volume + s]), volume, myA);
    fetch(n, uMu, 1, below, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    fetch(n, uNu, 0, below, volume, myA);
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
    fetch(n, uNu, 0, hop[mu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    fetch(n, uMu, 1, hop[nu * volume + s], volume, myB);
    Matrices.multiply(n, myT, myB, myA);
    fetch(n, uMu, 1, left, volume, myE);
    fetch(n, uNu, 0, left, volume, myB);
    Matrices.multiply(n, myE, myB, myT);
    fetch(n, uMu, 0, step(hop, nu, volume, left), volume, myB);
    Matrices.multiply(n, myT, myB, myE);
  }

  /** mySum += alpha [(U w)(s+mu) w(s) + w(s) (w U)(s-mu)], w(s) in myW. */
  static void beside(
      int n,
      int right,
      int left,
      double[] uMu,
      double[] w,
      int volume,
      double alpha,
      double[] myW,
      double[] myA,
      double[] myB,
      double[] myT,
      double[] mySum) {
    fetch(n, uMu, 0, right, volume, myA);
    fetch(n, w, 0, right, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.multiplyAdd(n, alpha, myT, myW, mySum);
    fetch(n, w, 0, left, volume, myA);
    fetch(n, uMu, 0, left, volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.multiplyAdd(n, alpha, myW, myT, mySum);
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
    fetch(n, uNu, 0, hop[mu * volume + s], volume, myB);
    Matrices.multiply(n, myA, myB, myT);
    Matrices.load(n, uNu, 0, s, volume, myA);
    fetch(n, uMu, 0, hop[nu * volume + s], volume, myB);
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
    fetch(n, uNu, 0, right, volume, myA);
    fetch(n, uMu, 1, up, volume, myT);
    Matrices.multiply(n, myA, myT, myP);
    Matrices.load(n, uNu, 1, s, volume, myA);
    Matrices.multiply(n, myP, myA, myT);
    Matrices.load(n, uMu, 0, s, volume, myA);
    Matrices.multiply(n, myA, myT, myP);
  }

  /**
   * What a plaquette P = a b c^+ d^+ gives to its links, Y and Z the anti-Hermitian parts of myY
   * and myZ: outMu += alpha (Y + uniformB [P, B]), outNu -= alpha (Z + uniformC [P, C]), ahead =
   * alpha a^+ Y a, above = -alpha d^+ Z d.
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
      double uniformB,
      double uniformC,
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
    AntiHermitian.carry(n, uMu, 1, 8 * s, volume, myY, myL, myT, myX);
    Matrices.project(n, alpha, myX, 0.0, s, volume, ahead);
    AntiHermitian.addBracket(n, uniformB, myP, myB, myY);
    Matrices.project(n, alpha, myY, 1.0, s, volume, outMu);
    AntiHermitian.carry(n, uNu, 1, 8 * s, volume, myZ, myL, myT, myX);
    Matrices.project(n, -alpha, myX, 0.0, s, volume, above);
    AntiHermitian.addBracket(n, uniformC, myP, myC, myZ);
    Matrices.project(n, -alpha, myZ, 1.0, s, volume, outNu);
  }
}
