package org.fluxtube.kernels.simd;

import java.util.Arrays;

/**
 * The different numbers of the spin matrices of a hopping, each of which the kernels read as a
 * whole vector: alpha comes first, then of each its product with alpha and itself.
 */
final class Factors {
  private static final int W = Lanes.COUNT;
  private static final int O = Lanes.ORIGIN;
  private double[] host = Host.numbers(0);

  /** The place among the different numbers of {@code value}, which is added where it is new. */
  int index(double value) {
    for (int i = 0; i < host.length; i++) {
      if (host[i] == value) {
        return i;
      }
    }
    host = Arrays.copyOf(host, host.length + 1);
    host[host.length - 1] = value;
    return host.length - 1;
  }

  /** Where alpha times number i stands. */
  int scaled(int i) {
    return O + (1 + 2 * i) * W;
  }

  /** Where number i stands. */
  int plain(int i) {
    return O + (2 + 2 * i) * W;
  }

  /** The vectors for alpha, in {@code old} if it is long enough. */
  double[] vectors(double alpha, double[] old) {
    int count = (1 + 2 * host.length) * W;
    double[] out = old.length < O + count ? Lanes.array(count) : old;
    Arrays.fill(out, O, O + W, Lanes.number(alpha));
    for (int i = 0; i < host.length; i++) {
      Arrays.fill(out, scaled(i), scaled(i) + W, Lanes.number(alpha * host[i]));
      Arrays.fill(out, plain(i), plain(i) + W, Lanes.number(host[i]));
    }
    return out;
  }
}
