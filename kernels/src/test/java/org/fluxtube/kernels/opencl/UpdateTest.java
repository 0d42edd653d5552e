package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Local updates, at the given sites only: the reference's decisions; its bits and three transfers
 * where the host does them, its numbers up to rounding and no transfer where the device does.
 */
@NeedsDevice
class UpdateTest {
  private static Stream<LocalUpdate> rules() {
    return Stream.of(
        new LocalUpdate.LinkHeatBath(Group.U1, 1.1),
        new LocalUpdate.LinkHeatBath(Group.SU2, 1.2),
        new LocalUpdate.LinkHeatBath(Group.SU3, 2),
        new LocalUpdate.LinkHeatBath(Group.SU3, -0.4, true),
        new LocalUpdate.LinkHeatBath(new Group(4), 1.5),
        new LocalUpdate.LinkOverrelaxation(Group.U1),
        new LocalUpdate.LinkOverrelaxation(Group.SU2),
        new LocalUpdate.LinkOverrelaxation(Group.SU3),
        new LocalUpdate.LinkOverrelaxation(Group.SU3, true),
        new LocalUpdate.LinkMetropolis(Group.SU2, 1.2, 0.3, 3),
        new LocalUpdate.ScalarMetropolis(1.2, 0.3, 0.7, 4),
        new LocalUpdate.SpinMetropolis(0.4, 3),
        new LocalUpdate.SpinHeatBath(),
        new LocalUpdate.SpinOverrelaxation());
  }

  private static Shape shape(LocalUpdate rule) {
    return switch (rule) {
      case LocalUpdate.LinkHeatBath link -> new Shape.Matrix(link.group().n());
      case LocalUpdate.LinkOverrelaxation link -> new Shape.Matrix(link.group().n());
      case LocalUpdate.LinkMetropolis link -> new Shape.Matrix(link.group().n());
      case LocalUpdate.ScalarMetropolis scalar -> new Shape.Real(1);
      case LocalUpdate.SpinMetropolis spin -> new Shape.Real(3);
      case LocalUpdate.SpinHeatBath spin -> new Shape.Real(3);
      case LocalUpdate.SpinOverrelaxation spin -> new Shape.Real(3);
    };
  }

  private record Result(double[] x, long changed) {}

  @ParameterizedTest
  @MethodSource("rules")
  void theReferenceIsReproduced(LocalUpdate rule) {
    Lattice lattice = new Lattice(3, 5, 4);
    Result device;
    try (OpenClOps ops = (OpenClOps) new OpenClBackend().open(lattice)) {
      long before = ops.fieldTransfers();
      device = updated(ops, rule);
      // two loads and one store are the test's own
      assertThat(ops.fieldTransfers() - before).isEqualTo(3 + (onDevice(rule) ? 0 : 3));
    }
    try (FieldOps ops = new ReferenceOps(lattice)) {
      Result reference = updated(ops, rule);
      if (onDevice(rule)) {
        assertThat(device.x).containsExactly(reference.x, within(1e-12));
      } else {
        assertThat(device.x).isEqualTo(reference.x);
      }
      assertThat(device.changed).isEqualTo(reference.changed).isPositive();
    }
  }

  private static boolean onDevice(LocalUpdate rule) {
    return LocalRules.kernel(rule, shape(rule)).isPresent();
  }

  private static Result updated(FieldOps ops, LocalUpdate rule) {
    int volume = ops.lattice().volume();
    Shape shape = shape(rule);
    Vector x = ops.allocate(shape);
    Vector environment = ops.allocate(shape);
    double[] host = new double[volume * shape.reals()];
    // links and spins on their manifolds, from the same numbers on both
    try (ReferenceOps start = new ReferenceOps(ops.lattice())) {
      Vector u = start.allocate(shape);
      start.load(Data.normal(3, host.length), 0, u);
      if (shape instanceof Shape.Matrix) {
        start.reunitarise(u);
      } else if (shape.reals() > 1) {
        start.normalise(u);
      }
      start.store(u, host, 0);
    }
    ops.load(host, 0, x);
    ops.load(Data.normal(4, host.length), 0, environment);
    SiteSet sites = new SiteSet(IntStream.range(0, volume).filter(s -> s % 2 == 1).toArray());
    StreamKey key = new RandomStream(5, 1, 2).key(Purpose.START, 0, 0);
    long changed = ops.update(rule, sites, environment, key, x);
    ops.store(x, host, 0);
    return new Result(host, changed);
  }
}
