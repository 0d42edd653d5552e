package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinCouplings;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.CouplingRange;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MaskedSmearing;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.api.Test;

/** Force matching: its gradient, and a map that makes the forces of another free field exactly. */
class ForceMatchingTest {
  private static final FieldType LINKS = new FieldType.Gauge(Group.U1);

  private static LessonPlan plan(int steps, int batch) {
    return new LessonPlan(Loss.MAPPED_FORCE, steps, batch, 0, 0.01, 0, 2);
  }

  private static Flow<?> smearing() {
    Convolution network = new Convolution(List.of(2), 3, Activation.SILU);
    return new Flow<>(List.of(new MaskedSmearing(1, network)), 3);
  }

  /** Against differences of the fourth order of the loss at the same z. */
  @Test
  void theGradientIsTheDerivative() {
    this.<GaugeField>gradient(
        LINKS, new Lattice(4, 4), smearing(), new WilsonPlaquette(3), new WilsonPlaquette(1));
    this.<ScalarField>gradient(
        new FieldType.Scalar(1),
        new Lattice(6),
        new Flow<>(List.of(new ModeScaling()), 1),
        new Phi4(-1, 1),
        new Phi4(1, 0.2));
  }

  private <F extends Field<F>> void gradient(
      FieldType type, Lattice lattice, Flow<?> flow, ActionSpec<F> target, ActionSpec<F> weaker) {
    try (ReferenceOps ops = new ReferenceOps(lattice);
        F like = Theories.cast(Field.allocate(ops, type));
        Chart<F> chart = Chart.of(like)) {
      @SuppressWarnings("unchecked") // the flow is for any kind of field that its maps fit
      Flow<F> own = (Flow<F>) flow;
      try (var bound = own.bind(like);
          ForceMatchingLessons<F> lessons =
              new ForceMatchingLessons<>(plan(1, 4), target, weaker, own, like)) {
        double[] theta = bound.parameters();
        double[] noise = RandomFields.normal(4, theta.length);
        Arrays.setAll(theta, k -> theta[k] + 0.2 * noise[k]);
        double[] z = RandomFields.normal(5, 4 * chart.size());
        Examination here = lessons.examine(theta, z);
        double norm = Method.norm(here.gradient());
        assertThat(norm).isGreaterThan(1e-3);
        double h = 1e-3;
        for (int k = 0; k < theta.length; k += 1 + theta.length / 10) {
          int which = k;
          DoubleUnaryOperator loss =
              by -> {
                double[] moved = theta.clone();
                moved[which] += by;
                return lessons.examine(moved, z).loss();
              };
          double near = loss.applyAsDouble(h) - loss.applyAsDouble(-h);
          double far = loss.applyAsDouble(2 * h) - loss.applyAsDouble(-2 * h);
          double d = (8 * near - far) / (12 * h);
          assertThat(here.gradient()[k]).isCloseTo(d, within(1e-8 * norm));
        }
      }
    }
  }

  private static Sample sample(FieldType type, Lattice lattice, int seed) {
    try (ReferenceOps ops = new ReferenceOps(lattice);
        Field<?> u = RandomFields.hot(ops, type, seed)) {
      Sample.End end = new Sample.End(u.snapshot(), Map.of("action", 0.0));
      return new Sample(0, seed, Phase.LEARN, 0, Map.of(), end, end);
    }
  }

