package org.fluxtube.engine.exact;

/** U(phi) = m^2 phi^2 + lambda phi^4: its minimum, and where e^{-U} stops to matter. */
final class Phi4Well {

  /** e^{-80} = 2e-35 of the maximum: also high moments are below rounding there. */
  private static final double DEPTH = 80;

  private Phi4Well() {}

  static double value(double mSquared, double lambda, double phi) {
    double square = phi * phi;
    return (mSquared + lambda * square) * square;
  }

  static double minimum(double mSquared, double lambda) {
    return mSquared >= 0 ? 0 : -mSquared * mSquared / (4 * lambda);
  }

  /** The positive phi with U(phi) = minimum + 80. */
  static double end(double mSquared, double lambda) {
    double square =
        mSquared >= 0
            ? 2 * DEPTH / (mSquared + Math.sqrt(mSquared * mSquared + 4 * lambda * DEPTH))
            : (-mSquared + Math.sqrt(4 * lambda * DEPTH)) / (2 * lambda);
    return Math.sqrt(square);
  }
}
