package org.fluxtube.kernels.opencl.kernel;

/** Wilson hops of two spins in two dimensions; arguments and conventions as in {@link Wilson4}. */
final class Wilson2 {
  private Wilson2() {}

  /** mySum += A U(s) x(neighbour). */
  static void forward(
      int n,
      int entry,
      double[] x,
      int xFirst,
      int stride,
      double[] v,
      int s,
      int volume,
      int swap,
      double uniformRe,
      double uniformIm,
      double[] myU,
      double[] myH,
      double[] myG,
      double[] mySum) {
    int next = entry / 8;
    Hops.halve(n, x, next - xFirst, stride, 0, 1, swap, uniformRe, uniformIm, myH);
    Hops.turn(n, 0, entry - 8 * next, myH);
    Matrices.load(n, v, 0, s, volume, myU);
    Hops.colour(n, myU, 0, myH, myG);
    Hops.add(n, 0, 1, swap, uniformRe, uniformIm, myG, mySum);
  }

  /** mySum += B U(neighbour)^dagger x(neighbour). */
  static void backward(
      int n,
      int entry,
      double[] x,
      int xFirst,
      int stride,
      double[] v,
      int volume,
      int swap,
      double uniformRe,
      double uniformIm,
      double[] myU,
      double[] myH,
      double[] myG,
      double[] mySum) {
    int last = entry / 8;
    Hops.halve(n, x, last - xFirst, stride, 0, 1, swap, uniformRe, uniformIm, myH);
    Matrices.load(n, v, 1, last, volume, myU);
    Hops.colour(n, myU, 0, myH, myG);
    Hops.turn(n, 0, entry - 8 * last, myG);
    Hops.add(n, 0, 1, swap, uniformRe, uniformIm, myG, mySum);
  }
}
