package org.fluxtube.engine.network;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * a = tan(c a~), c = pi/(4 (N + 0.01)), and its slope da/da~ = c (1 + a^2), one number a site for
 * the two staples of each plane and length.
 */
final class Attention implements AutoCloseable {
  private final FieldOps ops;
  private final double scale;
  private final Pair[][][] pairs;

  /**
   * Of the loops at their corners.
   *
   * @param a attention of the staple of the side a: first holds the score
   * @param c the same for the side c
   * @param slopeA da/da~
   * @param slopeC the same for the side c
   */
  record Pair(Vector a, Vector c, Vector slopeA, Vector slopeC) {}

  Attention(FieldOps ops, int n, int most) {
    this.ops = ops;
    this.scale = Math.PI / (4 * (n + 0.01));
    int d = ops.lattice().dimensions();
    this.pairs = new Pair[d][d][most];
    for (int mu = 0; mu < d; mu++) {
      for (int nu = 0; nu < d; nu++) {
        for (int s = 0; s < most && mu != nu; s++) {
          pairs[mu][nu][s] = new Pair(real(), real(), real(), real());
        }
      }
    }
  }

  private Vector real() {
    return ops.allocate(new Shape.Real(1));
  }

  /** Of the 1 x s loops with short sides in mu and long sides in nu. */
  Pair of(int mu, int nu, int s) {
    return pairs[mu][nu][s - 1];
  }

  /** a and c from scores to attentions. */
  void fromScores(Pair pair) {
    fromScores(pair.a, pair.slopeA);
    fromScores(pair.c, pair.slopeC);
  }

  private void fromScores(Vector a, Vector slope) {
    ops.tangent(scale, a, a);
    ops.constant(scale, slope);
    ops.inner(scale, a, a, 1, slope);
  }

  @Override
  public void close() {
    for (Pair[][] plane : pairs) {
      for (Pair[] row : plane) {
        for (Pair pair : row) {
          if (pair != null) {
            pair.a.close();
            pair.c.close();
            pair.slopeA.close();
            pair.slopeC.close();
          }
        }
      }
    }
  }
}
