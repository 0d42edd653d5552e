package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.OnRing;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.exact.SuNTorus;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.Wolff.Variant;
import org.fluxtube.engine.stats.GammaMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Local samplers against closed forms on small systems, 4.5 sigma. */
class LocalSamplersTest {
  private static final double SIGMA = 4.5;

  private static <F extends Field<F>> Function<F, double[]> energy(
      ActionSpec<F> target, double scale) {
    return u -> {
      try (Action<F> action = target.bind(u)) {
        return new double[] {scale * action.value(u)};
      }
    };
  }

  static List<SamplerSpec> spinSamplers() {
    return List.of(
        new HeatBath(0, Order.PALINDROMIC),
        new HeatBath(2, Order.PALINDROMIC),
        new HeatBath(1, Order.SEQUENTIAL),
        new Metropolis(1.2, 2, 0, Order.PALINDROMIC),
        new Metropolis(1.2, 1, 0, Order.SEQUENTIAL),
        new SingleSpin(12, 1.5, 0),
        new Wolff(3, Variant.SINGLE, 0, 1, 0),
        new Wolff(1, Variant.ALL, 0, 1, 0),
        new Wolff(1, Variant.SINGLE, 1.2, 1, 0),
        new Sequence(
            List.of(
                new HeatBath(0, Order.PALINDROMIC),
                new Wolff(1, Variant.SINGLE, 0, 1, 0),
                new HeatBath(0, Order.PALINDROMIC))));
  }

