package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was learnt on a small lattice does there and on a larger one the same. */
class VolumeTransferTest extends FlowContract {
  private static final double EXACT = 1e-10;

  private static Lattice doubled(Lattice lattice) {
    int[] extents = lattice.extents();
    extents[0] *= 2;
    extents[extents.length - 1] *= extents.length > 1 ? 2 : 1;
    return new Lattice(extents);
  }

  /** The field that repeats one of a lattice over a larger one. */
  private static double[] repeated(FieldType type, Lattice small, Lattice large, double[] z) {
    int parts = type instanceof FieldType.Gauge ? small.dimensions() : 1;
    int each = z.length / small.volume() / parts;
    double[] out = new double[parts * large.volume() * each];
    int[] x = new int[large.dimensions()];
    for (int site = 0; site < large.volume(); site++) {
      for (int mu = 0; mu < x.length; mu++) {
        x[mu] = large.coordinate(site, mu);
      }
      for (int part = 0; part < parts; part++) {
        int to = (part * large.volume() + site) * each;
        System.arraycopy(z, (part * small.volume() + small.site(x)) * each, out, to, each);
      }
    }
    return out;
  }

  /** Image and inverse image of the field that repeats are those that repeat. */
  private static <F extends Field<F>> void goesOver(Case c, Lattice large, double[] z, double off) {
    with(
        c,
        small -> {
          double[] theta = c.flow().transferred(small.parameters(), c.type(), c.lattice(), large);
          try (ReferenceOps ops = new ReferenceOps(large);
              F like = Theories.cast(RandomFields.hot(ops, c.type(), 1));
              EffectiveAction<F> start = (EffectiveAction<F>) Theories.<F>bind(c.flow(), like)) {
            TransportMap flow = (TransportMap) start.with(1, theta);
            TransportMap.Batch x = small.forward(z);
            double[] many = repeated(c.type(), c.lattice(), large, z);
            TransportMap.Batch y = flow.forward(many);
            assertThat(y.values())
                .containsExactly(repeated(c.type(), c.lattice(), large, x.values()), within(off));
            double[] back = small.inverse(x.values()).values();
            double[] repeated = repeated(c.type(), c.lattice(), large, back);
            assertThat(flow.inverse(y.values()).values())
                .containsExactly(repeated, within(10 * off));
            // Fourier modes and blocks larger than the small lattice have a Jacobian of their own
            if (c.flow().maps().stream()
                .noneMatch(map ->
                    map instanceof ModeScaling
                        || map instanceof BlockSplitting
                        || map instanceof SpectralSplitting)) {
              double times = large.volume() / (double) c.lattice().volume();
              assertThat(y.logs()[0]).isCloseTo(times * x.logs()[0], within(1e-9));
            }
          }
        });
  }

  /** Whether the displacements of a range reach around a lattice. */
  private static boolean reaches(int range, Lattice lattice) {
    return Arrays.stream(lattice.extents()).anyMatch(extent -> 2 * range >= extent);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fieldsThatRepeatKeepTheirImages(Case c) {
    Lattice large = doubled(c.lattice());
    boolean ofOneLattice =
        c.flow().maps().stream()
            .anyMatch(map ->
                map.toString().contains("FullyConnected")
                    || map instanceof ContinuousFlow && reaches(1, c.lattice()));
    if (ofOneLattice) {
      assertThatThrownBy(() -> c.flow().transferred(new double[0], c.type(), c.lattice(), large))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "transfer = volume from the lattice " + c.lattice() + " to " + large);
    } else {
      int sites = c.lattice().volume();
      int size = c.type() instanceof FieldType.Scalar(int n) ? n * sites : 2 * sites;
      goesOver(c, large, RandomFields.normal(4, size), EXACT);
    }
  }

  static List<Arguments> spectral() {
    MapSpec coupling = (MapSpec) Catalogue.entries(MapSpec.class).get("spectral-coupling");
    ConditionerSpec network = new Convolution(List.of(2), 1, Activation.TANH);
    return List.of(
        Arguments.of(coupling, Group.SU2),
        Arguments.of(coupling, Group.SU3),
        Arguments.of(new SpectralSplitting(network, 6, 1), Group.SU2),
        Arguments.of(new SpectralSplitting(network, 6, 1), Group.SU3));
  }

