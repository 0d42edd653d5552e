package org.fluxtube.engine.field;

/** Hops and their forces in terms of primitives. */
final class SpinorSums {
  private SpinorSums() {}

  static double imaginaryDot(FieldOps ops, Vector x, Vector y) {
    Shape.Spinor shape = SpinorChecks.same(x, y);
    try (Scratch.Lease t = ops.scratch().like(y)) {
      // x^dagger (-i y) has the real part Im x^dagger y
      ops.spinMultiply(1, SpinMatrix.scalar(shape.spins(), 0, -1), y, 0, t.vector());
      return ops.dot(x, t.vector());
    }
  }

  static void hop(
      FieldOps ops,
      Hopping hopping,
      Vector[] links,
      double alpha,
      Vector x,
      double beta,
      Vector out) {
    SpinorChecks.requireHop(ops, hopping, links, x, out);
    Shape.Spinor full = SpinorChecks.spinor(x).at(Parity.ALL);
    try (Scratch.Lease everywhere = ops.scratch().take(full, x.precision());
        Scratch.Lease sum = ops.scratch().take(full, x.precision());
        Scratch.Lease one = ops.scratch().take(full, x.precision());
        Scratch.Lease two = ops.scratch().take(full, x.precision());
        Scratch.Lease result = ops.scratch().like(out)) {
      ops.restrict(x, everywhere.vector());
      ops.constant(0, sum.vector());
      for (int mu = 0; mu < links.length; mu++) {
        ops.shift(everywhere.vector(), mu, 1, one.vector());
        ops.colourMultiply(1, links[mu], false, one.vector(), 0, two.vector());
        ops.spinMultiply(1, hopping.forward().get(mu), two.vector(), 1, sum.vector());
        ops.colourMultiply(1, links[mu], true, everywhere.vector(), 0, one.vector());
        ops.shift(one.vector(), mu, -1, two.vector());
        ops.spinMultiply(1, hopping.backward().get(mu), two.vector(), 1, sum.vector());
      }
      ops.restrict(sum.vector(), result.vector());
      ops.axpby(alpha, result.vector(), beta, out);
    }
  }

  static void hopForce(
      FieldOps ops,
      Hopping hopping,
      Vector[] links,
      double alpha,
      Vector x,
      Vector y,
      Vector[] out) {
    SpinorChecks.requireHop(ops, hopping, links, x, y);
    Shape.Spinor full = SpinorChecks.spinor(x).at(Parity.ALL);
    try (Scratch.Lease fullX = ops.scratch().take(full, x.precision());
        Scratch.Lease fullY = ops.scratch().take(full, x.precision());
        Scratch.Lease one = ops.scratch().take(full, x.precision());
        Scratch.Lease two = ops.scratch().take(full, x.precision());
        Scratch.Lease product = ops.scratch().like(links[0]);
        Scratch.Lease transported = ops.scratch().like(links[0])) {
      ops.restrict(x, fullX.vector());
      ops.restrict(y, fullY.vector());
      for (int mu = 0; mu < links.length; mu++) {
        ops.shift(fullX.vector(), mu, 1, one.vector());
        ops.spinMultiply(1, hopping.forward().get(mu).adjoint(), fullY.vector(), 0, two.vector());
        ops.outer(1, one.vector(), two.vector(), 0, product.vector());
        ops.shift(fullY.vector(), mu, 1, one.vector());
        ops.spinMultiply(1, hopping.backward().get(mu).adjoint(), one.vector(), 0, two.vector());
        ops.outer(1, two.vector(), fullX.vector(), 1, product.vector());
        ops.multiply(1, links[mu], false, product.vector(), false, 0, transported.vector());
        ops.project(alpha, transported.vector(), 1, out[mu]);
      }
    }
  }
}
