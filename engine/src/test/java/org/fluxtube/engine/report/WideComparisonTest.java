package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two groups in all components of an observable of twenty. */
class WideComparisonTest {
  private static final List<String> NAMES =
      IntStream.range(0, 20).mapToObj(c -> "spectrum.e" + c).toList();
  private static final List<String> GROUPS = List.of("a", "b");

  /** Autoregressive with tau_int = (1 + phi)/(2 (1 - phi)), a mean for each component. */
  private static double[][] chain(long seed, int n, double phi) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[n][NAMES.size()];
    for (int c = 0; c < NAMES.size(); c++) {
      double x = random.nextGaussian() / Math.sqrt(1 - phi * phi);
      for (int t = 0; t < n; t++) {
        x = phi * x + random.nextGaussian();
        rows[t][c] = c + x;
      }
    }
    return rows;
  }

  private static RunReport.Check compared(double[][] b) {
    List<double[][]> first = List.of(chain(1, 2000, 0.6), chain(2, 2000, 0.6));
    return WideComparison.of("spectrum", NAMES, GROUPS, first, List.<double[][]>of(b))
        .orElseThrow();
  }

  @Test
  void groupsOfOneTargetAgree() {
    RunReport.Check check = compared(chain(3, 2000, 0.6));
    assertThat(check.passed()).isTrue();
    // the largest of twenty normal numbers is beyond 0.7 in all but one of 10^5 cases
    assertThat(Math.abs(check.sigma())).isBetween(0.7, 4.0);
    assertThat(check.name()).startsWith("spectrum, largest of 20 at e").endsWith(": b - a");
  }

  @Test
  void oneComponentThatDiffersIsFound() {
    double[][] b = chain(3, 2000, 0.6);
    for (double[] row : b) {
      row[13] -= 0.5;
    }
    RunReport.Check check = compared(b);
    assertThat(check.passed()).isFalse();
    assertThat(check.sigma()).isLessThan(-4);
    assertThat(check.value()).isNegative();
    assertThat(check.name()).contains("at e13:");
  }

  /** Too few measurements, too few of them independent, a constant, and what is not a number. */
  @Test
  void whatCannotBeJudgedIsLeftOut() {
    List<double[][]> first = List.<double[][]>of(chain(1, 2000, 0.6));
    assertThat(WideComparison.of("s", NAMES, GROUPS, first, List.<double[][]>of(chain(3, 90, 0))))
        .isEmpty();
    assertThat(
            WideComparison.of("s", NAMES, GROUPS, first, List.<double[][]>of(chain(3, 800, 0.99))))
        .isEmpty();
    double[][] b = chain(3, 2000, 0.6);
    for (double[] row : b) {
      row[2] = 1;
    }
    b[7][3] = Double.NaN;
    assertThat(compared(b).name()).contains("largest of 18 ");
  }
}