  private static List<Sample> samples(FieldType type, Lattice lattice, int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      samples.add(sample(type, lattice, i));
    }
    return samples;
  }

  private static TrainerSpec.Surroundings window(int size) {
    return new TrainerSpec.Surroundings(3, new Window(size, Window.Keep.LATEST), Set.of());
  }

  /** x~(k) = z~(k) sqrt(G(k)/G_0(k)) makes the forces of the free field G_0 from those of G. */
  @Test
  void aLinearMapLearnsTheForcesOfAnotherFreeField() {
    Lattice lattice = new Lattice(4, 4);
    FieldType scalar = new FieldType.Scalar(1);
    FreeScalar from = FreeScalar.withoutHalf(0.5, 4, 4);
    FreeScalar to = FreeScalar.withoutHalf(2, 4, 4);
    Flow<ScalarField> linear = new Flow<>(List.of(new ModeScaling()), 1);
    ForceMatching spec = new ForceMatching(0.05, new Phi4(2, 0), plan(150, 8));
    try (ReferenceOps ops = new ReferenceOps(lattice)) {
      ScalarField like = new ScalarField(ops, 1);
      List<String> labels;
      try (var bound = linear.bind(like)) {
        labels = bound.labels();
      }
      try (Trainer trainer = spec.bind(new Phi4(0.5, 0), linear, like, window(32))) {
        Lesson first = trainer.learn(1, samples(scalar, lattice, 32));
        Lesson last = trainer.learn(2, List.of());
        assertThat(first.rolledBack() || last.rolledBack()).isFalse();
        assertThat(last.after()).isLessThan(first.before() / 50);
        assertThat(last.further().get("forceGap")).isLessThan(0.1);
        double[] theta = trainer.model().parameters();
        for (int k = 0; k < theta.length; k++) {
          String[] mode = labels.get(k).replaceAll("^.*\\[|]", "").split(", ");
          int[] n = Arrays.stream(mode).mapToInt(Integer::parseInt).toArray();
          double expected = 0.5 * Math.log(from.propagator(n) / to.propagator(n));
          assertThat(theta[k]).isCloseTo(expected, within(0.05));
        }
      }
    }
  }

  /** Towards a weaker coupling, and the same numbers again from what was saved. */
  @Test
  void smearingComesCloserToAWeakerCoupling() {
    Lattice lattice = new Lattice(4, 4);
    ForceMatching spec = new ForceMatching(0.02, new WilsonPlaquette(1), plan(15, 8));
    WilsonPlaquette target = new WilsonPlaquette(2);
    @SuppressWarnings("unchecked") // the maps are for links
    Flow<GaugeField> flow = (Flow<GaugeField>) smearing();
    List<Sample> first = samples(LINKS, lattice, 16);
    try (ReferenceOps ops = new ReferenceOps(lattice);
        Trainer trainer = spec.bind(target, flow, cast(ops), window(16));
        Trainer again = spec.bind(target, flow, cast(ops), window(16))) {
      Lesson lesson = trainer.learn(1, first);
      assertThat(lesson.after()).isLessThan(0.85 * lesson.before());
      again.restore(trainer.save());
      assertThat(again.learn(2, List.of()).model()).isEqualTo(trainer.learn(2, List.of()).model());
    }
  }

  private static GaugeField cast(ReferenceOps ops) {
    return new GaugeField(ops, Group.U1);
  }

  @Test
  void whatCannotBeMatchedIsRefused() {
    ForceMatching spec = new ForceMatching(0.02, new WilsonPlaquette(1), plan(15, 8));
    assertThatThrownBy(() -> spec.requireFits(new SpinModel(1), new SpinCouplings(List.of(0.1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type = flow");
    assertThatThrownBy(() -> spec.requireFits(new FieldType.Gauge(Group.SU2), new Lattice(4, 4)))
        .hasMessageContainingAll("straight lines", "U(1)");
    assertThatThrownBy(() -> spec.requireFits(new FieldType.Scalar(1), new Lattice(4, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    Flow<GaugeField> ranged =
        new Flow<>(
            smearing().maps(),
            1,
            1,
            Optional.of(new CouplingRange(new WilsonPlaquette(1), new WilsonPlaquette(3), 0.5, 1)));
    assertThatThrownBy(() -> spec.requireFits(new WilsonPlaquette(2), ranged))
        .hasMessageContainingAll("force-matching", "one coupling", "leave range out");
    LessonPlan force = new LessonPlan(Loss.FORCE, 15, 8, 0, 0, 0, 2);
    assertThatThrownBy(() -> new ForceMatching(0.02, new WilsonPlaquette(1), force))
        .hasMessageContainingAll("loss = force", "mapped-force");
    assertThatThrownBy(() ->
            new Adam(0.01, 0.9, 0.999, plan(5, 8)).requireFits(new WilsonPlaquette(2), smearing()))
        .hasMessageContainingAll("force-matching", "reference");
    assertThatThrownBy(() -> new ForceMatching(0, new WilsonPlaquette(1), plan(15, 8)))
        .hasMessageContaining("rate = 0");
  }
}
