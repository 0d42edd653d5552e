package org.fluxtube.actors.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fluxtube.actors.testing.NeedsCommand;
import org.fluxtube.actors.testing.ProjectFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool accepts the rules, and every alert fires and is quiet as it should. */
@NeedsCommand("promtool")
class RulesTest {
  @TempDir private Path folder;

  private String promtool(String... arguments) throws Exception {
    return RunningProcess.run(
        folder.resolve("promtool.txt"),
        0,
        java.util.stream.Stream.concat(List.of("promtool").stream(), List.of(arguments).stream())
            .toList());
  }

  @Test
  void configurationAndRulesAreValid() throws Exception {
    String config = ProjectFiles.of("observability/prometheus/prometheus.yml").toString();
    assertThat(promtool("check", "config", config)).contains("13 rules found");
  }

  @Test
  void alertsFireAndStayQuiet() throws Exception {
    String tests = ProjectFiles.of("observability/src/test/prometheus/alerts.test.yml").toString();
    assertThat(promtool("test", "rules", tests)).contains("SUCCESS");
  }
}
