package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.LessonRow;
import org.fluxtube.actors.database.ModelRow;
import org.fluxtube.actors.database.Row;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.StepInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What learning of several flows has cost, on runs whose lessons are made up. */
class TrainingCurvesTest {
  private static final int BATCH = 8;

  @TempDir private Path runs;
  private Path small;
  private Path large;

  private Path create(String name, int extent, int axes, String from, int[] steps, double[] found)
      throws IOException, CampaignFileException {
    String text =
        """
        name = %s, seed = 7, lattice = [%d, %d], backend = reference, start = cold
        field { type = scalar, components = 1 }
        action { type = phi4, mass-squared = 0.5, lambda = 0.5 }
        chains = [{ label = flow, sampler {
            type = flow-metropolis, learned = true, batch = 16
            fallback { type = hmc, integrator { type = omelyan2, steps = 4 } } } }]
        trajectories { thermalise = 0, learn = 60, measure = 20 }
        measurements = [{ every = 1, observables = [phi-squared] }]
        learning {
          model { type = flow, maps = [{ type = affine-coupling, layers = 4, conditioner {
            type = combi-convolution, axes = %d, hidden = [4] } }] }
          trainer { type = adam, rate = 0.02, lesson { loss = reverse-kl, steps = 50, batch = %d } }
          epoch = 5, lag = 1, settle = 10, window { size = 16 }
          %s
        }
        """
            .formatted(name, extent, extent, axes, BATCH, from);
    RunFolder folder =
        RunFolder.create(runs, name, Renderer.render(Binder.bindText(name + ".conf", text)));
    List<Row> rows = new ArrayList<>();
    for (int k = 1; k <= steps.length; k++) {
      String detail =
          "{\"acceptance\":%s,\"ess\":0.5,\"steps\":%s}"
              .formatted(found[k - 1], (double) steps[k - 1]);
      rows.add(new Row.Lesson(new LessonRow(k, 5L * k, k, "learnt", 5, 0.1, 0.1, 2, detail)));
      String file = "model-%06d.ckpt".formatted(k);
      rows.add(new Row.Model(new ModelRow(k, k, "flow", 100, file, "00", 1)));
    }
    for (int t = 1; t <= 20; t++) {
      StepInfo info = new StepInfo(1, 1, Double.NaN, 0.5, Map.of());
      rows.add(
          new Row.Sample(
              new Trajectory(0, t, Phase.MEASURE, steps.length, 0.1, info, Map.of("other", 0.01))));
      double[] square = {0.3 + 0.01 * Math.sin(t * t)};
      rows.add(new Row.Measurement(0, t, Phase.MEASURE, steps.length, "phi-squared", square));
    }
    try (CampaignDatabase database = CampaignDatabase.open(folder.database())) {
      database.put(
          List.of(new ChainRow(0, "flow", "flow", "exact", 0, 60, 20, "finished", "", false)));
      database.putMeta(Map.of("backend", "reference"));
      database.write(rows);
    }
    return folder.path();
  }

  private static String from(Path run, int version) {
    return "from = \"%s/models/model-%06d.ckpt\", transfer = volume".formatted(run, version);
  }

  @BeforeEach
  void make() throws IOException, CampaignFileException {
    small = create("small", 4, 1, "", new int[] {50, 50}, new double[] {0.3, 0.6});
    large = create("large", 8, 1, from(small, 1), new int[] {30, 20}, new double[] {0.2, 0.4});
  }

  private static JsonNode training(Object... runs) {
    Object[] words = new Object[runs.length + 2];
    words[0] = "report";
    System.arraycopy(runs, 0, words, 1, runs.length);
    words[words.length - 1] = "--json";
    Invocation cli = Invocation.run(words);
    assertThat(cli.code()).as(cli.all()).isZero();
    return cli.json().get("training");
  }

  /** Of the small run the first lesson alone made the model that the large one began with. */
  @Test
  void theCostGoesBackToTheFirstModel() {
    JsonNode curves = training(small, large);
    assertThat(curves).hasSize(2);
    JsonNode alone = curves.get(0).get("lessons");
    assertThat(alone.get(1).get("steps").asInt()).isEqualTo(100);
    assertThat(alone.get(1).get("numbersDrawn").asDouble())
        .isCloseTo(100.0 * BATCH * 16, within(1e-9));
    JsonNode after = curves.get(1).get("lessons");
    assertThat(after).hasSize(2);
    assertThat(after.get(0).get("steps").asInt()).isEqualTo(80);
    assertThat(after.get(0).get("numbersDrawn").asDouble())
        .isCloseTo(BATCH * (50.0 * 16 + 30.0 * 64), within(1e-9));
    assertThat(after.get(1).get("seconds").asDouble()).isCloseTo(2 + 4, within(1e-12));
    assertThat(after.get(1).get("acceptance").asDouble()).isEqualTo(0.4);
    assertThat(curves.get(1).get("label").asText()).isEqualTo("8x8");
  }

  @Test
  void aModelWithoutItsRunBeginsAnew() throws IOException, CampaignFileException {
    Path other =
        create("other", 8, 2, from(runs.resolve("gone"), 3), new int[] {10}, new double[] {0.1});
    JsonNode curves = training(large, other);
    JsonNode first = curves.get(1).get("lessons").get(0);
    assertThat(first.get("steps").asInt()).isEqualTo(10);
    // the lattices are equal: the networks are what tells them apart
    assertThat(curves.get(1).get("label").asText())
        .isEqualTo("4 affine-coupling of combi-convolution 2");
  }

  @Test
  void figuresAreFilesBesideThePage() throws IOException {
    Invocation cli = Invocation.run("report", small, large);
    assertThat(cli.all()).contains("numbers drawn", "acceptance", "8x8");
    for (String name : List.of("training-by-draws.svg", "training-by-seconds.svg")) {
      assertThat(Files.readString(small.resolve("report").resolve(name)))
          .startsWith("<svg xmlns")
          .contains("4x4", "8x8", "<path class=\"line c1\"");
    }
    assertThat(Files.readString(small.resolve("report/index.html")))
        .contains("acceptance against numbers drawn in training");
    // one run is no comparison
    Invocation.run("report", large);
    assertThat(large.resolve("report/training-by-draws.svg")).doesNotExist();
  }

  @Test
  void againstAKeyTheyAreThereToo() throws IOException {
    Invocation cli = Invocation.run("report", small, large, "--against", "lattice");
    assertThat(cli.all()).contains("numbers drawn");
    assertThat(small.resolve("report/training-by-draws.svg")).isRegularFile();
  }
}
