package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  private static final double[] X = {60, 90, 120, 150, 180};

  private static double[] published(double scatter, SplittableRandom random) {
    double[] y = new double[X.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.pow(7.1 / X[i], 1.1) * Math.exp(scatter * random.nextGaussian());
    }
    return y;
  }

  @Test
  void anExactLawIsFoundExactly() {
    PowerLaw law = PowerLaw.fit(X, published(0, new SplittableRandom(1)));
    assertThat(law.a()).isCloseTo(7.1, within(1e-11));
    assertThat(law.g()).isCloseTo(1.1, within(1e-12));
    assertThat(law.gError()).isLessThan(1e-10);
    assertThat(law.at(71)).isCloseTo(Math.pow(0.1, 1.1), within(1e-12));
    PowerLaw two = PowerLaw.fit(new double[] {1, 2}, new double[] {8, 1});
    assertThat(two.g()).isCloseTo(3, within(1e-12));
    assertThat(two.gError()).isNaN();
  }

  /** (g - true)/error is Student's t of three degrees of freedom: variance 3, half within 0.765. */
  @Test
  void theErrorIsThatOfTheScatter() {
    SplittableRandom random = new SplittableRandom(2);
    int n = 4000;
    int inside = 0;
    int insideA = 0;
    for (int i = 0; i < n; i++) {
      PowerLaw law = PowerLaw.fit(X, published(0.02, random));
      inside += Math.abs(law.g() - 1.1) < 0.7649 * law.gError() ? 1 : 0;
      insideA += Math.abs(law.a() - 7.1) < 0.7649 * law.aError() ? 1 : 0;
    }
    double sigma = Math.sqrt(n * 0.25);
    assertThat((inside - n / 2.0) / sigma).isBetween(-4.0, 4.0);
    assertThat(insideA / (double) n).isBetween(0.44, 0.56); // a is not linear in the data
  }

  @Test
  void whatIsNoPowerLawIsRefused() {
    assertThatThrownBy(() -> PowerLaw.fit(new double[] {1, 2}, new double[] {1, 0}))
        .hasMessageContaining("positive y");
    assertThatThrownBy(() -> PowerLaw.fit(new double[] {3, 3}, new double[] {1, 2}))
        .hasMessageContaining("two different x");
    assertThatThrownBy(() -> PowerLaw.fit(new double[] {}, new double[] {}))
        .hasMessageContaining("two different x");
  }
}
