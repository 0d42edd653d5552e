package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaMethodTest {
  private static final GammaMethod GAMMA = GammaMethod.DEFAULT;

  @Test
  void shiftAndScaleMoveOnlyValueAndError() {
    double[] x = Series.ar1(1, 4000, 0.8);
    double[] y = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      y[t] = 1000 - 3 * x[t];
    }
    Estimate a = GAMMA.analyse(List.of(x)).estimate();
    Estimate b = GAMMA.analyse(List.of(y)).estimate();
    assertThat(b.value()).isCloseTo(1000 - 3 * a.value(), within(1e-10));
    assertThat(b.error()).isCloseTo(3 * a.error(), within(1e-10));
    assertThat(b.tauInt()).isCloseTo(a.tauInt(), within(1e-10));
    assertThat(b.window()).isEqualTo(a.window());
  }

  @Test
  void timeReversalAndTheOrderOfChainsChangeNothing() {
    double[] x = Series.ar1(2, 3000, 0.7);
    double[] y = Series.ar1(3, 2000, 0.7);
    double[] reversed = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      reversed[t] = x[x.length - 1 - t];
    }
    GammaAnalysis a = GAMMA.analyse(List.of(x, y));
    GammaAnalysis b = GAMMA.analyse(List.of(y, reversed));
    assertThat(b.estimate().value()).isCloseTo(a.estimate().value(), within(1e-13));
    assertThat(b.estimate().error()).isCloseTo(a.estimate().error(), within(1e-13));
    assertThat(b.rho()).containsExactly(a.rho(), within(1e-12));
    assertThat(b.q()).isCloseTo(a.q(), within(1e-10));
  }

  @Test
  void gammaIsTheDirectSumOverChains() {
    List<double[]> chains = List.of(Series.ar1(4, 101, 0.5), Series.ar1(5, 67, 0.5));
    GammaAnalysis a = GAMMA.analyse(chains);
    double mean = 0;
    for (double[] c : chains) {
      for (double x : c) {
        mean += x / 168;
      }
    }
    double[] gamma = new double[a.rho().length];
    for (int t = 0; t < gamma.length; t++) {
      for (double[] c : chains) {
        for (int i = 0; i + t < c.length; i++) {
          gamma[t] += (c[i] - mean) * (c[i + t] - mean) / (168 - 2 * t);
        }
      }
    }
    int w = a.estimate().window();
    double c = gamma[0];
    for (int t = 1; t <= w; t++) {
      c += 2 * gamma[t];
    }
    for (int t = 0; t < gamma.length; t++) {
      double expected = (gamma[t] + c / 168) / (gamma[0] + c / 168);
      assertThat(a.rho()[t]).isCloseTo(expected, within(1e-12));
    }
    double corrected = c * (1 + (2 * w + 1) / 168.0);
    assertThat(a.estimate().error()).isCloseTo(Math.sqrt(corrected / 168), within(1e-13));
    assertThat(a.tauIntByWindow()[w]).isCloseTo(a.estimate().tauInt(), within(1e-12));
  }

  /** 4 sigma of the estimate's own error of tau_int, and of the mean. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.9, -0.5, 0, 0.5, 0.8, 0.9, 0.95, 0.98})
  void tauOfAutoregressiveSeries(double a) {
    List<double[]> chains = List.of(Series.ar1(11, 150_000, a), Series.ar1(12, 50_000, a));
    GammaAnalysis g = GAMMA.analyse(chains);
    Estimate e = g.estimate();
    assertThat(new Comparison(e.tauInt(), e.tauIntError(), Series.tau(a)).passed(4))
        .as("%s(%s) against %s", e.tauInt(), e.tauIntError(), Series.tau(a))
        .isTrue();
    assertThat(e.tauIntError()).isLessThan(0.12 * Series.tau(a));
    assertThat(Comparison.of(e, 0).passed(4)).as(e.format()).isTrue();
    assertThat(g.variance()).isCloseTo(1, within(4 * Math.sqrt(4 * Series.tau(a * a) / 200_000)));
    assertThat(g.windowClosed()).isTrue();
    assertThat(g.remarks()).isEmpty();
  }

  /** rho(t) = a^t within 4 of its own errors at every lag (about 60 correlated ones). */
  @Test
  void rhoHasHonestErrors() {
    GammaAnalysis g = GAMMA.analyse(List.of(Series.ar1(21, 200_000, 0.8)));
    assertThat(g.rho()[0]).isEqualTo(1);
    assertThat(g.rhoError()[0]).isEqualTo(0);
    for (int t = 1; t < g.rho().length; t++) {
      assertThat(Math.abs(g.rho()[t] - Math.pow(0.8, t))).isLessThan(4 * g.rhoError()[t]);
      assertThat(g.rhoError()[t]).isBetween(1e-4, 0.01);
    }
  }

  /**
   * Pulls of many series of two chains: mean 0 within 4/sqrt(M), variance 1 within 4 sqrt(2/M); the
   * scatter of the errors is what errorOfError says within 25 %.
   */
  @Test
  @Tag("physics")
  void errorBarsAreHonest() {
    int series = 1000;
    Running pulls = new Running();
    Running squares = new Running();
    Running errors = new Running();
    Running errorsOfErrors = new Running();
    Running taus = new Running();
    Running tauErrors = new Running();
    for (int m = 0; m < series; m++) {
      double[] x = Series.ar1(1000 + 2 * m, 4000, 0.8);
      double[] y = Series.ar1(1001 + 2 * m, 6000, 0.8);
      Estimate e = GAMMA.analyse(List.of(x, y)).estimate();
      pulls.add(e.value() / e.error());
      squares.add(e.value() * e.value() / (e.error() * e.error()));
      errors.add(e.error());
      errorsOfErrors.add(e.errorOfError());
      taus.add(e.tauInt());
      tauErrors.add(e.tauIntError());
    }
    assertThat(pulls.mean()).isCloseTo(0, within(4 / Math.sqrt(series)));
    assertThat(squares.mean()).isCloseTo(1, within(4 * Math.sqrt(2.0 / series)));
    double scatter = Math.sqrt(errors.variance());
    assertThat(errorsOfErrors.mean()).isCloseTo(scatter, within(0.25 * scatter));
    double tauScatter = Math.sqrt(taus.variance());
    assertThat(tauErrors.mean()).isCloseTo(tauScatter, within(0.25 * tauScatter));
    assertThat(taus.mean()).isCloseTo(4.5, within(0.05 * 4.5));
  }

  @Test
  void identityAsDerivedQuantityIsTheMean() {
    List<double[]> chains = List.of(Series.ar1(31, 5000, 0.6), Series.ar1(32, 4000, 0.6));
    GammaAnalysis mean = GAMMA.analyse(chains);
    GammaAnalysis derived = GAMMA.analyse(Series.rows(chains), a -> a[0]);
    assertThat(derived.estimate().value()).isCloseTo(mean.estimate().value(), within(1e-13));
    assertThat(derived.estimate().error()).isCloseTo(mean.estimate().error(), within(1e-9));
    assertThat(derived.q()).isCloseTo(mean.q(), within(1e-8));
    assertThat(derived.bias()).isZero();
  }

  @Test
  void numericalGradientAgreesWithTheExactOne() {
    List<double[][]> chains = List.<double[][]>of(Series.pair(41, 20_000, 0.7, 3, 2));
    Estimate numerical = GAMMA.analyse(chains, a -> a[0] / a[1]).estimate();
    Estimate exact =
        GAMMA
            .analyse(chains, a -> a[0] / a[1], a -> new double[] {1 / a[1], -a[0] / (a[1] * a[1])})
            .estimate();
    assertThat(numerical.value()).isEqualTo(exact.value());
    assertThat(numerical.error()).isCloseTo(exact.error(), within(1e-4 * exact.error()));
    assertThat(numerical.window()).isEqualTo(exact.window());
  }

  /** f = mean^2 of chains with mean 0: E f = sigma^2, and 0 once corrected (4 sigma). */
  @Test
  void biasOfOrderOneOverNIsRemoved() {
    Running plain = new Running();
    Running corrected = new Running();
    for (int m = 0; m < 400; m++) {
      List<double[]> chains = new ArrayList<>();
      for (int r = 0; r < 4; r++) {
        chains.add(Series.ar1(5000 + 4 * m + r, 250, 0.5));
      }
      GammaAnalysis g = GAMMA.analyse(Series.rows(chains), a -> a[0] * a[0]);
      corrected.add(g.estimate().value());
      plain.add(g.estimate().value() + g.bias());
    }
    double expected = 2 * Series.tau(0.5) / 1000;
    assertThat(plain.mean()).isCloseTo(expected, within(4 * plain.naiveError()));
    assertThat(plain.mean()).isGreaterThan(8 * plain.naiveError());
    assertThat(corrected.mean()).isCloseTo(0, within(4 * corrected.naiveError()));
  }

  /** For f = mean^2 and R equal chains the bias is sum_r (m_r - m)^2 / (R (R - 1)) exactly. */
  @Test
  void biasOfASquareIsTheScatterOfTheChains() {
    List<double[]> chains = new ArrayList<>();
    Running means = new Running();
    for (int r = 0; r < 3; r++) {
      chains.add(Series.ar1(81 + r, 400, 0.5));
      means.add(Arrays.stream(chains.get(r)).sum() / 400);
    }
    GammaAnalysis g = GAMMA.analyse(Series.rows(chains), a -> a[0] * a[0]);
    double bias = means.variance() / 3;
    assertThat(g.bias()).isCloseTo(bias, within(1e-13));
    assertThat(g.estimate().value()).isCloseTo(means.mean() * means.mean() - bias, within(1e-13));
    double average = Arrays.stream(g.chainValues()).average().orElseThrow();
    assertThat(average).isCloseTo(g.estimate().value(), within(1e-13));
  }

  /** Q of consistent chains is uniform: Kolmogorov-Smirnov p above 1e-3. */
  @Test
  void qIsUniformForConsistentChainsAndTinyForShiftedOnes() {
    double[] q = new double[300];
    for (int m = 0; m < q.length; m++) {
      List<double[]> chains = new ArrayList<>();
      for (int r = 0; r < 5; r++) {
        chains.add(Series.ar1(9000 + 5 * m + r, 1000 + 200 * r, 0.5));
      }
      q[m] = GAMMA.analyse(chains).q();
    }
    assertThat(KolmogorovSmirnov.of(q, x -> x).pValue()).isGreaterThan(1e-3);

    double[] shifted = Series.ar1(61, 2000, 0.5);
    for (int t = 0; t < shifted.length; t++) {
      shifted[t] += 0.5;
    }
    GammaAnalysis g = GAMMA.analyse(List.of(Series.ar1(62, 2000, 0.5), shifted));
    assertThat(g.q()).isLessThan(1e-4);
    assertThat(g.remarks()).anyMatch(r -> r.contains("disagree"));
  }

  @Test
  void constantSeriesHasNoError() {
    double[] x = new double[100];
    Arrays.fill(x, 0.1);
    GammaAnalysis g = GAMMA.analyse(List.of(x, x));
    assertThat(g.estimate()).isEqualTo(new Estimate(0.1, 0, 0, 0.5, 0, 200, 0));
    assertThat(g.remarks()).singleElement().asString().contains("constant");
    GammaAnalysis derived = GAMMA.analyse(Series.rows(List.of(x)), a -> Math.exp(a[0]));
    assertThat(derived.estimate().error()).isZero();
    assertThat(derived.estimate().tauInt()).isEqualTo(0.5);
  }

  /** Two chains that stand still in different places: not constant, but nothing is known of tau. */
  @Test
  void chainsThatStandStillAreFrozen() {
    double[] x = new double[100];
    Arrays.fill(x, 1);
    GammaAnalysis g = GAMMA.analyse(List.of(x, new double[100]));
    assertThat(g.frozen()).isTrue();
    assertThat(g.resolved()).isFalse();
    assertThat(g.estimate().error()).isPositive();
    assertThat(g.remarks()).anyMatch(r -> r.startsWith("frozen"));
    double[] once = x.clone();
    Arrays.fill(once, 99, 100, 0);
    assertThat(GAMMA.analyse(List.of(once, new double[100])).frozen()).isFalse();
  }

  @Test
  void dependentCombinationThatIsConstantHasNoError() {
    double[] x = Series.normal(63, 1000);
    double[][] rows = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      rows[t] = new double[] {5 + x[t], 5 - x[t]};
    }
    GammaAnalysis g = GAMMA.analyse(List.<double[][]>of(rows), a -> a[0] + a[1]);
    assertThat(g.estimate().value()).isCloseTo(10, within(1e-12));
    assertThat(g.estimate().error()).isLessThan(1e-9);
  }

  @Test
  void whatLimitsTheTrustIsSaid() {
    double[] alternating = new double[40];
    for (int t = 0; t < alternating.length; t++) {
      alternating[t] = t % 2 == 0 ? 1 : -1;
    }
    GammaAnalysis open = GAMMA.analyse(List.of(alternating));
    assertThat(open.windowClosed()).isFalse();
    assertThat(open.remarks()).anyMatch(r -> r.contains("did not close before lag 20"));
    GammaAnalysis few = GAMMA.analyse(List.of(Series.ar1(64, 100, 0.95)));
    assertThat(few.remarks()).anyMatch(r -> r.startsWith("only ") && r.contains("tau_int"));
  }

  @Test
  void refusesWhatSaysNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.analyse(List.of(new double[20], new double[3])))
        .withMessageContaining("chain 1 has 3 measurements")
        .withMessageContaining("10 or more");
    double[] x = new double[30];
    x[17] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.analyse(List.of(new double[30], x)))
        .withMessageContaining("measurement 17 of chain 1 is NaN");
    x[17] = Double.NEGATIVE_INFINITY;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GAMMA.analyse(Series.rows(List.of(x)), a -> a[0]))
        .withMessageContaining("measurement 17 of chain 0 is -Infinity");
    assertThatIllegalArgumentException().isThrownBy(() -> GAMMA.analyse(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            GAMMA.analyse(List.<double[][]>of(Series.pair(1, 20, 0, -5, 1)), a -> Math.log(a[0])))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException().isThrownBy(() -> new GammaMethod(0));
  }

  @Test
  void inputIsUnchanged() {
    double[] x = Series.ar1(71, 500, 0.5);
    double[] copy = x.clone();
    GAMMA.analyse(List.of(x));
    assertThat(x).containsExactly(copy);
  }
}
