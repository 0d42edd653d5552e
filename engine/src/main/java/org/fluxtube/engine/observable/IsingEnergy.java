package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/**
 * E = (1/d) sum_mu G(mu) = (1/(d V)) sum_{x, mu} phi_x.phi_{x+mu} (arXiv:1904.12072, section II;
 * <phi> = 0 at finite volume is not subtracted).
 */
public record IsingEnergy() implements ObservableSpec<ScalarField> {
  @Override
  public String label() {
    return "ising-energy";
  }

  @Override
  public Observable<ScalarField> bind(ScalarField like) {
    return (u, rng) -> new double[] {meanBond(u.ops(), u.vector())};
  }

  /** (1/(d V)) sum_{x, mu} x.x_{+mu}. */
  static double meanBond(FieldOps ops, Vector x) {
    int d = ops.lattice().dimensions();
    double sum = 0;
    try (Scratch.Lease next = ops.scratch().take(x.shape())) {
      for (int mu = 0; mu < d; mu++) {
        ops.shift(x, mu, 1, next.vector());
        sum += ops.dot(x, next.vector());
      }
    }
    return sum / ((double) d * ops.lattice().volume());
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.scalar("ising-energy", type);
  }
}
