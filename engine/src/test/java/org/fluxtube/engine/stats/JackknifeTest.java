package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JackknifeTest {
  @Test
  void meanOfSingleMeasurementsHasTheTextbookError() {
    double[] x = Series.normal(1, 500);
    Running running = new Running();
    for (double v : x) {
      running.add(v);
    }
    Estimate e = new Jackknife(1).estimate(Series.rows(List.of(x)), a -> a[0]);
    assertThat(e.value()).isCloseTo(running.mean(), within(1e-13));
    assertThat(e.error()).isCloseTo(running.naiveError(), within(1e-13));
    assertThat(e.tauInt()).isNaN();
  }

  /** For f = mean^2 the corrected value is mean^2 - var/n exactly. */
  @Test
  void biasOfASquareIsRemovedExactly() {
    double[] x = Series.normal(2, 300);
    Running running = new Running();
    for (double v : x) {
      running.add(v);
    }
    Estimate e = new Jackknife(1).estimate(Series.rows(List.of(x)), a -> a[0] * a[0]);
    double expected = running.mean() * running.mean() - running.variance() / 300;
    assertThat(e.value()).isCloseTo(expected, within(1e-12));
  }

  /** The ratio of two correlated means: errors agree within 4 of their own errors. */
  @Test
  void agreesWithTheGammaMethod() {
    List<double[][]> chains =
        List.of(Series.pair(3, 60_000, 0.8, 3, 2), Series.pair(4, 40_000, 0.8, 3, 2));
    Estimate gamma = GammaMethod.DEFAULT.analyse(chains, a -> a[0] / a[1]).estimate();
    Estimate jackknife = new Jackknife(200).estimate(chains, a -> a[0] / a[1]);
    assertThat(jackknife.value()).isCloseTo(gamma.value(), within(0.1 * gamma.error()));
    assertThat(Comparison.of(gamma, 1.5).passed(4)).as(gamma.format()).isTrue();
    assertThat(
            new Comparison(
                    jackknife.error(),
                    Math.hypot(jackknife.errorOfError(), gamma.errorOfError()),
                    gamma.error())
                .passed(4))
        .as("%s and %s", jackknife, gamma)
        .isTrue();
    assertThat(jackknife.errorOfError()).isLessThan(0.05 * jackknife.error());
  }

  /** Linear functions: the covariance is that of the bin means, and symmetric. */
  @Test
  void covarianceOfTwoMeans() {
    double[][] rows = Series.pair(5, 50_000, 0.0, 0, 0);
    Jackknife.Samples s = new Jackknife(10).samples(List.<double[][]>of(rows), a -> a.clone());
    // x has variance 1, (x+y)/2 has 1/2, their covariance is 1/2; 5000 bins: 4 sigma
    double fourSigma = 4 * Math.sqrt(2.0 / 5000);
    assertThat(s.covariance(0, 0) * 50_000).isCloseTo(1, within(fourSigma));
    assertThat(s.covariance(1, 1) * 50_000).isCloseTo(0.5, within(0.5 * fourSigma));
    assertThat(s.covariance(0, 1) * 50_000).isCloseTo(0.5, within(fourSigma));
    assertThat(s.covariance(1, 0)).isEqualTo(s.covariance(0, 1));
  }

  @Test
  void binsNeverJoinChainsAndDropTheBeginning() {
    double[] first = {100, 1, 1, 2, 2};
    double[] second = {3, 3};
    Jackknife.Samples s =
        new Jackknife(2).samples(Series.rows(List.of(first, second)), a -> a.clone());
    assertThat(s.n()).isEqualTo(6);
    assertThat(s.value()).containsExactly(new double[] {2}, within(1e-15));
    assertThat(s.replicas()).hasDimensions(3, 1);
    assertThat(s.replicas()[0][0]).isCloseTo(2.5, within(1e-15));
    assertThat(s.replicas()[2][0]).isCloseTo(1.5, within(1e-15));
  }

  @Test
  void refusesTooFewBins() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Jackknife(8).estimate(Series.rows(List.of(new double[15])), a -> a[0]))
        .withMessageContaining("15 measurements make 1 bins of 8");
    assertThatIllegalArgumentException().isThrownBy(() -> new Jackknife(0));
  }
}
