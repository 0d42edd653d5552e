package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure that a resume would only repeat: what is kept, and what the last lines advise. */
class LastingFailureTest {
  private static final String MODEL =
      """
      seed = 5
      backend = reference
      lattice = [4, 4]
      field { type = gauge, group = "SU(2)" }
      action {
        type = sum
        terms = [
          { name = gauge, action { type = wilson-plaquette, beta = 2.0 } }
          { name = fermions, action { %s } }
        ]
      }
      start = %s
      chains = [
        { label = hmc, sampler { type = hmc, tau = 1.0, integrator { type = omelyan2, steps = 8 } } }
        %s
      ]
      trajectories { thermalise = 0, measure = 30 }
      measurements = [{ every = 1, observables = [plaquette] }]
      checkpoint { seconds = 0.000001, keep = 2 }
      """;

  private static final String RATIONAL =
      "type = rational-pseudo-fermions, power = 0.5, lower = 0.1, upper = 1.72, order = 12,"
          + " check-every = 1, operator { type = wilson, kappa = 0.18 }";

  @TempDir private Path folder;

  private Cli.Result run(String name, String fermions, String start, String more, String... options)
      throws IOException {
    Path file = folder.resolve(name + ".conf");
    Files.writeString(file, "name = " + name + "\n" + MODEL.formatted(fermions, start, more));
    List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--quiet"));
    arguments.addAll(List.of("--runs", folder.toString()));
    arguments.addAll(List.of(options));
    return Cli.run(arguments);
  }

  private Cli.Result resume(String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of("resume", name, "--quiet"));
    arguments.addAll(List.of("--runs", folder.toString()));
    arguments.addAll(List.of(options));
    return Cli.run(arguments);
  }

  @Test
  void aSingularStartNamesTheTermAndIsNotToBeResumed() throws IOException {
    String singular = "operator { type = wilson, kappa = 0.25, boundary = [0, 0] }";
    for (String type : List.of("determinant, copies = 2", "pseudo-fermions")) {
      String name = "singular-" + type.charAt(0);
      Cli.Result result = run(name, "type = " + type + ", " + singular, "cold", "");
      assertThat(result.code()).as(result.err()).isEqualTo(Subcommand.BROKEN);
      assertThat(result.out())
          .contains("chain 0 (hmc): failed, 0 of 30 trajectories")
          .contains("failed: chain 0: term fermions: Wilson[kappa=0.25, boundary phases [0.0, 0.0]")
          .contains("is singular on this field, ln |det D| = -infinity")
          .contains(
              "for example kappa = 0.200, boundary = [] (antiperiodic in time) or start = hot")
          .contains("chain 0 would fail again at the same trajectory if it were resumed")
          .contains("--name " + name + "-2 --set KEY=VALUE")
          .doesNotContain("fluxtube resume");
      assertThat(resume(name).out()).contains("term fermions: Wilson[kappa=0.25");
      // the advice, taken
      Cli.Result good =
          run(
              name + "-2",
              "type = " + type + ", " + singular,
              "cold",
              "",
              "--set",
              "start=hot",
              "--set",
              "trajectories.measure=3");
      assertThat(good.code()).as(good.out()).isZero();
    }
  }

  /** The spectrum leaves the range in trajectory 15 of one chain; the other one ends well. */
  @Test
  void aRangeThatWasLeftNamesTheBoundsAndKeepsTheRun() throws Exception {
    String other =
        "{ label = short, sampler"
            + " { type = hmc, tau = 0.5, integrator { type = omelyan2, steps = 4 } } }";
    Cli.Result result = run("range", RATIONAL, "cold", other);
    assertThat(result.code()).as(result.err()).isEqualTo(Subcommand.BROKEN);
    assertThat(result.out())
        .contains("chain 0 (hmc): failed, 14 of 30 trajectories")
        .contains("chain 1 (short): finished, 30 of 30")
        .contains("failed: chain 0: term fermions: the spectrum of M^dagger M of Wilson[kappa=0.18")
        .containsPattern("measured are eigenvalues from 0\\.[3-5][0-9]* to 1\\.72[0-9]*, the range")
        .containsPattern("for example lower = 0\\.10, upper = 2\\.07, order = 12")
        .contains("chain 0 would fail again")
        .contains("action.terms.1.action.lower=0.001")
        .doesNotContain("fluxtube resume"); // no other chain is left to go on with
    Path run = folder.resolve("range");
    Rows rows = Rows.of(run);
    assertThat(checkpoints(run))
        .anyMatch(name -> name.startsWith("chain-0000-"))
        .contains("chain-0001-000000000030.ckpt");
    // nothing is lost and nothing is changed by trying again
    Cli.Result again = resume("range");
    assertThat(again.out()).contains("failed, 14 of 30", "measured are eigenvalues from");
    assertThat(Rows.of(run).trajectories()).isEqualTo(rows.trajectories()).hasSize(44);
    assertThat(Rows.of(run).measurements()).isEqualTo(rows.measurements());
    // the advice, taken
    Cli.Result wider =
        run(
            "range-2",
            RATIONAL,
            "cold",
            other,
            "--set",
            "action.terms.1.action.upper=2.07",
            "--set",
            "trajectories.measure=3");
    assertThat(wider.code()).as(wider.out()).isZero();
    // with trajectories left in the other chain, it goes on alone
    Cli.Result more = resume("range", "--trajectories", "+2");
    assertThat(more.out()).contains("chain 0 would fail again");
    Cli.Result alone = resume("range", "--retire-chain", "0", "--trajectories", "+2");
    assertThat(alone.code()).as(alone.out()).isZero();
  }

  private static List<String> checkpoints(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
