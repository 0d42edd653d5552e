package org.fluxtube.engine.dirac.rational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerApproximationTest {
  private static final int GRID = 20_001;

  /** Relative errors on a dense grid in ln x. */
  private static double[] errors(PowerApproximation r) {
    double[] errors = new double[GRID];
    double log = Math.log(r.upper() / r.lower());
    for (int i = 0; i < GRID; i++) {
      double x = r.lower() * Math.exp(log * i / (GRID - 1));
      errors[i] = r.at(x) * Math.pow(x, r.power()) - 1;
    }
    return errors;
  }

  /** The error alternates 2n + 2 times at its stated size: no function of that degree is better. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1e-3, 10, 5",
    "0.5, 1e-5, 10, 8",
    "0.25, 1e-4, 16, 6",
    "0.75, 1e-4, 16, 10",
    "0.125, 0.01, 20, 4",
    "0.875, 1e-7, 40, 12",
    "0.3333, 0.3, 2, 2",
    "0.01, 0.001, 5, 3",
    "0.99, 0.001, 5, 3",
    "0.5, 1, 1000, 1"
  })
  void theErrorAlternates(double power, double lower, double upper, int order) {
    PowerApproximation r = PowerApproximation.of(power, lower, upper, order);
    assertThat(r.shifts()).hasSize(order).isSorted();
    double[] errors = errors(r);
    List<Double> extrema = new ArrayList<>();
    for (double e : errors) {
      if (extrema.isEmpty() || e * extrema.getLast() < 0) {
        extrema.add(e);
      } else if (Math.abs(e) > Math.abs(extrema.getLast())) {
        extrema.set(extrema.size() - 1, e);
      }
    }
    assertThat(extrema).hasSize(2 * order + 2);
    for (double e : extrema) {
      assertThat(Math.abs(e)).isCloseTo(r.error(), within(2e-3 * r.error() + 1e-14));
    }
  }

  /**
   * Production orders, down to the rounding of doubles, against the asymptotic size of the error, 4
   * sin(pi p) h^(2n+1), ln h = -pi K'/K = -pi^2/ln(16 upper/lower) for a wide range (H. Stahl, Acta
   * Math. 190 (2003) 241, for x^p on [0, 1], has the same factor 4 |sin(pi p)|).
   */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1e-5, 10, 15",
    "0.25, 1e-2, 16, 15",
    "0.75, 1e-4, 64, 15",
    "0.125, 1e-4, 64, 20",
    "0.5, 1e-8, 100, 25",
    "0.8, 1e-8, 100, 22"
  })
  void highOrders(double power, double lower, double upper, int order) {
    PowerApproximation r = PowerApproximation.of(power, lower, upper, order);
    double log = -Math.PI * Math.PI / Math.log(16 * upper / lower);
    double asymptotic = 4 * Math.sin(Math.PI * power) * Math.exp((2 * order + 1) * log);
    double narrow = Math.pow(lower / upper, Math.min(power, 1 - power));
    assertThat(r.error()).isCloseTo(asymptotic, within(2 * narrow * asymptotic));
    for (double e : errors(r)) {
      assertThat(Math.abs(e)).isLessThan(1.0001 * r.error() + 5e-15);
    }
    assertThat(PowerApproximation.of(power, lower, upper, order)).isSameAs(r);
  }

  @Test
  void noMoreTermsThanDoublesCanTell() {
    PowerApproximation r = PowerApproximation.of(0.5, 0.9, 1.1, 30);
    assertThat(r.shifts()).hasSizeLessThan(8);
    assertThat(r.error()).isBetween(1e-22, 1e-16);
    for (double e : errors(r)) {
      assertThat(Math.abs(e)).isLessThan(2e-15);
    }
  }

  /**
   * r = c (x + s)/(x + t) on [1/c, c]: by the symmetry x to 1/x s t = 1 and r(1/x) r(x) = r(1)^2.
   */
  @Test
  void theSymmetryOfTheSquareRoot() {
    for (int order : new int[] {1, 2, 5}) {
      PowerApproximation r = PowerApproximation.of(0.5, 0.25, 4, order);
      // 1/r(1/x) is the best for x^(-1/2) too, up to terms of second order in the error
      for (double x : new double[] {0.3, 0.7, 1, 1.9}) {
        double product = (r.at(x) * r.at(1 / x) - 1) / r.error();
        assertThat(Math.abs(product)).isLessThan(2.5);
      }
    }
  }

  @Test
  void fifteenTermsTakeLessThanASecond() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    PowerApproximation.of(0.41, 1e-4, 10, 15);
    long start = threads.getCurrentThreadCpuTime();
    PowerApproximation.of(0.42, 1e-4, 10, 15);
    assertThat((threads.getCurrentThreadCpuTime() - start) * 1e-9).isLessThan(1);
  }

  @Test
  void powerOneIsExact() {
    PowerApproximation r = PowerApproximation.of(1, 0.1, 10, 15);
    assertThat(r.at(0.3)).isEqualTo(1 / 0.3);
    assertThat(r.error()).isZero();
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> PowerApproximation.of(1.5, 0.1, 1, 5))
        .hasMessageContaining("power = 1.5")
        .hasMessageContaining("0.001 to 1");
    assertThatThrownBy(() -> PowerApproximation.of(Double.NaN, 0.1, 1, 5))
        .hasMessageContaining("power = NaN");
    assertThatThrownBy(() -> PowerApproximation.of(0.5, 2, 1, 5))
        .hasMessageContaining("range [2.0, 1.0]")
        .hasMessageContaining("lower < upper");
    assertThatThrownBy(() -> PowerApproximation.of(0.5, 0, 1, 5)).hasMessageContaining("0 < lower");
    assertThatThrownBy(() -> PowerApproximation.of(0.5, 1e-14, 1, 5)).hasMessageContaining("1e12");
    assertThatThrownBy(() -> PowerApproximation.of(0.5, 0.1, 1, 0))
        .hasMessageContaining("order = 0");
    assertThatThrownBy(
            () -> new PowerApproximation(0.5, 0.1, 1, 0, List.of(1.0), List.of(-0.1), 0.1))
        .hasMessageContaining("shifts = [-0.1]")
        .hasMessageContaining("positive");
    assertThatThrownBy(
            () -> new PowerApproximation(0.5, 0.1, 1, 0, List.of(-1.0), List.of(0.1), 0.1))
        .hasMessageContaining("residues = [-1.0]");
  }
}
