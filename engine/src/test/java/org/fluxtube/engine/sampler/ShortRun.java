package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.stats.GammaMethod;

/** Short chains on the reference backend for tests. */
final class ShortRun {
  private ShortRun() {}

  /** Numbers measured after each step, [step][number], from a hot start. */
  @SuppressWarnings("unchecked")
  static <F extends Field<F>> double[][] run(
      SamplerSpec spec,
      ActionSpec<F> target,
      FieldType type,
      Lattice lattice,
      long seed,
      int discarded,
      int steps,
      Function<F, double[]> measure) {
    spec.requireFits(target, type, lattice);
    try (ReferenceOps ops = new ReferenceOps(lattice)) {
      F u = (F) Field.allocate(ops, type);
      u.hot(new RandomStream(seed, 0, 0));
      try (Sampler<F> sampler = spec.bind(target, u)) {
        State<F> state = sampler.start(u);
        double[][] series = new double[steps][];
        for (int t = -discarded; t < steps; t++) {
          Transition<F> next = sampler.step(state, new RandomStream(seed, 0, t + discarded + 1));
          state = next.state();
          if (t >= 0) {
            series[t] = measure.apply(sampler.field(state));
          }
        }
        state.close();
        return series;
      }
    }
  }

  /** Fails if the mean of number i is more than {@code sigma} errors away from the exact value. */
  static void requireMean(double[][] series, int i, double exact, double sigma) {
    var estimate = GammaMethod.DEFAULT.analyse(List.<double[][]>of(series), x -> x[i]).estimate();
    assertThat(Math.abs(estimate.value() - exact) / estimate.error())
        .as("number %d: %s +- %s against %s", i, estimate.value(), estimate.error(), exact)
        .isLessThan(sigma);
  }

  /** Fails if the means of number i of two chains differ by more than {@code sigma} errors. */
  static void requireEqualMeans(double[][] one, double[][] other, int i, double sigma) {
    var a = GammaMethod.DEFAULT.analyse(List.<double[][]>of(one), x -> x[i]).estimate();
    var b = GammaMethod.DEFAULT.analyse(List.<double[][]>of(other), x -> x[i]).estimate();
    assertThat(Math.abs(a.value() - b.value()) / Math.hypot(a.error(), b.error()))
        .as("number %d: %s and %s", i, a.format(), b.format())
        .isLessThan(sigma);
  }
}
