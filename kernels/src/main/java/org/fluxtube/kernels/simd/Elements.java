package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Elements of the algebra of SU(N) or U(1) from their coordinates, in the engine's basis. */
final class Elements {
  private static final int W = Lanes.COUNT;

  private Elements() {}

  /** x = alpha p^a T^a at one block. */
  static void of(int n, double alpha, double[] p, int po, double[] x, int xo) {
    Arrays.fill(x, xo, xo + 2 * n * n * W, 0);
    if (n == 1) {
      load(p, po).mul(all(alpha)).intoArray(x, xo + W);
      return;
    }
    int at = po;
    for (int k = 1; k < n; k++) {
      for (int j = 0; j < k; j++) {
        DoubleVector symmetric = load(p, at).mul(all(0.5 * alpha));
        DoubleVector antisymmetric = load(p, at + W).mul(all(0.5 * alpha));
        int jk = xo + 2 * (j * n + k) * W;
        int kj = xo + 2 * (k * n + j) * W;
        antisymmetric.intoArray(x, jk);
        symmetric.intoArray(x, jk + W);
        antisymmetric.neg().intoArray(x, kj);
        symmetric.intoArray(x, kj + W);
        at += 2 * W;
      }
      DoubleVector diagonal = load(p, at).mul(all(0.5 * alpha * diagonal(k)));
      for (int j = 0; j < k; j++) {
        int jj = xo + 2 * j * (n + 1) * W + W;
        load(x, jj).add(diagonal).intoArray(x, jj);
      }
      diagonal.mul(-k).intoArray(x, xo + 2 * k * (n + 1) * W + W);
      at += W;
    }
  }

  /** What normalises the diagonal generator k. */
  static double diagonal(int k) {
    return Math.sqrt(2.0 / (k * (k + 1.0)));
  }
}
