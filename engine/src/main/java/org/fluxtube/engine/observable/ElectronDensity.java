package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.electron.Fermi;
import org.fluxtube.engine.electron.KondoMatrix;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The electrons of the double-exchange model for each site: filling = (1/V) sum_n f_n, from 0 to 2,
 * and energy = (1/V) sum_n E_n f_n = <H>/V (without -mu N), f the Fermi function of the action's
 * beta and mu. On bipartite lattices with mu = 0 the filling is 1 for every spin configuration.
 *
 * @param action the double-exchange model
 */
public record ElectronDensity(
    @Param("the campaign's action, type = double-exchange") ActionSpec<?> action)
    implements ObservableSpec<SpinField> {
  /** Checks the type of the action. */
  public ElectronDensity {
    model("electrons", action);
  }

  static DoubleExchange model(String what, ActionSpec<?> action) {
    if (action instanceof DoubleExchange model) {
      return model;
    }
    throw new IllegalArgumentException(
        what
            + " needs action { type = double-exchange, hopping = 1, coupling = 1, beta = 10 }, got "
            + action);
  }

  @Override
  public String label() {
    return "electrons";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("filling", "energy");
  }

  @Override
  public ObservableSpec<SpinField> of(ActionSpec<?> was, ActionSpec<?> is) {
    return action.equals(was) ? new ElectronDensity(is) : this;
  }

  @Override
  public Observable<SpinField> bind(SpinField like) {
    DoubleExchange model = model("electrons", action);
    KondoMatrix matrix = new KondoMatrix(like.lattice(), model.hopping(), model.coupling());
    double volume = like.lattice().volume();
    double[] spins = new double[like.type().size(like.lattice())];
    double[] levels = new double[matrix.size()];
    return (u, rng) -> {
      u.store(spins);
      matrix.levels(spins, levels);
      double filling = 0;
      double energy = 0;
      for (double level : levels) {
        double f = Fermi.occupation(model.beta() * (level - model.mu()));
        filling += f / volume;
        energy += f * level / volume;
      }
      return new double[] {filling, energy};
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    action.requireFits(type, lattice);
  }
}
