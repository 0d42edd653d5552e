package org.fluxtube.actors.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.report.RunReport;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static ModelComparison.Row row(int layers, int weights, double meanSquare) {
    return new ModelComparison.Row(
        "run-" + layers,
        "slmc",
        layers + " attention",
        layers,
        weights,
        0.1,
        new RunReport.Measured(0.5, 0.02),
        meanSquare / 2,
        meanSquare,
        0.01);
  }

  /**
   * The linear model and one block are drawn, not fitted: (8/x)^1.5 is found though they are off.
   */
  @Test
  void theFitIsOfTwoBlocksAndMore() {
    List<ModelComparison.Row> rows = new ArrayList<>();
    rows.add(row(0, 9, 5));
    rows.add(row(1, 39, 3));
    for (int layers = 2; layers < 6; layers++) {
      int weights = 9 + 30 * layers;
      rows.add(row(layers, weights, Math.pow(8.0 / weights, 1.5) * (1 + 0.01 * (layers % 2))));
    }
    rows.add(row(3, 99, Double.NaN)); // of another loss
    Scaling scaling = Scaling.of(new ModelComparison(rows));
    assertThat(scaling.rows()).hasSize(6);
    var law = scaling.law().orElseThrow();
    assertThat(law.points()).isEqualTo(4);
    assertThat(law.a()).isCloseTo(8, within(4 * law.aError()));
    assertThat(law.gError()).isBetween(1e-4, 0.05);
    assertThat(law.g()).isCloseTo(1.5, within(4 * law.gError()));
    assertThat(scaling.sentence()).contains("the 4 models", "published is (7.1/weights)^1.1");
    assertThat(scaling.figures()).hasSize(2);
    assertThat(scaling.json()).containsKeys("a", "aError", "g", "gError", "models");
  }

  @Test
  void withoutTwoSizesThereIsNoLaw() {
    Scaling scaling = Scaling.of(new ModelComparison(List.of(row(1, 39, 1), row(2, 69, 0.5))));
    assertThat(scaling.law()).isEmpty();
    assertThat(scaling.sentence()).contains("needs models of two sizes");
    assertThat(scaling.figures()).hasSize(2);
  }

  /** 0.480 instead of 0.368 at MSE = 1. */
  @Test
  void acceptanceOfTheError() {
    assertThat(Scaling.heuristic(1)).isCloseTo(0.368, within(5e-4));
    assertThat(Scaling.normal(1)).isCloseTo(0.480, within(5e-4));
  }
}
