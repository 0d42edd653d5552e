package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.SpinConvolution;
import org.fluxtube.engine.action.SpinNetworkSpec;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.CheckpointFile;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.SingleSpin;
import org.fluxtube.engine.sampler.Slmc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training layer by layer: the file of a trained model starts one with more layers. */
class DeeperStartTest {
  @TempDir private Path folder;

  private static SpinTransformer model(int layers, int reach) {
    return new SpinTransformer(
        layers, reach, SpinTransformer.Mixing.ATTENTION, 0.2, 4, List.of(0.0, 0.0, 0.0));
  }

  private static Campaign campaign(SpinNetworkSpec model, Path from) {
    return new Campaign(
        "deeper",
        3,
        List.of(4, 3),
        new FieldType.Spin(3),
        new DoubleExchange(1, 2, 4, 0),
        new Start.Hot(),
        List.of(
            new Campaign.ChainGroup(
                "slmc", 1, new Slmc(new SingleSpin(10, 1.5, 0), 1, Optional.empty(), true))),
        new Phases(5, 60, 10),
        List.of(),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1,
        Optional.of(
            new Learning(
                model,
                new LevenbergMarquardt(1e-3, new LessonPlan(Loss.ACTION, 2, 0, 0, 0, 0, 2)),
                10,
                1,
                10,
                new Window(60, Window.Keep.LATEST),
                List.of(),
                List.of(),
                1,
                Learning.Schedule.EPOCHS,
                0,
                256,
                Optional.empty(),
                Optional.of(from.toString()))),
        Campaign.Checks.NONE);
  }

  @Test
  void theDeeperModelBeginsWhereTheShallowOneWas() throws Exception {
    Path file = folder.resolve("model-000004.ckpt");
    double[] theta = new double[3 * 3 + 3];
    for (int k = 0; k < theta.length; k++) {
      theta[k] = 0.2 * Math.sin(k + 1); // larger ones would align all spins
    }
    Campaign shallow = campaign(model(1, 2), file);
    CheckpointFile.write(
        file, new Model(4, theta, Model.fingerprint(shallow), "learnt").toCheckpoint());
    assertThat(shallow.learning().orElseThrow().first(shallow).orElseThrow().parameters())
        .isEqualTo(theta);
    for (int layers = 2; layers <= 3; layers++) {
      Campaign deep = campaign(model(layers, 2), file);
      Model first = deep.learning().orElseThrow().first(deep).orElseThrow();
      assertThat(first.fingerprint()).isEqualTo(Model.fingerprint(deep));
      assertThat(first.version()).isZero();
      assertThat(first.history()).contains("version 4 of ").contains("more layers");
      try (ReferenceOps ops = new ReferenceOps(deep.geometry());
          SpinField u = new SpinField(ops, 3);
          EffectiveAction<SpinField> one = model(1, 2).bind(u);
          EffectiveAction<SpinField> more = model(layers, 2).bind(u)) {
        u.hot(new RandomStream(7, 0, 0));
        double expected = one.with(1, theta).value(u);
        EffectiveAction<SpinField> start = more.with(1, first.parameters());
        assertThat(start.value(u)).isCloseTo(expected, within(1e-12));
        double[] gradient = new double[first.parameters().length];
        start.parameterGradient(u, gradient);
        double ofValues = 0;
        for (int k = 9 + 6; k < 9 + 9; k++) {
          ofValues = Math.max(ofValues, Math.abs(gradient[k]));
        }
        assertThat(ofValues).as("the new block can learn").isGreaterThan(1e-4);
      }
    }
    Campaign other = campaign(model(2, 1), file);
    assertThatThrownBy(() -> other.learning().orElseThrow().first(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from = " + file)
        .hasMessageContaining("reach=2")
        .hasMessageContaining("reach=1");
    Campaign fewer = campaign(model(2, 2), folder.resolve("deep.ckpt"));
    CheckpointFile.write(
        folder.resolve("deep.ckpt"),
        new Model(1, new double[30], Model.fingerprint(campaign(model(3, 2), file)), "learnt")
            .toCheckpoint());
    assertThatThrownBy(() -> fewer.learning().orElseThrow().first(fewer))
        .hasMessageContaining("layers=3");
  }

  /** Equal size does not make a convolution a Transformer. */
  @Test
  void theFileOfAnotherKindIsRefused() throws Exception {
    SpinNetworkSpec convolution = new SpinConvolution(1, 2, 3, 0.2, 4, List.of(0.0, 0.0, 0.0));
    SpinNetworkSpec wide = new SpinConvolution(1, 5, 1, 0.2, 4, List.of(0.0, 0.0, 0.0));
    SpinNetworkSpec transformer = model(1, 5);
    List<SpinNetworkSpec> models = List.of(convolution, wide, transformer);
    for (SpinNetworkSpec of : models) {
      Path file = folder.resolve("of-another.ckpt");
      String fingerprint = Model.fingerprint(campaign(of, file));
      int weights = of.blocks().weights() + 3;
      CheckpointFile.write(
          file, new Model(4, new double[weights], fingerprint, "learnt").toCheckpoint());
      for (SpinNetworkSpec given : models) {
        Campaign campaign = campaign(given, file);
        Learning learning = campaign.learning().orElseThrow();
        if (given.equals(of)) {
          assertThat(learning.first(campaign).orElseThrow().parameters()).hasSize(weights);
        } else {
          assertThatThrownBy(() -> learning.first(campaign))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("from = " + file)
              .hasMessageContaining("the model is of " + of.getClass().getSimpleName())
              .hasMessageContaining("campaign's is of " + given.getClass().getSimpleName());
        }
      }
    }
  }
}
