package org.fluxtube.engine.observable;

import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * S/V of the given action, which need not be the campaign's. Constants that the action omits are
 * omitted here.
 *
 * @param action the action
 * @param <F> the field
 */
public record ActionDensity<F extends Field<F>>(
    @Param("the action, often the campaign's") ActionSpec<F> action) implements ObservableSpec<F> {
  @Override
  public String label() {
    return "action-density-" + Fit.label(action);
  }

  @Override
  public Observable<F> bind(F like) {
    Action<F> bound = action.bind(like);
    double volume = like.lattice().volume();
    return new Observable<>() {
      @Override
      public double[] measure(F u, RandomStream rng) {
        return new double[] {bound.value(u) / volume};
      }

      @Override
      public void close() {
        bound.close();
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    action.requireFits(type, lattice);
  }
}
