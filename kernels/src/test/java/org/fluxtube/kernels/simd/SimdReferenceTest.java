package org.fluxtube.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Transition;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same numbers as the reference, kernel by kernel and over a trajectory. */
class SimdReferenceTest {
  static Stream<Object[]> gaugeFields() {
    return Stream.of(
            new Lattice(2, 3),
            new Lattice(16, 16),
            new Lattice(5, 3, 2),
            new Lattice(4, 2, 6),
            new Lattice(2, 3, 5, 4),
            new Lattice(4, 4, 4, 4),
            new Lattice(6, 10, 4, 8))
        .flatMap(lattice ->
            IntStream.rangeClosed(1, 4)
                .filter(n -> lattice.volume() < 300 || n == 3)
                .mapToObj(n -> new Object[] {lattice, n}));
  }

  private static <T> List<T> onBoth(Lattice lattice, Function<FieldOps, T> work) {
    try (FieldOps simd = new SimdBackend().open(lattice);
        FieldOps reference = new ReferenceOps(lattice)) {
      return List.of(work.apply(simd), work.apply(reference));
    }
  }

  private static void assertClose(List<double[]> both, double relative) {
    double[] got = both.getFirst();
    double[] expected = both.getLast();
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(relative * scale));
    }
  }

  private static GaugeField hot(FieldOps ops, int n) {
    GaugeField u = new GaugeField(ops, new Group(n));
    u.hot(RandomFields.stream(n));
    return u;
  }

  @ParameterizedTest
  @MethodSource("gaugeFields")
  void forcesAndStaples(Lattice lattice, int n) {
    for (double c1 : new double[] {0, -0.331}) {
      assertClose(
          onBoth(
              lattice,
              ops -> {
                GaugeField u = hot(ops, n);
                Momentum force = RandomFields.momentum(u, 2);
                ops.gaugeForce(u.vectors(), 0.7, 1 - 8 * c1, c1, force.vectors());
                return RandomFields.host(u, force);
              }),
          1e-13);
      assertClose(
          onBoth(
              lattice,
              ops -> {
                GaugeField u = hot(ops, n);
                Vector out = ops.allocate(new Shape.Matrix(n));
                ops.staple(u.vectors(), lattice.dimensions() - 1, 1.5, c1, out);
                return RandomFields.host(ops, out);
              }),
          1e-13);
    }
  }

  @ParameterizedTest
  @MethodSource("gaugeFields")
  void drift(Lattice lattice, int n) {
    for (double eps : new double[] {0.05, 0.4, -7}) {
      assertClose(
          onBoth(
              lattice,
              ops -> {
                GaugeField u = hot(ops, n);
                u.drift(eps, RandomFields.momentum(u, 2));
                return u.snapshot().values();
              }),
          1e-12);
    }
  }

  /** Wilson and Symanzik-like trajectories of length 1 from a random start. */
  @ParameterizedTest
  @MethodSource("gaugeFields")
  void gaugeTrajectory(Lattice lattice, int n) {
    trajectory(lattice, new FieldType.Gauge(new Group(n)), new WilsonPlaquette(2.0 * n));
    if (lattice.volume() < 200) {
      trajectory(lattice, new FieldType.Gauge(new Group(n)), new RectangleAction(2.0 * n, -0.083));
    }
  }

  static Stream<Lattice> lattices() {
    return Stream.of(new Lattice(7), new Lattice(3, 5), new Lattice(16, 16), new Lattice(2, 4, 6));
  }

  @ParameterizedTest
  @MethodSource("lattices")
  void scalarAndSpinTrajectories(Lattice lattice) {
    for (int n = 1; n <= 4; n++) {
      trajectory(lattice, new FieldType.Scalar(n), new Phi4(-1, 0.5));
    }
    for (int n = 2; n <= 4; n++) {
      trajectory(lattice, new FieldType.Spin(n), new SpinModel(0.8));
    }
  }

  private static void trajectory(Lattice lattice, FieldType type, ActionSpec<?> action) {
    List<double[]> energies = onBoth(lattice, ops -> trajectory(ops, type, action)[0]);
    List<double[]> fields = onBoth(lattice, ops -> trajectory(ops, type, action)[1]);
    assertThat(energies.getFirst()[0]).isCloseTo(energies.getLast()[0], within(1e-9));
    assertClose(fields, 1e-10);
  }

  private static double[][] trajectory(FieldOps ops, FieldType type, ActionSpec<?> action) {
    Field<?> u = Field.allocate(ops, type);
    u.hot(RandomFields.stream(4));
    return switch (u) {
      case GaugeField gauge -> step(gauge, cast(action));
      case ScalarField scalar -> step(scalar, cast(action));
      case SpinField spin -> step(spin, cast(action));
    };
  }

  @SuppressWarnings("unchecked")
  private static <F extends Field<F>> ActionSpec<F> cast(ActionSpec<?> action) {
    return (ActionSpec<F>) action;
  }

  /** dH, and the field after one accepted or rejected trajectory. */
  private static <F extends Field<F>> double[][] step(F u, ActionSpec<F> action) {
    try (var hmc = new HmcSpec(1, new Omelyan2(12)).bind(action, u)) {
      Transition<F> t = hmc.step(hmc.start(u), new RandomStream(3, 0, 1));
      return new double[][] {{t.info().deltaH()}, t.state().field().snapshot().values()};
    }
  }

  @ParameterizedTest
  @MethodSource("gaugeFields")
  void localUpdatesAreTheHosts(Lattice lattice, int n) {
    Group group = new Group(n);
    int[] sites = IntStream.range(0, lattice.volume()).filter(s -> s % 3 != 0).toArray();
    for (LocalUpdate update :
        List.of(
            new LocalUpdate.LinkHeatBath(group, 1.3),
            new LocalUpdate.LinkOverrelaxation(group),
            new LocalUpdate.LinkMetropolis(group, 1.3, 0.4, 2))) {
      List<double[]> both =
          onBoth(
              lattice,
              ops -> {
                GaugeField u = hot(ops, n);
                double[] a = RandomFields.normal(3, 2 * n * n * lattice.volume());
                Vector environment = RandomFields.vector(ops, new Shape.Matrix(n), a);
                ops.load(RandomFields.normal(4, a.length), 0, u.link(0));
                ops.reunitarise(u.link(0));
                long count =
                    ops.update(
                        update,
                        new SiteSet(sites),
                        environment,
                        RandomFields.stream(5).key(Purpose.START, 0, 0),
                        u.link(0));
                double[] host = RandomFields.host(ops, u.link(0));
                double[] all = Arrays.copyOf(host, host.length + 1);
                all[host.length] = 1e-3 * count;
                return all;
              });
      assertClose(both, 1e-11);
    }
  }

  /**
   * Equal bits from the same start in other memory, and from a field that went through the host.
   */
  @ParameterizedTest
  @MethodSource("gaugeFields")
  void equalBitsAgain(Lattice lattice, int n) {
    FieldType type = new FieldType.Gauge(new Group(n));
    double[][] first;
    double[][] second;
    try (FieldOps ops = new SimdBackend().open(lattice)) {
      first = trajectory(ops, type, new WilsonPlaquette(2.0 * n));
      ops.allocate(new Shape.Matrix(n));
      second = trajectory(ops, type, new WilsonPlaquette(2.0 * n));
    }
    assertThat(second[0]).isEqualTo(first[0]);
    assertThat(second[1]).isEqualTo(first[1]);
    try (FieldOps ops = new SimdBackend().open(lattice)) {
      assertThat(trajectory(ops, type, new WilsonPlaquette(2.0 * n))[1]).isEqualTo(first[1]);
    }
  }
}
