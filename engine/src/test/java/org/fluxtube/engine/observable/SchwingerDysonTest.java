package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.ImprovedGauge;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.sampler.HmcSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Equilibrium means from HMC: residuals that vanish, and published numbers. Errors from 40 bins.
 */
@Tag("physics")
class SchwingerDysonTest {
  private static final int BINS = 40;

  /** Mean and error of every component. */
  private record Result(double[] mean, double[] error) {}

  private static <F extends Field<F>> Result sample(
      ActionSpec<?> rawAction,
      ObservableSpec<?> rawObservable,
      FieldType type,
      Lattice lattice,
      double tau,
      int steps,
      int trajectories) {
    // the callers pair action, observable and field
    @SuppressWarnings("unchecked")
    ActionSpec<F> action = (ActionSpec<F>) rawAction;
    @SuppressWarnings("unchecked")
    ObservableSpec<F> spec = (ObservableSpec<F>) rawObservable;
    @SuppressWarnings("unchecked")
    F start = (F) Field.allocate(new ReferenceOps(lattice), type);
    if (type instanceof FieldType.Scalar) {
      start.cold(); // normal numbers are far out in the quartic potential: HMC at this step would
      // stick
    } else {
      start.hot(new RandomStream(77, 0, 0));
    }
    spec.requireFits(type, lattice);
    int thermalise = trajectories / 10;
    int size = spec.components(type, lattice).size();
    double[][] bins = new double[BINS][size];
    try (Observable<F> observable = spec.bind(start);
        Chain<F> chain =
            new Chain<>(
                0,
                77,
                new Phases(thermalise, 0, trajectories),
                new HmcSpec(tau, new Omelyan2(steps)).bind(action, start),
                start)) {
      double accepted = 0;
      for (int k = 0; k < thermalise; k++) {
        chain.advance();
      }
      for (int k = 0; k < trajectories; k++) {
        accepted += chain.advance().info().acceptance();
        double[] x = observable.measure(chain.field(), new RandomStream(77, 0, k));
        for (int c = 0; c < size; c++) {
          bins[(int) ((long) k * BINS / trajectories)][c] += x[c] * BINS / trajectories;
        }
      }
      assertThat(accepted / trajectories).as("acceptance").isGreaterThan(0.6);
    }
    double[] mean = new double[size];
    double[] error = new double[size];
    for (int c = 0; c < size; c++) {
      for (double[] bin : bins) {
        mean[c] += bin[c] / BINS;
      }
      for (double[] bin : bins) {
        error[c] += Math.pow(bin[c] - mean[c], 2) / BINS / (BINS - 1);
      }
      error[c] = Math.sqrt(error[c]);
    }
    return new Result(mean, error);
  }

  static Stream<Arguments> theories() {
    return Stream.of(
        Arguments.of(new WilsonPlaquette(2), gauge(1), new Lattice(6, 6), 5, 20000),
        Arguments.of(new WilsonPlaquette(2.7), gauge(2), new Lattice(3, 3, 3, 3), 8, 800),
        Arguments.of(new WilsonPlaquette(5), gauge(3), new Lattice(4, 4), 8, 4000),
        Arguments.of(
            new ImprovedGauge(ImprovedGauge.Name.IWASAKI, 1.5),
            gauge(2),
            new Lattice(3, 4, 3),
            10,
            2000),
        Arguments.of(new Phi4(-4, 6.975), new FieldType.Scalar(1), new Lattice(6, 6), 8, 20000),
        Arguments.of(new Phi4(-2, 3), new FieldType.Scalar(3), new Lattice(4, 4), 8, 20000),
        Arguments.of(new SpinModel(1.2), new FieldType.Spin(3), new Lattice(6, 6), 8, 15000),
        Arguments.of(new SpinModel(0.8), new FieldType.Spin(2), new Lattice(5, 4), 8, 15000));
  }

  private static FieldType gauge(int n) {
    return new FieldType.Gauge(new Group(n));
  }

  /**
   * 4.5 sigma each; the error itself must be small against the two terms that cancel (of order 1).
   */
  @ParameterizedTest
  @MethodSource("theories")
  void residualsVanish(
      ActionSpec<?> action, FieldType type, Lattice lattice, int steps, int trajectories) {
    Result result =
        sample(action, new SchwingerDyson<>(action), type, lattice, 1, steps, trajectories);
    for (int c = 0; c < result.mean.length; c++) {
      assertThat(Math.abs(result.mean[c]) / result.error[c])
          .as("%s +- %s", result.mean[c], result.error[c])
          .isLessThan(4.5);
      assertThat(result.error[c]).isBetween(1e-5, 0.1);
    }
  }

  /** The residual of another coupling does not vanish: the test can fail. */
  @Test
  void residualOfAnotherCouplingIsSeen() {
    Result result =
        sample(
            new WilsonPlaquette(2),
            new SchwingerDyson<>(new WilsonPlaquette(2.2)),
            gauge(1),
            new Lattice(6, 6),
            1,
            5,
            10000);
    assertThat(Math.abs(result.mean[0]) / result.error[0]).isGreaterThan(10);
  }

  /** and <Q^2> of the 6 x 6 torus against the closed form; 4.5 sigma. */
  @Test
  void chargeAndPlaquetteOfTheU1Torus() {
    Lattice lattice = new Lattice(6, 6);
    U1Torus exact = new U1Torus(1, 36);
    Result charge =
        sample(new WilsonPlaquette(1), new TopologicalCharge(), gauge(1), lattice, 1, 4, 40000);
    assertThat(Math.abs(charge.mean[1] - exact.meanSquareCharge()) / charge.error[1])
        .as("<Q^2> = %s +- %s", charge.mean[1], charge.error[1])
        .isLessThan(4.5);
    assertThat(Math.abs(charge.mean[0]) / charge.error[0]).isLessThan(4.5);
    assertThat(charge.error[1]).isLessThan(0.05);
    Result plaquette =
        sample(new WilsonPlaquette(1), new Plaquette(), gauge(1), lattice, 1, 4, 40000);
    assertThat(Math.abs(plaquette.mean[0] - exact.plaquette()) / plaquette.error[0])
        .as("P = %s +- %s", plaquette.mean[0], plaquette.error[0])
        .isLessThan(4.5);
    assertThat(plaquette.error[0]).isLessThan(0.005);
  }

  /**
   * E1 of arXiv:1904.12072: G~_c(0, t) of an independent Monte Carlo, errors below 1e-4; 4.5 sigma.
   */
  @Test
  void twoPointFunctionOfE1() {
    double[] reference = {0.058786, 0.031810, 0.019403, 0.015807};
    Result result =
        sample(
            new Phi4(-4, 6.975),
            new TwoPoint<>(),
            new FieldType.Scalar(1),
            new Lattice(6, 6),
            1,
            8,
            60000);
    for (int t = 0; t < 4; t++) {
      // chi_2 = 1.0621(12) is 0.11 %; the same relative error is taken for each t
      double sigma = Math.hypot(result.error[t], 1.2e-3 * reference[t]);
      assertThat(Math.abs(result.mean[t] - reference[t]) / sigma)
          .as("t = %d: %s +- %s", t, result.mean[t], result.error[t])
          .isLessThan(4.5);
      assertThat(result.error[t]).isLessThan(0.03 * reference[t]);
    }
  }
}