  @ParameterizedTest
  @MethodSource("spinSamplers")
  void ringsOfSpinsHaveTheExactEnergy(SamplerSpec sampler) {
    for (int n : new int[] {2, 3, 4}) {
      for (int length : new int[] {7, 8}) {
        ActionSpec<SpinField> target = new SpinModel(1.3);
        double[][] series =
            ShortRun.run(
                sampler,
                target,
                new FieldType.Spin(n),
                new Lattice(length),
                100L * n + length,
                50,
                2000,
                energy(target, -1 / (1.3 * length)));
        ShortRun.requireMean(series, 0, new OnRing(n, 1.3, length).bond(), SIGMA);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void clustersOfAntiferromagnetsHaveTheExactEnergy(Variant variant) {
    ActionSpec<SpinField> target = new SpinModel(-1);
    double[][] series =
        ShortRun.run(
            new Wolff(2, variant, 0, 1, 0),
            target,
            new FieldType.Spin(3),
            new Lattice(6),
            5,
            50,
            3000,
            energy(target, 1.0 / 6));
    ShortRun.requireMean(series, 0, -new OnRing(3, 1, 6).bond(), SIGMA);
  }

  static List<SamplerSpec> scalarSamplers() {
    return List.of(
        new Metropolis(1, 3, 0, Order.PALINDROMIC),
        new Metropolis(1, 3, 0, Order.SEQUENTIAL),
        new Wolff(2, Variant.SINGLE, 1, 1, 0),
        new Wolff(1, Variant.ALL, 1, 2, 0));
  }

  @ParameterizedTest
  @MethodSource("scalarSamplers")
  void ringsOfPhi4HaveTheExactMoments(SamplerSpec sampler) {
    for (int length : new int[] {5, 8}) {
      ActionSpec<ScalarField> target = new Phi4(-2, 1);
      double[][] series =
          ShortRun.run(
              sampler,
              target,
              new FieldType.Scalar(1),
              new Lattice(length),
              length,
              100,
              4000,
              u -> {
                double[] x = u.snapshot().values();
                double square = 0;
                double bond = 0;
                for (int s = 0; s < length; s++) {
                  square += x[s] * x[s] / length;
                  bond += x[s] * x[(s + 1) % length] / length;
                }
                return new double[] {square, bond};
              });
      Phi4Ring exact = new Phi4Ring(-2, 1, length);
      ShortRun.requireMean(series, 0, exact.phiSquared(), SIGMA);
      ShortRun.requireMean(series, 1, exact.bond(), SIGMA);
    }
  }

  /** phi.dS/dphi has the mean n at each site: 2S/V + 2 lambda (phi^2)^2 for n components. */
  @ParameterizedTest
  @MethodSource("scalarSamplers")
  void scalarsOfTwoComponentsObeyTheVirialIdentityAndAgree(SamplerSpec sampler) {
    double[][][] series = new double[2][][];
    SamplerSpec[] both = {sampler, new Metropolis(0.6, 4, 0, Order.PALINDROMIC)};
    Phi4 target = new Phi4(-3, 1);
    for (int i = 0; i < 2; i++) {
      series[i] =
          ShortRun.run(
              both[i],
              target,
              new FieldType.Scalar(2),
              new Lattice(3, 4),
              60 + i,
              100,
              3000,
              u -> {
                double[] x = u.snapshot().values();
                double fourth = 0;
                double square = 0;
                for (int s = 0; s < x.length; s += 2) {
                  double length2 = x[s] * x[s] + x[s + 1] * x[s + 1];
                  square += length2 / 12;
                  fourth += length2 * length2 / 12;
                }
                try (Action<ScalarField> action = target.bind(u)) {
                  return new double[] {action.value(u) / 6 + 2 * fourth, square};
                }
              });
      ShortRun.requireMean(series[i], 0, 2, SIGMA);
    }
    ShortRun.requireEqualMeans(series[0], series[1], 1, SIGMA);
  }

  static List<SamplerSpec> linkSamplers() {
    return List.of(
        new HeatBath(0, Order.PALINDROMIC),
        new HeatBath(1, Order.PALINDROMIC),
        new HeatBath(2, Order.SEQUENTIAL),
        new Metropolis(0.6, 3, 0, Order.PALINDROMIC));
  }

  /** The exact plaquette of a torus depends on its volume alone, so odd extents serve as well. */
  @ParameterizedTest
  @MethodSource("linkSamplers")
  void toriHaveTheExactPlaquette(SamplerSpec sampler) {
    for (int[] extents : new int[][] {{4, 4}, {3, 4}}) {
      Lattice lattice = new Lattice(extents);
      int volume = lattice.volume();
      for (int n : new int[] {1, 2, 3}) {
        double beta = n == 3 ? 4 : 2;
        var target = new WilsonPlaquette(beta);
        double[][] series =
            ShortRun.run(
                sampler,
                target,
                new FieldType.Gauge(new Group(n)),
                lattice,
                n,
                50,
                n == 1 ? 3000 : 1000,
                energy(target, -1 / (beta * volume)));
        double exact =
            n == 1
                ? new U1Torus(beta, volume).plaquette()
                : new SuNTorus(n, beta, volume).plaquette();
        ShortRun.requireMean(series, 0, exact, SIGMA);
      }
    }
  }

  /**
   * Detailed balance, E[f(x_t).g(x_{t+1})] = E[g(x_t).f(x_{t+1})] for f, g the sums of the even and
   * of the odd spins: within 4.5 sigma in palindromic order, beyond 10 sigma in sequential order.
   */
  @ParameterizedTest
  @ValueSource(strings = {"heat bath", "metropolis", "wolff"})
  void palindromicStepsAreReversibleAndSequentialOnesAreNot(String kind) {
    for (Order order : Order.values()) {
      SamplerSpec sampler =
          switch (kind) {
            case "heat bath" -> new HeatBath(1, order);
            case "metropolis" -> new Metropolis(1.5, 3, 0, order);
            default ->
                order == Order.PALINDROMIC
                    ? new Wolff(1, Variant.SINGLE, 1.5, 2, 0)
                    : new Sequence(
                        List.of(
                            new HeatBath(0, Order.SEQUENTIAL),
                            new Wolff(1, Variant.SINGLE, 0, 1, 0)));
          };
      double[][] x =
          ShortRun.run(
              sampler,
              new SpinModel(1),
              new FieldType.Spin(2),
              new Lattice(4),
              11,
              50,
              30_000,
              u -> u.snapshot().values());
      double[] difference = new double[x.length - 1];
      for (int t = 0; t < difference.length; t++) {
        difference[t] = evenTimesOdd(x[t], x[t + 1]) - evenTimesOdd(x[t + 1], x[t]);
      }
      var estimate = GammaMethod.DEFAULT.analyse(List.of(difference)).estimate();
      double sigma = Math.abs(estimate.value()) / estimate.error();
      if (order == Order.PALINDROMIC) {
        assertThat(sigma).as("%s, %s", sampler, estimate.format()).isLessThan(SIGMA);
      } else {
        assertThat(sigma).as("%s, %s", sampler, estimate.format()).isGreaterThan(10);
      }
    }
  }

  private static double evenTimesOdd(double[] x, double[] y) {
    return (x[0] + x[4]) * (y[2] + y[6]) + (x[1] + x[5]) * (y[3] + y[7]);
  }

  @ParameterizedTest
  @MethodSource("spinSamplers")
  void aStepIsAFunctionOfStateAndStream(SamplerSpec sampler) {
    double[][][] runs = new double[3][][];
    for (int i = 0; i < 3; i++) {
      runs[i] =
          ShortRun.run(
              sampler,
              new SpinModel(0.8),
              new FieldType.Spin(3),
              new Lattice(4, 3),
              i == 2 ? 8 : 7,
              0,
              5,
              u -> u.snapshot().values());
    }
    assertThat(runs[0]).isDeepEqualTo(runs[1]);
    assertThat(runs[0][4][0]).isNotCloseTo(runs[2][4][0], within(1e-9));
  }
}
