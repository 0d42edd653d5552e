package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.run.CheckpointFolder;
import org.fluxtube.engine.run.EpochCuts;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A campaign that learns and was killed, while chains wait, sample and lessons are taken, is to the
 * bit the campaign that was not: rows, models, lessons, replay window and optimiser.
 */
class LearningContinuationTest {
  private static final int THERMALISE = 20;
  private static final int LEARN = 60;

  @TempDir private Path folder;

  /** Two-dimensional SU(2) with rectangles; Adam takes longer for a lesson than an epoch lasts. */
  static String campaign(String trainer, int steps) {
    return """
    name = learn, seed = 5, lattice = [4, 4], backend = reference, start = hot
    field { type = gauge, group = "SU(2)" }
    action {
      type = sum
      terms = [
        { name = plaquette, action { type = wilson-plaquette, beta = 2.0 } }
        { name = rectangle, action { type = rectangle, beta = 2.0, c1 = -0.15 } }
      ]
    }
    chains = [
      { label = hmc, sampler { type = hmc, integrator { type = omelyan2, steps = 4 } } }
      { label = slhmc, count = 2, sampler {
          type = hmc, learned = true, integrator { type = omelyan2, steps = 4 }
          target-acceptance = 0.9 } }
    ]
    trajectories { thermalise = %d, learn = %d, measure = 40 }
    measurements = [{ every = 1, observables = [plaquette] }]
    learning {
      model { type = loops, terms = [{ loop = plaquette, beta = 1 }, { loop = rectangle }] }
      trainer { %s, lesson { steps = %d, batch = 8 } }
      epoch = 5, lag = 1, settle = 10, held-out = [hmc]
      window { size = 16, keep = reservoir }
    }
    checkpoint { seconds = 0.02, keep = 2 }
    """
        .formatted(THERMALISE, LEARN, trainer, steps);
  }

  /** Spins and electrons: a block of attention learnt by Levenberg-Marquardt. */
  private static String electrons() {
    return """
    name = learn, seed = 6, lattice = [4, 2], backend = reference, start = hot
    field { type = spin, components = 3 }
    action { type = double-exchange, hopping = 1, coupling = 3, beta = 4, mu = 0.5 }
    chains = [
      { label = exact, sampler { type = single-spin, updates = 3, width = 1 } }
      { label = slmc, count = 2, sampler {
          type = slmc, learned = true, effective = null
          proposal { type = single-spin, updates = 8, width = 1, target-acceptance = 0.5 } } }
    ]
    trajectories { thermalise = %d, learn = %d, measure = 40 }
    measurements = [{ every = 1, observables = [{ type = electrons, action = ${action} }] }]
    learning {
      model { type = spin-transformer, layers = 1, reach = 3, couplings = [0, 0, 0, 0] }
      trainer {
        type = levenberg-marquardt
        lesson { loss = action, steps = 60 }
      }
      epoch = 5, lag = 1, settle = 10
      window { size = 16, keep = reservoir }
    }
    checkpoint { seconds = 0.02, keep = 2 }
    """
        .formatted(THERMALISE, LEARN);
  }

  /** A flow on its own draws, judged by HMC; batches of proposals that no cut is aligned to. */
  private static String flow() {
    return """
    name = learn, seed = 7, lattice = [4, 4], backend = reference, start = hot
    field { type = scalar, components = 1 }
    action { type = phi4, mass-squared = 0.5, lambda = 0.5 }
    chains = [
      { label = hmc, sampler { type = hmc, integrator { type = omelyan2, steps = 4 } } }
      { label = flow, count = 2, sampler {
          type = flow-metropolis, learned = true, batch = 16, reweighted = [phi-squared]
          fallback { type = hmc, integrator { type = omelyan2, steps = 4 } } } }
    ]
    trajectories { thermalise = %d, learn = %d, measure = 40 }
    measurements = [{ every = 1, observables = [phi-squared] }]
    learning {
      model { type = flow, maps = [
        { type = mode-scaling }, { type = affine-coupling, layers = 4, conditioner { type = convolution, hidden = [4] } } ] }
      trainer { type = adam, rate = 0.02, lesson { loss = reverse-kl, steps = 60, batch = 32 } }
      epoch = 5, lag = 1, settle = 10, held-out = [hmc]
      window { size = 16, keep = reservoir }
    }
    checkpoint { seconds = 0.02, keep = 2 }
    """
        .formatted(THERMALISE, LEARN);
  }

  static List<String> campaigns() {
    return List.of(campaign("type = adam, rate = 0.02", 1500), electrons(), flow());
  }

