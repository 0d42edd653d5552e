package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingTest {
  @Test
  void runningIsStableForLargeOffsetsAndMergesExactly() {
    double[] x = Series.normal(1, 10_000);
    Running all = new Running();
    Running[] parts = {new Running(), new Running(), new Running()};
    double mean = 0;
    for (double v : x) {
      mean += v / x.length;
    }
    double square = 0;
    for (int t = 0; t < x.length; t++) {
      all.add(1e9 + x[t]);
      parts[t < 100 ? 0 : t < 7000 ? 1 : 2].add(1e9 + x[t]);
      square += (x[t] - mean) * (x[t] - mean);
    }
    parts[0].merge(new Running());
    parts[0].merge(parts[1]);
    parts[0].merge(parts[2]);
    double variance = square / (x.length - 1);
    assertThat(all.variance()).isCloseTo(variance, within(1e-6));
    double rounding = 100 * Math.ulp(1e9); // sqrt(n) steps
    assertThat(all.mean()).isCloseTo(1e9 + mean, within(rounding));
    assertThat(parts[0].n()).isEqualTo(10_000);
    assertThat(parts[0].mean()).isCloseTo(1e9 + mean, within(rounding));
    assertThat(parts[0].variance()).isCloseTo(variance, within(1e-6));
  }

  @Test
  void runningOfNothing() {
    Running r = new Running();
    assertThat(r.mean()).isNaN();
    r.add(3);
    assertThat(r.mean()).isEqualTo(3);
    assertThat(r.variance()).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> r.add(Double.NaN))
        .withMessageContaining("measurement 1 is NaN");
    assertThat(r.n()).isEqualTo(1);
  }

  @Test
  void levelsAreTheMeansOfBlocks() {
    double[] x = Series.ar1(2, 1000, 0.5);
    Blocking blocking = new Blocking().addAll(x);
    for (Blocking.Level level : blocking.levels()) {
      int size = (int) level.size();
      Running direct = new Running();
      for (int b = 0; b < 1000 / size; b++) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += x[b * size + i];
        }
        direct.add(sum / size);
      }
      assertThat(level.blocks()).isEqualTo(direct.n());
      assertThat(level.error())
          .isCloseTo(Math.sqrt(size * direct.variance() / 1000), within(1e-13));
    }
    assertThat(blocking.levels()).hasSize(9); // 1..256, of 512 there is only one
  }

  /** The curve rises from the naive error to the plateau: 4 sigma of the level's own error. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.95})
  void plateauIsTauOfAutoregressiveSeries(double a) {
    Blocking blocking = new Blocking().addAll(Series.ar1(3, 1 << 18, a));
    assertThat(blocking.converged()).isTrue();
    Estimate e = blocking.estimate();
    // bias of blocks of size B: about tau_exp / B of tau
    double bias = Series.tau(a) * Series.tau(a) / e.window();
    assertThat(e.tauInt()).isCloseTo(Series.tau(a), within(4 * e.tauIntError() + bias));
    assertThat(e.tauIntError()).isLessThan(0.15 * e.tauInt());
    assertThat(Comparison.of(e, 0).passed(4)).isTrue();
    assertThat(blocking.levels().getFirst().tauInt()).isEqualTo(0.5);
  }

  /** Blocking and Gamma method give the same error within 4 sigma of blocking's error. */
  @Test
  void mergedChainsAgreeWithTheGammaMethod() {
    double[] x = Series.ar1(4, 100_000, 0.8);
    double[] y = Series.ar1(5, 50_001, 0.8);
    Blocking blocking = new Blocking().addAll(x);
    blocking.merge(new Blocking().addAll(y));
    Estimate e = blocking.estimate();
    Estimate gamma = GammaMethod.DEFAULT.analyse(List.of(x, y)).estimate();
    assertThat(e.n()).isEqualTo(150_001);
    assertThat(e.value()).isCloseTo(gamma.value(), within(1e-12));
    assertThat(e.error()).isCloseTo(gamma.error(), within(4 * e.errorOfError()));
    assertThat(e.errorOfError()).isLessThan(0.1 * e.error());
  }

  @Test
  void mergingIntoAnEmptyOneAndGoingOn() {
    double[] x = Series.normal(6, 100);
    Blocking merged = new Blocking();
    merged.merge(new Blocking().addAll(x));
    Blocking direct = new Blocking().addAll(x);
    assertThat(merged.levels()).isEqualTo(direct.levels());
    for (double v : x) {
      merged.add(v);
    }
    assertThat(merged.n()).isEqualTo(200);
    assertThat(merged.levels().get(2).blocks()).isEqualTo(50);
  }

  @Test
  void shortSeriesIsNotConverged() {
    Blocking blocking = new Blocking().addAll(Series.ar1(7, 200, 0.98));
    assertThat(blocking.converged()).isFalse();
    assertThat(blocking.estimate().window()).isEqualTo(8);
    assertThatIllegalStateException()
        .isThrownBy(() -> new Blocking().addAll(new double[15]).estimate())
        .withMessageContaining("15 measurements");
  }

  @Test
  void constantSeries() {
    Estimate e = new Blocking().addAll(new double[64]).estimate();
    assertThat(e.error()).isZero();
    assertThat(e.tauInt()).isEqualTo(0.5);
  }
}
