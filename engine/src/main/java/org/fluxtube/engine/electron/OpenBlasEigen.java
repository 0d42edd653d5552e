package org.fluxtube.engine.electron;

import java.util.Optional;
import org.bytedeco.openblas.global.openblas;
import org.fluxtube.engine.blas.BlasThreads;

/** LAPACK's zheevd (divide and conquer) from OpenBLAS, on one thread. */
final class OpenBlasEigen implements HermitianEigen {
  private static final Optional<String> UNAVAILABLE = load();

  private final int n;

  OpenBlasEigen(int n) {
    this.n = n;
  }

  private static Optional<String> load() {
    try {
      // more threads would change the order of sums, and chains share the cores already
      BlasThreads.set(1);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason"));
    }
  }

  /** Why it cannot be used on this machine; empty if it can. */
  static Optional<String> unavailable() {
    return UNAVAILABLE;
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public void values(double[] matrix, double[] values) {
    solve('N', matrix, values);
  }

  @Override
  public void vectors(double[] matrix, double[] values) {
    solve('V', matrix, values);
  }

  private void solve(char job, double[] matrix, double[] values) {
    int info =
        openblas.LAPACKE_zheevd(
            openblas.LAPACK_COL_MAJOR, (byte) job, (byte) 'L', n, matrix, n, values);
    if (info < 0) {
      throw new IllegalArgumentException(
          "Hermitian matrix of size " + n + ": it holds a number that is not finite");
    }
    if (info > 0) {
      throw new ArithmeticException(
          "eigenvalues of a Hermitian matrix of size "
              + n
              + ": zheevd did not converge, info = "
              + info);
    }
  }
}
