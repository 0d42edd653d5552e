package org.fluxtube.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;

/** Short Markov chains in one line, and averages with errors by the Gamma method. */
public final class Runs {
  private Runs() {}

  /**
   * What is measured after each trajectory.
   *
   * @param <F> the field
   */
  public interface Probe<F extends Field<F>> {
    /** Numbers of this field; the action is the target. */
    double[] of(F u, Action<F> action);
  }

  /**
   * A finished chain.
   *
   * @param rows one row of the probe's numbers for each measured trajectory
   * @param deltaH dH of each of them
   * @param acceptance accepted fraction of each of them
   * @param stepSizes step size of each of them
   */
  public record Series(double[][] rows, double[] deltaH, double[] acceptance, double[] stepSizes) {
    /** Mean of one column. */
    public Estimate mean(int column) {
      double[] x = new double[rows.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = rows[i][column];
      }
      return Runs.mean(x);
    }

    /** Mean of exp(-dH) over all proposals. */
    public Estimate creutz() {
      double[] x = new double[deltaH.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.exp(-deltaH[i]);
      }
      return Runs.mean(x);
    }

    /**
     * Mean of dH / (1 + exp(dH)) over all proposals, 0 like &lt;exp(-dH)&gt; - 1 and for the same
     * reason: for any F, &lt;F(dH)&gt; = &lt;F(-dH) exp(-dH)&gt;, and this F is minus what stands
     * on the right. To second order it is (1 - exp(-dH)) / 2, but it grows only linearly: it has a
     * variance where exp(-dH) has none. With pseudo-fermions near a zero of the determinant, dH
     * reaches -|eta|^2 of the mode that leaves it, and &lt;exp(|eta|^2)&gt; diverges: the mean of
     * exp(-dH) over any sample then falls short of 1.
     */
    public Estimate symmetry() {
      double[] x = new double[deltaH.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = deltaH[i] / (1 + Math.exp(deltaH[i]));
      }
      return Runs.mean(x);
    }
  }

  /** Mean and error of a series. */
  public static Estimate mean(double[] series) {
    return GammaMethod.DEFAULT.analyse(List.of(series)).estimate();
  }

  /** Runs {@code thermalise + measure} trajectories from a hot start (scalars: phi = 0). */
  public static <F extends Field<F>> Series run(
      SamplerSpec sampler,
      ActionSpec<F> target,
      FieldType type,
      Lattice lattice,
      long seed,
      int thermalise,
      int measure,
      Probe<F> probe) {
    try (FieldOps ops = new ReferenceOps(lattice)) {
      sampler.requireFits(target, type, lattice);
      F start = Theories.cast(Field.allocate(ops, type));
      if (start instanceof ScalarField) {
        start.cold(); // far up the quartic wall few steps are unstable: nothing is ever accepted
      } else {
        start.hot(new RandomStream(seed, 0, 0));
      }
      Phases phases = new Phases(thermalise, 0, measure);
      double[][] rows = new double[measure][];
      double[] deltaH = new double[measure];
      double[] acceptance = new double[measure];
      double[] stepSizes = new double[measure];
      try (Action<F> action = target.bind(start);
          Chain<F> chain = new Chain<>(0, seed, phases, sampler.bind(target, start), start)) {
        while (!chain.finished()) {
          Trajectory t = chain.advance();
          int i = (int) t.trajectory() - 1 - thermalise;
          if (i >= 0) {
            rows[i] = probe.of(chain.field(), action);
            deltaH[i] = t.info().deltaH();
            acceptance[i] = (double) t.info().accepted() / t.info().proposals();
            stepSizes[i] = t.stepSize();
          }
        }
      }
      return new Series(rows, deltaH, acceptance, stepSizes);
    }
  }

  /**
   * Asserts |got - expected| within {@code sigmas} errors, and that the error is small enough for
   * this to mean something.
   *
   * @param expectedError error of the expected value, 0 if exact
   * @param largestError what the error must not exceed
   */
  public static void assertAgrees(
      String what,
      Estimate got,
      double expected,
      double expectedError,
      double sigmas,
      double largestError) {
    double error = Math.hypot(got.error(), expectedError);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %.8g +- %.2g, expected %.8g +- %.2g, %.2f sigma, tau_int %.2f",
            what,
            got.value(),
            got.error(),
            expected,
            expectedError,
            (got.value() - expected) / error,
            got.tauInt());
    System.out.println(text);
    assertThat(got.error()).as(text).isPositive().isLessThan(largestError);
    assertThat(Math.abs(got.value() - expected)).as(text).isLessThan(sigmas * error);
  }
}
