package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a series moves, against its autocorrelation function and closed forms. */
class SquaredChangeTest {
  private static final double SIGMA = 4;

  /** 2 (1 - a^k) for x' = a x + sqrt(1 - a^2) xi, and 2 where it has forgotten where it was. */
  @Test
  void ofAnAutoregressiveSeriesIsKnown() {
    List<double[]> chains = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      chains.add(Series.ar1(seed, 10_000, 0.9));
    }
    for (int k : new int[] {1, 2, 3, 10, 100}) {
      Estimate e = SquaredChange.of(chains, k);
      double expected = 2 * (1 - Math.pow(0.9, k));
      assertThat(e.value()).isCloseTo(expected, within(SIGMA * e.error()));
      assertThat(e.error()).isLessThan(0.1 * expected);
      assertThat(e.n()).isEqualTo(4 * (10_000 - k));
    }
  }

  /** 2 var (1 - rho(k)) of the same series, up to its k first and last numbers. */
  @Test
  void isTwiceWhatTheAutocorrelationHasLost() {
    double[] x = Series.ar1(5, 20_000, 0.8);
    GammaAnalysis whole = GammaMethod.DEFAULT.analyse(List.of(x));
    double most = Arrays.stream(x).map(Math::abs).max().orElseThrow();
    for (int k = 1; k <= 3; k++) {
      double expected = 2 * whole.variance() * (1 - whole.rho()[k]);
      double edges = 4 * k * most * most / x.length;
      assertThat(SquaredChange.of(List.of(x), k).value()).isCloseTo(expected, within(edges));
    }
  }

  /** A charge of +-1 that turns with probability p moves by 4 p, then by 2 (1 - (1 - 2p)^k). */
  @Test
  void ofAChargeThatTurnsIsKnown() {
    double p = 0.05;
    double[] noise = Series.normal(6, 40_000);
    double limit = 1.6448536269514722; // of a normal number: above it with p = 0.05
    double[] q = new double[noise.length];
    double now = 1;
    for (int t = 0; t < q.length; t++) {
      now = noise[t] > limit ? -now : now;
      q[t] = now;
    }
    for (int k = 1; k <= 3; k++) {
      Estimate e = SquaredChange.of(List.of(q), k);
      double expected = 2 * (1 - Math.pow(1 - 2 * p, k));
      assertThat(e.value()).isCloseTo(expected, within(SIGMA * e.error()));
    }
    double[] frozen = new double[100];
    Arrays.fill(frozen, 3);
    assertThat(SquaredChange.of(List.of(frozen), 1).value()).isZero();
  }

  @Test
  void whatIsTooShortIsRefused() {
    List<double[]> series = List.of(new double[12]);
    assertThatThrownBy(() -> SquaredChange.of(series, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("chain 0 has 12", "13");
    assertThatThrownBy(() -> SquaredChange.of(series, 0)).hasMessageContaining("lag is 0");
  }
}
