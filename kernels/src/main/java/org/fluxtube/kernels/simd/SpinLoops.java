package org.fluxtube.kernels.simd;

/** Operations on the spinors of one site, block by block; one object for each worker. */
final class SpinLoops {
  private static final int O = Lanes.ORIGIN;
  private final Colours colours;
  private final int n;
  private double[] buffer = Lanes.array(0);

  SpinLoops(int n) {
    this.n = n;
    this.colours = Colours.of(n);
  }

  private void reserve(int size) {
    buffer = buffer.length < O + size ? Lanes.array(size) : buffer;
  }

  /** out = alpha M x + beta out. */
  static void spinMultiply(
      SpinMap map, double alpha, SimdVector x, double beta, SimdVector out, int from, int to) {
    int size = x.block();
    for (int at = x.start(from); at < x.start(to); at += size) {
      map.apply(alpha, x.data(), at, beta, out.data(), at);
    }
  }

  /** out = alpha op(u) x + beta out. */
  void colourMultiply(
      double alpha,
      SimdVector u,
      boolean adjoint,
      SimdVector x,
      double beta,
      SimdVector out,
      int from,
      int to) {
    int size = x.block();
    int spins = x.reals() / (2 * n);
    reserve(size);
    for (int k = from; k < to; k++) {
      int uo = u.start(x.full(k));
      if (adjoint) {
        colours.adjointTimes(u.data(), uo, x.data(), x.start(k), buffer, O, spins);
      } else {
        colours.times(u.data(), uo, x.data(), x.start(k), buffer, O, spins);
      }
      LinkLoops.combine(alpha, buffer, O, beta, out.data(), out.start(k), size);
    }
  }

  /**
   * out = alpha diag(B_0, B_1, ...) x + beta out; the colours of this object are a block's rows.
   */
  void blockMultiply(
      double alpha,
      double[][] blocks,
      SimdVector x,
      double beta,
      SimdVector out,
      int from,
      int to) {
    int size = x.block();
    int part = size / blocks.length;
    reserve(size);
    for (int k = from; k < to; k++) {
      int bo = Lanes.start(x.full(k), n * part);
      for (int i = 0; i < blocks.length; i++) {
        colours.times(blocks[i], bo, x.data(), x.start(k) + i * part, buffer, O + i * part, 1);
      }
      LinkLoops.combine(alpha, buffer, O, beta, out.data(), out.start(k), size);
    }
  }

  /** out_ij = alpha sum_spin x_i conj(y_j) + beta out_ij. */
  void outer(
      double alpha, SimdVector x, SimdVector y, double beta, SimdVector out, int from, int to) {
    int size = out.block();
    int spins = x.reals() / (2 * n);
    reserve(size);
    for (int b = from; b < to; b++) {
      int at = x.at(b);
      if (at < 0) {
        LinkLoops.scale(beta, out.data(), out.start(b), size);
      } else {
        colours.outer(x.data(), at, y.data(), at, spins, true, buffer, O);
        LinkLoops.combine(alpha, buffer, O, beta, out.data(), out.start(b), size);
      }
    }
  }
}
