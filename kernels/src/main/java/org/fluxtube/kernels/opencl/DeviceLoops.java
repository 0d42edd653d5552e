package org.fluxtube.kernels.opencl;

import java.util.Arrays;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** Loops of links of U(1), SU(2) and SU(3); other groups go through the defaults. */
abstract class DeviceLoops extends DeviceManifolds {
  private final GaugeLoops loops;

  DeviceLoops(Lattice lattice, OpenDevice device, int mostLanes) {
    super(lattice, device, mostLanes);
    this.loops = new GaugeLoops(launcher, blockHop, order, lattice.dimensions(), volume);
  }

  private double[] equal(double weight) {
    double[] weights = new double[lattice.dimensions()];
    Arrays.fill(weights, weight);
    return weights;
  }

  @Override
  public void staple(Vector[] links, int mu, double c0, double c1, Vector out) {
    int n = Checks.matrixSize(links[mu]);
    if (c1 == 0 && loops.covers(n)) {
      Precision.of("the staple", out, links);
      loops.staple(n, data(links), mu, equal(c0), data(out));
    } else if (loops.covers(n)) {
      Precision.of("the staple", out, links);
      constant(0, out);
      try (Scratch.Lease up = scratch.like(out);
          Scratch.Lease down = scratch.like(out)) {
        loops.addStaple(
            n, data(links), mu, c0, c1, data(up.vector()), data(down.vector()), data(out));
      }
    } else {
      super.staple(links, mu, c0, c1, out);
    }
  }

  @Override
  public void gaugeForce(Vector[] links, double coefficient, double c0, double c1, Vector[] out) {
    int n = Checks.matrixSize(links[0]);
    if (c1 == 0 && loops.covers(n)) {
      double[][] weights = new double[links.length][];
      Arrays.fill(weights, equal(coefficient * c0));
      plaquetteProjections(links, weights, out);
    } else if (loops.covers(n)) {
      requireGauge("the gauge force", links, out);
      for (Vector part : out) {
        constant(0, part);
      }
      try (Scratch.Lease lower = scratch.like(out[0]);
          Scratch.Lease upper = scratch.like(out[0]);
          Scratch.Lease k = scratch.like(out[0])) {
        loops.addForce(
            n,
            data(links),
            coefficient * c0,
            coefficient * c1,
            data(lower.vector()),
            data(upper.vector()),
            data(k.vector()),
            data(out));
      }
    } else {
      super.gaugeForce(links, coefficient, c0, c1, out);
    }
  }

  @Override
  public void plaquetteProjections(Vector[] links, double[][] weights, Vector[] out) {
    int n = Checks.matrixSize(links[0]);
    if (!loops.covers(n)) {
      super.plaquetteProjections(links, weights, out);
      return;
    }
    requireGauge("the gauge force", links, out);
    Buffer[] u = data(links);
    for (int mu = 0; mu < u.length; mu++) {
      loops.force(n, u, mu, weights[mu], data(out[mu]));
    }
  }

  private static void requireGauge(String what, Vector[] links, Vector[] out) {
    Precision.of(what, out[0], links);
    Precision.of(what, out[0], out);
    for (int mu = 0; mu < links.length; mu++) {
      Checks.group(links[mu], out[mu]);
    }
  }

  @Override
  public void plaquetteDerivatives(Vector[] links, double[][] weights, Vector[] h, Vector[] out) {
    int n = Checks.matrixSize(links[0]);
    if (!loops.covers(n)) {
      super.plaquetteDerivatives(links, weights, h, out);
      return;
    }
    requireGauge("the derivative of plaquettes", links, h);
    requireGauge("the derivative of plaquettes", links, out);
    try (Scratch.Lease ahead = scratch.like(out[0]);
        Scratch.Lease above = scratch.like(out[0])) {
      for (int mu = 0; mu < links.length; mu++) {
        for (int nu = mu + 1; nu < links.length; nu++) {
          if (weights[mu][nu] != 0 || weights[nu][mu] != 0) {
            loops.derivatives(
                n,
                data(links),
                mu,
                nu,
                weights[mu][nu],
                weights[nu][mu],
                data(h),
                data(ahead.vector()),
                data(above.vector()),
                data(out));
          }
        }
      }
    }
  }

  @Override
  public double rectangleSum(Vector[] links, int mu, int nu) {
    int n = Checks.matrixSize(links[mu]);
    if (!loops.covers(n)) {
      return super.rectangleSum(links, mu, nu);
    }
    try (Scratch.Lease trace = scratch.take(new Shape.Real(1), links[mu].precision())) {
      loops.rectangle(n, data(links), mu, nu, data(trace.vector()));
      return sum(trace.vector())[0];
    }
  }

  @Override
  public void plaquette(Vector[] links, int mu, int nu, Vector out) {
    int n = Checks.matrixSize(links[mu]);
    if (!loops.covers(n)) {
      super.plaquette(links, mu, nu, out);
      return;
    }
    Checks.same(links[mu], out);
    loops.plaquetteMatrix(n, data(links), mu, nu, data(out));
  }

  @Override
  public void cloverLeaves(Vector[] links, int mu, int nu, Vector out) {
    int n = Checks.matrixSize(links[mu]);
    if (!loops.covers(n)) {
      super.cloverLeaves(links, mu, nu, out);
      return;
    }
    Checks.same(links[mu], out);
    try (Scratch.Lease half = scratch.like(out)) {
      loops.leaves(n, data(links), mu, nu, data(half.vector()), data(out));
    }
  }

  @Override
  public void cloverForce(Vector[] links, int mu, int nu, double alpha, Vector k, Vector[] out) {
    int n = Checks.matrixSize(links[mu]);
    if (!loops.covers(n)) {
      super.cloverForce(links, mu, nu, alpha, k, out);
      return;
    }
    requireGauge("the clover force", links, out);
    Checks.same(links[mu], k);
    try (Scratch.Lease ahead = scratch.like(out[0]);
        Scratch.Lease above = scratch.like(out[0])) {
      loops.cloverForce(
          n,
          data(links),
          mu,
          nu,
          alpha,
          data(k),
          data(ahead.vector()),
          data(above.vector()),
          data(out));
    }
  }

  /** One kernel for SU(3); for the others there is one anyway. */
  @Override
  public void commutator(double alpha, Vector x, Vector y, double beta, Vector out) {
    Checks.same(x, y);
    Checks.same(x, out);
    if (Group.ofAlgebra(x.shape().reals()).n() != 3) {
      super.commutator(alpha, x, y, beta, out);
      return;
    }
    if (x == out || y == out) {
      throw new IllegalArgumentException("commutator: out must be neither x nor y");
    }
    kernel("CommutatorSu3", x, y, out)
        .set("x", data(x))
        .set("y", data(y))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public double plaquetteSum(Vector[] links, int mu, int nu) {
    int n = Checks.matrixSize(links[mu]);
    if (!loops.covers(n)) {
      return super.plaquetteSum(links, mu, nu);
    }
    try (Scratch.Lease trace = scratch.take(new Shape.Real(1), links[mu].precision())) {
      loops.plaquette(n, data(links), mu, nu, data(trace.vector()));
      return sum(trace.vector())[0];
    }
  }
}
