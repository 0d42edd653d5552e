package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The mean bond (1/(d V)) sum_{x, mu} S_x.S_{x+mu}: 1 in the ordered state; the O(n) model's action
 * is S = -beta d V times it.
 */
public record SpinEnergy() implements ObservableSpec<SpinField> {
  @Override
  public String label() {
    return "energy";
  }

  @Override
  public Observable<SpinField> bind(SpinField like) {
    return (u, rng) -> new double[] {IsingEnergy.meanBond(u.ops(), u.vector())};
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.spin("energy", type);
  }
}
