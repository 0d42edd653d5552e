package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.junit.jupiter.api.Test;

/** p of two groups with one mean is uniform, of correlated observables too; else it is small. */
class JointDifferenceTest {
  private static JointDifference.Measured measured(double[] x) {
    Estimate e = GammaMethod.DEFAULT.analyse(List.of(x)).estimate();
    return new JointDifference.Measured(List.of(x), e);
  }

  /** a and a + small noise: their differences are nearly one number. */
  private static List<JointDifference.Measured> correlated(long seed, double shift) {
    double[] a = SyntheticSamples.ar1(seed, 4000, 0.6, 1, 0.1);
    double[] noise = SyntheticSamples.ar1(seed + 500_000, 4000, 0.6, 0, 0.02);
    double[] b = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      b[i] = a[i] + noise[i] + shift;
    }
    return List.of(measured(a), measured(b));
  }

  @Test
  void pIsUniformWhereTheMeansAgree() {
    List<Double> p = new ArrayList<>();
    int small = 0;
    for (int run = 0; run < 300; run++) {
      GroupComparison.Agreement a =
          JointDifference.of(correlated(2 * run, 0), correlated(2 * run + 1, 0)).orElseThrow();
      assertThat(a.dof()).isEqualTo(2);
      assertThat(a.judged()).isTrue(); // 4000 / (32 bins x 2 tau_int = 4): 31 samples in each
      p.add(a.p());
      small += a.passed() ? 0 : 1;
    }
    // mean of 300 uniform numbers: 4 sigma = 4 / sqrt(12 * 300)
    double mean = p.stream().mapToDouble(x -> x).average().orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(4 / Math.sqrt(12 * 300)));
    assertThat(small).isLessThanOrEqualTo(12); // expected 3
  }

  /**
   * A slow series of three chains against one chain: itself, itself measured every tenth time, its
   * square, and itself with a little noise. Each pair of rows is nearly one number, with errors
   * that are estimated from different measurements.
   */
  private static List<JointDifference.Measured> rows(long seed, int chains) {
    List<List<double[]>> rows =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int c = 0; c < chains; c++) {
      double[] x = SyntheticSamples.ar1(1000 * seed + c, 1500, 0.8, 1, 0.1);
      double[] noise = SyntheticSamples.ar1(1000 * seed + c + 500, 1500, 0.2, 0, 0.003);
      double[] seldom = new double[150];
      double[] square = new double[1500];
      double[] close = new double[1500];
      for (int i = 0; i < 1500; i++) {
        square[i] = x[i] * x[i];
        close[i] = x[i] + noise[i];
        seldom[i / 10] = x[i];
      }
      List<double[]> all = List.of(x, seldom, square, close);
      for (int r = 0; r < 4; r++) {
        rows.get(r).add(all.get(r));
      }
    }
    return rows.stream()
        .map(r -> new JointDifference.Measured(r, GammaMethod.DEFAULT.analyse(r).estimate()))
        .toList();
  }

  @Test
  void rowsThatAreNearlyOneNumberDoNotDisagree() {
    double[] p = new double[200];
    int small = 0;
    for (int run = 0; run < p.length; run++) {
      GroupComparison.Agreement a =
          JointDifference.of(rows(2L * run, 3), rows(2L * run + 1, 1)).orElseThrow();
      assertThat(a.dof()).isEqualTo(4);
      assertThat(a.judged()).isFalse(); // about 5 samples in a bin
      p[run] = a.p();
      small += a.p() < 0.01 ? 1 : 0;
    }
    double mean = java.util.Arrays.stream(p).average().orElseThrow();
    System.out.printf("mean of p %.3f, below 0.01: %d of 200%n", mean, small);
    assertThat(mean).isCloseTo(0.5, within(4 / Math.sqrt(12 * 200)));
    assertThat(small).isLessThanOrEqualTo(9); // expected 2
  }

  /** A shift of one of two that move together: seen jointly where each alone looks harmless. */
  @Test
  void whatOnlyTheCorrelationShowsIsFound() {
    double jointly = 0;
    double alone = 0;
    for (int run = 0; run < 20; run++) {
      List<JointDifference.Measured> first = correlated(2 * run, 0);
      List<JointDifference.Measured> second = correlated(2 * run + 1, 0.005);
      jointly += JointDifference.of(first, second).orElseThrow().p() / 20;
      alone += JointDifference.of(first.subList(1, 2), second.subList(1, 2)).orElseThrow().p() / 20;
    }
    assertThat(jointly).isLessThan(0.02);
    assertThat(alone).isGreaterThan(0.2);
  }

  @Test
  void whatIsTheSameObservableTwiceCountsOnce() {
    List<JointDifference.Measured> a = correlated(1, 0);
    List<JointDifference.Measured> b = correlated(2, 0);
    GroupComparison.Agreement twice =
        JointDifference.of(List.of(a.getFirst(), a.getFirst()), List.of(b.getFirst(), b.getFirst()))
            .orElseThrow();
    assertThat(twice.dof()).isEqualTo(1);
    GroupComparison.Agreement once =
        JointDifference.of(a.subList(0, 1), b.subList(0, 1)).orElseThrow();
    assertThat(twice.chiSquared()).isCloseTo(once.chiSquared(), within(1e-9));
  }
}
