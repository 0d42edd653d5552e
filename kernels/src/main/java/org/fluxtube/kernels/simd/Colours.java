package org.fluxtube.kernels.simd;

/** Links times colour vectors, one a lane: blocks at offsets of arrays; y is neither u nor x. */
interface Colours {
  /** The kernels for N. */
  static Colours of(int n) {
    return switch (n) {
      case 1 -> new Colours1();
      case 2 -> new Colours2();
      case 3 -> new Colours3();
      default -> new ColoursN(n);
    };
  }

  /** y = u x for {@code spins} colour vectors that follow each other. */
  void times(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins);

  /** y = u^dagger x for {@code spins} colour vectors that follow each other. */
  void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins);

  /** m_ij = m_ij + sum_spin x_i conj(y_j), or without the old m where {@code fresh} says so. */
  void outer(double[] x, int xo, double[] y, int yo, int spins, boolean fresh, double[] m, int mo);

  /**
   * y_at = y_at + alpha u h, y_to = y_to + alpha g u h at the blocks of a row, with the component h
   * of x; alpha is in the factors.
   */
  void addTimes(HalfSpin h, HopRow row);

  /** The same with u^dagger h, which is turned after the product: links are where x is. */
  void addAdjointTimes(HalfSpin h, HopRow row);
}
