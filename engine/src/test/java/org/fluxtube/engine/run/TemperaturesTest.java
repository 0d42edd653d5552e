package org.fluxtube.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.observable.ElectronDensity;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.SpinEnergy;
import org.fluxtube.engine.report.Analysis;
import org.fluxtube.engine.report.RunReport;
import org.fluxtube.engine.report.Samples;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SingleSpin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperaturesTest {
  private static final List<Double> BETA = List.of(0.5, 1.0, 2.0);

  private static Campaign campaign(
      ActionSpec<?> action,
      List<Integer> lattice,
      ObservableSpec<?> observable,
      List<Double> beta,
      String... labels) {
    List<Campaign.ChainGroup> groups = new ArrayList<>();
    for (String label : labels) {
      groups.add(new Campaign.ChainGroup(label, 1 + groups.size(), new SingleSpin(24, 1.5, 0)));
    }
    return new Campaign(
        "sweep",
        5,
        lattice,
        new FieldType.Spin(3),
        action,
        new Start.Hot(),
        groups,
        new Phases(50, 0, 2000),
        List.of(new Campaign.Measurements(1, List.of(observable))),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1,
        Optional.empty(),
        Campaign.Checks.NONE,
        Optional.of(new Temperatures(beta, 0)));
  }

  @Test
  void everyGroupHasItsChainsAtEveryTemperature() {
    DoubleExchange written = new DoubleExchange(1, 2, 7, -1);
    Campaign sweep = campaign(written, List.of(4, 4), new ElectronDensity(written), BETA, "a", "b");
    assertThat(sweep.chainCount()).isEqualTo(3 + 2 * 3);
    assertThat(sweep.groups().stream().map(Campaign.ChainGroup::label))
        .containsExactly("a@0.5", "a@1", "a@2", "b@0.5", "b@1", "b@2");
    assertThat(sweep.group(6).label()).isEqualTo("b@1");
    assertThat(sweep.rank(6)).isEqualTo(1);
    Campaign there = sweep.of(6);
    DoubleExchange one = new DoubleExchange(1, 2, 1, -1);
    assertThat(there.action()).isEqualTo(one);
    assertThat(there.measurements().getFirst().observables())
        .isEqualTo(List.of(new ElectronDensity(one)));
    assertThat(there.chains().stream().map(Campaign.ChainGroup::label))
        .containsExactly("a@1", "b@1");
    assertThat(there.at(0)).as("one temperature has no others").isSameAs(there);
  }

  /** Each ring against its own exact value; given to another temperature the same chains fail. */
  @Test
  void theReportComparesEachTemperatureWithItsOwnClosedForm() {
    Campaign sweep = campaign(new SpinModel(9), List.of(8), new SpinEnergy(), BETA, "a", "b");
    List<Samples.ChainRows> rows = new ArrayList<>();
    List<Samples.ChainHistory> history = new ArrayList<>();
    try (FieldOps ops = new ReferenceOps(sweep.geometry())) {
      for (int c = 0; c < sweep.chainCount(); c++) {
        try (Chain<?> chain =
            ChainStart.open(sweep.of(c), c, sweep.group(c), sweep.trajectories(), ops, p -> null)) {
          var energy = new SpinEnergy().bind((SpinField) chain.field());
          double[][] measured = new double[2000][];
          double[] ones = new double[2000];
          for (int t = -50; t < 2000; t++) {
            double accepted = chain.advance().info().acceptance();
            if (t >= 0) {
              measured[t] =
                  energy.measure((SpinField) chain.field(), new RandomStream(1, 0, 1)).clone();
              ones[t] = accepted;
            }
          }
          rows.add(new Samples.ChainRows(c, measured));
          double[] unknown = new double[2000];
          java.util.Arrays.fill(unknown, Double.NaN);
          history.add(new Samples.ChainHistory(c, 2050, ones, unknown, ones));
        }
      }
    }
    RunReport report = report(sweep, history, rows);
    assertThat(report.chains().stream().map(RunReport.ChainReport::id))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(report.chains().get(6).group()).isEqualTo("b@1");
    assertThat(report.observables()).containsOnlyKeys("energy@0.5", "energy@1", "energy@2");
    assertThat(report.temperatures()).hasSize(3);
    assertThat(report.checks()).hasSize(6).allMatch(RunReport.Check::passed);
    assertThat(report.checks().stream().map(RunReport.Check::name))
        .contains("beta 1: energy: b@1 - a@1");
    List<Samples.ChainRows> shifted = new ArrayList<>();
    for (Samples.ChainRows r : rows) {
      shifted.add(new Samples.ChainRows(r.chain(), rows.get((r.chain() + 1) % 3).rows()));
    }
    assertThat(report(sweep, history, shifted).checks()).anyMatch(check -> !check.passed());
  }

  private static RunReport report(
      Campaign sweep, List<Samples.ChainHistory> history, List<Samples.ChainRows> rows) {
    Samples samples =
        new Samples() {
          @Override
          public List<ChainHistory> history(Phase phase) {
            return history;
          }

          @Override
          public List<ChainRows> measurements(String label, Phase phase) {
            return label.equals("energy") ? rows : List.of();
          }
        };
    List<String> exactness = sweep.groups().stream().map(g -> "exact (detailed balance)").toList();
    return Analysis.measured(sweep, "reference", exactness, samples);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; allowed are 2 to 64 rising",
        "; allowed are 2 to 64 rising",
        "2, 1; allowed are 2 to 64 rising",
        "1, 1; allowed are 2 to 64 rising",
        "1, NaN; allowed are 2 to 64 rising",
        "-1, 1; beta = -1.0; allowed are positive numbers",
        "1, 1e7; beta = 1.0E7; allowed are positive numbers",
      })
  void badListsAreRefused(String text, String rest) {
    List<Double> beta =
        text == null
            ? List.of()
            : java.util.Arrays.stream(text.split(","))
                .map(String::strip)
                .map(Double::valueOf)
                .toList();
    String expected = rest.strip();
    assertThatThrownBy(() ->
            campaign(new DoubleExchange(1, 1, 1, 0), List.of(4, 4), new SpinEnergy(), beta, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected.substring(0, Math.min(20, expected.length())));
  }

  @Test
  void anActionWithoutBetaHasNoTemperatures() {
    assertThatThrownBy(
            () -> campaign(new Phi4(-4, 6.975), List.of(4, 4), new SpinEnergy(), BETA, "a"))
        .hasMessageContaining("allowed are double-exchange, spin-model and wilson-plaquette");
    assertThatThrownBy(
            () -> campaign(new SpinModel(1), List.of(4, 4), new SpinEnergy(), BETA, "a@1"))
        .hasMessageContaining("@ in a label");
  }
}
