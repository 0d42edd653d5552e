package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.exact.Su2Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.sampler.HeatBath;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Order;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.Slmc;
import org.fluxtube.engine.stats.ChiSquared;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.stats.Running;
import org.fluxtube.engine.testing.Runs;
import org.fluxtube.engine.testing.SchwingerSquare;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MEASURE gives the exact answer whatever was learnt, and however often the model changed. */
@Tag("physics")
class ExactnessTest {
  private static final FieldType U1 = new FieldType.Gauge(Group.U1);
  private static final FieldType SU2 = new FieldType.Gauge(Group.SU2);
  private static final Wilson WILSON = new Wilson(0.22);
  private static final double BETA = 1;

  private static SumOfActions<GaugeField> schwinger(ActionSpec<GaugeField> fermions) {
    return new SumOfActions<>(
        List.of(
            new SumOfActions.Entry<>("gauge", new WilsonPlaquette(BETA)),
            new SumOfActions.Entry<>("fermions", fermions)));
  }

  private static double exact = Double.NaN;

  /** By 12 points in each angle, once for all tests; the error falls by some 60 with every two. */
  private static synchronized double exactSchwinger() {
    if (Double.isNaN(exact)) {
      double coarse = SchwingerSquare.plaquette(BETA, WILSON, 2, 10);
      double fine = SchwingerSquare.plaquette(BETA, WILSON, 2, 12);
      assertThat(Math.abs(fine - coarse)).as("convergence of the integral").isLessThan(1e-6);
      exact = fine;
    }
    return exact;
  }

  private static double plaquette(GaugeField u) {
    return u.ops().plaquetteSum(u.vectors(), 0, 1) / u.group().n() / u.lattice().volume();
  }

  /** Mean plaquette of the MEASURE trajectories of all chains of one campaign. */
  private static Estimate measure(Campaign campaign) {
    try (SelfLearning run = new SelfLearning(campaign)) {
      Phases phases = campaign.trajectories();
      long first = phases.thermalise() + phases.learn();
      run.to(first);
      assertThat(run.chains().getFirst().version())
          .isEqualTo(campaign.learning().orElseThrow().epochs(phases).lessons());
      List<double[]> series = new ArrayList<>();
      run.chains().forEach(c -> series.add(new double[(int) phases.measure()]));
      for (int t = 0; t < phases.measure(); t++) {
        run.to(first + t + 1);
        for (int c = 0; c < series.size(); c++) {
          series.get(c)[t] = plaquette((GaugeField) run.chains().get(c).field());
        }
      }
      return GammaMethod.DEFAULT.analyse(series).estimate();
    }
  }

  /** 24 campaigns, which know nothing of each other and so may run at once. */
  private static List<Estimate> measureAll(IntFunction<Campaign> bySeed) {
    return IntStream.range(0, 24).parallel().mapToObj(bySeed).map(ExactnessTest::measure).toList();
  }

  /** chi^2 of the pulls of 24 campaigns; the error bars of short runs have errors of some 5 %. */
  private static void assertUnbiased(String what, List<Estimate> results, double expected) {
    double chi2 = 0;
    double mean = 0;
    for (Estimate e : results) {
      double pull = (e.value() - expected) / e.error();
      chi2 += pull * pull;
      mean += pull / results.size();
    }
    ChiSquared chiSquared = new ChiSquared(chi2, results.size());
    double shift = mean * Math.sqrt(results.size());
    System.out.printf(
        Locale.ROOT,
        "%s: %d campaigns, chi^2 %.2f, p %.4f, mean pull %.2f sigma, exact %.7f%n",
        what,
        results.size(),
        chi2,
        chiSquared.pValue(),
        shift,
        expected);
    assertThat(chiSquared.pValue()).isGreaterThan(0.01);
    assertThat(Math.abs(shift)).isLessThan(3.5);
  }

  /** A model that is another one after every trajectory of LEARN, from a wrong start. */
  @Test
  void su2WithAModelThatChangesAtEveryTrajectory() {
    List<Estimate> results =
        measureAll(seed ->
            Campaigns.campaign(
                1000 + seed,
                List.of(4, 4),
                SU2,
                new WilsonPlaquette(2),
                List.of(
                    new Campaign.ChainGroup("slhmc", 1, Campaigns.SLHMC),
                    new Campaign.ChainGroup(
                        "slmc", 1, Campaigns.slmc(new HeatBath(0, Order.PALINDROMIC), 1))),
                new Phases(20, 60, 1500),
                Campaigns.learning(
                    Campaigns.loops(0.5, 0.2),
                    new Sgd(2e-3, 0, TrainerTest.plan(Loss.DIFFERENCE, 1)),
                    1,
                    10)));
    assertUnbiased("2D SU(2) 4x4 beta 2", results, new Su2Torus(2, 16).plaquette());
  }

  @Test
  void schwingerModelBySlmcWithTheExactDeterminant() {
    double expected = exactSchwinger();
    List<Estimate> results =
        measureAll(seed ->
            Campaigns.campaign(
                2000 + seed,
                List.of(2, 2),
                U1,
                schwinger(new Determinant(WILSON, 2)),
                List.of(
                    new Campaign.ChainGroup(
                        "slmc", 2, Campaigns.slmc(new HeatBath(0, Order.PALINDROMIC), 1))),
                new Phases(20, 60, 1500),
                Campaigns.learning(
                    Campaigns.plaquette(3), new Regression(0.9, 1e-6, Loss.ACTION, 3), 1, 10)));
    assertUnbiased("Schwinger 2x2, slmc", results, expected);
  }