  @ParameterizedTest
  @MethodSource("spectral")
  void spectralFlowsGoOver(MapSpec map, Group group) {
    FieldType links = new FieldType.Gauge(group);
    Lattice small = new Lattice(4, 4);
    Flow<?> flow = new Flow<>(List.of(map), 1);
    try (ReferenceOps ops = new ReferenceOps(small);
        Field<?> u = RandomFields.hot(ops, links, 3)) {
      double[] z = u.snapshot().values();
      double off = EXACT;
      if (map instanceof SpectralSplitting) {
        untwist(z, small, group.n());
        off = 1e-7; // angles of what is nearly 1 are roots of what its trace is off by
      }
      goesOver(new Case("spectral", flow, links, small), new Lattice(8, 8), z, off);
    }
  }

  /**
   * The loop along direction 1 through the corner becomes 1, so that the loop of the torus is 1 on
   * both lattices, and so are the halves of the larger one, which one pass then leaves alone.
   */
  private static void untwist(double[] z, Lattice lattice, int n) {
    for (int y = 0; y < lattice.extent(1); y++) {
      int at = (lattice.volume() + lattice.site(0, y)) * 2 * n * n;
      Arrays.fill(z, at, at + 2 * n * n, 0);
      for (int k = 0; k < n; k++) {
        z[at + 2 * (n + 1) * k] = 1;
      }
    }
  }

  @Test
  void continuousFlowsOfARangeGoOver() {
    Lattice small = new Lattice(4, 4);
    Lattice large = new Lattice(8, 8);
    Flow<?> scalars = new Flow<>(List.of(new ContinuousFlow(3, 2, 1, 4)), 1);
    goesOver(new Case("scalars", scalars, small), large, RandomFields.normal(5, 16), EXACT);
    Flow<?> spins = new Flow<>(List.of(new ContinuousSpinFlow(2, 1, 4)), 1);
    FieldType sphere = new FieldType.Spin(3);
    double[] z = RandomFields.normal(6, 48);
    for (int site = 0; site < 16; site++) {
      double norm = norm(Arrays.copyOfRange(z, 3 * site, 3 * site + 3));
      for (int k = 0; k < 3; k++) {
        z[3 * site + k] /= norm;
      }
    }
    goesOver(new Case("spins", spins, sphere, small), large, z, EXACT);
    Flow<?> around = new Flow<>(List.of(new ContinuousFlow(3, 2, 2, 4)), 1);
    double[] none = {};
    assertThatThrownBy(() -> around.transferred(none, SCALAR, small, large))
        .hasMessageContaining("below half of the extents");
    assertThatThrownBy(() -> scalars.transferred(none, SCALAR, small, new Lattice(8, 4)))
        .hasMessageContaining("the same directions with equal extents");
  }

  /** e^(-2s) = 2 (k^2 + m^2) of any mass stays that, also on lattices that do not divide. */
  @Test
  void theFreeFieldGoesOverExactly() {
    Flow<?> modes = new Flow<>(List.of(new ModeScaling(0)), 1);
    List<Lattice> even =
        List.of(new Lattice(4, 6), new Lattice(8, 8), new Lattice(10, 4), new Lattice(5, 7));
    for (double mass : new double[] {0.3, 2}) {
      ModeScaling free = new ModeScaling(mass);
      for (Lattice from : even.subList(0, 3)) {
        for (Lattice to : even) {
          double[] theta = new ScaledModes(free, from).start(null);
          double[] expected = new ScaledModes(free, to).start(null);
          assertThat(modes.transferred(theta, SCALAR, from, to))
              .containsExactly(expected, within(1e-12));
        }
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Convolution network = new Convolution(List.of(2), 3, Activation.SILU);
    Flow<?> flow = new Flow<>(List.of(new AffineCoupling(2, network, false)), 1);
    Lattice plane = new Lattice(4, 4);
    assertThatThrownBy(() -> flow.transferred(new double[1], SCALAR, plane, new Lattice(4, 4, 4)))
        .hasMessageContaining("equal dimension");
    assertThatThrownBy(() -> flow.transferred(new double[1], SCALAR, plane, new Lattice(8, 8)))
        .hasMessageContaining("got 1 parameters");
    assertThatThrownBy(
            () -> flow.transferred(new double[1], SCALAR, new Lattice(5, 4), new Lattice(8, 8)))
        .hasMessageContaining("odd extent 5");
  }
}
