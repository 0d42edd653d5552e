package org.fluxtube.engine.field;

import java.util.Locale;

/**
 * A compact gauge group: U(1) or SU(N).
 *
 * <p>Links are {@code n x n} complex matrices. The Lie algebra has {@link #algebraDimension()} real
 * coordinates; the basis is {@link Generators}.
 *
 * @param n the size of the fundamental representation; 1 means U(1)
 */
public record Group(int n) {
  /** The group U(1). */
  public static final Group U1 = new Group(1);

  /** The group SU(2). */
  public static final Group SU2 = new Group(2);

  /** The group SU(3). */
  public static final Group SU3 = new Group(3);

  /** The largest N that the general SU(N) code was tested with. */
  public static final int LARGEST_N = 8;

  /** Checks {@code 1 <= n <= 8}. */
  public Group {
    if (n < 1 || n > LARGEST_N) {
      throw new IllegalArgumentException(
          "group with N = " + n + "; allowed are U(1) and SU(2) to SU(" + LARGEST_N + ")");
    }
  }

  /** SU(n), {@code n >= 2}. */
  public static Group su(int n) {
    if (n < 2) {
      throw new IllegalArgumentException("SU(" + n + "); N must be at least 2, for example SU(3)");
    }
    return new Group(n);
  }

  /**
   * Reads {@code "U(1)"}, {@code "SU(3)"}; brackets and case do not matter.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Group parse(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT).replaceAll("[()\\s]", "");
    if (name.equals("U1")) {
      return U1;
    }
    if (name.matches("SU[2-9]")) {
      return su(name.charAt(2) - '0');
    }
    throw new IllegalArgumentException(
        "group \"" + text + "\"; allowed are U(1), SU(2) to SU(" + LARGEST_N + ")");
  }

  /** Whether this is U(1). */
  public boolean abelian() {
    return n == 1;
  }

  /** Real dimension of the Lie algebra: 1 for U(1), N^2 - 1 for SU(N). */
  public int algebraDimension() {
    return n == 1 ? 1 : n * n - 1;
  }

  /**
   * The group whose algebra has that many coordinates.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Group ofAlgebra(int dimension) {
    int n = dimension == 1 ? 1 : (int) Math.round(Math.sqrt(dimension + 1.0));
    if (n < 1 || n > LARGEST_N || new Group(n).algebraDimension() != dimension) {
      throw new IllegalArgumentException(
          dimension
              + " numbers are no algebra coordinates; allowed are 1 for U(1) and N^2 - 1 for"
              + " SU(N), for example 8 for SU(3)");
    }
    return new Group(n);
  }

  /** Quadratic Casimir of the fundamental representation, (N^2-1)/(2N); 1 for U(1) with T = i. */
  public double casimir() {
    return n == 1 ? 1 : (n * n - 1.0) / (2.0 * n);
  }

  /** {@code U(1)} or {@code SU(3)}. */
  @Override
  public String toString() {
    return n == 1 ? "U(1)" : "SU(" + n + ")";
  }
}
