package org.fluxtube.engine.observable;

import java.util.List;
import java.util.stream.IntStream;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.electron.KondoMatrix;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * rho(E) = (1/2V) sum_n exp(-(E - E_n)^2/(2 w^2))/(w sqrt(2 pi)), the electrons' density of states
 * for each state, so that its integral is 1.
 *
 * <p>Components: e0, e1, ... at {@code points} energies with equal distances from {@code from} to
 * {@code to}, both included.
 *
 * @param action the double-exchange model
 * @param from lowest energy
 * @param to highest energy
 * @param points number of energies
 * @param width w, the deviation of the Gaussian that stands for each level
 */
public record DensityOfStates(
    @Param("the campaign's action, type = double-exchange") ActionSpec<?> action,
    @Param("lowest energy") double from,
    @Param("highest energy") double to,
    @Param("number of energies from lowest to highest, 2 to 1000") int points,
    @Param("deviation of the Gaussian that stands for each level, positive") double width)
    implements ObservableSpec<SpinField> {
  private static final String LABEL = "density-of-states";

  /** Checks the ranges. */
  public DensityOfStates {
    ElectronDensity.model(LABEL, action);
    if (!(from < to) || Double.isInfinite(to - from)) {
      throw new IllegalArgumentException(
          "from = " + from + ", to = " + to + "; from must be below to, for example -5 and 5");
    }
    if (points < 2 || points > 1000) {
      throw new IllegalArgumentException(
          "points = " + points + "; allowed are 2 to 1000, for example points = 41");
    }
    if (!(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "width = " + width + "; allowed are positive numbers, for example width = 0.1");
    }
  }

  @Override
  public String label() {
    return LABEL + "-" + Fit.text(width);
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return IntStream.range(0, points).mapToObj(k -> "e" + k).toList();
  }

  @Override
  public ObservableSpec<SpinField> of(ActionSpec<?> was, ActionSpec<?> is) {
    return action.equals(was) ? new DensityOfStates(is, from, to, points, width) : this;
  }

  @Override
  public Observable<SpinField> bind(SpinField like) {
    DoubleExchange model = ElectronDensity.model(LABEL, action);
    KondoMatrix matrix = new KondoMatrix(like.lattice(), model.hopping(), model.coupling());
    double[] spins = new double[like.type().size(like.lattice())];
    double[] levels = new double[matrix.size()];
    double norm = 1 / (levels.length * width * Math.sqrt(2 * Math.PI));
    return (u, rng) -> {
      u.store(spins);
      matrix.levels(spins, levels);
      double[] rho = new double[points];
      for (int k = 0; k < points; k++) {
        double energy = from + k * (to - from) / (points - 1);
        for (double level : levels) {
          double z = (energy - level) / width;
          rho[k] += norm * StrictMath.exp(-z * z / 2);
        }
      }
      return rho;
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    action.requireFits(type, lattice);
  }
}
