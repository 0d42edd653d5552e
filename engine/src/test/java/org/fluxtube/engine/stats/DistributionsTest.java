package org.fluxtube.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsTest {
  /** Against the alternating series in 120 digits: relative 1e-14 over the whole range. */
  @Test
  void erfcAgainstTheSeriesInManyDigits() {
    for (double x = 0.0078125; x < 7; x += 0.0546875) {
      double exact = exactErfc(x);
      assertThat(Erfc.erfc(x)).as("x = %s", x).isCloseTo(exact, within(1e-14 * exact));
      assertThat(Erfc.erfc(-x)).isCloseTo(2 - exact, within(1e-15 * 2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "10, 2.088487583762545e-45",
    "20, 5.395865611607901e-176",
    "26, 5.663192408856143e-296"
  })
  void erfcFarOut(double x, double expected) {
    assertThat(Erfc.erfc(x)).isCloseTo(expected, within(1e-14 * expected));
  }

  @Test
  void erfcAtTheEnds() {
    assertThat(Erfc.erfc(30)).isZero();
    assertThat(Erfc.erfc(Double.POSITIVE_INFINITY)).isZero();
    assertThat(Erfc.erfc(Double.NEGATIVE_INFINITY)).isEqualTo(2);
    assertThat(Erfc.erfc(Double.NaN)).isNaN();
    assertThat(Erfc.normalCdf(0)).isEqualTo(0.5);
    assertThat(Erfc.normalCdf(1) - Erfc.normalCdf(-1)).isCloseTo(0.6826894921370859, within(1e-14));
  }

  /** dQ/d(chi^2) = -density, by central differences; exact forms for 1 and 2. */
  @Test
  void chiSquaredHasTheRightDensity() {
    for (double c = 0.5; c < 30; c += 0.7) {
      assertThat(new ChiSquared(c, 2).pValue()).isCloseTo(Math.exp(-c / 2), within(1e-15));
      assertThat(new ChiSquared(c, 1).pValue())
          .isCloseTo(Erfc.erfc(Math.sqrt(c / 2)), within(1e-15));
      double gamma = Math.sqrt(Math.PI); // Gamma(dof/2) for dof = 1
      for (int dof = 3; dof < 40; dof += 2) {
        gamma *= dof / 2.0 - 1;
        double density = Math.pow(c / 2, dof / 2.0 - 1) * Math.exp(-c / 2) / (2 * gamma);
        double h = 1e-4;
        double slope =
            (new ChiSquared(c + h, dof).pValue() - new ChiSquared(c - h, dof).pValue()) / (2 * h);
        assertThat(-slope).isCloseTo(density, within(1e-8));
      }
    }
  }

  /**
   * Closed forms: P(F > f) = (1 + 2 f/b)^(-b/2) for (2, b), 1 - the other way round for 1/F,
   * Student's t of 1 and of 2 degrees of freedom for (1, b), and chi^2 where b is large.
   */
  @Test
  void fisherFAgainstClosedForms() {
    for (double f = 0.01; f < 60; f *= 1.7) {
      for (double b : new double[] {1, 2.5, 7, 31, 400.25}) {
        assertThat(new FisherF(f, 2, b).pValue())
            .isCloseTo(Math.pow(1 + 2 * f / b, -b / 2), within(1e-12));
        assertThat(new FisherF(f, 5, b).pValue() + (b >= 1 ? new FisherF(1 / f, b, 5).pValue() : 0))
            .isCloseTo(1, within(1e-12));
      }
      double t = Math.sqrt(f);
      assertThat(new FisherF(f, 1, 1).pValue())
          .isCloseTo(1 - 2 / Math.PI * Math.atan(t), within(1e-12));
      assertThat(new FisherF(f, 1, 2).pValue()).isCloseTo(1 - t / Math.sqrt(2 + f), within(1e-12));
      assertThat(new FisherF(f, 6, 1e6).pValue())
          .isCloseTo(new ChiSquared(6 * f, 6).pValue(), within(1e-5));
    }
    assertThat(new FisherF(0, 3, 4).pValue()).isEqualTo(1);
    assertThat(new FisherF(Double.POSITIVE_INFINITY, 3, 4).pValue()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> new FisherF(-1, 3, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new FisherF(1, 3, Double.NaN));
  }

  /** Wilson-Hilferty: normal in (chi^2/dof)^(1/3) to about 1e-3/dof^(1/2) for many dof. */
  @Test
  void chiSquaredOfManyDegreesOfFreedom() {
    for (int dof : new int[] {999, 1000, 5000}) {
      for (double z = -3; z <= 3; z += 0.5) {
        double cube = 1 - 2.0 / (9 * dof) + z * Math.sqrt(2.0 / (9 * dof));
        double p = new ChiSquared(dof * cube * cube * cube, dof).pValue();
        assertThat(p).isCloseTo(Erfc.normalCdf(-z), within(2e-5));
      }
    }
    assertThat(new ChiSquared(0, 7).pValue()).isEqualTo(1);
    assertThat(new ChiSquared(Double.POSITIVE_INFINITY, 7).pValue()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> new ChiSquared(Double.NaN, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChiSquared(1, 0));
  }

  /** Regularised incomplete gamma function Q(dof/2, c/2) to 16 digits: relative 1e-12. */
  @ParameterizedTest
  @CsvSource({
    "7, 3.5, 0.8352254826103421",
    "101, 80.25, 0.9365166617840521",
    "1000, 1100, 0.01461440812629520",
    "999, 1300, 3.398217496515481e-10"
  })
  void chiSquaredKnownValues(int dof, double c, double expected) {
    assertThat(new ChiSquared(c, dof).pValue()).isCloseTo(expected, within(1e-12 * expected));
  }

  /** p values of true hypotheses are uniform (400 samples: p of p above 1e-3); a shift is found. */
  @Test
  void kolmogorovSmirnovIsCalibratedAndHasPower() {
    double[] one = new double[400];
    double[] two = new double[400];
    SiteRandom random = new RandomStream(8, 0, 0).key(Purpose.TEST).at(0);
    for (int m = 0; m < one.length; m++) {
      double[] a = uniforms(random.moveTo(2 * m), 400);
      double[] b = uniforms(random.moveTo(2 * m + 1), 300);
      one[m] = KolmogorovSmirnov.of(a, x -> x).pValue();
      two[m] = KolmogorovSmirnov.of(a, b).pValue();
    }
    assertThat(KolmogorovSmirnov.of(one, x -> x).pValue()).isGreaterThan(1e-3);
    assertThat(KolmogorovSmirnov.of(two, x -> x).pValue()).isGreaterThan(1e-3);
    double[] a = uniforms(random.moveTo(9999), 1000);
    assertThat(KolmogorovSmirnov.of(a, x -> x * x).pValue()).isLessThan(1e-10);
    assertThat(KolmogorovSmirnov.of(a, a).statistic()).isZero();
  }

  @Test
  void comparisonInSigma() {
    Comparison c = new Comparison(0.69777, 0.00012, 0.69801);
    assertThat(c.sigma()).isCloseTo(-2, within(1e-9));
    assertThat(c.pValue()).isCloseTo(0.0455, within(1e-4));
    assertThat(c.passed(2.1)).isTrue();
    assertThat(c.passed(1.9)).isFalse();
    assertThat(c.format()).isEqualTo("0.69777(12), expected 0.69801: -2.0 sigma");
    assertThat(new Comparison(1, 0, 1).passed(1)).isTrue();
    assertThat(new Comparison(1, 0, 2).passed(1e9)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(Double.NaN, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(1, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> c.passed(0));
  }

  @ParameterizedTest
  @CsvSource({
    "0.697771, 0.00012, 0.69777(12)",
    "0.697771, 0.0000999, 0.69777(10)",
    "0.5, 0.1, 0.50(10)",
    "-0.003, 0.12, 0.00(12)",
    "123.44, 5.61, 123.4(5.6)",
    "12345.6, 123, 12346(123)",
    "3, 0.99, 3.00(99)",
    "3, 0.996, 3.0(1.0)",
    "1.23456e-12, 1.2e-14, 1.235(12)e-12",
    "6.02214e23, 1.5e19, 6.02214(15)e23",
    "100, 0, 100.0(0)",
    "1.5, NaN, 1.5(?)",
    "2, 1, 2.0(1.0)",
    "20, 10, 20(10)",
    "20, 99.6, 20(100)",
    "1e9, 1.5e8, 1.00(15)e9",
    "0, 0.0012, 0.0000(12)",
    "234.50000000000003, 0, 234.5(0)",
    "1, 0, 1.0(0)",
  })
  void latticeNotation(double value, double error, String expected) {
    assertThat(Estimate.format(value, error)).isEqualTo(expected);
  }

  private static double[] uniforms(SiteRandom random, int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.uniform();
    }
    return x;
  }

  private static double exactErfc(double x) {
    MathContext mc = new MathContext(120);
    BigDecimal square = new BigDecimal(x).multiply(new BigDecimal(x));
    BigDecimal power = new BigDecimal(x); // x^(2n+1) / n!
    BigDecimal sum = power;
    for (int n = 1; n < 400; n++) {
      power = power.multiply(square, mc).divide(BigDecimal.valueOf(n), mc).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), mc), mc);
    }
    BigDecimal pi =
        new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899"
                + "8628034825342117067982148086513282306647");
    BigDecimal erf = sum.multiply(BigDecimal.TWO).divide(pi.sqrt(mc), mc);
    return BigDecimal.ONE.subtract(erf).doubleValue();
  }
}
