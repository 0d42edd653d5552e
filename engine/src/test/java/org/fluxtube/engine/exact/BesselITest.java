package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class BesselITest {

  private static final MathContext DIGITS = new MathContext(60);

  @Test
  void agreesWithThePowerSeriesInSixtyDigits() {
    for (double x : new double[] {1e-6, 0.1, 0.999, 1, 1.001, 2, 6.3, 20, 100, 300, 700, 1000}) {
      double[] got = BesselI.scaled(60, x);
      for (int n : new int[] {0, 1, 2, 5, 17, 60}) {
        double want = series(n, x).divide(exp(x), DIGITS).doubleValue();
        if (want > 1e-290) {
          assertThat(got[n] / want - 1).as("e^-x I_%d(%s)", n, x).isCloseTo(0, within(1e-14));
        }
      }
    }
  }

  @Test
  void unscaledValueHasTheParityOfItsOrder() {
    assertThat(BesselI.value(0, 0)).isEqualTo(1);
    assertThat(BesselI.value(3, 0)).isZero();
    assertThat(BesselI.value(3, -2.5)).isEqualTo(-BesselI.value(3, 2.5));
    assertThat(BesselI.value(-4, -2.5)).isEqualTo(BesselI.value(4, 2.5));
    double want = series(2, 710).doubleValue();
    assertThat(BesselI.value(2, 710) / want).isCloseTo(1, within(1e-13));
  }

  @Test
  void generatingFunctionAndRecurrence() {
    for (double x : new double[] {0.3, 1, 4, 40, 900}) {
      double[] i = BesselI.scaled(700, x);
      double alternating = i[0];
      double sum = i[0];
      for (int n = 1; n <= 700; n++) {
        sum += 2 * i[n];
        alternating += (n % 2 == 0 ? 2 : -2) * i[n];
      }
      assertThat(sum).isCloseTo(1, within(2e-14)); // e^{-x} e^{x cos 0}
      assertThat(alternating).isCloseTo(Math.exp(-2 * x), within(2e-14)); // phi = pi
      for (int n = 1; n < 20; n++) {
        assertThat(i[n - 1] - i[n + 1]).isCloseTo(2 * n / x * i[n], within(3e-14 * i[n - 1]));
      }
    }
  }

  @Test
  void sphericalOrdersAreElementaryFunctions() {
    for (double x : new double[] {0.2, 1, 3, 50}) {
      double[] i = BesselI.scaledSpherical(2, x);
      double sinh = -Math.expm1(-2 * x) / 2;
      double cosh = (1 + Math.exp(-2 * x)) / 2;
      assertThat(i[0]).isCloseTo(sinh / x, within(1e-14 * i[0]));
      double one = (x * cosh - sinh) / (x * x);
      assertThat(i[1]).isCloseTo(one, within(2e-14));
      assertThat(i[2]).isCloseTo(i[0] - 3 * one / x, within(3e-12));
    }
  }

  @Test
  void coefficientsOnTheSphereAreOverlapIntegrals() {
    GaussLegendre rule = new GaussLegendre(120);
    double x = 3.7;
    for (int n = 3; n <= 8; n++) {
      double power = n - 2.0;
      // dOmega is proportional to sin^{n-2}(gamma) dgamma
      double norm = rule.integrate(g -> Math.pow(Math.sin(g), power), 0, Math.PI);
      double zero =
          rule.integrate(
              g -> Math.pow(Math.sin(g), power) * Math.exp(x * Math.cos(g) - x), 0, Math.PI);
      double one =
          rule.integrate(
              g -> Math.pow(Math.sin(g), power) * Math.cos(g) * Math.exp(x * Math.cos(g) - x),
              0,
              Math.PI);
      double[] a = BesselI.scaledOnSphere(n, 1, x);
      assertThat(a[0]).isCloseTo(zero / norm, within(1e-14));
      assertThat(a[1]).isCloseTo(one / norm, within(1e-14));
    }
  }

  @Test
  void harmonicsAreCounted() {
    assertThat(BesselI.harmonics(2, 5)).isEqualTo(2);
    assertThat(BesselI.harmonics(3, 5)).isEqualTo(11);
    assertThat(BesselI.harmonics(4, 5)).isEqualTo(36);
    assertThat(BesselI.harmonics(5, 2)).isEqualTo(14);
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> BesselI.scaled(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lMax is -1");
    assertThatThrownBy(() -> BesselI.scaled(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x is NaN");
  }

  private static BigDecimal series(int n, double x) {
    BigDecimal half = new BigDecimal(x).divide(BigDecimal.TWO, DIGITS);
    BigDecimal quarter = half.multiply(half, DIGITS);
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k <= n; k++) {
      term = term.multiply(half, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 1500; k++) {
      sum = sum.add(term, DIGITS);
      term = term.multiply(quarter, DIGITS).divide(BigDecimal.valueOf((long) k * (k + n)), DIGITS);
    }
    return sum;
  }

  private static BigDecimal exp(double x) {
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 1; k < 2500; k++) {
      sum = sum.add(term, DIGITS);
      term = term.multiply(new BigDecimal(x), DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
    }
    return sum;
  }
}
