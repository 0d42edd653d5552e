package org.fluxtube.engine.testing;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.electron.Fermi;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.lattice.NeighbourShells;

/**
 * The double-exchange model to second order in J: S = const - (beta J^2/8) sum chi S.S + O(J^4).
 */
public final class Rkky {
  private Rkky() {}

  /** -2t sum cos k for all k of the lattice. */
  public static double[] band(Lattice lattice, double t) {
    double[] band = new double[lattice.volume()];
    for (int k = 0; k < band.length; k++) {
      for (int mu = 0; mu < lattice.dimensions(); mu++) {
        band[k] -= 2 * t * Math.cos(2 * Math.PI * lattice.coordinate(k, mu) / lattice.extent(mu));
      }
    }
    return band;
  }

  /**
   * chi of each displacement, (2/V^2) sum_kq cos((k - q).d) (f_k - f_q)/(e_q - e_k); for equal
   * levels beta f (1 - f).
   */
  public static double[] chi(Lattice lattice, double t, double beta, double mu) {
    int v = lattice.volume();
    double[] band = band(lattice, t);
    double[] chi = new double[v];
    for (int k = 0; k < v; k++) {
      for (int q = 0; q < v; q++) {
        double fk = Fermi.occupation(beta * (band[k] - mu));
        double fq = Fermi.occupation(beta * (band[q] - mu));
        double gap = band[q] - band[k];
        double weight = Math.abs(gap) < 1e-9 ? beta * fk * (1 - fk) : (fk - fq) / gap;
        for (int d = 0; d < v; d++) {
          double phase = 0;
          for (int nu = 0; nu < lattice.dimensions(); nu++) {
            int n = lattice.coordinate(k, nu) - lattice.coordinate(q, nu);
            phase += 2 * Math.PI * n * lattice.coordinate(d, nu) / lattice.extent(nu);
          }
          chi[d] += 2 * weight * Math.cos(phase) / ((double) v * v);
        }
      }
    }
    return chi;
  }

  /** The couplings j_n of all shells. */
  public static List<Double> couplings(Lattice lattice, DoubleExchange model) {
    double[] chi = chi(lattice, model.hopping(), model.beta(), model.mu());
    NeighbourShells shells = new NeighbourShells(lattice);
    List<Double> j = new ArrayList<>();
    for (int n = 1; n <= shells.count(); n++) {
      for (int d = 0; d < chi.length && j.size() < n; d++) {
        if (shells.of(0, d) == n) {
          // each pair once, where the formula has it twice
          j.add(model.beta() * model.coupling() * model.coupling() / 4 * chi[d]);
        }
      }
    }
    return j;
  }
}
