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

  /**
   * A spinor: {@code spins} x {@code n} complex numbers, {@code [spin][colour][re, im]}.
   *
   * <p>The parity says at which sites it exists: vectors of different parity are of different types
   * and do not mix. At the other sites it is zero, also on the host, where a spinor of either
   * parity has the numbers of all sites; how much of it a backend keeps is the backend's own
   * affair.
   *
   * @param spins spin components, at least 1
   * @param n colours
   * @param parity where it exists
   */
  record Spinor(int spins, int n, Parity parity) implements Shape {
    /** A spinor at all sites. */
    public Spinor(int spins, int n) {
      this(spins, n, Parity.ALL);
    }

    @Override
    public int reals() {
      return 2 * spins * n;
    }

    /** The same spinor at other sites. */
    public Spinor at(Parity other) {
      return new Spinor(spins, n, other);
    }
  }
}
