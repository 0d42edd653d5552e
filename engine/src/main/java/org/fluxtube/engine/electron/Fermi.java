package org.fluxtube.engine.electron;

/** Functions of x = beta (E - mu) that stay finite at any temperature. */
public final class Fermi {
  private Fermi() {}

  /** ln(1 + e^x). */
  public static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** f = 1/(1 + e^x), the occupation of a level. */
  public static double occupation(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return x > 0 ? e / (1 + e) : 1 / (1 + e);
  }
}
