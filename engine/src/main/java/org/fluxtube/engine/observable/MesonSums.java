package org.fluxtube.engine.observable;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.dirac.Gamma;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Sums over time slices of propagators psi^b = D^-1 s^b, b the spin of the source:
 *
 * <p>pion(t) = sum_{x in t, b} |psi^b(x)|^2, rho(t) = (1/(d-1)) sum_i sum_{x in t} tr[X_i psi
 * X_i^dagger psi^dagger], X_i = gamma_5 gamma_i.
 */
final class MesonSums {
  private final Lattice lattice;
  private final int spins;
  private final int n;
  private final List<SpinMatrix> vertices = new ArrayList<>();
  private final double[] pion;
  private final double[] rho;

  /**
   * @param spins 1: staggered, without rho
   */
  MesonSums(Lattice lattice, int spins, int n) {
    this.lattice = lattice;
    this.spins = spins;
    this.n = n;
    int d = lattice.dimensions();
    this.pion = new double[lattice.extent(d - 1)];
    this.rho = new double[pion.length];
    if (spins > 1) {
      Gamma.matrices(d).stream()
          .limit(d - 1)
          .forEach(gamma -> vertices.add(Gamma.five(d).times(gamma)));
    }
  }

  /**
   * Adds weight times the sums.
   *
   * @param psi one propagator a spin of the source, host order
   * @param time slice of the source
   */
  void add(double weight, double[][] psi, int time) {
    int last = lattice.dimensions() - 1;
    int block = 2 * spins * n;
    for (int x = 0; x < lattice.volume(); x++) {
      int t = Math.floorMod(lattice.coordinate(x, last) - time, pion.length);
      for (double[] column : psi) {
        for (int k = x * block; k < (x + 1) * block; k++) {
          pion[t] += weight * column[k] * column[k];
        }
      }
      for (SpinMatrix vertex : vertices) {
        rho[t] += weight / vertices.size() * trace(vertex, psi, x * block);
      }
    }
  }

  /** Re sum X_{a a'} psi^b_{a'} conj(X_{b' b}) conj(psi^{b'}_a), summed over colours. */
  private double trace(SpinMatrix vertex, double[][] psi, int at) {
    double sum = 0;
    for (int a = 0; a < spins; a++) {
      for (int c = 0; c < spins; c++) {
        if (vertex.re(a, c) == 0 && vertex.im(a, c) == 0) {
          continue;
        }
        for (int b = 0; b < spins; b++) {
          for (int e = 0; e < spins; e++) {
            // X_ac conj(X_eb)
            double re = vertex.re(a, c) * vertex.re(e, b) + vertex.im(a, c) * vertex.im(e, b);
            double im = vertex.im(a, c) * vertex.re(e, b) - vertex.re(a, c) * vertex.im(e, b);
            if (re == 0 && im == 0) {
              continue;
            }
            for (int k = 0; k < 2 * n; k += 2) {
              int u = at + 2 * c * n + k;
              int v = at + 2 * a * n + k;
              double pr = psi[b][u] * psi[e][v] + psi[b][u + 1] * psi[e][v + 1];
              double pi = psi[b][u + 1] * psi[e][v] - psi[b][u] * psi[e][v + 1];
              sum += re * pr - im * pi;
            }
          }
        }
      }
    }
    return sum;
  }

  /** The pion at t = 0 .. T - 1. */
  double[] pion() {
    return pion.clone();
  }

  /** The means of t and T - t: pion-0 .. pion-T/2, and so for the rho. */
  double[] folded() {
    int half = pion.length / 2 + 1;
    double[] out = new double[(spins > 1 ? 2 : 1) * half];
    for (int t = 0; t < half; t++) {
      int back = (pion.length - t) % pion.length;
      out[t] = (pion[t] + pion[back]) / 2;
      if (spins > 1) {
        out[half + t] = (rho[t] + rho[back]) / 2;
      }
    }
    return out;
  }
}
