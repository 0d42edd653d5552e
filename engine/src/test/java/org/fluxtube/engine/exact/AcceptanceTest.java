package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceTest {

  private static final GaussLegendre RULE = new GaussLegendre(100);

  @Test
  void erfcIsTheIntegralOfTheGaussian() {
    for (double x = 0; x < 8; x += 0.17) {
      double from = x;
      double want =
          2 / Math.sqrt(Math.PI) * RULE.integrate(t -> Math.exp(-t * (t + 2 * from)), 0, 7);
      want *= Math.exp(-x * x);
      assertThat(Erfc.of(x) / want).as("erfc(%s)", x).isCloseTo(1, within(2e-14));
      assertThat(Erfc.of(-x)).isCloseTo(2 - want, within(1e-15));
    }
    assertThat(Erfc.of(0)).isEqualTo(1);
    // Abramowitz and Stegun, table 7.1: erf(0.5), erf(1), erf(2)
    assertThat(1 - Erfc.of(0.5)).isCloseTo(0.5204998778, within(1e-10));
    assertThat(1 - Erfc.of(1)).isCloseTo(0.8427007929, within(1e-10));
    assertThat(1 - Erfc.of(2)).isCloseTo(0.9953222650, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.3", "1", "1.42", "4"})
  void hmcIsTheMeanOfMinOneExp(double mean) {
    // dH normal with mean v/2, variance v: integrate min(1, e^{-dH}) on both sides of dH = 0
    double v = 2 * mean;
    double s = Math.sqrt(v);
    double reject =
        RULE.integrate(
            h ->
                Math.min(1, Math.exp(-h))
                    * Math.exp(-(h - mean) * (h - mean) / (2 * v))
                    / Math.sqrt(2 * Math.PI * v),
            0,
            mean + 10 * s);
    double accept =
        RULE.integrate(
            h -> Math.exp(-(h - mean) * (h - mean) / (2 * v)) / Math.sqrt(2 * Math.PI * v),
            mean - 10 * s,
            0);
    assertThat(Acceptance.hmc(mean)).isCloseTo(reject + accept, within(1e-13));
    assertThat(Acceptance.meanDeltaH(Acceptance.hmc(mean))).isCloseTo(mean, within(1e-12));
  }

  @Test
  void publishedRelations() {
    assertThat(Acceptance.meanDeltaH(0.40)).isCloseTo(1.42, within(0.005));
    assertThat(Acceptance.meanDeltaH(1)).isCloseTo(0, within(1e-15));
    double[][] rows = {{0.8, 0.738}, {0.5, 0.556}, {0.4, 0.498}};
    for (double[] row : rows) {
      double s = Math.sqrt(-Math.log(row[0]));
      assertThat(Acceptance.effectiveSampleSize(s)).isCloseTo(row[0], within(1e-15));
      assertThat(Acceptance.independence(s)).isCloseTo(row[1], within(6e-4));
    }
    assertThat(Acceptance.independence(1)).isCloseTo(0.480, within(6e-4));
    assertThat(Acceptance.ruleOfThumb(1)).isCloseTo(0.368, within(6e-4));
    double small = 1e-4;
    assertThat((1 - Acceptance.independence(small)) / small)
        .isCloseTo(1 / Math.sqrt(Math.PI), within(1e-8)); // 0.564
    assertThat(Acceptance.divergence(0.6)).isCloseTo(0.18, within(1e-15));
  }

  @Test
  void independenceComparesTwoDraws() {
    // ln w' is normal under q (variance s^2), ln w under p has mean larger by s^2: the difference
    // is normal with mean -s^2 and variance 2 s^2, which is HMC with <dH> = s^2.
    for (double s = 0; s < 3; s += 0.5) {
      assertThat(Acceptance.independence(s)).isCloseTo(Acceptance.hmc(s * s), within(1e-15));
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> Acceptance.hmc(-1)).hasMessageContaining("meanDeltaH is -1.0");
    assertThatThrownBy(() -> Acceptance.meanDeltaH(0)).hasMessageContaining("(0, 1]");
  }
}
