package org.fluxtube.actors.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/** Kernels of links and momenta. */
final class Links {
  private static final double EPS = 1e-3; // small, so that thousands of calls stay near the group

  private Links() {}

  static Work force(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector[] out = algebra(ops, precision, u.length);
    return new Work(ops, () -> ops.gaugeForce(u, 2, 1, 0, out), () -> Inputs.numbers(ops, out));
  }

  static Work rectangles(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector[] out = algebra(ops, precision, u.length);
    return new Work(
        ops, () -> ops.gaugeForce(u, 2, 5.0 / 3, -1.0 / 12, out), () -> Inputs.numbers(ops, out));
  }

  /** Leaves of all planes, each in a vector of its own. */
  static Work leaves(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector[] out = new Vector[u.length * (u.length - 1) / 2];
    Arrays.setAll(out, i -> ops.allocate(new Shape.Matrix(3), precision));
    return new Work(
        ops,
        () -> {
          int i = 0;
          for (int mu = 0; mu < u.length; mu++) {
            for (int nu = mu + 1; nu < u.length; nu++) {
              ops.cloverLeaves(u, mu, nu, out[i++]);
            }
          }
        },
        () -> Inputs.numbers(ops, out));
  }

  /** One K for all planes. */
  static Work cloverForce(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector k = ops.allocate(new Shape.Matrix(3), precision);
    ops.element(1, inputs.algebra(ops, precision, 0), 0, k);
    Vector[] out = algebra(ops, precision, u.length);
    return new Work(
        ops,
        () -> {
          List.of(out).forEach(part -> ops.constant(0, part));
          for (int mu = 0; mu < u.length; mu++) {
            for (int nu = mu + 1; nu < u.length; nu++) {
              ops.cloverForce(u, mu, nu, 1, k, out);
            }
          }
        },
        () -> Inputs.numbers(ops, out));
  }

  static Work heatBath(FieldOps ops, Precision precision, Inputs inputs) {
    return local(ops, precision, inputs, new LocalUpdate.LinkHeatBath(Inputs.SU3, 2));
  }

  static Work overrelaxation(FieldOps ops, Precision precision, Inputs inputs) {
    return local(ops, precision, inputs, new LocalUpdate.LinkOverrelaxation(Inputs.SU3));
  }

  /** Staples, and the update of the even links of one direction. */
  private static Work local(FieldOps ops, Precision precision, Inputs inputs, LocalUpdate update) {
    Vector[] u = inputs.links(ops, precision);
    Vector environment = ops.allocate(new Shape.Matrix(3), precision);
    StreamKey key = new RandomStream(2, 0, 1).key(Purpose.HEAT_BATH, 0, 0);
    SiteSet even =
        new SiteSet(
            IntStream.range(0, ops.lattice().volume())
                .filter(s -> ops.lattice().parity(s) == 0)
                .toArray());
    return new Work(
        ops,
        () -> {
          ops.staple(u, 0, 1, 0, environment);
          ops.update(update, even, environment, key, u[0]);
        },
        () -> Inputs.numbers(ops, u[0]),
        1,
        true);
  }

  static Work staple(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector out = ops.allocate(new Shape.Matrix(3), precision);
    return new Work(ops, () -> ops.staple(u, 0, 1, 0, out), () -> Inputs.numbers(ops, out));
  }

  static Work plaquette(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    double[] sum = new double[1];
    Runnable call =
        () -> {
          sum[0] = 0;
          for (int mu = 0; mu < u.length; mu++) {
            for (int nu = mu + 1; nu < u.length; nu++) {
              sum[0] += ops.plaquetteSum(u, mu, nu);
            }
          }
        };
    // the sum over random links is near 0: compared beside the number of its terms' root
    return new Work(
        ops,
        call,
        () -> new double[] {sum[0], 3 * Math.sqrt(6.0 * ops.lattice().volume())},
        1,
        true);
  }

  static Work drift(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector p = inputs.algebra(ops, precision, 0);
    return new Work(
        ops,
        () -> {
          for (Vector link : u) {
            ops.exponentiate(EPS, p, link);
          }
        },
        () -> Inputs.numbers(ops, u));
  }

  static Work refresh(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] p = algebra(ops, precision, ops.lattice().dimensions());
    RandomStream rng = new RandomStream(2, 0, 1);
    return new Work(
        ops,
        () -> {
          for (int mu = 0; mu < p.length; mu++) {
            ops.gaussian(1, rng.key(Purpose.MOMENTUM, mu, 0), p[mu]);
          }
        },
        () -> Inputs.numbers(ops, p));
  }

  static Work multiply(FieldOps ops, Precision precision, Inputs inputs) {
    Vector[] u = inputs.links(ops, precision);
    Vector out = ops.allocate(new Shape.Matrix(3), precision);
    return new Work(
        ops,
        () -> ops.multiply(1, u[0], false, u[1], true, 0, out),
        () -> Inputs.numbers(ops, out));
  }

  private static Vector[] algebra(FieldOps ops, Precision precision, int count) {
    Vector[] out = new Vector[count];
    for (int i = 0; i < count; i++) {
      out[i] = ops.allocate(new Shape.Real(8), precision);
    }
    return out;
  }
}