  @Test
  void schwingerModelBySlhmcWithPseudoFermions() {
    double expected = exactSchwinger();
    List<Estimate> results =
        measureAll(seed ->
            Campaigns.campaign(
                3000 + seed,
                List.of(2, 2),
                U1,
                schwinger(new PseudoFermions(WILSON)),
                List.of(
                    new Campaign.ChainGroup("slhmc", 1, Campaigns.SLHMC),
                    new Campaign.ChainGroup("plain", 1, Campaigns.HMC)),
                new Phases(20, 60, 1500),
                Campaigns.learning(
                    Campaigns.plaquette(0),
                    new Adam(0.1, 0.9, 0.99, TrainerTest.plan(Loss.DIFFERENCE, 2)),
                    1,
                    10)));
    assertUnbiased("Schwinger 2x2, slhmc", results, expected);
  }

  /**
   * Wrong weights, S_eff = 0, a tree, pseudo-fermions for the determinant: always the same physics,
   * at another acceptance.
   */
  @Test
  void anyEffectiveActionGivesTheSamePhysics() {
    double expected = exactSchwinger();
    SamplerSpec sweeps = new HeatBath(0, Order.PALINDROMIC);
    SamplerSpec hmc = new HmcSpec(1, new Omelyan2(6));
    List<SamplerSpec> samplers =
        List.of(
            new Slmc(sweeps, 1, Optional.of(new WilsonPlaquette(0)), false),
            new Slmc(sweeps, 1, Optional.of(Campaigns.plaquette(-0.3)), false),
            new Slmc(sweeps, 3, Optional.of(new WilsonPlaquette(3)), false),
            new Slmc(hmc, 2, Optional.of(Campaigns.plaquette(1.4)), false),
            new Slmc(
                new Slmc(sweeps, 2, Optional.of(new WilsonPlaquette(2)), false),
                2,
                Optional.of(schwinger(new Determinant(new Wilson(0.18), 2))),
                false),
            // pseudo-marginal: the determinant by phi, drawn at the present field, kept for the
            // step
            new Slmc(sweeps, 1, Optional.of(new WilsonPlaquette(1)), false, Optional.empty(), true),
            new HmcSpec(1, new Omelyan2(6), 0, Optional.empty(), false, true),
            new HmcSpec(1, new Omelyan2(6), 0, Optional.of(new WilsonPlaquette(0))),
            new HmcSpec(1, new Omelyan2(6), 0, Optional.of(Campaigns.plaquette(-0.5))));
    long estimable =
        samplers.parallelStream().filter(sampler -> estimable(sampler, expected)).count();
    assertThat(estimable).as("samplers with var(dH) < 3").isGreaterThan(1);
  }

  /** Checks the plaquette, and exp(-dH) where its mean can be estimated, which it says. */
  private static boolean estimable(SamplerSpec sampler, double expected) {
    Runs.Series series =
        Runs.run(
            sampler,
            schwinger(new Determinant(WILSON, 2)),
            U1,
            SchwingerSquare.LATTICE,
            5,
            200,
            60_000, // few are accepted: fewer steps give an error bar that says nothing
            (u, action) -> new double[] {plaquette(u)});
    String what = "acceptance " + Runs.mean(series.acceptance()) + ", " + sampler;
    Runs.assertAgrees(what, series.mean(0), expected, 0, 4, 0.03);
    Running spread = new Running();
    for (double dh : series.deltaH()) {
      spread.add(dh);
    }
    // beyond that the mean of exp(-dH) is ruled by proposals too rare to be seen
    boolean estimable = spread.variance() < 3;
    if (estimable) {
      Runs.assertAgrees("<exp(-dH)>", series.creutz(), 1, 0, 4, 0.1);
    }
    return estimable;
  }

  /** Effective action = target: HMC bit by bit; slmc accepts all but rounding. */
  @Test
  void theTargetItselfIsPlainHmc() {
    for (ActionSpec<GaugeField> target :
        List.of(schwinger(new Determinant(WILSON, 2)), schwinger(new PseudoFermions(WILSON)))) {
      List<Runs.Series> both = new ArrayList<>();
      List<Optional<ActionSpec<?>>> guides = List.of(Optional.empty(), Optional.of(target));
      for (Optional<ActionSpec<?>> guide : guides) {
        both.add(
            Runs.run(
                new HmcSpec(1, new Omelyan2(3), 0, guide),
                target,
                U1,
                new Lattice(4, 4),
                6,
                10,
                200,
                (u, action) -> new double[] {plaquette(u)}));
      }
      assertThat(both.get(1).rows()).isEqualTo(both.get(0).rows());
      assertThat(both.get(1).deltaH()).isEqualTo(both.get(0).deltaH());
      assertThat(both.get(0).acceptance()).contains(0).contains(1);
    }
    Runs.Series slmc =
        Runs.run(
            new Slmc(
                new HmcSpec(1, new Omelyan2(6)),
                1,
                Optional.of(schwinger(new Determinant(WILSON, 2))),
                false),
            schwinger(new Determinant(WILSON, 2)),
            U1,
            new Lattice(4, 4),
            6,
            10,
            200,
            (u, action) -> new double[] {plaquette(u)});
    assertThat(slmc.acceptance()).containsOnly(1);
    for (double dh : slmc.deltaH()) {
      assertThat(Math.abs(dh)).isLessThan(1e-10);
    }
  }
}
