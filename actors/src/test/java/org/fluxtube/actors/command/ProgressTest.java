package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.ChainStatus;
import org.fluxtube.actors.campaign.LiveMean;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.Test;

/** The progress line fits a terminal of 80 columns and promises no end while nothing runs. */
class ProgressTest {
  private static String text(String state) {
    ChainStatus chain =
        new ChainStatus(0, "hmc", state, "", 10499, 10500, Phase.MEASURE, 0, 0.91, 0, 789.9);
    return Progress.text(
        new CampaignStatus(
            "quickstart",
            "reference",
            List.of(chain, chain),
            List.of(
                new LiveMean(
                    0,
                    "plaquette",
                    Phase.MEASURE,
                    0.697774,
                    1e-4,
                    2.5,
                    20000,
                    new LiveMean.History(256, 501, 20500, new double[78]))),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void fitsEightyColumns() {
    assertThat(text("running"))
        .isEqualTo("quickstart MEASURE 20998/21000  acc 0.910  plaquette 0.69777  1580/s  0 s left")
        .hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void pausedRunHasNoTimeLeft() {
    assertThat(text("paused")).contains("paused 20998/21000").doesNotContain("left", "/s");
  }
}
