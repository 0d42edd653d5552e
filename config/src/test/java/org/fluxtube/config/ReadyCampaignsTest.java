package org.fluxtube.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.run.Campaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadyCampaignsTest {
  static final Path FOLDER = Path.of("campaigns");

  static List<Path> campaigns() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @Test
  void theReadyCampaignsAreThere() throws IOException {
    assertThat(campaigns())
        .extracting(file -> file.getFileName().toString())
        .contains(
            "quickstart.conf",
            "phi4-2d.conf",
            "phi4-flow-2d.conf",
            "phi4-flow-E1.conf",
            "phi4-flow-3d.conf",
            "phi4-flow-4d.conf",
            "u1-l2hmc.conf",
            "u1-nthmc.conf",
            "su2-flow.conf",
            "su3-flow.conf",
            "su3-4d.conf",
            "su2-4d.conf",
            "o3-2d.conf",
            "double-exchange.conf",
            "schwinger-nf2.conf",
            "su2-staggered.conf",
            "su3-staggered-rhmc.conf",
            "su3-wilson-nf2.conf");
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void bindsAndItsRenderingIsTheSameCampaign(Path file) throws CampaignFileException {
    Campaign campaign = Binder.bind(file);
    assertThat(file).hasFileName(campaign.name() + ".conf");
    String text = Renderer.render(campaign);
    assertThat(Binder.bindText("rendered", text)).isEqualTo(campaign);
    assertThat(Renderer.render(Binder.bindText("rendered", text))).isEqualTo(text);
  }
}
