package org.fluxtube.engine.field;

/**
 * How the numbers of a {@link Vector} are rounded. Scalars, sums and scalar products are double in
 * both cases.
 */
public enum Precision {
  /** IEEE double: relative rounding 2^-53. */
  DOUBLE(0x1p-53, 8),
  /** IEEE single: relative rounding 2^-24. */
  FLOAT(0x1p-24, 4);

  private final double rounding;
  private final int bytes;

  Precision(double rounding, int bytes) {
    this.rounding = rounding;
    this.bytes = bytes;
  }

  /** Largest relative error of one rounding. */
  public double rounding() {
    return rounding;
  }

  /** Memory of one number. */
  public int bytes() {
    return bytes;
  }

  /** x as this precision stores it. */
  public double round(double x) {
    return this == DOUBLE ? x : (float) x;
  }

  /**
   * The one precision of all given vectors.
   *
   * @throws IllegalArgumentException if they have different ones
   */
  public static Precision of(String what, Vector first, Vector... others) {
    for (Vector other : others) {
      if (other.precision() != first.precision()) {
        throw new IllegalArgumentException(
            what
                + ": vectors of "
                + first.precision()
                + " and "
                + other.precision()
                + " do not mix; convert(x, out) takes one to the other");
      }
    }
    return first.precision();
  }

  /** The exception of a backend that has no vectors of this precision. */
  public UnsupportedOperationException missing(String backend) {
    return new UnsupportedOperationException(
        "the backend "
            + backend
            + " has no vectors of precision "
            + this
            + " here; supports("
            + this
            + ") tells, and allocate(shape) takes DOUBLE, which every backend has");
  }
}
