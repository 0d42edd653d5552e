package org.fluxtube.kernels.opencl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Figures of loops of SU(3) links on one device: forces, stout recursion, clover leaves and local
 * updates, each compared with the reference before it is timed. A product of matrices counts 198
 * operations, an element of the algebra that is carried along a link or a commutator two products.
 */
final class LoopBench {
  private static final int PRODUCT = 198;
  private static final int DIRECTIONS = 4;

  private LoopBench() {}

  /** The numbers of a kernel; some are left in force, some in matrix or in the first links. */
  private record Fields(
      FieldOps ops, Vector[] u, Vector[] h, Vector k, Vector[] force, Vector matrix, SiteSet even) {

    static Fields of(FieldOps ops, GaugeField links, Precision precision) {
      Shape m = new Shape.Matrix(3);
      Shape algebra = new Shape.Real(8);
      int volume = ops.lattice().volume();
      Vector[] u = vectors(ops, m, precision);
      Vector[] h = vectors(ops, algebra, precision);
      double[] host = new double[18 * volume];
      for (int mu = 0; mu < DIRECTIONS; mu++) {
        links.ops().store(links.link(mu), host, 0);
        ops.load(host, 0, u[mu]);
        ops.load(Data.normal(mu, 8 * volume), 0, h[mu]);
      }
      Vector k = ops.allocate(m, precision);
      ops.element(1, h[0], 0, k);
      SiteSet even =
          new SiteSet(
              IntStream.range(0, volume).filter(s -> ops.lattice().parity(s) == 0).toArray());
      return new Fields(
          ops, u, h, k, vectors(ops, algebra, precision), ops.allocate(m, precision), even);
    }

    private static Vector[] vectors(FieldOps ops, Shape shape, Precision precision) {
      Vector[] all = new Vector[DIRECTIONS];
      Arrays.setAll(all, mu -> ops.allocate(shape, precision));
      return all;
    }

    /** What a kernel left, from zeros on. */
    double[] after(Kernel kernel) {
      for (Vector v : force) {
        ops.constant(0, v);
      }
      ops.constant(0, matrix);
      kernel.body.run(this);
      DoubleStream all = DoubleStream.concat(numbers(matrix), numbers(u[0]));
      for (Vector v : force) {
        all = DoubleStream.concat(all, numbers(v));
      }
      return all.toArray();
    }

    private DoubleStream numbers(Vector x) {
      double[] host = new double[ops.lattice().volume() * x.shape().reals()];
      ops.store(x, host, 0);
      return Arrays.stream(host);
    }

    void update(LocalUpdate rule, StreamKey key) {
      ops.staple(u, 0, 1, 0, matrix);
      ops.update(rule, even, matrix, key, u[0]);
    }
  }

  /** What is timed. */
  private interface Body {
    void run(Fields f);
  }

  /**
   * @param operations for each site, 0 where there is no usual count
   * @param numbers read or written for each site
   * @param single whether it is there in single precision: decisions of updates are taken in double
   */
  private record Kernel(String name, int operations, int numbers, boolean single, Body body) {}

  private static List<Kernel> kernels() {
    double[][] rho = new double[DIRECTIONS][DIRECTIONS];
    Arrays.stream(rho).forEach(row -> Arrays.fill(row, 0.1));
    StreamKey key = new RandomStream(9, 0, 0).key(Purpose.TEST, 0, 0);
    LocalUpdate heatBath = new LocalUpdate.LinkHeatBath(Group.SU3, 2);
    LocalUpdate reflection = new LocalUpdate.LinkOverrelaxation(Group.SU3);
    return List.of(
        new Kernel("gauge force", 10_736, 104, true, f -> f.ops.gaugeForce(f.u, 2, 1, 0, f.force)),
        new Kernel(
            "force with rectangles",
            (76 + 28 * 2) * PRODUCT,
            104,
            true,
            f -> f.ops.gaugeForce(f.u, 2, 5.0 / 3, -1.0 / 12, f.force)),
        new Kernel(
            "force recursion of a stout step",
            6 * 17 * PRODUCT,
            136,
            true,
            f -> f.ops.plaquetteDerivatives(f.u, rho, f.h, f.force)),
        new Kernel("staple", 2466, 90, true, f -> f.ops.staple(f.u, 0, 1, 0, f.matrix)),
        new Kernel(
            "clover leaves of a plane",
            7 * PRODUCT + 36,
            54,
            true,
            f -> f.ops.cloverLeaves(f.u, 0, 1, f.matrix)),
        new Kernel(
            "clover force of a plane",
            23 * PRODUCT,
            86,
            true,
            f -> f.ops.cloverForce(f.u, 0, 1, 0.3, f.k, f.force)),
        new Kernel(
            "drift of a direction", 0, 44, true, f -> f.ops.exponentiate(1e-3, f.h[0], f.u[0])),
        new Kernel("heat bath, half a direction", 0, 90, false, f -> f.update(heatBath, key)),
        new Kernel(
            "overrelaxation, half a direction", 0, 90, false, f -> f.update(reflection, key)));
  }

  /** Prints a line for each; false if one was wrong. */
  static boolean run(OpenClOps ops, GaugeField u, double copy) {
    boolean right = true;
    int volume = ops.lattice().volume();
    for (Kernel kernel : kernels()) {
      double[] expected;
      try (FieldOps reference = new ReferenceOps(ops.lattice())) {
        expected = Fields.of(reference, u, Precision.DOUBLE).after(kernel);
      }
      for (Precision precision : Precision.values()) {
        if (precision == Precision.FLOAT && !kernel.single) {
          continue;
        }
        Fields f = Fields.of(ops, u, precision);
        double error = distance(f.after(kernel), expected);
        double bound = 1000 * precision.rounding();
        String name = kernel.name + " " + ops.lattice() + " " + precision;
        if (error < bound) {
          double time = DeviceBench.seconds(ops::finish, () -> kernel.body.run(f));
          double bytes = (double) kernel.numbers * precision.bytes() * volume / time;
          DeviceBench.print(
              "%s: %.1f us, %s%.1f GB/s = %.0f %% of copy; error %.1e",
              name,
              1e6 * time,
              kernel.operations == 0
                  ? ""
                  : String.format(
                      Locale.ROOT, "%.1f GF/s, ", 1e-9 * kernel.operations * volume / time),
              bytes / 1e9,
              100 * bytes / copy,
              error);
        } else {
          DeviceBench.print("%s: WRONG by %.1e, allowed is %.1e", name, error, bound);
          right = false;
        }
        for (Vector[] all : List.of(f.u, f.h, f.force, new Vector[] {f.k, f.matrix})) {
          Arrays.stream(all).forEach(Vector::close);
        }
      }
    }
    return right;
  }

  /** Relative distance of numbers. */
  static double distance(double[] got, double[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < got.length; i++) {
      difference += (got[i] - expected[i]) * (got[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }
}
