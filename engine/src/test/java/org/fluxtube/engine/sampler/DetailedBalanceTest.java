package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.stats.ChiSquared;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Detailed balance by enumeration: phi^4 on two sites, starts drawn exactly from exp(-S), one step;
 * the flow between any two of 16 cells must be the same both ways.
 */
@Tag("physics")
class DetailedBalanceTest {
  private static final Lattice TWO = new Lattice(2);
  private static final FieldType SCALAR = new FieldType.Scalar(1);
  private static final Phi4 TARGET = new Phi4(-2.5, 0.8);
  private static final int STEPS = 60_000;
  private static final double BOX = 3;
  private static final double[] EDGES = {-0.7, 0, 0.7};

  static List<SamplerSpec> kernels() {
    SamplerSpec sweeps = new Metropolis(0.8, 1, 0, Order.PALINDROMIC);
    SamplerSpec hmc = new HmcSpec(0.7, new Omelyan2(2));
    Optional<org.fluxtube.engine.action.ActionSpec<?>> wrong = Optional.of(new Phi4(-1, 0.5));
    Optional<org.fluxtube.engine.action.ActionSpec<?>> narrow = Optional.of(new Phi4(2, 0.1));
    return List.of(
        sweeps,
        hmc,
        new HmcSpec(1, new Leapfrog(2), 0, wrong),
        new HmcSpec(0.6, new Leapfrog(2), 0, narrow),
        new Slmc(sweeps, 1, wrong, false),
        new Slmc(sweeps, 3, narrow, false),
        new Slmc(hmc, 2, wrong, false),
        new Slmc(new Slmc(sweeps, 2, narrow, false), 2, wrong, false));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void flowsAreTheSameBothWays(SamplerSpec kernel) {
    ChiSquared chi2 = asymmetry(kernel);
    System.out.printf(
        Locale.ROOT,
        "chi^2 %.1f/%d, p %.4f, %s%n",
        chi2.value(),
        chi2.dof(),
        chi2.pValue(),
        kernel);
    assertThat(chi2.pValue()).isGreaterThan(0.002);
  }

  /** The test can fail: a sweep in sequence leaves exp(-S) as it is, but flows around in it. */
  @Test
  void aSequentialSweepIsSeen() {
    SamplerSpec sequential = new Metropolis(0.8, 1, 0, Order.SEQUENTIAL);
    assertThat(asymmetry(sequential).pValue()).isLessThan(1e-6);
    assertThatThrownBy(() ->
            new Slmc(sequential, 1, Optional.of(TARGET), false).requireFits(TARGET, SCALAR, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("detailed balance")
        .hasMessageContaining("palindromic");
  }

  private static ChiSquared asymmetry(SamplerSpec kernel) {
    kernel.requireFits(TARGET, SCALAR, TWO);
    SplittableRandom random = new SplittableRandom(1);
    int cells = (EDGES.length + 1) * (EDGES.length + 1);
    long[][] flow = new long[cells][cells];
    try (ReferenceOps ops = new ReferenceOps(TWO)) {
      ScalarField u = new ScalarField(ops, 1);
      try (Sampler<ScalarField> sampler = kernel.bind(TARGET, u)) {
        State<ScalarField> state = sampler.start(u);
        for (int t = 1; t <= STEPS; t++) {
          double[] x = draw(random);
          state.field().load(new FieldData(SCALAR, TWO, x));
          state = sampler.step(state, new RandomStream(11, 0, t)).state();
          flow[cell(x)][cell(state.field().snapshot().values())]++;
        }
        state.close();
      }
    }
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < i; j++) {
        long both = flow[i][j] + flow[j][i];
        if (both >= 20) {
          double difference = flow[i][j] - flow[j][i];
          sum += difference * difference / both;
          pairs++;
        }
      }
    }
    assertThat(pairs).isGreaterThan(20);
    return new ChiSquared(sum, pairs);
  }

  private static int cell(double[] x) {
    int cell = 0;
    for (double v : x) {
      int k = 0;
      while (k < EDGES.length && v > EDGES[k]) {
        k++;
      }
      cell = cell * (EDGES.length + 1) + k;
    }
    return cell;
  }

  /** Rejection in a box beyond which exp(-S) is below 1e-20 of its maximum. */
  private static double[] draw(SplittableRandom random) {
    while (true) {
      double[] x = {random.nextDouble(-BOX, BOX), random.nextDouble(-BOX, BOX)};
      if (random.nextDouble() < Math.exp(-(action(x) + LOWER))) {
        return x;
      }
    }
  }

  /** -LOWER is below the minimum of S, at x = y with (2 + m^2 - 2) + 2 lambda x^2 = 0. */
  private static final double LOWER = 2 * 2.5 * 2.5 / (4 * 0.8) + 1e-9;

  /** One dimension, two sites: both bonds join the same pair. */
  private static double action(double[] x) {
    double sum = -4 * x[0] * x[1];
    for (double v : x) {
      sum += (2 - 2.5) * v * v + 0.8 * v * v * v * v;
    }
    return sum;
  }
}
