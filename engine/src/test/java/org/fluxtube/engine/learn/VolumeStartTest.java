package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinCouplings;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.CheckpointFile;
import org.fluxtube.engine.run.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Train small, continue large: a flow's file begins the learning on another lattice. */
class VolumeStartTest {
  private static final Phi4 TARGET = new Phi4(-4, 8);
  private static final FieldType SCALAR = new FieldType.Scalar(1);
  private static final Flow<ScalarField> FLOW =
      new Flow<>(
          List.of(
              new ModeScaling(2),
              new AffineCoupling(4, new Convolution(List.of(4), 3, Activation.SILU), true)),
          3);

  @TempDir private Path folder;

  private static TrainerSpec adam(double rate, int steps) {
    LessonPlan plan = new LessonPlan(Loss.REVERSE_KL_PATH, steps, 32, 20, 0, 0, 2);
    return new Adam(rate, 0.9, 0.999, plan);
  }

  private static Campaign campaign(
      ActionSpec<?> model, int extent, Path from, Learning.Transfer transfer) {
    Learning learning =
        new Learning(
            model,
            adam(0.02, 20),
            10,
            1,
            10,
            new Window(40, Window.Keep.LATEST),
            List.of(),
            List.of(),
            1,
            Learning.Schedule.EPOCHS,
            0,
            256,
            Optional.empty(),
            Optional.of(from.toString()),
            transfer);
    return Campaigns.campaign(
        11,
        List.of(extent, extent),
        SCALAR,
        TARGET,
        List.of(new Campaign.ChainGroup("hmc", 1, Campaigns.HMC)),
        new Phases(5, 60, 10),
        learning);
  }

  private static Trainer trainer(ReferenceOps ops, double rate, int steps) {
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(3, new Window(8, Window.Keep.LATEST), Set.of());
    return adam(rate, steps).bind(TARGET, FLOW, new ScalarField(ops, 1), alone);
  }

  private static Optional<Model> first(Campaign campaign) {
    return campaign.learning().orElseThrow().first(campaign);
  }

  @Test
  void whatWasLearntSmallIsBetterThanTheStart() throws Exception {
    Path file = folder.resolve("model-000001.ckpt");
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        Trainer small = trainer(ops, 0.02, 100)) {
      small.learn(1, List.of());
      CheckpointFile.write(file, small.model().toCheckpoint());
    }
    Campaign large = campaign(FLOW, 8, file, Learning.Transfer.VOLUME);
    Model start = first(large).orElseThrow();
    assertThat(start.version()).isZero();
    assertThat(start.fingerprint()).isEqualTo(Model.fingerprint(large));
    assertThat(start.history()).contains("version 1 of " + file, "from the lattice 4x4 to 8x8");
    double[] before = new double[2];
    for (int k = 0; k < 2; k++) {
      try (ReferenceOps ops = new ReferenceOps(new Lattice(8, 8));
          Trainer trainer = trainer(ops, 1e-9, 1)) {
        if (k == 1) {
          trainer.begin(start);
        }
        // a step of no length judges the start
        Lesson lesson = trainer.learn(1, List.of());
        assertThat(lesson.rolledBack()).isFalse();
        before[k] = lesson.further().get("reverseKl");
      }
    }
    // 4 x 4 sites are correlated all around themselves: not all of it goes over
    assertThat(before[1]).isLessThan(before[0] / 2);
  }

  @Test
  void onlyWhereItIsSaid() throws Exception {
    Path file = folder.resolve("model-000004.ckpt");
    double[] theta;
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        ScalarField u = new ScalarField(ops, 1);
        var flow = FLOW.bind(u)) {
      theta = flow.parameters();
    }
    Campaign small = campaign(FLOW, 4, file, Learning.Transfer.VOLUME);
    CheckpointFile.write(
        file, new Model(4, theta, Model.fingerprint(small), "learnt").toCheckpoint());
    assertThat(first(small).orElseThrow().parameters()).isEqualTo(theta);
    assertThatThrownBy(() -> first(campaign(FLOW, 8, file, Learning.Transfer.NONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("from = " + file, "lattice 4x4", "of 8x8", "transfer = volume");
    Flow<ScalarField> other = new Flow<>(List.of(new ModeScaling(2)), 3);
    assertThatThrownBy(() -> first(campaign(other, 8, file, Learning.Transfer.VOLUME)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("from = " + file, "the campaign's is of flow of [ModeScaling");
    assertThatThrownBy(() -> first(campaign(FLOW, 5, file, Learning.Transfer.VOLUME)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd extent 5");
    Learning learning = small.learning().orElseThrow();
    assertThatThrownBy(() ->
            new Learning(
                FLOW,
                learning.trainer(),
                10,
                1,
                10,
                learning.window(),
                List.of(),
                List.of(),
                1,
                Learning.Schedule.EPOCHS,
                0,
                256,
                Optional.empty(),
                Optional.empty(),
                Learning.Transfer.VOLUME))
        .hasMessageContaining("transfer = volume needs the file");
    assertThatThrownBy(() ->
            new SpinCouplings(List.of(0.1))
                .transferred(new double[1], SCALAR, new Lattice(4, 4), new Lattice(8, 8)))
        .hasMessageContaining("takes flows (type = flow)");
  }
}
