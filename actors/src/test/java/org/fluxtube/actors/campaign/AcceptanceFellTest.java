package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.StepInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain whose acceptance falls in MEASURE says so, in the database too, and goes on. */
class AcceptanceFellTest {
  @TempDir private Path runs;

  private static StepInfo accepted(StepInfo info, double acceptance) {
    return new StepInfo(
        info.proposals(), info.accepted(), info.deltaH(), acceptance, info.details());
  }

  @Test
  void aFallIsAnEventAndAWarning() throws Exception {
    AtomicLong at = new AtomicLong();
    SamplerSpec worse =
        new Wrapped(
            Fixture.HMC,
            "worse after 1500 trajectories",
            at::set,
            info -> at.get() > 1500 ? accepted(info, 0.3) : info);
    try (Fixture fixture = new Fixture(runs, "falls", 2000, 60, worse)) {
      fixture.start();
      assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
      assertThat(fixture.rows(0)).hasSize(2020);
      // blocks of 100 begin with 21, the first of MEASURE: 1421 to 1520 is still good enough
      assertThat(fixture.events(Event.AcceptanceFell.class)).hasSize(1);
      Event.AcceptanceFell fall = fixture.events(Event.AcceptanceFell.class).getFirst();
      assertThat(fall.trajectory()).isEqualTo(1620);
      assertThat(fall.detail()).contains("acceptance was 0.300 in the last 100").contains("1500");
      assertThat(fixture.warnings).anyMatch(w -> w.contains("chain 0, trajectory 1620: accept"));
    }
  }

  @Test
  void asGoodAsBeforeIsNone() throws Exception {
    try (Fixture fixture = new Fixture(runs, "steady", 2000, 60, Fixture.HMC)) {
      fixture.start();
      fixture.finish();
      assertThat(fixture.events(Event.AcceptanceFell.class)).isEmpty();
    }
  }
}
