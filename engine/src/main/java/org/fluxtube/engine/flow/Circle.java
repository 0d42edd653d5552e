package org.fluxtube.engine.flow;

/** Families of maps of the circle onto itself. */
public enum Circle {
  /**
   * g(x) = t + (1/n) sum_i 2 atan(e^(s_i) tan(x/2)), the non-compact projections of
   * arXiv:2002.02428; inverted by Newton's method.
   */
  PROJECTION,
  /** A rational-quadratic spline and a turn by t. */
  SPLINE;

  private static final int MOST_PARTS = 64;

  /** Whether it has all derivatives; a spline has one. */
  boolean smooth() {
    return this == PROJECTION;
  }

  /** Checks the number of projections or bins. */
  void requireParts(int parts) {
    if (parts < 1 || parts > MOST_PARTS || this == SPLINE && parts < 2) {
      throw new IllegalArgumentException(
          "parts = "
              + parts
              + "; allowed are 1 to "
              + MOST_PARTS
              + " projections or 2 to "
              + MOST_PARTS
              + " bins, for example parts = 8");
    }
  }
}