  private List<String> arguments(String run, String text) throws IOException {
    Path file = folder.resolve("learn.conf");
    Files.writeString(file, text);
    return new ArrayList<>(
        List.of("run", file.toString(), "--name", run, "--runs", runs().toString(), "--quiet"));
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void killedWhileLearningAndResumedEqualsUninterrupted(String text) throws Exception {
    Cli.Result whole = Cli.run(arguments("whole", text));
    assertThat(whole.code()).as(whole.err()).isZero();

    Path log = folder.resolve("log");
    SplittableRandom random = new SplittableRandom(20251125);
    Process process = Cli.start(log, arguments("killed", text));
    // in each third of LEARN, so that every resumption has something to lose
    for (int part = 0; part < 3; part++) {
      long from = THERMALISE + 1 + part * LEARN / 3;
      awaitTrajectory(process, random.nextLong(from, from + LEARN / 3 - 2), log);
      if (part == 1) {
        // so that one of the resumptions begins within LEARN
        awaitCut(runs().resolve("killed"), LEARN, 1, process, log);
      }
      Thread.sleep(random.nextInt(150)); // somewhere in a lesson, which takes longer
      process.destroyForcibly();
      assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(137);
      if (part < 2) {
        process =
            Cli.start(log, List.of("resume", "killed", "--runs", runs().toString(), "--quiet"));
      }
    }
    Cli.Result resumed = Cli.run("resume", "killed", "--runs", runs().toString(), "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertEqual("killed", "whole");
    assertThat(
            Rows.select(
                runs().resolve("killed"),
                "SELECT 1 FROM events WHERE kind = 'ChainStarted' AND trajectory > " + THERMALISE))
        .as("it did not simply begin again")
        .isNotEmpty();
    if (text.contains("type = loops")) {
      modelsOfBothRunsAreReported("loops", 2);
    } else if (text.contains("type = flow")) {
      modelsOfBothRunsAreReported("flow", 300);
      theFlowIsJudged();
    } else {
      modelsOfBothRunsAreReported("1 attention", 5);
    }
  }

  /** By its draws, and by the held-out chain of HMC. */
  private void theFlowIsJudged() throws IOException {
    Cli.Result report = Cli.run("report", "whole", "--runs", runs().toString(), "--json");
    JsonNode lessons = new ObjectMapper().readTree(report.out()).get("learning").get("lessons");
    JsonNode last = lessons.get(lessons.size() - 1);
    for (String name : List.of("ess", "forwardEss", "flowAcceptance")) {
      assertThat(last.get(name).asDouble()).as(name).isBetween(0.01, 1.0);
    }
    JsonNode flow = new ObjectMapper().readTree(report.out()).get("flows").get(0);
    assertThat(flow.get("proposals").asInt()).isEqualTo(80);
    assertThat(flow.get("tauInt").asDouble()).isBetween(0.5, 20.0);
    JsonNode square = flow.get("reweighted").get("phi-squared");
    assertThat(square.get("error").asDouble()).isBetween(1e-4, 0.2);
    assertThat(square.get("chain").get("value").asDouble())
        .isCloseTo(square.get("value").asDouble(), within(0.2));
    assertThat(last.get("loss").asDouble()).isLessThan(lessons.get(0).get("loss").asDouble());
    Cli.Result text = Cli.run("report", "whole", "--runs", runs().toString());
    assertThat(text.out())
        .contains("ESS held out", "ln Z", "longest run of rejections", "reweighted");
  }

  /** Two runs that are one: what they learnt is the same row twice, and one figure. */
  private void modelsOfBothRunsAreReported(String model, int leastWeights) throws IOException {
    Cli.Result report = Cli.run("report", "whole", "killed", "--runs", runs().toString(), "--json");
    assertThat(report.code()).as(report.err()).isZero();
    JsonNode models = new ObjectMapper().readTree(report.out()).get("models");
    assertThat(models).hasSize(2);
    assertThat(models.get(0).get("model").asText()).isEqualTo(model);
    assertThat(models.get(0).get("weights").asInt()).isGreaterThanOrEqualTo(leastWeights);
    assertThat(models.get(0).get("acceptance").asDouble()).isBetween(0.05, 1.0);
    assertThat(models.get(1).get("acceptance")).isEqualTo(models.get(0).get("acceptance"));
    assertThat(models.get(1).get("loss")).isEqualTo(models.get(0).get("loss"));
    assertThat(Files.readString(runs().resolve("whole/report/index.html")))
        .contains("acceptance against the size of the model", "acceptance by model version");
  }

  private void assertEqual(String run, String reference) throws Exception {
    Rows expected = Rows.of(runs().resolve(reference));
    Rows got = Rows.of(runs().resolve(run));
    assertThat(expected.trajectories()).hasSize(3 * (THERMALISE + LEARN + 40));
    assertThat(expected.learnt()).hasSize(2 * 9); // (60 - 10)/5 epochs less the lag
    assertThat(got).isEqualTo(expected);
  }

  /**
   * Waits until trainer and driven chains, 1 and 2, have been cut together after that lesson or a
   * later one, on the disk.
   */
  static void awaitCut(Path run, int learn, long lesson, Process process, Path log)
      throws Exception {
    EpochCuts cuts =
        new EpochCuts(
            new CheckpointFolder(run.resolve("checkpoints"), 2),
            new Epochs(THERMALISE, learn, 5, 1, 10),
            Set.of(1, 2));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (cuts.newest() >= lesson) {
        return;
      }
      Thread.sleep(3);
    }
    throw new AssertionError("no cut from " + lesson + " on was whole: " + Files.readString(log));
  }

  private void awaitTrajectory(Process process, long trajectory, Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    Path database = runs().resolve("killed/campaign.db");
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (Files.isRegularFile(database) && reached(database) >= trajectory) {
        return;
      }
      Thread.sleep(3);
    }
    throw new AssertionError(
        "trajectory " + trajectory + " was not reached: " + Files.readString(log));
  }

  /** How far all three chains are: one that only feeds or judges runs ahead of the lessons. */
  private static long reached(Path database) {
    try (CampaignDatabase d = CampaignDatabase.openReadOnly(database)) {
      Map<Integer, Long> last = d.reader().lastTrajectories();
      return last.size() < 3 ? 0 : Collections.min(last.values());
    } catch (IOException e) {
      return 0; // its tables are being made
    }
  }
}
