package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.report.SyntheticCampaign.EXACTNESS;
import static org.fluxtube.engine.report.SyntheticCampaign.analyse;
import static org.fluxtube.engine.report.SyntheticCampaign.campaign;
import static org.fluxtube.engine.report.SyntheticCampaign.check;
import static org.fluxtube.engine.report.SyntheticCampaign.u1;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.observable.Magnetisation;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.observable.PolyakovLoop;
import org.fluxtube.engine.observable.TwoPoint;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Published;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static final double EXACT = new U1Torus(2, 64).plaquette();

  /** 200 runs of AR(1) data around the exact value: pulls are normal, tau_int is the known one. */
  @Test
  void pullsOfKnownMeansAreNormal() {
    int runs = 200;
    double sum = 0;
    double squares = 0;
    double tau = 0;
    for (int run = 0; run < runs; run++) {
      RunReport report =
          analyse(
              u1(1, 1),
              new SyntheticSamples()
                  .measured(
                      "plaquette", 0, SyntheticSamples.ar1(1000 + run, 4000, 0.8, EXACT, 0.05)));
      double pull = check(report, "plaquette").sigma();
      sum += pull;
      squares += pull * pull;
      tau += report.observables().get("plaquette").tauInt() / runs;
    }
    // 4 sigma of the mean of 200 normal numbers and of their mean square
    assertThat(sum / runs).isCloseTo(0, within(4 / Math.sqrt(runs)));
    assertThat(squares / runs).isCloseTo(1, within(4 * Math.sqrt(2.0 / runs)));
    // tau_int = (1 + 0.8)/(2 (1 - 0.8)) = 4.5; each run knows it to about 12 %
    assertThat(tau).isCloseTo(4.5, within(0.2));
  }

  @Test
  void aValueFarFromTheClosedFormFails() {
    double[] wrong = SyntheticSamples.ar1(7, 4000, 0.5, EXACT + 0.02, 0.05);
    RunReport report = analyse(u1(1, 1), new SyntheticSamples().measured("plaquette", 0, wrong));

    RunReport.Check check = check(report, "plaquette");
    assertThat(check.passed()).isFalse();
    assertThat(check.sigma()).isGreaterThan(RunReport.Check.SIGMA);
    assertThat(check.expected()).isEqualTo(EXACT);
    // and the sign: what is above is positive
    double[] low = SyntheticSamples.ar1(7, 4000, 0.5, EXACT - 0.02, 0.05);
    assertThat(
            check(
                    analyse(u1(1, 1), new SyntheticSamples().measured("plaquette", 0, low)),
                    "plaquette")
                .sigma())
        .isLessThan(-RunReport.Check.SIGMA);
  }

  @Test
  void autocorrelationTimesCountTrajectories() {
    double[] x = SyntheticSamples.ar1(3, 4000, 0.8, EXACT, 0.05);
    SyntheticSamples samples = new SyntheticSamples().measured("plaquette", 0, x);
    RunReport.ObservableReport each = analyse(u1(1, 1), samples).observables().get("plaquette");
    RunReport.ObservableReport tenth = analyse(u1(10, 1), samples).observables().get("plaquette");

    assertThat(tenth.tauInt()).isEqualTo(10 * each.tauInt());
    assertThat(tenth.tauIntError()).isEqualTo(10 * each.tauIntError());
    assertThat(tenth.error()).isEqualTo(each.error());
    assertThat(each.n()).isEqualTo(4000);
    assertThat(each.phase()).isEqualTo("MEASURE");
  }

  /** Two samplers of one theory: each by itself, and the second against the first. */
  @Test
  void groupsAreComparedWithEachOther() {
    double[] slow = SyntheticSamples.ar1(31, 20_000, 0.8, 0.5, 0.1);
    double[] fast = SyntheticSamples.ar1(32, 20_000, 0.0, 0.5, 0.1);
    double[] wrong = SyntheticSamples.ar1(33, 20_000, 0.0, 0.52, 0.1);
    RunReport good =
        analyse(
            u1(1, 1, 1),
            new SyntheticSamples().measured("plaquette", 0, slow).measured("plaquette", 1, fast));
    RunReport bad =
        analyse(
            u1(1, 1, 1),
            new SyntheticSamples().measured("plaquette", 0, slow).measured("plaquette", 1, wrong));

    assertThat(good.groups().get("group0").get("plaquette").tauInt()).isCloseTo(4.5, within(0.6));
    assertThat(good.groups().get("group1").get("plaquette").tauInt()).isCloseTo(0.5, within(0.1));
    assertThat(check(good, "plaquette: group1 - group0").passed()).isTrue();
    assertThat(check(bad, "plaquette: group1 - group0").passed()).isFalse();
    assertThat(check(bad, "plaquette: group1 - group0").value()).isCloseTo(0.02, within(0.01));
  }

  /**
   * A group that never moved has no error to be compared by: said, and neither passed nor failed.
   */
  @Test
  void aFrozenGroupIsNoCheckOfAnother() {
    double[] frozen = new double[2000];
    Arrays.fill(frozen, 1);
    double[] moves = SyntheticSamples.ar1(35, 2000, 0.8, 0.5, 0.1);
    double[] dH = SyntheticSamples.deltaH(36, 2000, 0.1);
    RunReport report =
        analyse(
            u1(1, 1, 1),
            new SyntheticSamples()
                .chain(0, dH)
                .chain(1, dH)
                .measured("plaquette", 0, moves)
                .measured("plaquette", 1, frozen));

    assertThat(report.checks()).noneMatch(c -> c.name().equals("plaquette: group1 - group0"));
    assertThat(report.remarks())
        .anySatisfy(r -> assertThat(r).contains("plaquette: frozen in every chain of group1"));
    List<GroupComparison.Row> rows = report.comparison().orElseThrow().rows();
    assertThat(rows.get(0).tauInt().value())
        .isEqualTo(report.groups().get("group0").get("plaquette").tauInt());
    assertThat(rows.get(1).tauInt().value()).isNaN();
    assertThat(rows.get(1).seconds().value()).isNaN();
    assertThat(rows.get(1).ratio().value()).isNaN();
    assertThat(rows.get(1).agreement()).isEmpty();

    // the same constant in both agrees
    RunReport equal =
        analyse(
            u1(1, 1, 1),
            new SyntheticSamples()
                .measured("plaquette", 0, frozen)
                .measured("plaquette", 1, frozen));
    assertThat(check(equal, "plaquette: group1 - group0").passed()).isTrue();
  }

  /** Numbers of others stand beside those of their group, and are no check. */
  @Test
  void publishedNumbersStandBesideTheGroups() {
    Campaign plain = u1(1, 1, 1);
    Campaign.ChainGroup second = plain.chains().get(1);
    Campaign campaign =
        new Campaign(
            "synthetic",
            1,
            plain.lattice(),
            plain.field(),
            plain.action(),
            plain.start(),
            List.of(
                plain.chains().getFirst(),
                new Campaign.ChainGroup(
                    second.label(),
                    1,
                    second.sampler(),
                    List.of(
                        new Published("plaquette", 0.7, 0.01, "a paper"),
                        new Published(Published.ACCEPTANCE, 0.4, 0, "")))),
            plain.trajectories(),
            plain.measurements(),
            plain.checkpoint(),
            plain.archive(),
            plain.http(),
            "reference",
            1);
    RunReport report =
        analyse(
            campaign,
            new SyntheticSamples()
                .measured("plaquette", 0, SyntheticSamples.ar1(31, 20_000, 0.0, 0.5, 0.1))
                .measured("plaquette", 1, SyntheticSamples.ar1(32, 20_000, 0.0, 0.5, 0.1)));

    List<GroupComparison.Literature> rows = report.comparison().orElseThrow().published();
    assertThat(rows).hasSize(2);
    RunReport.ObservableReport here = report.groups().get("group1").get("plaquette");
    assertThat(rows.get(0).group()).isEqualTo("group1");
    assertThat(rows.get(0).measured().value()).isEqualTo(here.value());
    assertThat(rows.get(0).sigma())
        .isCloseTo((here.value() - 0.7) / Math.hypot(0.01, here.error()), within(1e-12));
    assertThat(rows.get(1).sigma()).isNaN();
    assertThat(report.checks()).noneMatch(c -> c.expected() == 0.7);
    assertThatThrownBy(() -> new Published("plaquette", Double.NaN, 0, ""))
        .hasMessageContaining("for example value = 0.7025");
  }

  /** Rare uncorrelated measurements have tau_int = distance/2: no autocorrelation of the chain. */
  @Test
  void whatIsMeasuredTooSeldomIsNotTheSlowestObservable() {
    Campaign plain = u1(1, 1, 1);
    Campaign both =
        plain.withMeasurements(
            List.of(
                new Campaign.Measurements(1, List.of(new Plaquette())),
                new Campaign.Measurements(20, List.of(new PolyakovLoop()))),
            plain.checks());

    assertThat(slowest(both, 0.0)).isEqualTo("plaquette");
    assertThat(slowest(both, 0.8)).startsWith("polyakov-loop"); // 20 x 4.5 trajectories
  }

  /** The plaquette has tau_int 3/2 trajectories, the Polyakov loop is AR(1) with a. */
  private static String slowest(Campaign campaign, double a) {
    SyntheticSamples samples = new SyntheticSamples();
    for (int chain = 0; chain < 2; chain++) {
      double[] rare = SyntheticSamples.ar1(43 + chain, 1000, a, 0, 1);
      double[][] loop =
          Arrays.stream(rare).mapToObj(x -> new double[] {x, -x, x, 1}).toArray(double[][]::new);
      samples
          .measured("plaquette", chain, SyntheticSamples.ar1(41 + chain, 20_000, 0.5, EXACT, 0.05))
          .measured("polyakov-loop", chain, loop);
    }
    return analyse(campaign, samples).comparison().orElseThrow().slowest();
  }

  @Test
  void tooFewMeasurementsAreLeftOutAndSaid() {
    SyntheticSamples samples =
        new SyntheticSamples()
            .measured("plaquette", 0, SyntheticSamples.ar1(1, 500, 0, EXACT, 0.05))
            .measured("plaquette", 1, new double[] {0.7, 0.7, 0.7});
    RunReport report = analyse(u1(1, 2), samples);

    assertThat(report.observables().get("plaquette").n()).isEqualTo(500);
    assertThat(report.remarks()).anySatisfy(r -> assertThat(r).contains("chain 1 has 3"));

    RunReport empty = analyse(u1(1, 2), new SyntheticSamples());
    assertThat(empty.observables()).isEmpty();
    assertThat(empty.checks()).isEmpty();
    assertThat(empty.remarks())
        .anySatisfy(r -> assertThat(r).contains("plaquette", "no chain with enough"));
  }

  /** Means over all chains weigh every measurement alike; chains that disagree are a remark. */
  @Test
  void severalChainsAreOneMean() {
    double[] a = SyntheticSamples.ar1(1, 3000, 0, 0.5, 0.05);
    double[] b = SyntheticSamples.ar1(2, 1000, 0, 0.6, 0.05);
    SyntheticSamples samples =
        new SyntheticSamples().measured("plaquette", 0, a).measured("plaquette", 1, b);
    RunReport report = analyse(u1(1, 1, 1), samples);

    double mean = (Arrays.stream(a).sum() + Arrays.stream(b).sum()) / 4000;
    assertThat(report.observables().get("plaquette").value()).isCloseTo(mean, within(1e-12));
    assertThat(report.remarks()).anySatisfy(r -> assertThat(r).contains("two chains differ by"));
  }

  /** A chain that never leaves its sector has error 0; one that agrees is no remark. */
  @Test
  void frozenChainsAreSeenAndGoodOnesAreNot() {
    double[] frozen = new double[500];
    Arrays.fill(frozen, 1);
    SyntheticSamples two =
        new SyntheticSamples()
            .measured("plaquette", 0, frozen)
            .measured("plaquette", 1, new double[500]);
    assertThat(analyse(u1(1, 2), two).remarks())
        .anySatisfy(
            r -> assertThat(r).contains("two chains never changed and have different values"));

    RunReport.ObservableReport both = analyse(u1(1, 2), two).observables().get("plaquette");
    assertThat(both.frozen()).isTrue();
    assertThat(both.resolved()).isFalse();

    SyntheticSamples good = new SyntheticSamples();
    for (int chain = 0; chain < 8; chain++) {
      good.measured("plaquette", chain, SyntheticSamples.ar1(50 + chain, 2000, 0.8, EXACT, 0.05));
    }
    assertThat(analyse(u1(1, 8), good).remarks()).noneMatch(r -> r.contains("differ"));
  }

  @Test
  void otherPhasesHaveNoChecks() {
    SyntheticSamples samples =
        new SyntheticSamples()
            .in(Phase.LEARN)
            .chain(0, SyntheticSamples.deltaH(1, 500, 0.3))
            .measured("plaquette", 0, SyntheticSamples.ar1(1, 500, 0, EXACT, 0.05));

    RunReport measured = analyse(u1(1, 1), samples);
    assertThat(measured.observables()).isEmpty();
    assertThat(measured.chains()).isEmpty();

    RunReport learn =
        Analysis.ofPhase(u1(1, 1), "reference", List.of(EXACTNESS), samples, Phase.LEARN);
    assertThat(learn.observables().get("plaquette").phase()).isEqualTo("LEARN");
    assertThat(learn.checks()).isEmpty();
    assertThat(learn.remarks())
        .anySatisfy(r -> assertThat(r).contains("LEARN are not averages of the target"));
  }

  @Test
  void theWeakestExactnessSpeaksForTheCampaign() {
    Campaign two = u1(1, 1, 1);
    List<String> stationary = List.of(EXACTNESS, "exact (stationary)");
    List<String> approximate = List.of("exact (stationary)", "approximate: no accept step");
    SyntheticSamples none = new SyntheticSamples();

    assertThat(Analysis.measured(two, "reference", stationary, none).exactness())
        .isEqualTo("exact (stationary)");
    assertThat(Analysis.measured(two, "reference", approximate, none).exactness())
        .isEqualTo("approximate: no accept step");
  }

  /** Derived quantities: V (<m^2> - <m>^2) of independent normal m. */
  @Test
  void derivedQuantitiesComeFromTheMeans() {
    double sigma = 0.1;
    double[] m = SyntheticSamples.ar1(9, 8000, 0, 0, sigma);
    double[][] rows = new double[m.length][];
    for (int t = 0; t < m.length; t++) {
      double m2 = m[t] * m[t];
      rows[t] = new double[] {m[t], Math.abs(m[t]), m2, m2 * m2};
    }
    Campaign campaign =
        campaign(new FieldType.Scalar(1), new Phi4(-4, 6.975), 1, new Magnetisation<>(), 1);
    RunReport report = analyse(campaign, new SyntheticSamples().measured("magnetisation", 0, rows));

    RunReport.ObservableReport chi = report.observables().get("susceptibility");
    assertThat(chi.value()).isCloseTo(64 * sigma * sigma, within(4 * chi.error()));
    // the variance of a sample variance is 2 sigma^4/n
    assertThat(chi.error())
        .isCloseTo(64 * sigma * sigma * Math.sqrt(2.0 / m.length), within(0.1 * chi.error()));
    RunReport.ObservableReport binder = report.observables().get("binder");
    assertThat(binder.value()).isCloseTo(0, within(4 * binder.error()));
  }

  /** An effective mass from negative correlators is no number: named once, in one remark. */
  @Test
  void whatDoesNotExistIsNamedInOneRemark() {
    Campaign campaign =
        campaign(new FieldType.Scalar(1), new Phi4(-4, 6.975), 1, new TwoPoint<>(), 1);
    int components = 6; // g0 .. g4, phi
    double[][] rows = new double[200][components];
    double[] noise = SyntheticSamples.ar1(3, 200 * components, 0, 0, 0.01);
    double[] means = {1, -0.5, 0.25, -0.1, 0.05, 0};
    for (int t = 0; t < rows.length; t++) {
      for (int c = 0; c < components; c++) {
        rows[t][c] = means[c] + noise[t * components + c];
      }
    }
    RunReport report = analyse(campaign, new SyntheticSamples().measured("two-point", 0, rows));

    assertThat(report.observables()).containsKeys("two-point.g0", "connected-1");
    assertThat(report.observables()).doesNotContainKey("effective-mass-1");
    assertThat(report.remarks())
        .filteredOn(r -> r.contains("effective-mass-1"))
        .singleElement()
        .satisfies(r -> assertThat(r).contains("effective-mass-2", "effective-mass-3"));
  }

  @Test
  void resultsCannotBeChanged() {
    RunReport report = analyse(u1(1, 1), new SyntheticSamples());
    assertThatThrownBy(() -> report.checks().add(null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> report.observables().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
