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
        new SpinTransformer(2, 2, Mixing.LOCAL, 0.4, 4, COUPLINGS),
        new SpinConvolution(1, 2, 3, 0.4, 5, COUPLINGS),
        new SpinConvolution(2, 5, 2, 0.2, 6, COUPLINGS),
        new SpinConvolution(3, 0, 1, 0.4, 7, COUPLINGS));
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

  static List<SpinNetworkSpec> blocks() {
    return List.of(
        new SpinTransformer(1, 2, Mixing.ATTENTION, 0.3, 5, COUPLINGS),
        new SpinConvolution(1, 2, 2, 0.3, 5, COUPLINGS));
  }

  /** A trained block starts a model of three: the same S_eff, and the new blocks can learn. */
  @ParameterizedTest
  @MethodSource("blocks")
  void aTrainedModelStartsADeeperOne(SpinNetworkSpec one) {
    SpinNetworkSpec three = one.withLayers(3);
    int each = one.blocks().weights();
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        SpinField u = new SpinField(ops, 3);
        EffectiveAction<SpinField> trained = one.bind(u)) {
      u.load(new FieldData(new FieldType.Spin(3), LATTICE, hot(6)));
      double[] start = three.deepened(one, trained.parameters());
      try (EffectiveAction<SpinField> drawn = three.bind(u);
          EffectiveAction<SpinField> deeper = drawn.with(1, start)) {
        assertThat(deeper.value(u)).isCloseTo(trained.value(u), within(1e-12));
        assertThat(drawn.value(u)).isNotCloseTo(trained.value(u), within(1e-3));
        double[] gradient = new double[3 * each + COUPLINGS.size()];
        deeper.parameterGradient(u, gradient);
        // S adds nothing to where it points itself, nor a channel whose gate is shut on all sites
        int ranges = one.reach() + 1;
        for (int n = 1; n < ranges; n++) {
          double most = 0;
          for (int k = 3 * each - one.blocks().values() + n; k < 3 * each; k += ranges) {
            most = Math.max(most, Math.abs(gradient[k]));
          }
          assertThat(most).as("values of shell " + n).isGreaterThan(1e-3);
        }
      }
    }
    assertThatThrownBy(() -> three.deepened(new SpinCouplings(COUPLINGS), new double[4]))
        .hasMessageContaining("no layers to add");
  }

  /**
   * Kernels of 3 x 3 and couplings of nearest neighbours: through one layer two spins know of each
   * other if they are three steps apart in one direction and at most two in the other. Attention
   * joins all.
   */
  @Test
  void aConvolutionSeesAsFarAsItsKernel() {
    List<Double> nearest = List.of(1.0);
    double[] convolution = farthest(new SpinConvolution(1, 2, 3, 0.3, 8, nearest));
    assertThat(convolution[0]).isGreaterThan(1e-4);
    assertThat(convolution[1]).isLessThan(1e-12);
    double[] attention = farthest(new SpinTransformer(1, 2, Mixing.ATTENTION, 0.3, 8, nearest));
    assertThat(attention[1]).isGreaterThan(1e-4);
  }

  /** max |mixed difference of S| in the spins of site 0 and one within that range, or beyond. */
  private static double[] farthest(EffectiveSpec<SpinField> spec) {
    Lattice lattice = new Lattice(8, 8);
    double[] far = new double[2];
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField u = new SpinField(ops, 3)) {
      WalkableAction action = (WalkableAction) spec.bind(u);
      double[] spins = RandomFields.hot(ops, new FieldType.Spin(3), 5).snapshot().values();
      double[] turned = {0.6, 0, 0.8};
      double alone = action.walk(spins).change(0, turned);
      for (int y = 1; y < lattice.volume(); y++) {
        double[] other = spins.clone();
        System.arraycopy(turned, 0, other, 3 * y, 3);
        double mixed = Math.abs(action.walk(other).change(0, turned) - alone);
        int a = Math.min(lattice.coordinate(y, 0), 8 - lattice.coordinate(y, 0));
        int b = Math.min(lattice.coordinate(y, 1), 8 - lattice.coordinate(y, 1));
        int beyond = Math.max(a, b) > 3 || Math.min(a, b) > 2 ? 1 : 0;
        far[beyond] = Math.max(far[beyond], mixed);
      }
    }
    return far;
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
    assertThatThrownBy(() -> new SpinConvolution(1, 1, 0, 0.1, 1, List.of(0.1)))
        .hasMessageContaining("channels = 0; allowed are 1 to 64, for example channels = 5");
    assertThatThrownBy(() -> new SpinConvolution(1, -1, 2, 0.1, 1, List.of(0.1)))
        .hasMessageContaining("reach = -1; allowed are numbers from 0");
    assertThatThrownBy(
            () -> new SpinConvolution(1, 3, 2, 0.1, 1, List.of(0.1)).requireFits(spin, small))
        .hasMessageContaining("reach reaches to shell 3");
    assertThatThrownBy(() ->
            new SpinConvolution(1, 1, 2, 0.1, 1, List.of(0.1))
                .requireFits(new FieldType.Spin(2), small))
        .hasMessageContaining("spin-convolution")
        .hasMessageContaining("3 components");
    assertThatThrownBy(() -> new SpinConvolution(1, 2, 2, 0.1, 1, COUPLINGS, List.of(1.0, 2.0)))
        .hasMessageContaining("weights has 2 numbers")
        .hasMessageContaining("a block of this size has 12");
    assertThatThrownBy(
            () -> new SpinTransformer(1, 2, Mixing.LOCAL, 0.1, 1, COUPLINGS, List.of(1.0, 2.0)))
        .hasMessageContaining("a block of this size has 9");
  }
}
