package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.SpinTransformer.Mixing;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract of actions does not ask of effective models of spins. */
class SpinNetworksTest {
  private static final Lattice LATTICE = new Lattice(4, 6);
  private static final List<Double> COUPLINGS = List.of(0.4, -0.3, 0.2, 0.1);

  static List<EffectiveSpec<SpinField>> models() {
    return List.of(
        new SpinCouplings(COUPLINGS),
        new SpinTransformer(1, 3, Mixing.ATTENTION, 0.2, 1, COUPLINGS),
        new SpinTransformer(3, 5, Mixing.ATTENTION, 0.1, 2, COUPLINGS),
        new SpinTransformer(1, 2, Mixing.LOCAL, 0.4, 3, COUPLINGS),
        new SpinTransformer(2, 2, Mixing.LOCAL, 0.4, 4, COUPLINGS));
  }

  private static double value(EffectiveSpec<SpinField> spec, double[] spins) {
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        SpinField u = new SpinField(ops, 3);
        Action<SpinField> action = spec.bind(u)) {
      u.load(new FieldData(new FieldType.Spin(3), LATTICE, spins));
      return action.value(u);
    }
  }

  private static double[] hot(long seed) {
    try (ReferenceOps ops = new ReferenceOps(LATTICE)) {
      return RandomFields.hot(ops, new FieldType.Spin(3), seed).snapshot().values();
    }
  }

  /** Changes of single spins, some accepted, some not, against S anew. */
  @ParameterizedTest
  @MethodSource("models")
  void aWalkFollowsTheValue(EffectiveSpec<SpinField> spec) {
    double[] spins = hot(1);
    double[] other = hot(2);
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        SpinField u = new SpinField(ops, 3)) {
      SpinWalk walk = ((WalkableAction) spec.bind(u)).walk(spins);
      double now = value(spec, spins);
      double far = 0;
      for (int step = 0; step < 60; step++) {
        int site = step * 7 % 24;
        double[] spin = Arrays.copyOfRange(step < 30 ? other : hot(step), 3 * site, 3 * site + 3);
        double change = walk.change(site, spin);
        double[] changed = spins.clone();
        System.arraycopy(spin, 0, changed, 3 * site, 3);
        double next = value(spec, changed);
        assertThat(change).isCloseTo(next - now, within(1e-12));
        far = Math.max(far, Math.abs(change));
        if (step % 3 != 0) {
          walk.accept();
          spins = changed;
          now = next;
        }
      }
      assertThat(far).isGreaterThan(0.1);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void turningAllSpinsOverChangesNothing(EffectiveSpec<SpinField> spec) {
    double[] spins = hot(3);
    double[] turned = Arrays.stream(spins).map(s -> -s).toArray();
    assertThat(value(spec, turned)).isCloseTo(value(spec, spins), within(1e-12));
  }

  /** A block whose values vanish hands the spins on. */
  @Test
  void aBlockWithoutValuesIsTheLinearModel() {
    SpinTransformer block = new SpinTransformer(1, 2, Mixing.ATTENTION, 0.3, 5, COUPLINGS);
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        SpinField u = new SpinField(ops, 3);
        EffectiveAction<SpinField> action = block.bind(u)) {
      u.load(new FieldData(new FieldType.Spin(3), LATTICE, hot(4)));
      double[] theta = action.parameters();
      assertThat(action.labels()).contains("layer 1 value (1,1)", "coupling (2,0)");
      double linear = value(new SpinCouplings(COUPLINGS), hot(4));
      assertThat(action.value(u)).isNotCloseTo(linear, within(1e-3));
      Arrays.fill(theta, 6, 9, 0);
      assertThat(action.with(1, theta).value(u)).isCloseTo(linear, within(1e-12));
    }
  }

  /** A trained block starts a model of three: the same S_eff, and the new blocks can learn. */
  @Test
  void aTrainedModelStartsADeeperOne() {
    SpinTransformer one = new SpinTransformer(1, 2, Mixing.ATTENTION, 0.3, 5, COUPLINGS);
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        SpinField u = new SpinField(ops, 3);
        EffectiveAction<SpinField> trained = one.bind(u)) {
      u.load(new FieldData(new FieldType.Spin(3), LATTICE, hot(6)));
      List<Double> weights = Arrays.stream(trained.parameters()).limit(9).boxed().toList();
      SpinTransformer three =
          new SpinTransformer(3, 2, Mixing.ATTENTION, 0.3, 7, COUPLINGS, weights);
      try (EffectiveAction<SpinField> deeper = three.bind(u)) {
        assertThat(deeper.value(u)).isCloseTo(trained.value(u), within(1e-12));
        double[] gradient = new double[31];
        deeper.parameterGradient(u, gradient);
        for (int k = 24; k < 27; k++) {
          assertThat(Math.abs(gradient[k])).as(deeper.labels().get(k)).isGreaterThan(1e-3);
        }
      }
    }
    assertThatThrownBy(
            () -> new SpinTransformer(1, 2, Mixing.LOCAL, 0.1, 1, COUPLINGS, List.of(1.0, 2.0)))
        .hasMessageContaining("weights has 2 numbers")
        .hasMessageContaining("a block of this size has 9");
  }

  /** A model file knows the range of its neighbours: it does not start another one silently. */
  @Test
  void aModelOfAnotherRangeIsRefused() {
    FieldType spin = new FieldType.Spin(3);
    Lattice lattice = new Lattice(6, 6);
    SpinTransformer near = new SpinTransformer(1, 2, Mixing.ATTENTION, 0.1, 1, List.of(0.1));
    SpinTransformer far = new SpinTransformer(1, 3, Mixing.ATTENTION, 0.1, 1, List.of(0.1));
    Model model = new Model(4, new double[10], Model.fingerprint(near, spin, lattice), "learnt");
    assertThat(Model.of(model.toCheckpoint(), Model.fingerprint(near, spin, lattice)))
        .isEqualTo(model);
    assertThatThrownBy(() -> Model.of(model.toCheckpoint(), Model.fingerprint(far, spin, lattice)))
        .hasMessageContaining("the model is of SpinTransformer[layers=1, reach=2")
        .hasMessageContaining("but the campaign's is of SpinTransformer[layers=1, reach=3");
    Lattice larger = new Lattice(8, 8);
    assertThatThrownBy(() -> Model.of(model.toCheckpoint(), Model.fingerprint(near, spin, larger)))
        .hasMessageContaining("8x8");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    FieldType spin = new FieldType.Spin(3);
    Lattice small = new Lattice(3, 3);
    assertThatThrownBy(() -> new SpinCouplings(List.of())).hasMessageContaining("couplings");
    assertThatThrownBy(() -> new SpinCouplings(COUPLINGS).requireFits(spin, small))
        .hasMessageContaining("reaches to shell 4")
        .hasMessageContaining("3x3 has 2 shells");
    assertThatThrownBy(() ->
            new SpinTransformer(1, 3, Mixing.LOCAL, 0.1, 1, List.of(0.1)).requireFits(spin, small))
        .hasMessageContaining("reach reaches to shell 3");
    assertThatThrownBy(() ->
            new SpinTransformer(1, 1, Mixing.LOCAL, 0.1, 1, List.of(0.1))
                .requireFits(new FieldType.Spin(2), small))
        .hasMessageContaining("3 components");
    assertThatThrownBy(() -> new SpinTransformer(0, 1, Mixing.LOCAL, 0.1, 1, List.of(0.1)))
        .hasMessageContaining("spin-couplings");
  }
}
