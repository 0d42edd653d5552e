package org.fluxtube.engine.field;

/** Matrices on spin and colour, and the tangent, through the host: for backends without them. */
final class HostBlocks {
  private HostBlocks() {}

  private static double[] host(FieldOps ops, Vector x) {
    double[] host = new double[Math.multiplyExact(ops.lattice().volume(), x.shape().reals())];
    ops.store(x, host, 0);
    return host;
  }

  static void kronecker(
      FieldOps ops, double alpha, SpinMatrix spin, Vector m, double beta, Vector out) {
    int n = SpinorChecks.requireKronecker(spin, m, out);
    double[] o = host(ops, out);
    BlockKernels.kronecker(alpha, spin, n, host(ops, m), beta, o);
    ops.load(o, 0, out);
  }

  static void spinTrace(
      FieldOps ops, double alpha, SpinMatrix spin, Vector m, double beta, Vector out) {
    int n = SpinorChecks.requireKronecker(spin, out, m);
    double[] o = host(ops, out);
    BlockKernels.spinTrace(alpha, spin, n, host(ops, m), beta, o);
    ops.load(o, 0, out);
  }

  static void inverse(FieldOps ops, Vector m, Vector out, Vector log) {
    int n = SpinorChecks.requireInverse(m, out, log);
    double[] o = host(ops, out);
    double[] l = host(ops, log);
    BlockKernels.inverse(n, host(ops, m), o, l);
    ops.load(o, 0, out);
    ops.load(l, 0, log);
  }

  static void tangent(FieldOps ops, double scale, Vector x, Vector out) {
    if (!x.shape().equals(out.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + out.shape());
    }
    double[] a = host(ops, x);
    for (int i = 0; i < a.length; i++) {
      a[i] = StrictMath.tan(scale * a[i]);
    }
    ops.load(a, 0, out);
  }
}
