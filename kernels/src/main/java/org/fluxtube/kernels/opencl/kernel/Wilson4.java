package org.fluxtube.kernels.opencl.kernel;

/**
 * Wilson hops of four spins in four dimensions, A_mu = 1 - sign gamma_mu, B_mu = 1 + sign gamma_mu,
 * with the engine's gamma matrices. {@code hop} is the table of blocks: 8 times the neighbour, plus
 * its turn.
 */
final class Wilson4 {
  private Wilson4() {}

  /** mySum += A U(s) x(neighbour), the table's entry for the step forward given. */
  static void forward(
      int n,
      int entry,
      double[] x,
      int xFirst,
      int stride,
      double[] v,
      int s,
      int volume,
      int lower0,
      int lower1,
      int swap,
      double uniformRe0,
      double uniformIm0,
      double uniformRe1,
      double uniformIm1,
      double[] myU,
      double[] myH,
      double[] myG,
      double[] mySum) {
    int next = entry / 8;
    int turn = entry - 8 * next;
    int at = next - xFirst;
    Hops.halve(n, x, at, stride, 0, lower0, swap, uniformRe0, uniformIm0, myH);
    Hops.halve(n, x, at, stride, 1, lower1, swap, uniformRe1, uniformIm1, myH);
    Hops.turn(n, 0, turn, myH);
    Hops.turn(n, 1, turn, myH);
    Matrices.load(n, v, 0, s, volume, myU);
    Hops.colour(n, myU, 0, myH, myG);
    Hops.colour(n, myU, 1, myH, myG);
    Hops.add(n, 0, lower0, swap, uniformRe0, uniformIm0, myG, mySum);
    Hops.add(n, 1, lower1, swap, uniformRe1, uniformIm1, myG, mySum);
  }

  /** mySum += B U(neighbour)^dagger x(neighbour), the entry for the step backward given. */
  static void backward(
      int n,
      int entry,
      double[] x,
      int xFirst,
      int stride,
      double[] v,
      int volume,
      int lower0,
      int lower1,
      int swap,
      double uniformRe0,
      double uniformIm0,
      double uniformRe1,
      double uniformIm1,
      double[] myU,
      double[] myH,
      double[] myG,
      double[] mySum) {
    int last = entry / 8;
    int turn = entry - 8 * last;
    int at = last - xFirst;
    Hops.halve(n, x, at, stride, 0, lower0, swap, uniformRe0, uniformIm0, myH);
    Hops.halve(n, x, at, stride, 1, lower1, swap, uniformRe1, uniformIm1, myH);
    Matrices.load(n, v, 1, last, volume, myU);
    Hops.colour(n, myU, 0, myH, myG);
    Hops.colour(n, myU, 1, myH, myG);
    Hops.turn(n, 0, turn, myG);
    Hops.turn(n, 1, turn, myG);
    Hops.add(n, 0, lower0, swap, uniformRe0, uniformIm0, myG, mySum);
    Hops.add(n, 1, lower1, swap, uniformRe1, uniformIm1, myG, mySum);
  }
}
