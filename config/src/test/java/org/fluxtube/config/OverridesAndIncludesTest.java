package org.fluxtube.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesAndIncludesTest extends CampaignFile {
  @Test
  void overridesReplaceValuesAndEntries() throws IOException, CampaignFileException {
    Campaign campaign =
        Binder.bind(
            write(good()),
            List.of(
                "trajectories.measure=200",
                "chains.0.count = 3",
                "chains.0.sampler.tau=0.5",
                "lattice=[6, 8]",
                "start = hot",
                "action.beta=2.5",
                "action.beta=2.6"));
    assertThat(campaign.trajectories().measure()).isEqualTo(200);
    assertThat(campaign.chainCount()).isEqualTo(3);
    assertThat(((HmcSpec) campaign.chains().getFirst().sampler()).tau()).isEqualTo(0.5);
    assertThat(campaign.lattice()).containsExactly(6, 8);
    assertThat(campaign.start()).isEqualTo(new Start.Hot());
    assertThat(campaign.action().toString()).contains("2.6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trajectories.measure=x    | trajectories.measure | needed is an integer",
        "trajectorys.measure=1     |                      | did you mean \"trajectories\"?",
        "chains.1.count=2          | chains.1.count       | no entry \"1\"; allowed are 0 to 0",
        "chains.0.count=0          | chains[0].count      | 1 to 4096",
        "measure                   |                      | not key=value",
        "seed=                     | seed                 | no value",
        "seed={                    | seed                 | ",
        "seed=1, threads=2         | seed                 | more than one value",
      })
  void problemsOfOverridesNameTheCommandLine(String override, String path, String message)
      throws IOException {
    Problem problem = problem(good(), override);
    assertThat(problem.file()).isEqualTo("command line");
    assertThat(problem.line()).isZero();
    assertThat(problem.path()).isEqualTo(path == null ? "" : path);
    assertThat(problem.message()).contains(message == null ? "" : message);
  }

  @Test
  void includesCountFromTheIncludingFileAndKeepTheirLines()
      throws IOException, CampaignFileException {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/common.conf"), "include \"seed\"\nthreads = 2\n");
    Files.writeString(folder.resolve("deep/seed.conf"), "seed = 99\n");
    String text = good().replace("seed = 7", "include \"deep/common.conf\"");
    assertThat(Binder.bind(write(text)).seed()).isEqualTo(99);
    assertThat(Binder.bind(write(text)).threads()).isEqualTo(2);

    Files.writeString(folder.resolve("deep/seed.conf"), "# two\nseed = 9.9\n");
    assertThat(problem(text).toString()).contains("deep/seed.conf:2: seed: got 9.9");
    Files.delete(folder.resolve("deep/seed.conf"));
    assertThat(problem(text).toString()).contains("deep/common.conf:1: there is no file \"seed\"");
    Files.writeString(folder.resolve("deep/seed.conf"), "include \"common.conf\"\n");
    assertThat(problem(text).toString())
        .contains("deep/seed.conf:1: \"common.conf\" includes itself");
    assertThat(problem(good("include url(\"http://127.0.0.1/x\")")).message())
        .contains("allowed are files");
  }

  @Test
  void substitutionsAreResolvedAndUnknownOnesHaveALine() throws IOException, CampaignFileException {
    assertThat(Binder.bind(write(good("threads = ${seed}"))).threads()).isEqualTo(7);
    assertThat(Binder.bind(write(good("threads = ${?NO_SUCH_NAME_HERE}"))).threads()).isZero();
    Problem problem = problem(good("threads = ${sede}"));
    assertThat(problem.line()).isEqualTo(10);
    assertThat(problem.message()).contains("${sede}");
  }
}
