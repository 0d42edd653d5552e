package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.field.Links.assertSmall;
import static org.fluxtube.engine.field.Links.environment;
import static org.fluxtube.engine.field.Links.hot;
import static org.fluxtube.engine.field.Links.traces;
import static org.fluxtube.engine.field.Links.update;

import java.util.Arrays;
import org.fluxtube.engine.stats.KolmogorovSmirnov;
import org.fluxtube.engine.stats.Running;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Distributions that the link updates draw from. Kolmogorov-Smirnov tests fail below p = 0.001,
 * sigma tests above 4.5.
 */
class LinkDistributionsTest {
  private static final double P_VALUE = 0.001;

  @ParameterizedTest
  @CsvSource({"0, 1", "1e-4, 1", "0.3, 1", "2, 1", "20, 1", "1e4, 1", "1e9, 1", "2, -1"})
  void phaseOfU1IsVonMisesDistributed(double kappa, double sign) {
    int volume = 20_000;
    double[] a = new double[2 * volume];
    for (int s = 0; s < volume; s++) {
      a[2 * s] = 2 * kappa * Math.cos(s);
      a[2 * s + 1] = 2 * kappa * Math.sin(s);
    }
    double[] u = hot(1, volume, 0);
    var rule = new LocalUpdate.LinkHeatBath(Group.U1, 0.5 * sign);
    assertThat(update(rule, 1, a, 1, u)).isEqualTo(volume);
    // t = angle of U A in units of the width; the scale keeps the largest kappa resolved
    double scale = Math.sqrt(Math.max(1, kappa));
    double[] t = new double[volume];
    for (int s = 0; s < volume; s++) {
      double re = sign * (u[2 * s] * Math.cos(s) - u[2 * s + 1] * Math.sin(s));
      double im = sign * (u[2 * s] * Math.sin(s) + u[2 * s + 1] * Math.cos(s));
      t[s] = scale * Math.atan2(im, re);
      assertThat(re * re + im * im).isCloseTo(1, within(1e-14));
    }
    double end = Math.min(Math.PI * scale, 12);
    Density exact =
        new Density(x -> Math.exp(-2 * kappa * Math.pow(Math.sin(0.5 * x / scale), 2)), -end, end);
    assertThat(KolmogorovSmirnov.of(t, exact).pValue()).isGreaterThan(P_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1", "1e-6, 1", "0.5, 1", "1.69, 1", "1.71, 1", "5, 1", "60, 1", "1e5, 1", "1e10, 1", "5, -1"
  })
  void quaternionOfSu2HasItsClassDistribution(double alpha, double sign) {
    int volume = 20_000;
    double[] a = environment(2, volume, 0, 0);
    double[] v = hot(2, volume, 1);
    for (int c = 0; c < a.length; c++) {
      a[c] = alpha * v[c];
    }
    double[] u = hot(2, volume, 2);
    var rule = new LocalUpdate.LinkHeatBath(Group.SU2, 0.5 * sign);
    assertThat(update(rule, 2, a, 3, u)).isEqualTo(volume);
    double scale = Math.max(1, alpha);
    double[] w = new double[8];
    double[] versine = new double[volume];
    double[] height = new double[volume];
    double[] angle = new double[volume];
    for (int s = 0; s < volume; s++) {
      MatrixKernels.multiply(2, sign, u, 8 * s, false, v, 8 * s, false, 0, w, 0);
      // 1 - x_0 from the vector part where x_0 > 0: no cancellation
      double radius2 = w[1] * w[1] + w[2] * w[2] + w[3] * w[3];
      versine[s] = scale * (w[0] > 0 ? radius2 / (1 + w[0]) : 1 - w[0]);
      height[s] = w[1] / Math.sqrt(radius2);
      angle[s] = Math.atan2(w[2], w[3]);
    }
    double end = Math.min(2 * scale, 60);
    Density exact =
        new Density(
            x -> Math.sqrt(x / scale * (2 - x / scale)) * Math.exp(-alpha * x / scale), 0, end);
    assertThat(KolmogorovSmirnov.of(versine, exact).pValue()).isGreaterThan(P_VALUE);
    assertThat(KolmogorovSmirnov.of(height, x -> 0.5 * (1 + x)).pValue()).isGreaterThan(P_VALUE);
    assertThat(KolmogorovSmirnov.of(angle, x -> 0.5 * (1 + x / Math.PI)).pValue())
        .isGreaterThan(P_VALUE);
  }

