package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 measured configurations of 64 kB each, 655 MB in all, stream through a heap of 256 MB: one
 * that kept one in three would not end.
 */
@Tag("physics")
class FlatHeapTest {
  @TempDir private Path folder;

  @Test
  void tenThousandConfigurationsFlowThroughASmallHeap() throws Exception {
    Path log = folder.resolve("log");
    List<String> arguments =
        List.of(
            "run",
            Cli.campaign("phi4-2d").toString(),
            "--runs",
            folder.toString(),
            "--quiet",
            "--backend",
            "reference", // vectors are slow in a process that does not compile for them
            "--set",
            "lattice=[90,91]",
            "--set",
            "chains=[{ label = hmc, sampler { type = hmc, tau = 0.1,"
                + " integrator { type = leapfrog, steps = 1 } } }]",
            "--set",
            "measurements=[{ observables = [magnetisation] }]",
            "--set",
            "trajectories.thermalise=0",
            "--set",
            "trajectories.measure=10000");
    Process process = Cli.start(log, List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"), arguments);
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Rows.select(folder.resolve("phi4-2d"), "SELECT COUNT(*) FROM measurements"))
        .satisfiesExactly(
            row -> assertThat(Long.parseLong(row.strip())).isGreaterThanOrEqualTo(10_000));
  }
}
