package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.Precision;

/**
 * How many additions and multiplications a second one thread can do in vectors: nothing but
 * multiply-adds on registers, more of them under way than their latency needs.
 */
public final class FlopPeak {
  /** Vectors that are added to, independently: two a cycle with a latency of 4 need 8. */
  static final int CHAINS = 12;

  private FlopPeak() {}

  /** Additions and multiplications of one {@link #run} over {@code steps}. */
  public static double operations(Precision precision, int steps) {
    int lanes = precision == Precision.DOUBLE ? Lanes.COUNT : FloatLanes.COUNT;
    return 2.0 * lanes * CHAINS * steps;
  }

  /** sum_{i < CHAINS} (i + steps a b), one lane of it: 66 + 12 a b steps. */
  public static double run(Precision precision, double a, double b, int steps) {
    return precision == Precision.DOUBLE
        ? Lanes.multiplyAdds(a, b, steps)
        : FloatLanes.multiplyAdds(a, b, steps);
  }
}
