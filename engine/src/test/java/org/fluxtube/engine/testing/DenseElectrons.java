package org.fluxtube.engine.testing;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.fluxtube.engine.lattice.Lattice;

/** The electrons of the double-exchange model, element by element, as a slow second opinion. */
public final class DenseElectrons {
  private DenseElectrons() {}

  /**
   * The levels of a Hermitian matrix given as [row][column], ascending, by the real symmetric
   * matrix (re, -im; im, re) of twice the size, which has each of them twice.
   */
  public static double[] levels(double[][] re, double[][] im) {
    int n = re.length;
    DMatrixRMaj real = new DMatrixRMaj(2 * n, 2 * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        real.set(i, j, re[i][j]);
        real.set(n + i, n + j, re[i][j]);
        real.set(i, n + j, -im[i][j]);
        real.set(n + i, j, im[i][j]);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * n, false, true);
    if (!eigen.decompose(real)) {
      throw new ArithmeticException("no eigenvalues");
    }
    double[] twice = new double[2 * n];
    Arrays.setAll(twice, k -> eigen.getEigenvalue(k).real);
    Arrays.sort(twice);
    double[] levels = new double[n];
    Arrays.setAll(levels, k -> twice[2 * k]);
    return levels;
  }

  /** The levels of H = -t sum (c^+ c + h.c.) + (J/2) sum S.(c^+ sigma c). */
  public static double[] levels(Lattice lattice, double[] spins, double t, double j) {
    int v = lattice.volume();
    double[][] re = new double[2 * v][2 * v];
    double[][] im = new double[2 * v][2 * v];
    // all spins up first, then all spins down: another order than the engine's
    for (int x = 0; x < v; x++) {
      for (int mu = 0; mu < lattice.dimensions(); mu++) {
        for (int y : new int[] {lattice.forward(x, mu), lattice.backward(x, mu)}) {
          re[x][y] -= t;
          re[v + x][v + y] -= t;
        }
      }
      re[x][x] += j / 2 * spins[3 * x + 2];
      re[v + x][v + x] -= j / 2 * spins[3 * x + 2];
      re[x][v + x] += j / 2 * spins[3 * x];
      re[v + x][x] += j / 2 * spins[3 * x];
      im[x][v + x] -= j / 2 * spins[3 * x + 1];
      im[v + x][x] += j / 2 * spins[3 * x + 1];
    }
    return levels(re, im);
  }

  /** -sum ln(1 + exp(-beta (E - mu))), for arguments that do not overflow. */
  public static double action(double[] levels, double beta, double mu) {
    return -Arrays.stream(levels).map(e -> Math.log(1 + Math.exp(-beta * (e - mu)))).sum();
  }
}
