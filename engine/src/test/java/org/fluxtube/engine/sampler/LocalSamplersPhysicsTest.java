package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.SuNTorus;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.Wolff.Variant;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local samplers on larger systems, 4.5 sigma unless a test says otherwise. */
@Tag("physics")
class LocalSamplersPhysicsTest {
  private static final double SIGMA = 4.5;

  private static double[] plaquette(GaugeField u) {
    int d = u.lattice().dimensions();
    double sum = 0;
    for (int mu = 0; mu < d; mu++) {
      for (int nu = mu + 1; nu < d; nu++) {
        sum += u.ops().plaquetteSum(u.vectors(), mu, nu);
      }
    }
    return new double[] {2 * sum / (d * (d - 1.0) * u.group().n() * u.lattice().volume())};
  }

  private static double[][] links(
      SamplerSpec sampler, int n, double beta, Lattice lattice, int discarded, int steps) {
    return ShortRun.run(
        sampler,
        new WilsonPlaquette(beta),
        new FieldType.Gauge(new Group(n)),
        lattice,
        1000 + n,
        discarded,
        steps,
        LocalSamplersPhysicsTest::plaquette);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 6", "2, 2", "2, 6", "3, 4", "3, 6", "4, 9"})
  void planesHaveTheExactPlaquette(int n, double beta) {
    double[][] series =
        links(new HeatBath(2, Order.SEQUENTIAL), n, beta, new Lattice(8, 8), 200, 3000);
    double exact =
        n == 1 ? new U1Torus(beta, 64).plaquette() : new SuNTorus(n, beta, 64).plaquette();
    ShortRun.requireMean(series, 0, exact, SIGMA);
  }

  /** Reference plaquettes of an independent program, with their errors. */
  @ParameterizedTest
  @CsvSource({"2, 2.7, 0.68711, 0.00015", "3, 5.7, 0.55983, 0.00030", "3, 6.0, 0.59702, 0.00017"})
  void hypercubesOfFourSitesHaveTheKnownPlaquette(int n, double beta, double known, double error) {
    double[][] series =
        links(new HeatBath(1, Order.PALINDROMIC), n, beta, new Lattice(4, 4, 4, 4), 100, 600);
    Estimate found = GammaMethod.DEFAULT.analyse(List.<double[][]>of(series), x -> x[0]).estimate();
    assertThat(Math.abs(found.value() - known) / Math.hypot(found.error(), error))
        .as(found.format())
        .isLessThan(SIGMA);
  }

  /**
   * phi^4 in two dimensions, L = 6, lambda = 6.975 (ensemble E1 of arXiv:1904.12072): S/V = 1/4 -
   * 2E, &lt;phi^2&gt; and E of an independent program; Metropolis and both cluster variants.
   */
  @Test
  void clustersAndMetropolisAgreeForPhi4() {
    Phi4 target = new Phi4(-4, 6.975);
    SamplerSpec[] samplers = {
      new Metropolis(0.5, 2, 0, Order.PALINDROMIC),
      new Wolff(4, Variant.SINGLE, 0.5, 1, 0),
      new Wolff(1, Variant.ALL, 0.5, 1, 0)
    };
    for (SamplerSpec sampler : samplers) {
      double[][] series =
          ShortRun.run(
              sampler,
              target,
              new FieldType.Scalar(1),
              new Lattice(6, 6),
              17,
              500,
              60_000,
              u -> phi4(target, u));
      ShortRun.requireMean(series, 0, 0.161363, SIGMA);
      ShortRun.requireMean(series, 1, 0.058321, SIGMA);
      ShortRun.requireMean(series, 2, 0.25, SIGMA);
    }
  }

  /** phi^2, E and S/V + 2E. */
  private static double[] phi4(Phi4 target, ScalarField u) {
    Lattice lattice = u.lattice();
    double volume = lattice.volume();
    double[] x = u.snapshot().values();
    double square = 0;
    double bonds = 0;
    for (int s = 0; s < x.length; s++) {
      square += x[s] * x[s] / volume;
      bonds += x[s] * (x[lattice.forward(s, 0)] + x[lattice.forward(s, 1)]) / (2 * volume);
    }
    try (Action<ScalarField> action = target.bind(u)) {
      return new double[] {square, bonds, action.value(u) / volume + 2 * bonds};
    }
  }

  /** O(3) in two dimensions: bond energy and magnetisation squared from three samplers. */
  @Test
  void clustersHeatBathAndMetropolisAgreeForSpins() {
    SamplerSpec[] samplers = {
      new HeatBath(3, Order.SEQUENTIAL),
      new Metropolis(0.9, 3, 0, Order.PALINDROMIC),
      new Wolff(5, Variant.SINGLE, 0, 1, 0),
      new Wolff(1, Variant.ALL, 0, 1, 0)
    };
    Lattice lattice = new Lattice(8, 8);
    double[][][] series = new double[samplers.length][][];
    for (int i = 0; i < samplers.length; i++) {
      series[i] =
          ShortRun.run(
              samplers[i],
              new SpinModel(1.2),
              new FieldType.Spin(3),
              lattice,
              40 + i,
              500,
              20_000,
              u -> {
                Vector spins = u.vector();
                double m2 = Arrays.stream(u.ops().sum(spins)).map(m -> m * m / 64).sum();
                double[] x = u.snapshot().values();
                double bonds = 0;
                for (int s = 0; s < 64; s++) {
                  for (int c = 0; c < 3; c++) {
                    bonds +=
                        x[3 * s + c]
                            * (x[3 * lattice.forward(s, 0) + c] + x[3 * lattice.forward(s, 1) + c]);
                  }
                }
                return new double[] {bonds / 128, m2};
              });
    }
    for (int i = 1; i < samplers.length; i++) {
      ShortRun.requireEqualMeans(series[0], series[i], 0, SIGMA);
      ShortRun.requireEqualMeans(series[0], series[i], 1, SIGMA);
    }
  }

  /**
   * Detailed balance for SU(3) on 2 x 2 sites: E[f(x_t) g(x_{t+1})] = E[g(x_t) f(x_{t+1})] for the
   * squared Wilson lines f and g in direction 0 at y = 0 and y = 1, updated one after the other;
   * within 4.5 sigma in palindromic order, beyond 8 in sequential order.
   */
  @ParameterizedTest
  @CsvSource({"PALINDROMIC, 1", "SEQUENTIAL, 0"})
  void linksObeyDetailedBalanceInPalindromicOrder(Order order, int overrelaxation) {
    double[][] x =
        ShortRun.run(
            new HeatBath(overrelaxation, order),
            new WilsonPlaquette(9),
            new FieldType.Gauge(Group.SU3),
            new Lattice(2, 2),
            5,
            200,
            30_000,
            u -> new double[] {line(u, 0), line(u, 2)});
    double[] difference = new double[x.length - 1];
    for (int t = 0; t < difference.length; t++) {
      difference[t] = x[t][0] * x[t + 1][1] - x[t][1] * x[t + 1][0];
    }
    Estimate found = GammaMethod.DEFAULT.analyse(List.of(difference)).estimate();
    double sigma = Math.abs(found.value()) / found.error();
    if (order == Order.PALINDROMIC) {
      assertThat(sigma).as(found.format()).isLessThan(SIGMA);
    } else {
      assertThat(sigma).as(found.format()).isGreaterThan(8);
    }
  }

  /** |tr U_0(s) U_0(s + 0)|^2/9 on two sites. */
  private static double line(GaugeField u, int site) {
    double[] host = u.snapshot().values();
    int a = 18 * site;
    int b = 18 * u.lattice().forward(site, 0);
    double re = 0;
    double im = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int ij = a + 2 * (3 * i + j);
        int ji = b + 2 * (3 * j + i);
        re += host[ij] * host[ji] - host[ij + 1] * host[ji + 1];
        im += host[ij] * host[ji + 1] + host[ij + 1] * host[ji];
      }
    }
    return (re * re + im * im) / 9;
  }
}
