package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.dirac.solver.LinearOperator;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole Dirac solves on the device: against the reference, without transfers, whatever collects.
 */
@NeedsDevice
class SolveTest {
  private record System(OperatorSpec operator, int n, Lattice lattice) {}

  private static Stream<System> systems() {
    return Stream.of(
        new System(new Wilson(0.2), 1, new Lattice(8, 6)),
        new System(new Wilson(0.11), 3, new Lattice(4, 2, 6, 4)),
        new System(new Wilson(0.11), 2, new Lattice(4, 4, 4, 8)),
        new System(new Staggered(0.4), 1, new Lattice(8, 12)),
        new System(new Staggered(0.4), 2, new Lattice(4, 6, 4)),
        new System(new Staggered(0.4), 3, new Lattice(4, 4, 4, 4)),
        new System(new Staggered(0.4), 4, new Lattice(2, 4, 2, 4)));
  }

  /** The solution on all sites, how many iterations, and the fields that moved in between. */
  private record Result(double[] x, int iterations, long transfers) {}

  private static Result solve(System system, FieldOps open) {
    try (FieldOps ops = open;
        GaugeField u = new GaugeField(ops, new Group(system.n));
        DiracOperator d = system.operator.bind(u)) {
      u.hot(new RandomStream(5, 0, 0));
      d.update(u);
      Shape shape = d.shape().at(Parity.EVEN);
      Vector b = ops.allocate(shape);
      Vector x = ops.allocate(shape);
      ops.gaussian(1, new RandomStream(6, 0, 0).key(Purpose.TEST, 0, 0), b);
      LinearOperator a = system.operator.normalSplits() ? d::splitNormal : d::schurNormal;
      long before = transfers(ops);
      int iterations = new ConjugateGradient(1e-12, 1000).solve(ops, "test", a, b, x).iterations();
      long moved = transfers(ops) - before;
      double[] host = new double[system.lattice.volume() * shape.reals()];
      ops.store(x, host, 0);
      return new Result(host, iterations, moved);
    }
  }

  private static long transfers(FieldOps ops) {
    return ops instanceof OpenClOps device ? device.fieldTransfers() : 0;
  }

  @ParameterizedTest
  @MethodSource("systems")
  void solutionsAreThoseOfTheReferenceAndNoFieldMoves(System system) {
    Result reference = solve(system, new ReferenceOps(system.lattice));
    for (int lanes : new int[] {1, 8}) {
      OpenDevice device = OpenDevice.of(TestDevice.get());
      Result got = solve(system, new OpenClOps(system.lattice, device, lanes));
      assertThat(got.transfers).as("fields moved inside a solve").isZero();
      assertThat(got.iterations).isBetween(reference.iterations - 1, reference.iterations + 1);
      double difference = 0;
      double norm = 0;
      for (int i = 0; i < got.x.length; i++) {
        difference += Math.pow(got.x[i] - reference.x[i], 2);
        norm += Math.pow(reference.x[i], 2);
      }
      assertThat(Math.sqrt(difference / norm)).isLessThan(1e-10);
    }
  }

  @Test
  void forcedCollectionsOfGarbageChangeNoBit() throws InterruptedException {
    System system = new System(new Wilson(0.12), 3, new Lattice(4, 4, 4, 8));
    Result quiet = solve(system, new OpenClBackend().open(system.lattice));
    AtomicBoolean done = new AtomicBoolean();
    long[] collections = new long[1];
    Thread noise =
        new Thread(() -> {
          byte[][] young = new byte[64][];
          while (!done.get()) {
            for (int i = 0; i < young.length; i++) {
              young[i] = new byte[10_000 + i];
            }
            java.lang.System.gc();
            collections[0]++;
          }
        });
    noise.start();
    Result noisy;
    try {
      noisy = solve(system, new OpenClBackend().open(system.lattice));
    } finally {
      done.set(true);
      noise.join();
    }
    assertThat(collections[0]).isGreaterThan(1);
    assertThat(noisy.iterations).isEqualTo(quiet.iterations).isGreaterThan(10);
    assertThat(noisy.x).isEqualTo(quiet.x);
  }
}
