package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxtube.engine.action.SpinTransformer.Mixing;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.lattice.NeighbourShells;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    return value(spec, LATTICE, spins);
  }

  private static double value(EffectiveSpec<SpinField> spec, Lattice lattice, double[] spins) {
    FieldType type = new FieldType.Spin(spins.length / lattice.volume());
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField u = new SpinField(ops, spins.length / lattice.volume());
        Action<SpinField> action = spec.bind(u)) {
      u.load(new FieldData(type, lattice, spins));
      return action.value(u);
    }
  }

  private static double[] hot(long seed) {
    return hot(LATTICE, 3, seed);
  }

  private static double[] hot(Lattice lattice, int components, long seed) {
    try (ReferenceOps ops = new ReferenceOps(lattice)) {
      return RandomFields.hot(ops, new FieldType.Spin(components), seed).snapshot().values();
    }
  }

  /** Even and odd numbers of sites: the pairs of sites are taken in groups. */
  @ParameterizedTest
  @ValueSource(strings = {"6 6", "3 3", "5 3", "7", "2 3 3", "11", "2"})
  void theValueIsTheSumsOfItsDefinition(String extents) {
    int[] sides = Arrays.stream(extents.split(" ")).mapToInt(Integer::parseInt).toArray();
    Lattice lattice = new Lattice(sides);
    int shells = new NeighbourShells(lattice).count();
    List<Double> couplings = IntStream.range(0, shells).mapToObj(n -> 0.4 - 0.23 * n).toList();
    for (int layers : new int[] {1, 2}) {
      for (Mixing mixing : Mixing.values()) {
        SpinTransformer spec = new SpinTransformer(layers, shells, mixing, 0.3, 9, couplings);
        double[] spins = hot(lattice, 3, 5);
        double expected = defined(spec, lattice, spins);
        assertThat(value(spec, lattice, spins))
            .as(spec.toString())
            .isCloseTo(expected, within(1e-11));
      }
    }
    for (int components : new int[] {2, 3, 4, 7}) {
      double[] spins = hot(lattice, components, 6);
      double expected = pairs(couplings, lattice, components, spins);
      assertThat(value(new SpinCouplings(couplings), lattice, spins))
          .isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
    }
  }

  /** The formulae of {@link SpinTransformer}, term by term. */
  private static double defined(SpinTransformer spec, Lattice lattice, double[] from) {
    NeighbourShells shells = new NeighbourShells(lattice);
    int each = spec.reach() + 1;
    double[] theta;
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField u = new SpinField(ops, 3);
        EffectiveAction<SpinField> action = spec.bind(u)) {
      theta = action.parameters();
    }
    double[] spins = from;
    for (int layer = 0; layer < spec.layers(); layer++) {
      double[][] block = new double[3][spins.length];
      for (int w = 0; w < 3; w++) {
        for (int i = 0; i < spins.length; i++) {
          for (int y = 0; y < lattice.volume(); y++) {
            double weight = theta[(3 * layer + w) * each + shells.of(i / 3, y)];
            block[w][i] += weight * spins[3 * y + i % 3];
          }
        }
      }
      double[] next = spins.clone();
      for (int x = 0; x < lattice.volume(); x++) {
        for (int y = 0; y < lattice.volume(); y++) {
          double m = Math.max(0, product(block[0], x, block[1], y, 3) / Math.sqrt(3));
          for (int c = 0; c < 3 && (x == y || spec.mixing() == Mixing.ATTENTION); c++) {
            next[3 * x + c] += m * block[2][3 * y + c];
          }
        }
        double length = Math.sqrt(product(next, x, next, x, 3));
        for (int c = 0; c < 3; c++) {
          next[3 * x + c] /= length;
        }
      }
      spins = next;
    }
    return pairs(spec.couplings(), lattice, 3, spins);
  }

  private static double pairs(List<Double> couplings, Lattice lattice, int n, double[] spins) {
    NeighbourShells shells = new NeighbourShells(lattice);
    double sum = 0;
    for (int x = 0; x < lattice.volume(); x++) {
      for (int y = x + 1; y < lattice.volume(); y++) {
        sum -= couplings.get(shells.of(x, y) - 1) * product(spins, x, spins, y, n);
      }
    }
    return sum;
  }

  private static double product(double[] a, int x, double[] b, int y, int n) {
    double sum = 0;
    for (int c = 0; c < n; c++) {
      sum += a[x * n + c] * b[y * n + c];
    }
    return sum;
  }

  /** 100 updates, as in a proposal, of the largest lattices in use. */
  @ParameterizedTest
  @ValueSource(ints = {6, 8, 5})
  void aLongWalkFollowsTheValue(int extent) {
    Lattice lattice = new Lattice(extent, extent);
    int shells = new NeighbourShells(lattice).count();
    List<Double> couplings = Collections.nCopies(shells, -0.3);
    SpinTransformer spec = new SpinTransformer(1, shells, Mixing.ATTENTION, 0.2, 3, couplings);
    double[] spins = hot(lattice, 3, 1);
    double[] other = hot(lattice, 3, 2);
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField u = new SpinField(ops, 3)) {
      SpinWalk walk = ((WalkableAction) spec.bind(u)).walk(spins);
      double sum = value(spec, lattice, spins);
      for (int step = 0; step < 300; step++) {
        int site = step * 7 % lattice.volume();
        int from = step * 11 % lattice.volume();
        double[] spin = Arrays.copyOfRange(other, 3 * from, 3 * from + 3);
        double change = walk.change(site, spin);
        if (step % 3 != 0) {
          walk.accept();
          sum += change;
          System.arraycopy(spin, 0, spins, 3 * site, 3);
        }
      }
      assertThat(sum).isCloseTo(value(spec, lattice, spins), within(1e-10));
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
        int ranges = one.reach() + 1;
        for (int k = 3 * each - one.blocks().values(); k < 3 * each; k++) {
          // S itself adds nothing to where it points
          if (one instanceof SpinTransformer || k % ranges != 0) {
            assertThat(Math.abs(gradient[k])).as(deeper.labels().get(k)).isGreaterThan(1e-3);
          }
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
