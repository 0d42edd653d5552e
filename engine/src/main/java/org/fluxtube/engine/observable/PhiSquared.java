package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;

/** (1/V) sum_x phi(x).phi(x), summed over the components. */
public record PhiSquared() implements ObservableSpec<ScalarField> {
  @Override
  public String label() {
    return "phi-squared";
  }

  @Override
  public Observable<ScalarField> bind(ScalarField like) {
    FieldOps ops = like.ops();
    return (u, rng) -> new double[] {ops.norm2(u.vector()) / ops.lattice().volume()};
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.scalar("phi-squared", type);
  }
}
