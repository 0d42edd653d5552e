package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.LessonPlan;
import org.fluxtube.engine.learn.LevenbergMarquardt;
import org.fluxtube.engine.learn.Loss;
import org.fluxtube.engine.learn.Window;
import org.fluxtube.engine.observable.ElectronDensity;
import org.fluxtube.engine.observable.Magnetisation;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.SpinEnergy;
import org.fluxtube.engine.observable.StaggeredMagnetisation;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.SingleSpin;
import org.fluxtube.engine.sampler.Slmc;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The double-exchange model at five temperatures: what self-learning Monte Carlo measures is what
 * exact local Metropolis measures, 4 x 4, J = 2, away from half filling.
 */
@Tag("physics")
class SpinTemperaturesTest {
  private static final Phases PHASES = new Phases(50, 150, 4000);
  private static final List<String> NAMES =
      List.of("m2", "staggered m2", "bond", "filling", "electron energy");

  private static Campaign campaign(DoubleExchange target) {
    List<Double> couplings = Collections.nCopies(5, 0.0);
    SpinTransformer model =
        new SpinTransformer(1, 5, SpinTransformer.Mixing.ATTENTION, 0.1, 1, couplings);
    return new Campaign(
        "temperature",
        4,
        List.of(4, 4),
        new FieldType.Spin(3),
        target,
        new Start.Hot(),
        List.of(
            new Campaign.ChainGroup(
                "slmc", 1, new Slmc(new SingleSpin(50, 1.5, 0), 1, Optional.empty(), true)),
            new Campaign.ChainGroup("metropolis", 1, new SingleSpin(32, 1.5, 0))),
        PHASES,
        List.of(),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        0,
        Optional.of(
            new Learning(
                model,
                new LevenbergMarquardt(1e-3, new LessonPlan(Loss.ACTION, 3, 0, 0, 0, 0, 2)),
                25,
                1,
                25,
                new Window(150, Window.Keep.LATEST),
                List.of(),
                List.of(),
                0.5,
                Learning.Schedule.EPOCHS,
                0,
                256,
                Optional.empty(),
                Optional.empty())),
        Campaign.Checks.NONE);
  }

  private static List<ObservableSpec<SpinField>> observables(DoubleExchange target) {
    return List.of(
        new Magnetisation<>(),
        new StaggeredMagnetisation<>(),
        new SpinEnergy(),
        new ElectronDensity(target));
  }

  /** [observable][trajectory] of MEASURE for each of the two chains. */
  private static List<double[][]> series(DoubleExchange target) {
    List<double[][]> series = List.of(table(), table());
    try (SelfLearning run = new SelfLearning(campaign(target))) {
      long first = PHASES.thermalise() + PHASES.learn();
      run.to(first);
      List<Observable<SpinField>> bound = new ArrayList<>();
      observables(target)
          .forEach(spec -> bound.add(spec.bind((SpinField) run.chains().getFirst().field())));
      RandomStream unused = new RandomStream(1, 0, 1);
      double acceptance = 0;
      for (int t = 0; t < PHASES.measure(); t++) {
        run.to(first + t + 1);
        for (int c = 0; c < 2; c++) {
          SpinField u = (SpinField) run.chains().get(c).field();
          series.get(c)[0][t] = bound.get(0).measure(u, unused)[2];
          series.get(c)[1][t] = bound.get(1).measure(u, unused)[1];
          series.get(c)[2][t] = bound.get(2).measure(u, unused)[0];
          double[] electrons = bound.get(3).measure(u, unused);
          series.get(c)[3][t] = electrons[0];
          series.get(c)[4][t] = electrons[1];
        }
        acceptance += run.trajectories(0).getLast().info().acceptance() / PHASES.measure();
      }
      bound.forEach(Observable::close);
      System.out.printf(Locale.ROOT, "%s: acceptance %.3f%n", target, acceptance);
      assertThat(acceptance).isGreaterThan(0.4);
    }
    return series;
  }

  private static double[][] table() {
    return new double[NAMES.size()][(int) PHASES.measure()];
  }

  private static List<JointDifference.Measured> measured(double[][] series) {
    List<JointDifference.Measured> all = new ArrayList<>();
    for (double[] one : series) {
      all.add(
          new JointDifference.Measured(
              List.of(one), GammaMethod.DEFAULT.analyse(List.of(one)).estimate()));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 4, 8, 16})
  void bothSamplersMeasureTheSame(double beta) {
    List<double[][]> series = series(new DoubleExchange(1, 2, beta, -1));
    List<JointDifference.Measured> slmc = measured(series.get(0));
    List<JointDifference.Measured> metropolis = measured(series.get(1));
    for (int i = 0; i < NAMES.size(); i++) {
      var a = slmc.get(i).estimate();
      var b = metropolis.get(i).estimate();
      double sigma = (a.value() - b.value()) / Math.hypot(a.error(), b.error());
      System.out.printf("  %s %s %s, %.2f sigma%n", NAMES.get(i), a.format(), b.format(), sigma);
      assertThat(Math.abs(sigma)).as(NAMES.get(i)).isLessThan(4);
    }
    var agreement = JointDifference.of(slmc, metropolis).orElseThrow();
    System.out.println("  joint " + agreement);
    assertThat(agreement.p()).isGreaterThan(0.01);
  }
}
