package org.fluxtube.kernels.opencl.kernel;

/** Hops of one spin with numbers as spin matrices; arguments as in {@link Wilson4}. */
final class Staggered {
  private Staggered() {}

  /** mySum += weight U(s) x(neighbour). */
  static void forward(
      int n,
      int entry,
      double[] x,
      int xFirst,
      int stride,
      double[] v,
      int s,
      int volume,
      double uniformWeight,
      double[] myU,
      double[] myH,
      double[] myG,
      double[] mySum) {
    int next = entry / 8;
    Hops.component(n, x, next - xFirst, stride, 0, myH);
    Hops.turn(n, 0, entry - 8 * next, myH);
    Matrices.load(n, v, 0, s, volume, myU);
    Hops.colour(n, myU, 0, myH, myG);
    Hops.addTimes(n, uniformWeight, myG, mySum);
  }

  /** mySum += weight U(neighbour)^dagger x(neighbour). */
  static void backward(
      int n,
      int entry,
      double[] x,
      int xFirst,
      int stride,
      double[] v,
      int volume,
      double uniformWeight,
      double[] myU,
      double[] myH,
      double[] myG,
      double[] mySum) {
    int last = entry / 8;
    Hops.component(n, x, last - xFirst, stride, 0, myH);
    Matrices.load(n, v, 1, last, volume, myU);
    Hops.colour(n, myU, 0, myH, myG);
    Hops.turn(n, 0, entry - 8 * last, myG);
    Hops.addTimes(n, uniformWeight, myG, mySum);
  }
}
