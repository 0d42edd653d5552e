package org.fluxtube.engine.electron;

/**
 * H = V diag(E) V^+ of dense Hermitian n x n matrices. Owns its workspace; used by one thread.
 *
 * <p>Arrays are laid out as in the package documentation. Results are the same bits for the same
 * matrix, machine and library.
 */
public sealed interface HermitianEigen permits EmbeddedEigen, OpenBlasEigen {
  /** n. */
  int size();

  /**
   * The eigenvalues, ascending.
   *
   * @param matrix 2 n^2 numbers, the lower triangle is read; overwritten with rubbish
   * @param values overwritten with n numbers
   * @throws ArithmeticException if the iteration does not converge
   * @throws IllegalArgumentException if the matrix holds a number that is not finite
   */
  void values(double[] matrix, double[] values);

  /**
   * Eigenvalues, ascending, and orthonormal eigenvectors.
   *
   * @param matrix 2 n^2 numbers, the lower triangle is read; overwritten with the eigenvectors,
   *     column k that of value k
   * @param values overwritten with n numbers
   * @throws ArithmeticException if the iteration does not converge
   * @throws IllegalArgumentException if the matrix holds a number that is not finite
   */
  void vectors(double[] matrix, double[] values);

  /** LAPACK's where its library can be loaded, else EJML's, which is about four times slower. */
  static HermitianEigen of(int n) {
    return OpenBlasEigen.unavailable().isEmpty() ? new OpenBlasEigen(n) : new EmbeddedEigen(n);
  }

  /** Which library {@link #of} takes, and why; one line. */
  static String choice() {
    return OpenBlasEigen.unavailable()
        .map(why -> "Hermitian eigenvalues by EJML: OpenBLAS cannot be loaded here (" + why + ")")
        .orElse("Hermitian eigenvalues by OpenBLAS (zheevd, one thread)");
  }
}
