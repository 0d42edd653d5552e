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

  static void blockMultiply(
      FieldOps ops, double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    int rows = SpinorChecks.requireBlocks(blocks, x);
    SpinorChecks.requireOther("blockMultiply", x, out);
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
    SpinorChecks.requireSameButParity(x, out);
    double[] a = host(ops, x);
    double[] o = new double[a.length];
    int reals = x.shape().reals();
    for (int s : SpinorChecks.spinor(out).parity().sites(ops.lattice()).sites()) {
      System.arraycopy(a, s * reals, o, s * reals, reals);
    }
    ops.load(o, 0, out);
  }

  static void spinMultiply(
      FieldOps ops, double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    SpinorChecks.requireSpins(m, SpinorChecks.same(x, out));
    SpinorChecks.requireOther("spinMultiply", x, out);
    double[] o = host(ops, out);
    SpinorKernels.spinMultiply(
        SpinorChecks.spinor(x).n(), all(ops), alpha, m, host(ops, x), beta, o);
    ops.load(o, 0, out);
  }

  static void colourMultiply(
      FieldOps ops, double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireColours(shape, u);
    Precision.of("colourMultiply", u, x);
    SpinorChecks.requireOther("colourMultiply", x, out);
    double[] o = host(ops, out);
    SpinorKernels.colourMultiply(
        shape.spins(), shape.n(), all(ops), alpha, host(ops, u), adjoint, host(ops, x), beta, o);
    ops.load(o, 0, out);
  }

  static void outer(FieldOps ops, double alpha, Vector x, Vector y, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, y);
    SpinorChecks.requireColours(shape, out);
    Precision.of("outer", x, out);
    double[] o = host(ops, out);
    SpinorKernels.outer(
        shape.spins(), shape.n(), all(ops), alpha, host(ops, x), host(ops, y), beta, o);
    ops.load(o, 0, out);
  }
}
