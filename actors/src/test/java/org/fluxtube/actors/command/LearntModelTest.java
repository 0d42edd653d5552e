package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from a file, models that are not trusted, and what status says of learning. */
class LearntModelTest {
  @TempDir private Path folder;

  private static String campaign(String group, String loops, String learning, long learn) {
    return """
    name = learnt
    seed = 4
    lattice = [4, 4]
    field { type = gauge, group = "%s" }
    action {
      type = sum
      terms = [
        { name = plaquette, action { type = wilson-plaquette, beta = 2.0 } }
        { name = rectangle, action { type = rectangle, beta = 2.0, c1 = -0.15 } }
      ]
    }
    chains = [
      { label = hmc, sampler { type = hmc, integrator { type = omelyan2, steps = 4 } } }
      { label = slmc, sampler {
          type = slmc, learned = true, effective = null
          proposal { type = heat-bath, overrelaxation = 0 }
          fallback { type = hmc, integrator { type = omelyan2, steps = 4 } } } }
    ]
    trajectories { thermalise = 10, learn = %d, measure = 60 }
    measurements = [{ every = 1, observables = [plaquette] }]
    learning {
      model { type = loops, terms = [%s] }
      trainer { type = regression }
      epoch = 5, lag = 1, settle = 5, feed = [slmc]
      %s
    }
    """
        .formatted(group, learn, loops, learning);
  }

  private static final String LOOPS = "{ loop = plaquette, beta = 9 }, { loop = rectangle }";

  private Cli.Result run(String name, String text, String... options) throws IOException {
    Path file = folder.resolve(name + ".conf");
    Files.writeString(file, text);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run", file.toString(), "--name", name, "--runs", runs().toString(), "--quiet"));
    arguments.addAll(List.of(options));
    return Cli.run(arguments);
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private List<String> select(String run, String sql) throws Exception {
    return Rows.select(runs().resolve(run), sql);
  }

  private String from(String run, int version) {
    Path file = runs().resolve("%s/models/model-%06d.ckpt".formatted(run, version));
    return "from = \"" + file + "\"";
  }

  @Test
  void aModelOfAnotherRunDrivesFromTheFirstTrajectoryThatMayBeDriven() throws Exception {
    Cli.Result first = run("first", campaign("SU(2)", LOOPS, "", 40));
    assertThat(first.code()).as(first.out() + first.err()).isZero();
    String acceptance =
        "SELECT 1 FROM trajectories WHERE chain = 1 AND phase = '%s' AND acceptance > 0.999999";
    // beta = 9 is a bad start, which the regression mends: both terms are in the model
    assertThat(select("first", acceptance.formatted("MEASURE"))).hasSize(60);
    assertThat(select("first", acceptance.formatted("LEARN")).size()).isLessThan(40);

    Cli.Result second = run("second", campaign("SU(2)", LOOPS, from("first", 6), 40));
    assertThat(second.code()).as(second.out() + second.err()).isZero();
    assertThat(select("second", acceptance.formatted("LEARN"))).hasSize(40);

    // no LEARN at all: MEASURE with the model of the file, continued from its checkpoint
    Cli.Result frozen = run("frozen", campaign("SU(2)", LOOPS, from("first", 6), 0));
    assertThat(frozen.code()).as(frozen.out() + frozen.err()).isZero();
    assertThat(select("frozen", acceptance.formatted("MEASURE"))).hasSize(60);
    Files.delete(runs().resolve("first/models/model-000006.ckpt"));
    Cli.Result more =
        Cli.run(
            "resume", "frozen", "--runs", runs().toString(), "--quiet", "--trajectories", "+20");
    assertThat(more.code()).as(more.out() + more.err()).isZero();
    assertThat(select("frozen", acceptance.formatted("MEASURE"))).hasSize(80);
  }

  @Test
  void modelsThatDoNotFitAreRefused() throws Exception {
    assertThat(run("first", campaign("SU(2)", LOOPS, "", 40)).code()).isZero();
    Cli.Result loops =
        run("loops", campaign("SU(2)", "{ loop = plaquette }", from("first", 6), 40));
    assertThat(loops.code()).isEqualTo(2);
    assertThat(loops.err()).contains("learning.from").contains("the campaign's is of");
    Cli.Result group = run("group", campaign("SU(3)", LOOPS, from("first", 6), 40));
    assertThat(group.code()).isEqualTo(2);
    assertThat(group.err()).contains("SU(2)").contains("SU(3)");
    Cli.Result missing = run("missing", campaign("SU(2)", LOOPS, from("first", 99), 40));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("cannot be read").contains("model-000099");
    Files.writeString(runs().resolve("first/models/model-000006.ckpt"), "nonsense");
    Cli.Result damaged = run("damaged", campaign("SU(2)", LOOPS, from("first", 6), 40));
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err()).contains("model-000006");
    Cli.Result untrained = run("untrained", campaign("SU(2)", LOOPS, "", 0));
    assertThat(untrained.code()).isEqualTo(2);
    assertThat(untrained.err()).contains("MEASURE would run without a trained model");
  }

  /** The forgetful model of the plaquette alone is never as good as is asked: HMC all the way. */
  @Test
  void aModelThatIsNotTrustedLeavesTheChainToItsFallback() throws Exception {
    Cli.Result run =
        run("poor", campaign("SU(2)", "{ loop = plaquette, beta = 9 }", "trust = 0.98", 40));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).contains("must not drive").contains("fall back");
    assertThat(select("poor", "SELECT 1 FROM lessons WHERE outcome = 'not trusted'")).isNotEmpty();
    assertThat(select("poor", "SELECT 1 FROM events WHERE kind = 'ModelDrifted'")).isNotEmpty();
    // version 0: no model drove
    assertThat(
            select(
                "poor",
                "SELECT 1 FROM trajectories WHERE chain = 1 AND phase = 'MEASURE' AND version = 0"))
        .hasSize(60);
    assertThat(
            select(
                "poor",
                "SELECT 1 FROM trajectories WHERE chain = 1 AND phase = 'MEASURE'"
                    + " AND acceptance > 0.5"))
        .hasSizeGreaterThan(50);
    assertThat(run.out()).contains("side by side");
  }

  @Test
  void statusSaysWhatLearningCostsAndBrings() throws Exception {
    assertThat(run("first", campaign("SU(2)", LOOPS, "", 40)).code()).isZero();
    Cli.Result status = Cli.run("status", "first", "--runs", runs().toString());
    assertThat(status.code()).as(status.err()).isZero();
    assertThat(status.out())
        .containsPattern("acceptance of slmc in LEARN: v0 0\\.\\d{3} v1 [01]\\.\\d{3}")
        .contains("acceptance of slmc in MEASURE: v6 1.000")
        .containsPattern("training: \\S+ s in 6 lessons")
        .containsPattern("slmc waited for lessons in \\d+\\.\\d % of its time in LEARN")
        .containsPattern("by hmc: \\S+ \\+- \\S+ s")
        .containsPattern("by slmc: \\S+ \\+- \\S+ s, with training \\S+ \\+- \\S+ s, cheaper x");
    Cli.Result report = Cli.run("report", "first", "--runs", runs().toString());
    assertThat(report.out())
        .containsPattern("for lessons +hmc +no +\\S+ +[01]\\.\\d{3}")
        .containsPattern("for lessons +slmc +yes +\\S+ +[01]\\.\\d{3}");
    Cli.Result json = Cli.run("status", "first", "--runs", runs().toString(), "--json");
    assertThat(json.out())
        .contains("\"costs\"")
        .contains("\"secondsPerIndependentSample\"")
        .contains("\"trainingSeconds\"");
  }
}
