package org.fluxtube.engine.flow;

/**
 * What the update of a link in {@link LinkUpdate} is made of: the phases of the plaquettes a and b
 * around it, those next to a and to b along the link added up, and the coefficients c_1, c_2.
 */
final class LinkLoops {
  private static final int MOST_ITERATIONS = 80;
  private static final double TOLERANCE = 1e-14;

  private final double ca;
  private final double sa;
  private final double cb;
  private final double sb;
  private final double cosA;
  private final double sinA;
  private final double cosB;
  private final double sinB;
  private final double c1;
  private final double c2;

  /** That of place k, with the phases and coefficients of {@link LinkUpdate}. */
  LinkLoops(double[][] cos, double[][] sin, double[] c1, double[] c2, int k) {
    ca = cos[0][k];
    sa = sin[0][k];
    cb = cos[1][k];
    sb = sin[1][k];
    cosA = cos[2][k] + cos[3][k];
    sinA = sin[2][k] + sin[3][k];
    cosB = cos[4][k] + cos[5][k];
    sinB = sin[4][k] + sin[5][k];
    this.c1 = c1[k];
    this.c2 = c2[k];
  }

  /** e. */
  private double step(double ca, double sa, double cb, double sb) {
    return c1 * (sa - sb) + c2 * (sa * cosA + ca * sinA - sb * cosB - cb * sinB);
  }

  /** D. */
  private double slope(double ca, double sa, double cb, double sb) {
    return c1 * (ca + cb) + c2 * (ca * cosA - sa * sinA + cb * cosB - sb * sinB);
  }

  /** The e with e = step(a + e, b - e), by Newton's method between bounds: |e| stays below 1. */
  double root() {
    double low = -1;
    double high = 1;
    double e = step(ca, sa, cb, sb);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double ce = Elementary.cos(e);
      double se = Elementary.sin(e);
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
