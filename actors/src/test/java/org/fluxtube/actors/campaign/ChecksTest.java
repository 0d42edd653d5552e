package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.Series;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Production checks of a running campaign: in the database, and no sample depends on them. */
class ChecksTest {
  private static final long MEASURE = 200;

  @TempDir private Path runs;

  private Fixture finished(String name, Campaign.Checks checks) throws Exception {
    Fixture fixture = new Fixture(checks, List.of(4, 4), runs, name, MEASURE, 60, Fixture.HMC);
    fixture.start();
    assertThat(fixture.finish().ended().orElseThrow().failures()).isEmpty();
    return fixture;
  }

  private static Series series(Fixture fixture, String observable) throws IOException {
    try (CampaignDatabase d = CampaignDatabase.openReadOnly(fixture.folder.database())) {
      return d.reader().series(observable, 0, Phase.MEASURE).getFirst();
    }
  }

  @Test
  void samplesAreTheSameWithAndWithoutChecks() throws Exception {
    try (Fixture without = finished("without", Campaign.Checks.NONE);
        Fixture with = finished("with", new Campaign.Checks(1, 1))) {
      assertThat(with.rows(0)).isEqualTo(without.rows(0));
      assertThat(with.measurements(0)).isEqualTo(without.measurements(0));
      assertThat(without.events(Event.ChainChecked.class)).isEmpty();
      assertThat(with.events(Event.ChainChecked.class)).hasSize((int) MEASURE);
    }
  }

  @Test
  void numbersAreInTheDatabase() throws Exception {
    try (Fixture fixture = finished("checked", new Campaign.Checks(50, 10))) {
      // the first of MEASURE is 21
      Series deltaH = series(fixture, ChainCheck.REVERSIBILITY_H);
      assertThat(deltaH.trajectories()).containsExactly(21, 50, 100, 150, 200);
      assertThat(Arrays.stream(deltaH.values())).allMatch(x -> x >= 0 && x < 1e-9);
      assertThat(Arrays.stream(series(fixture, ChainCheck.FORCE + "action").values()))
          .allMatch(x -> x > 0.01);
      Series identity = series(fixture, SchwingerDyson.LABEL);
      assertThat(identity.trajectories()).hasSize(20).contains(30, 220);
      assertThat(fixture.events(Event.CheckViolated.class)).isEmpty();
      assertThat(fixture.warnings).isEmpty();
    }
  }
}
