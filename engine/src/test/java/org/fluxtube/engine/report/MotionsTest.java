package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.run.Campaign;
import org.junit.jupiter.api.Test;

/** How far the charge moves, in a report. */
class MotionsTest {
  private static final String LABEL = new TopologicalCharge().label();

  private static Campaign campaign(int every, int... chains) {
    return SyntheticCampaign.campaign(
        new FieldType.Gauge(Group.U1),
        new WilsonPlaquette(2),
        every,
        new TopologicalCharge(),
        chains);
  }

  private static double[][] charges(long seed, int length, double a) {
    return Arrays.stream(SyntheticSamples.ar1(seed, length, a, 0, 1.5))
        .mapToObj(x -> new double[] {Math.rint(x), Math.rint(x) * Math.rint(x)})
        .toArray(double[][]::new);
  }

  /** (dQ)^2 of all pairs of all chains of a group, lags in trajectories. */
  @Test
  void theMeanIsThatOfAllPairsOfAGroup() {
    double[][] a = charges(1, 400, 0.9);
    double[][] b = charges(2, 300, 0.9);
    double[][] c = charges(3, 400, 0);
    RunReport report =
        SyntheticCampaign.analyse(
            campaign(5, 2, 1),
            new SyntheticSamples()
                .measured(LABEL, 0, a)
                .measured(LABEL, 1, b)
                .measured(LABEL, 2, c));
    assertThat(report.motions())
        .extracting(RunReport.Motion::group)
        .containsExactly("group0", "group1");
    RunReport.Motion slow = report.motions().getFirst();
    assertThat(slow.observable()).isEqualTo("topological-charge.charge");
    for (int k = 1; k <= 3; k++) {
      double sum = 0;
      int pairs = 0;
      for (double[][] rows : List.of(a, b)) {
        for (int t = 0; t + k < rows.length; t++) {
          sum += Math.pow(rows[t + k][0] - rows[t][0], 2);
          pairs++;
        }
      }
      RunReport.Step step = slow.steps().get(k - 1);
      assertThat(step.lag()).isEqualTo(5 * k);
      assertThat(step.n()).isEqualTo(pairs);
      assertThat(step.change().value()).isCloseTo(sum / pairs, within(1e-12));
      assertThat(step.change().error()).isPositive();
    }
    double square = report.groups().get("group0").get("topological-charge.charge2").value();
    assertThat(slow.plateau().value()).isCloseTo(2 * square, within(1e-12));
    // independent charges are at the plateau at once
    RunReport.Motion fast = report.motions().get(1);
    for (RunReport.Step step : fast.steps()) {
      double error = Math.hypot(step.change().error(), fast.plateau().error());
      assertThat(step.change().value()).isCloseTo(fast.plateau().value(), within(4 * error));
    }
  }

  @Test
  void shortChainsHaveFewerSteps() {
    RunReport report =
        SyntheticCampaign.analyse(
            campaign(1, 1), new SyntheticSamples().measured(LABEL, 0, charges(4, 12, 0)));
    assertThat(report.motions().getFirst().steps())
        .extracting(RunReport.Step::lag)
        .containsExactly(1, 2);
  }

  @Test
  void whatIsNoNumberOrNoChargeDoesNotMove() {
    double[][] broken = charges(5, 50, 0.5);
    broken[7][0] = Double.NaN;
    RunReport report =
        SyntheticCampaign.analyse(
            campaign(1, 1), new SyntheticSamples().measured(LABEL, 0, broken));
    assertThat(report.motions()).isEmpty();
    assertThat(report.remarks()).anyMatch(remark -> remark.contains("NaN"));
    RunReport plaquette =
        SyntheticCampaign.analyse(
            SyntheticCampaign.u1(1, 1),
            new SyntheticSamples()
                .measured("plaquette", 0, SyntheticSamples.ar1(6, 50, 0, 0.7, 0.1)));
    assertThat(plaquette.motions()).isEmpty();
  }
}
