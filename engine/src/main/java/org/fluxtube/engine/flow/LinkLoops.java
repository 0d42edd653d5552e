package org.fluxtube.engine.flow;

/**
 * What the update of a link in {@link LinkSmearing} is made of: the phases of the plaquettes a and
 * b around it, those next to a and to b along the link added up, and the coefficients c_1, c_2.
 */
final class LinkLoops {
  private static final int MOST_ITERATIONS = 80;
  private static final double TOLERANCE = 1e-14;

  final double ca;
  final double sa;
  final double cb;
  final double sb;
  final double cosA;
  final double sinA;
  final double cosB;
  final double sinB;
  final double c1;
  final double c2;

  LinkLoops(int[][] loops, double[] c, int s, double[] cos, double[] sin) {
    ca = cos[loops[0][s]];
    sa = sin[loops[0][s]];
    cb = cos[loops[1][s]];
    sb = sin[loops[1][s]];
    cosA = cos[loops[2][s]] + cos[loops[3][s]];
    sinA = sin[loops[2][s]] + sin[loops[3][s]];
    cosB = cos[loops[4][s]] + cos[loops[5][s]];
    sinB = sin[loops[4][s]] + sin[loops[5][s]];
    c1 = c[s];
    c2 = c[c.length / 2 + s];
  }

  /** e. */
  double step(double ca, double sa, double cb, double sb) {
    return c1 * (sa - sb) + c2 * (sa * cosA + ca * sinA - sb * cosB - cb * sinB);
  }

  /** D. */
  double slope(double ca, double sa, double cb, double sb) {
    return c1 * (ca + cb) + c2 * (ca * cosA - sa * sinA + cb * cosB - sb * sinB);
  }

  /** The e with e = step(a + e, b - e), by Newton's method between bounds: |e| stays below 1. */
  double root() {
    double low = -1;
    double high = 1;
    double e = step(ca, sa, cb, sb);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double ce = StrictMath.cos(e);
      double se = StrictMath.sin(e);
      double cosine = ca * ce - sa * se;
      double sine = sa * ce + ca * se;
      double other = cb * ce + sb * se;
      double against = sb * ce - cb * se;
      double off = e - step(cosine, sine, other, against);
      double next = e - off / (1 - slope(cosine, sine, other, against));
      boolean within = next > low && next < high;
      if (!(Math.abs(off) > TOLERANCE)) {
        return within ? next : e; // also where something is not a number, which the field then is
      }
      if (off > 0) {
        high = e;
      } else {
        low = e;
      }
      e = next > low && next < high ? next : (low + high) / 2;
    }
    return e;
  }
}
