package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.SpinConvolution;
import org.fluxtube.engine.action.SpinCouplings;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.action.SpinTransformer.Mixing;
import org.fluxtube.engine.electron.Fermi;
import org.fluxtube.engine.electron.KondoMatrix;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.testing.Rkky;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to sample the double-exchange model, on two sites where all is known; 4.5 sigma. */
class DoubleExchangeSamplingTest {
  private static final Lattice TWO = new Lattice(2);
  private static final FieldType SPIN = new FieldType.Spin(3);
  private static final DoubleExchange TARGET = new DoubleExchange(0.5, 2, 6, 1);

  private static SamplerSpec slmc(int updates, ActionSpec<?> effective) {
    return new Slmc(new SingleSpin(updates, 1.5, 0), 1, Optional.of(effective), false);
  }

  static List<SamplerSpec> samplers() {
    return List.of(
        new SingleSpin(4, 1.5, 0),
        new HmcSpec(0.8, new Omelyan2(4)),
        slmc(6, new SpinCouplings(List.of(-0.5))),
        slmc(5, new SpinCouplings(List.of(1.5))),
        slmc(4, new SpinModel(0.4)),
        slmc(6, new SpinTransformer(1, 1, Mixing.ATTENTION, 0.5, 1, List.of(0.8))),
        slmc(6, new SpinTransformer(2, 1, Mixing.LOCAL, 0.7, 2, List.of(-0.6))),
        slmc(6, new SpinConvolution(2, 1, 2, 0.7, 3, List.of(-0.6))));
  }

  /** <cos theta> between the spins: S depends on nothing else; Simpson's rule. */
  private static double exact() {
    double[] levels = new double[4];
    KondoMatrix matrix = new KondoMatrix(TWO, TARGET.hopping(), TARGET.coupling());
    double norm = 0;
    double mean = 0;
    int n = 400;
    for (int k = 0; k <= n; k++) {
      double c = -1 + 2.0 * k / n;
      matrix.levels(new double[] {0, 0, 1, Math.sqrt(1 - c * c), 0, c}, levels);
      double s = 0;
      for (double e : levels) {
        s -= Fermi.softplus(-TARGET.beta() * (e - TARGET.mu()));
      }
      double weight = Math.exp(-s - 12) * (k == 0 || k == n ? 1 : 2 + 2 * (k % 2));
      norm += weight;
      mean += weight * c;
    }
    return mean / norm;
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void twoSpinsHaveTheExactCorrelation(SamplerSpec sampler) {
    double[][] series =
        ShortRun.run(
            sampler,
            TARGET,
            SPIN,
            TWO,
            17,
            50,
            4000,
            (SpinField u) -> {
              double[] s = u.snapshot().values();
              return new double[] {s[0] * s[3] + s[1] * s[4] + s[2] * s[5]};
            });
    assertThat(Math.abs(exact())).isGreaterThan(0.1);
    ShortRun.requireMean(series, 0, exact(), 4.5);
  }

  /** Without coupling the spins are independent: acceptance 1 and <M^2> = 1/V. */
  @Test
  void uncoupledSpinsAreUniform() {
    double[][] series =
        ShortRun.run(
            new SingleSpin(24, 10, 0),
            new DoubleExchange(1, 0, 10, 0),
            SPIN,
            new Lattice(2, 4),
            3,
            5,
            1500,
            (SpinField u) -> {
              double m2 = 0;
              for (double m : u.ops().sum(u.vector())) {
                m2 += m * m / 64;
              }
              return new double[] {m2};
            });
    ShortRun.requireMean(series, 0, 1.0 / 8, 4.5);
  }

  /**
   * k uniform spins at sites drawn at random leave (1 - 1/V)^k of the correlation with the start,
   * for V = 8 and k = 6: 0.449.
   */
  @Test
  void theResidualCorrelationOfAFreeProposalIsExact() {
    Lattice lattice = new Lattice(2, 4);
    SamplerSpec sampler =
        new Slmc(new SingleSpin(6, 1e6, 0), 1, Optional.of(new SpinCouplings(List.of(0.0))), false);
    try (ReferenceOps ops = new ReferenceOps(lattice)) {
      SpinField u = new SpinField(ops, 3);
      u.hot(new RandomStream(3, 0, 0));
      try (Sampler<SpinField> bound = sampler.bind(new DoubleExchange(1, 0, 10, 0), u)) {
        State<SpinField> state = bound.start(u);
        double sum = 0;
        int steps = 4000;
        for (int t = 1; t <= steps; t++) {
          Transition<SpinField> next = bound.step(state, new RandomStream(3, 0, t));
          state = next.state();
          assertThat(next.info().acceptance()).isEqualTo(1);
          sum += next.info().details().get(StepInfo.RESIDUAL_CORRELATION);
        }
        state.close();
        // a step deviates by less than 0.25, so that the mean's error is below 0.004
        assertThat(sum / steps).isCloseTo(Math.pow(1 - 1.0 / 8, 6), within(0.018));
      }
    }
  }

  /** The RKKY couplings of all shells propose with an acceptance that tends to 1 as J falls. */
  @Test
  void atWeakCouplingTheLinearModelIsExact() {
    Lattice lattice = new Lattice(4, 4);
    double[] rejected = new double[2];
    double[] couplings = {1, 0.5};
    for (int k = 0; k < 2; k++) {
      double j = couplings[k];
      DoubleExchange target = new DoubleExchange(1, j, 2, 0.3);
      SpinCouplings rkky = new SpinCouplings(Rkky.couplings(lattice, target));
      rejected[k] = 1 - acceptance(slmc(100, rkky), target, lattice, 300);
      double without =
          1 - acceptance(slmc(100, new SpinCouplings(List.of(0.0))), target, lattice, 300);
      assertThat(rejected[k]).isLessThan(0.5 * without);
    }
    // the residual of S is of order J^4, and the rejection of first order in it
    assertThat(rejected[0]).isLessThan(0.05);
    assertThat(rejected[1]).isLessThan(0.12 * rejected[0]);
  }

  private static double acceptance(
      SamplerSpec spec, DoubleExchange target, Lattice lattice, int steps) {
    spec.requireFits(target, SPIN, lattice);
    try (ReferenceOps ops = new ReferenceOps(lattice)) {
      SpinField u = new SpinField(ops, 3);
      u.hot(new RandomStream(1, 0, 0));
      try (Sampler<SpinField> sampler = spec.bind(target, u)) {
        State<SpinField> state = sampler.start(u);
        double sum = 0;
        for (int t = 1; t <= steps; t++) {
          Transition<SpinField> next = sampler.step(state, new RandomStream(1, 0, t));
          state = next.state();
          sum += next.info().acceptance();
        }
        state.close();
        return sum / steps;
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(
            () -> new SingleSpin(4, 1, 0).requireFits(TARGET, new FieldType.Scalar(1), TWO))
        .hasMessageContaining("spin field");
    assertThatThrownBy(() -> new SingleSpin(0, 1, 0)).hasMessageContaining("updates");
    // the check of a file binds to a smaller lattice, which has fewer shells
    SamplerSpec all = slmc(4, new SpinCouplings(Collections.nCopies(9, 0.1)));
    all.requireFits(TARGET, SPIN, new Lattice(6, 6));
    assertThatThrownBy(() -> all.requireFits(TARGET, SPIN, new Lattice(4, 4)))
        .hasMessageContaining("4x4 has 5 shells");
    assertThatThrownBy(() -> new SingleSpin(1, -1, 0)).hasMessageContaining("width");
  }
}
