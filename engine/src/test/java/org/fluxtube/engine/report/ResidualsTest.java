package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.junit.jupiter.api.Test;

/**
 * Schwinger-Dyson residuals are compared with zero, but only those of the campaign's own action.
 */
class ResidualsTest {
  private static Campaign campaign(ActionSpec<?> measured) {
    return new Campaign(
        "residuals",
        1,
        List.of(4, 4),
        new FieldType.Scalar(1),
        new Phi4(-4, 6.975),
        new Start.Cold(),
        List.of(new Campaign.ChainGroup("hmc", 1, new HmcSpec(1, new Omelyan2(10)))),
        new Phases(0, 0, 100),
        List.of(new Campaign.Measurements(1, List.of(new SchwingerDyson<>(measured)))),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "auto",
        0);
  }

  @Test
  void ownActionExpectsZero() {
    assertThat(ClosedForms.of(campaign(new Phi4(-4, 6.975))))
        .extracting(ClosedForms.Value::quantity, ClosedForms.Value::value)
        .containsExactly(
            tuple("schwinger-dyson-Phi4_massSquared-4.0_lambda6.975", 0.0),
            tuple("schwinger-dyson-Phi4_massSquared-4.0_lambda6.975.virial", 0.0));
  }

  @Test
  void otherActionExpectsNothing() {
    assertThat(ClosedForms.of(campaign(new Phi4(-4, 7)))).isEmpty();
  }
}
