package org.fluxtube.engine.field;

import java.util.stream.IntStream;

/** The spinor primitives through the host, for backends that do not have them yet. */
final class HostSpinors {
  private HostSpinors() {}

  private static double[] host(FieldOps ops, Vector x) {
    double[] host = new double[Math.multiplyExact(ops.lattice().volume(), x.shape().reals())];
    ops.store(x, host, 0);
    return host;
  }

  static Shape.Spinor spinor(Vector x) {
    if (x.shape() instanceof Shape.Spinor spinor) {
      return spinor;
    }
    throw new IllegalArgumentException("a spinor vector is needed, got " + x.shape());
  }

  static Shape.Spinor same(Vector x, Vector y) {
    Shape.Spinor shape = spinor(x);
    if (!shape.equals(y.shape())) {
      throw new IllegalArgumentException("shapes differ: " + shape + " and " + y.shape());
    }
    return shape;
  }

  static void requireColours(Shape.Spinor x, Vector matrix) {
    if (!matrix.shape().equals(new Shape.Matrix(x.n()))) {
      throw new IllegalArgumentException(
          x + " needs a Matrix[n=" + x.n() + "], got " + matrix.shape());
    }
  }

  static void requireSpins(SpinMatrix m, Shape.Spinor x) {
    if (m.spins() != x.spins()) {
      throw new IllegalArgumentException(
          "a spin matrix with " + m.spins() + " rows does not act on " + x);
    }
  }

  static void requireSameButParity(Vector x, Vector out) {
    Shape.Spinor shape = spinor(x);
    if (!shape.at(spinor(out).parity()).equals(out.shape())) {
      throw new IllegalArgumentException(
          "shapes differ by more than the parity: " + shape + " and " + out.shape());
    }
  }

  /** x must not be out. */
  static void requireOther(String what, Vector x, Vector out) {
    if (x == out) {
      throw new IllegalArgumentException(what + ": out must not be x");
    }
  }

  /** Rows of the blocks of {@code blockMultiply}. */
  static int requireBlocks(Vector[] blocks, Shape.Spinor x) {
    if (blocks.length == 0 || x.spins() % blocks.length != 0) {
      throw new IllegalArgumentException(
          blocks.length + " blocks do not divide the " + x.spins() + " spin components of " + x);
    }
    int rows = x.spins() / blocks.length * x.n();
    for (Vector block : blocks) {
      if (!block.shape().equals(new Shape.Matrix(rows))) {
        throw new IllegalArgumentException(
            x
                + " with "
                + blocks.length
                + " blocks needs Matrix[n="
                + rows
                + "], got "
                + block.shape());
      }
    }
    return rows;
  }

  static void blockMultiply(
      FieldOps ops, double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    Shape.Spinor shape = same(x, out);
    int rows = requireBlocks(blocks, shape);
    requireOther("blockMultiply", x, out);
    double[] o = host(ops, out);
    double[][] b = new double[blocks.length][];
    for (int i = 0; i < b.length; i++) {
      b[i] = host(ops, blocks[i]);
    }
    int[] sites = shape.parity().sites(ops.lattice()).sites();
    SpinorKernels.blockMultiply(rows, sites, alpha, b, host(ops, x), beta, o);
    ops.load(o, 0, out);
  }

  private static int[] all(FieldOps ops) {
    return IntStream.range(0, ops.lattice().volume()).toArray();
  }

  static void restrict(FieldOps ops, Vector x, Vector out) {
    requireSameButParity(x, out);
    double[] a = host(ops, x);
    double[] o = new double[a.length];
    int reals = x.shape().reals();
    for (int s : spinor(out).parity().sites(ops.lattice()).sites()) {
      System.arraycopy(a, s * reals, o, s * reals, reals);
    }
    ops.load(o, 0, out);
  }

  static void spinMultiply(
      FieldOps ops, double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    requireSpins(m, same(x, out));
    requireOther("spinMultiply", x, out);
    double[] o = host(ops, out);
    SpinorKernels.spinMultiply(spinor(x).n(), all(ops), alpha, m, host(ops, x), beta, o);
    ops.load(o, 0, out);
  }

  static void colourMultiply(
      FieldOps ops, double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    Shape.Spinor shape = same(x, out);
    requireColours(shape, u);
    requireOther("colourMultiply", x, out);
    double[] o = host(ops, out);
    SpinorKernels.colourMultiply(
        shape.spins(), shape.n(), all(ops), alpha, host(ops, u), adjoint, host(ops, x), beta, o);
    ops.load(o, 0, out);
  }

  static void outer(FieldOps ops, double alpha, Vector x, Vector y, double beta, Vector out) {
    Shape.Spinor shape = same(x, y);
    requireColours(shape, out);
    double[] o = host(ops, out);
    SpinorKernels.outer(
        shape.spins(), shape.n(), all(ops), alpha, host(ops, x), host(ops, y), beta, o);
    ops.load(o, 0, out);
  }
}
