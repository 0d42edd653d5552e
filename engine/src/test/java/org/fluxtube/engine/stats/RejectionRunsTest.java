package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** Rejections in a row, and reweighted means, where the answers are known. */
class RejectionRunsTest {
  @Test
  void runsAreCounted() {
    double[] first = {0, 1, 2, 0, 0, 1, 0, 1, 2, 3, 4, 5};
    double[] second = {1, 2, 3, 4, 0};
    RejectionRuns runs = RejectionRuns.of(List.of(first, second));
    assertThat(runs.longest()).isEqualTo(5);
    // 0, 1, 2-3, 4-7; the run at the end of the first chain is not over
    assertThat(runs.histogram()).containsExactly(1L, 1L, 1L, 1L);
    assertThat(RejectionRuns.bin(0) + " " + RejectionRuns.bin(1) + " " + RejectionRuns.bin(3))
        .isEqualTo("0 1 4-7");
    assertThat(RejectionRuns.of(List.of()).tauInt()).isNaN();
  }

  /** With one acceptance p everywhere rho(t) = (1-p)^t and tau_int = 1/p - 1/2; here p = 1/2. */
  @Test
  void tauIsThatOfAGeometricSeries() {
    double[] noise = RandomFields.normal(5, 200_000);
    double[] counter = new double[noise.length];
    for (int t = 1; t < counter.length; t++) {
      counter[t] = noise[t] < 0 ? 0 : counter[t - 1] + 1;
    }
    RejectionRuns runs = RejectionRuns.of(List.of(counter));
    // the counter has the variance 2 and tau_int 1.5
    assertThat(runs.tauInt()).isCloseTo(1.5, within(0.03));
  }

  /** Normal x with the weights of a normal of half the variance: <x^2> = 1/2, Z = 1/sqrt 2. */
  @Test
  void reweightedMeansAreThoseOfTheTarget() {
    double[] x = RandomFields.normal(6, 40_000);
    double[] logWeights = new double[x.length];
    double[] squares = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      logWeights[i] = 300 - x[i] * x[i] / 2;
      squares[i] = x[i] * x[i];
    }
    Reweighting.Mean mean = Reweighting.of(logWeights, squares);
    assertThat(mean.value()).isCloseTo(0.5, within(4 * mean.error()));
    // n error^2 = <w^2 (x^2 - 1/2)^2>/<w>^2 = (1/4 sqrt 3)/(1/2)
    double expected = Math.sqrt(0.5 / Math.sqrt(3) / x.length);
    assertThat(mean.error()).isCloseTo(expected, within(0.05 * expected));
    LogWeights weights = LogWeights.of(logWeights);
    assertThat(weights.logZ() - 300).isCloseTo(-0.5 * Math.log(2), within(4 * weights.logZError()));
    double[] even = new double[x.length];
    Reweighting.Mean plain = Reweighting.of(even, squares);
    assertThat(plain.error()).isCloseTo(Math.sqrt(2.0 / x.length), within(0.05 * plain.error()));
    assertThatThrownBy(() -> Reweighting.of(even, new double[1]))
        .hasMessageContaining("one for each");
    // samples of the target know Z as well: p = N(0, 1), q = N(0, 1.2), exp(-S) = e^300 p
    double[] target = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      target[i] = 300 - x[i] * x[i] * (0.5 - 0.5 / 1.2) + 0.5 * Math.log(1.2);
    }
    LogWeights back = LogWeights.of(target);
    assertThat(back.forwardLogZ()).isCloseTo(300, within(4 * back.forwardLogZError()));
    assertThat(back.forwardLogZError()).isBetween(1e-4, 2e-3);
  }
}