  /** Density of the eigenvalues: |Vandermonde|^2 exp(c Re tr U), on a grid of two angles. */
  private static double[][] su3Traces(double c) {
    int grid = 700;
    record Point(double trace, double weight) {}
    Point[] points = new Point[grid * grid];
    for (int i = 0; i < grid; i++) {
      for (int j = 0; j < grid; j++) {
        double p = 2 * Math.PI * (i + 0.5) / grid;
        double q = 2 * Math.PI * (j + 0.25) / grid;
        double trace = Math.cos(p) + Math.cos(q) + Math.cos(p + q);
        double v =
            Math.sin(0.5 * (p - q)) * Math.sin(0.5 * (2 * p + q)) * Math.sin(0.5 * (p + 2 * q));
        points[i * grid + j] = new Point(trace, v * v * Math.exp(c * trace));
      }
    }
    Arrays.sort(points, (x, y) -> Double.compare(x.trace(), y.trace()));
    double[] trace = new double[points.length];
    double[] cdf = new double[points.length];
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += points[i].weight();
      trace[i] = points[i].trace();
      cdf[i] = sum;
    }
    for (int i = 0; i < cdf.length; i++) {
      cdf[i] /= sum;
    }
    return new double[][] {trace, cdf};
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void traceOfSu3HasItsClassDistribution(boolean reversed) {
    double c = 0.9;
    int volume = 10_000;
    double[] a = new double[18 * volume];
    double[] v = hot(3, volume, 0);
    System.arraycopy(v, 0, a, 0, v.length);
    double[] u = hot(3, volume, 1);
    var rule = new LocalUpdate.LinkHeatBath(Group.SU3, c, reversed);
    for (int sweep = 0; sweep < 30; sweep++) {
      update(rule, 3, a, 2 + sweep, u);
    }
    double[][] exact = su3Traces(c);
    KolmogorovSmirnov test =
        KolmogorovSmirnov.of(
            traces(3, u, a),
            x -> {
              int i = Arrays.binarySearch(exact[0], x);
              return exact[1][Math.clamp(i < 0 ? -i - 1 : i, 0, exact[1].length - 1)];
            });
    assertThat(test.pValue()).isGreaterThan(P_VALUE);
  }

  /**
   * Schwinger-Dyson for S = -c Re tr[U A] with any A: sum_a (c Re tr[T^a U A])^2 and C_F c Re tr[U
   * A] have the same mean; heat bath and Metropolis have the same mean of Re tr[U A].
   */
  @ParameterizedTest
  @CsvSource({"1, 1.3", "2, 0.8", "3, 0.7", "4, -0.5", "5, 0.4"})
  void heatBathAndMetropolisObeySchwingerDyson(int n, double c) {
    int volume = n > 3 ? 1500 : 8000;
    Group group = new Group(n);
    double[] a = environment(n, volume, 1, 0);
    Running[] means = new Running[2];
    LocalUpdate[] rules = {
      new LocalUpdate.LinkHeatBath(group, c),
      new LocalUpdate.LinkMetropolis(group, c, 0.7 / Math.sqrt(n), 10)
    };
    for (int k = 0; k < 2; k++) {
      double[] u = hot(n, volume, 1);
      for (int sweep = 0; sweep < 25; sweep++) {
        update(rules[k], n, a, 2 + sweep, u);
      }
      Running difference = new Running();
      means[k] = new Running();
      double[] w = new double[2 * n * n];
      double[] force = new double[group.algebraDimension()];
      for (int s = 0; s < volume; s++) {
        MatrixKernels.multiply(n, 1, u, 2 * n * n * s, false, a, 2 * n * n * s, false, 0, w, 0);
        Generators.project(n, c, w, 0, 0, force, 0);
        double square = Arrays.stream(force).map(f -> f * f).sum();
        double trace = LinkKernels.traceOfProduct(n, u, 2 * n * n * s, a, 2 * n * n * s);
        difference.add(square - group.casimir() * c * trace);
        means[k].add(trace);
      }
      assertSmall(difference.mean(), difference.naiveError(), rules[k].toString());
    }
    assertSmall(
        means[0].mean() - means[1].mean(),
        Math.hypot(means[0].naiveError(), means[1].naiveError()),
        "heat bath against Metropolis");
  }
}
