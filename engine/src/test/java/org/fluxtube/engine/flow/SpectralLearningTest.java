package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.Su2Torus;
import org.fluxtube.engine.exact.SuNTorus;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.learn.Adam;
import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.LessonPlan;
import org.fluxtube.engine.learn.Loss;
import org.fluxtube.engine.learn.Trainer;
import org.fluxtube.engine.learn.TrainerSpec;
import org.fluxtube.engine.learn.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spectral maps of SU(2) and SU(3) that learn: ln Z of draws against the character sums. */
@Tag("physics")
class SpectralLearningTest {
  private static final Convolution NETWORK = new Convolution(List.of(16), 1, Activation.SILU);

  private static Lesson lesson(MapSpec map, Group group, double beta, int steps) {
    Flow<GaugeField> flow = new Flow<>(List.of(map), 1);
    LessonPlan plan = new LessonPlan(Loss.REVERSE_KL, steps, 48, 0, 0.005, 0, 2);
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(3, new Window(8, Window.Keep.LATEST), Set.of());
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField like = new GaugeField(ops, group);
        Trainer trainer =
            new Adam(0.02, 0.9, 0.99, plan).bind(new WilsonPlaquette(beta), flow, like, alone)) {
      return trainer.learn(1, List.of());
    }
  }

  private static void requireLogZ(Lesson lesson, double exact) {
    double error = lesson.further().get("lnZError");
    assertThat(lesson.further().get("lnZ")).isCloseTo(exact, within(4 * error));
    assertThat(error).isLessThan(0.1);
  }

  @Test
  void splittingLearnsTheTorus() {
    Lesson two = lesson(new SpectralSplitting(NETWORK, 8, 1), Group.SU2, 2, 50);
    assertThat(two.before()).isGreaterThan(3);
    assertThat(two.further().get("ess")).isGreaterThan(0.7);
    requireLogZ(two, new Su2Torus(2, 16).logZ());
    Lesson three = lesson(new SpectralSplitting(NETWORK, 8, 3), Group.SU3, 2, 20);
    assertThat(three.after()).isLessThan(three.before() / 2);
    requireLogZ(three, new SuNTorus(3, 2, 16).logZ());
  }

  @Test
  void couplingLearnsTheTorus() {
    Convolution network = new Convolution(List.of(4), 3, Activation.SILU);
    Lesson two = lesson(new SpectralCoupling(8, network, 8), Group.SU2, 1.5, 40);
    assertThat(two.after()).isLessThan(two.before() / 2);
    requireLogZ(two, new Su2Torus(1.5, 16).logZ());
  }
}
