package org.fluxtube.engine.electron;

import java.util.Arrays;
import org.fluxtube.engine.lattice.Lattice;

/**
 * H = -t sum_{x, mu, s} (c^+_{x s} c_{x+mu s} + h.c.) + (J/2) sum_x S_x.(c^+_x sigma c_x), the
 * Kondo lattice with classical spins |S_x| = 1, as a dense 2V x 2V Hermitian matrix (without -mu N,
 * which the weight subtracts once); V sites. Owns its workspace; used by one thread.
 */
public final class KondoMatrix {
  private final int sites;
  private final double coupling;
  private final double[] hopping;
  private final double[] matrix;
  private final HermitianEigen eigen;

  /**
   * @param hopping t
   * @param coupling J; spins up and down along S_x differ by J
   */
  public KondoMatrix(Lattice lattice, double hopping, double coupling) {
    this(lattice, hopping, coupling, HermitianEigen.of(2 * lattice.volume()));
  }

  /** With the given solver, whose size must be 2V. */
  KondoMatrix(Lattice lattice, double hopping, double coupling, HermitianEigen eigen) {
    this.sites = lattice.volume();
    this.coupling = coupling;
    this.eigen = eigen;
    int n = 2 * sites;
    this.matrix = new double[2 * n * n];
    this.hopping = new double[2 * n * n];
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      for (int x = 0; x < sites; x++) {
        int y = lattice.forward(x, mu);
        for (int s = 0; s < 2; s++) {
          this.hopping[2 * ((2 * x + s) * n + 2 * y + s)] -= hopping;
          this.hopping[2 * ((2 * y + s) * n + 2 * x + s)] -= hopping;
        }
      }
    }
  }

  /** 2V, the number of levels. */
  public int size() {
    return 2 * sites;
  }

  /**
   * The matrix of given spins, whole.
   *
   * @param spins {@code [site][component]}, unchanged
   * @param out overwritten
   */
  void fill(double[] spins, double[] out) {
    int n = 2 * sites;
    System.arraycopy(hopping, 0, out, 0, out.length);
    for (int x = 0; x < sites; x++) {
      double sx = 0.5 * coupling * spins[3 * x];
      double sy = 0.5 * coupling * spins[3 * x + 1];
      double sz = 0.5 * coupling * spins[3 * x + 2];
      int up = 2 * (2 * x * n + 2 * x);
      int down = 2 * ((2 * x + 1) * n + 2 * x + 1);
      out[up] += sz;
      out[down] -= sz;
      out[up + 2] += sx;
      out[up + 3] += sy;
      out[down - 2] += sx;
      out[down - 1] -= sy;
    }
  }

  /**
   * The levels E_n, ascending.
   *
   * @param spins {@code [site][component]}, unchanged
   * @param levels overwritten with 2V numbers
   */
  public void levels(double[] spins, double[] levels) {
    fill(spins, matrix);
    eigen.values(matrix, levels);
  }

  /**
   * The levels, and the mean spins <c^+_x sigma c_x> = sum_n f_n <n|sigma_x|n> at an inverse
   * temperature and a chemical potential.
   *
   * @param spins {@code [site][component]}, unchanged
   * @param levels overwritten with 2V numbers
   * @param means {@code [site][component]}, overwritten
   */
  public void meanSpins(double[] spins, double beta, double mu, double[] levels, double[] means) {
    int n = 2 * sites;
    fill(spins, matrix);
    eigen.vectors(matrix, levels);
    Arrays.fill(means, 0);
    for (int k = 0; k < n; k++) {
      double f = Fermi.occupation(beta * (levels[k] - mu));
      for (int x = 0; x < sites; x++) {
        int o = 2 * (k * n + 2 * x);
        double a = matrix[o];
        double b = matrix[o + 1];
        double c = matrix[o + 2];
        double d = matrix[o + 3];
        means[3 * x] += 2 * f * (a * c + b * d);
        means[3 * x + 1] += 2 * f * (a * d - b * c);
        means[3 * x + 2] += f * (a * a + b * b - c * c - d * d);
      }
    }
  }
}
