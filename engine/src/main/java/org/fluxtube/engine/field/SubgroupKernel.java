package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.SiteRandom;

/**
 * Heat bath and overrelaxation of an SU(N) link by its SU(2) subgroups (Cabibbo, Marinari, Phys.
 * Lett. B119 (1982) 387; for N = 2 the subgroup is the group).
 *
 * <p>For rows i < j and W = U A, Re tr[g W] = Re tr_2[g V] + constant with the quaternion part V of
 * the 2 x 2 block of W; quaternions are q_0 + i q.sigma. With V = k v: heat bath g = x v^dagger
 * with x of density sqrt(1-x_0^2) exp(2 coefficient k x_0), overrelaxation g = (v^dagger)^2.
 */
final class SubgroupKernel {
  private final int n;
  private final int[] first;
  private final int[] second;
  private final double[] w;
  private final double[] v = new double[4];
  private final double[] g = new double[4];
  private final QuaternionHeatBath bath = new QuaternionHeatBath();

  /**
   * @param n N of SU(N), at least 2
   * @param reversed whether the subgroups follow in the opposite of lexicographic order
   */
  SubgroupKernel(int n, boolean reversed) {
    this.n = n;
    this.w = new double[2 * n * n];
    int pairs = n * (n - 1) / 2;
    this.first = new int[pairs];
    this.second = new int[pairs];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int at = reversed ? pairs - 1 - k : k;
        first[at] = i;
        second[at] = j;
        k++;
      }
    }
  }

  /** Draws each subgroup from its conditional distribution; u overwritten at o. */
  boolean heatBath(double coefficient, double[] a, SiteRandom random, double[] u, int o) {
    MatrixKernels.multiply(n, 1, u, o, false, a, o, false, 0, w, 0);
    boolean changed = false;
    for (int k = 0; k < first.length; k++) {
      double norm = unitBlock(first[k], second[k], coefficient < 0 ? -1 : 1);
      if (bath.draw(2 * Math.abs(coefficient) * norm, random)) {
        bath.timesAdjoint(v, g);
        rotate(first[k], second[k], u, o);
        changed = true;
      }
    }
    return changed;
  }

  /** Reflects in each subgroup; Re tr[U A] unchanged, u overwritten at o. */
  boolean overrelaxation(double[] a, double[] u, int o) {
    MatrixKernels.multiply(n, 1, u, o, false, a, o, false, 0, w, 0);
    boolean changed = false;
    for (int k = 0; k < first.length; k++) {
      if (unitBlock(first[k], second[k], 1) > 0) {
        g[0] = v[0] * v[0] - v[1] * v[1] - v[2] * v[2] - v[3] * v[3];
        g[1] = -2 * v[0] * v[1];
        g[2] = -2 * v[0] * v[2];
        g[3] = -2 * v[0] * v[3];
        rotate(first[k], second[k], u, o);
        changed = true;
      }
    }
    return changed;
  }

  /** v = sign V/|V| of the block (i, j) of W, or 1 where V = 0; returns |V|. */
  private double unitBlock(int i, int j, double sign) {
    int ii = 2 * (i * n + i);
    int ij = 2 * (i * n + j);
    int ji = 2 * (j * n + i);
    int jj = 2 * (j * n + j);
    double v0 = 0.5 * (w[ii] + w[jj]);
    double v1 = 0.5 * (w[ij + 1] + w[ji + 1]);
    double v2 = 0.5 * (w[ij] - w[ji]);
    double v3 = 0.5 * (w[ii + 1] - w[jj + 1]);
    double norm = Math.sqrt(v0 * v0 + v1 * v1 + v2 * v2 + v3 * v3);
    if (norm == 0) {
      v[0] = 1;
      v[1] = 0;
      v[2] = 0;
      v[3] = 0;
      return 0;
    }
    double scale = sign / norm;
    v[0] = scale * v0;
    v[1] = scale * v1;
    v[2] = scale * v2;
    v[3] = scale * v3;
    return norm;
  }

  /** Rows i and j of U and of W are multiplied by g from the left. */
  private void rotate(int i, int j, double[] u, int o) {
    rows(2 * i * n, 2 * j * n, w);
    rows(o + 2 * i * n, o + 2 * j * n, u);
  }

  private void rows(int i, int j, double[] m) {
    double a = g[0];
    double b = g[1];
    double c = g[2];
    double d = g[3];
    for (int k = 0; k < 2 * n; k += 2) {
      double xr = m[i + k];
      double xi = m[i + k + 1];
      double yr = m[j + k];
      double yi = m[j + k + 1];
      m[i + k] = a * xr - d * xi + c * yr - b * yi;
      m[i + k + 1] = a * xi + d * xr + c * yi + b * yr;
      m[j + k] = -c * xr - b * xi + a * yr + d * yi;
      m[j + k + 1] = -c * xi + b * xr + a * yi - d * yr;
    }
  }
}
