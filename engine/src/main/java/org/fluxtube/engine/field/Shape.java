package org.fluxtube.engine.field;

/** What a {@link Vector} holds at each site; host order {@code [site][component]}. */
public sealed interface Shape {

  /** Real numbers at each site. */
  int reals();

  /**
   * Real numbers: scalars, spins, algebra coordinates.
   *
   * @param reals numbers at each site, at least 1
   */
  record Real(int reals) implements Shape {}

  /**
   * A complex n x n matrix, row by row, real part before imaginary part. {@code Matrix(1)} is a
   * complex number.
   *
   * @param n rows
   */
  record Matrix(int n) implements Shape {
    @Override
    public int reals() {
      return 2 * n * n;
    }
  }
}
