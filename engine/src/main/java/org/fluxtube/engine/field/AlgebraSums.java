package org.fluxtube.engine.field;

/** Algebra elements and the derivative of the exponential, for backends that do not have them. */
final class AlgebraSums {
  /** 1/(TERMS + 2)! is below rounding where the norm of ad is at most 1. */
  static final int TERMS = 18;

  private AlgebraSums() {}

  static void element(FieldOps ops, double alpha, Vector p, double beta, Vector out) {
    if (!(out.shape() instanceof Shape.Matrix(int n))
        || new Group(n).algebraDimension() != p.shape().reals()) {
      throw new IllegalArgumentException(
          p.shape() + " are not the algebra coordinates of " + out.shape());
    }
    Precision.of("element", p, out);
    double[] from = host(ops, p);
    double[] to = beta == 0 ? new double[size(ops, out)] : host(ops, out);
    element(n, alpha, from, p.shape().reals(), beta, to);
    ops.load(to, 0, out);
  }

  private static int size(FieldOps ops, Vector x) {
    return Math.multiplyExact(ops.lattice().volume(), x.shape().reals());
  }

  private static double[] host(FieldOps ops, Vector x) {
    double[] host = new double[size(ops, x)];
    ops.store(x, host, 0);
    return host;
  }

  /** The same on arrays of all sites. */
  static void element(int n, double alpha, double[] p, int dimension, double beta, double[] out) {
    int size = 2 * n * n;
    double[] x = new double[size];
    for (int s = 0; s < p.length / dimension; s++) {
      Generators.matrix(n, alpha, p, s * dimension, x, 0);
      for (int i = 0; i < size; i++) {
        int o = s * size + i;
        out[o] = beta == 0 ? x[i] : x[i] + beta * out[o];
      }
    }
  }

  /**
   * (1 - e^-ad)/ad G = G - (1/2)[X, G - (1/3)[X, G - ...]] at X/2^h, where the norm of ad is at
   * most 1; then h times R to (R + e^-X R e^X)/2, X to 2X.
   */
  static void exponentialDerivative(
      FieldOps ops, double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    Precision.of("exponentialDerivative", w, g, out);
    int n = Group.ofAlgebra(w.shape().reals()).n();
    if (!w.shape().equals(g.shape()) || !w.shape().equals(out.shape())) {
      throw new IllegalArgumentException(
          "shapes differ: " + w.shape() + ", " + g.shape() + " and " + out.shape());
    }
    if (n == 1) {
      ops.axpby(alpha * eps, g, beta, out);
      return;
    }
    double norm = Math.abs(eps) * largestNorm(ops, w);
    int halvings = halvings(norm);
    double scaled = Math.scalb(eps, -halvings);
    int terms = terms(Math.scalb(norm, -halvings));
    if (n == 2) {
      cross(ops, alpha * eps, scaled, halvings, terms, w, g, beta, out);
      return;
    }
    Shape matrix = new Shape.Matrix(n);
    try (Scratch.Lease x = ops.scratch().take(matrix, w.precision());
        Scratch.Lease start = ops.scratch().take(matrix, w.precision());
        Scratch.Lease r = ops.scratch().take(matrix, w.precision());
        Scratch.Lease t = ops.scratch().take(matrix, w.precision())) {
      ops.element(scaled, w, 0, x.vector());
      ops.element(1, g, 0, start.vector());
      ops.copy(start.vector(), r.vector());
      for (int k = terms; k >= 1; k--) {
        ops.copy(start.vector(), t.vector());
        ops.multiply(-1.0 / (k + 1), x.vector(), false, r.vector(), false, 1, t.vector());
        ops.multiply(1.0 / (k + 1), r.vector(), false, x.vector(), false, 1, t.vector());
        ops.copy(t.vector(), r.vector());
      }
      ops.constant(1, x.vector());
      ops.exponentiate(scaled, w, x.vector());
      for (int k = 0; k < halvings; k++) {
        ops.multiply(1, x.vector(), true, r.vector(), false, 0, t.vector());
        ops.multiply(0.5, t.vector(), false, x.vector(), false, 0.5, r.vector());
        ops.multiply(1, x.vector(), false, x.vector(), false, 0, t.vector());
        ops.copy(t.vector(), x.vector());
      }
      // tr T^a T^b = -delta^ab/2
      ops.project(-2 * alpha * eps, r.vector(), beta, out);
    }
  }

  /** X Y has the algebra part [X, Y]/2, and tr T^a T^b = -delta^ab/2. */
  static void commutator(FieldOps ops, double alpha, Vector x, Vector y, double beta, Vector out) {
    Precision.of("commutator", x, y, out);
    if (!x.shape().equals(y.shape()) || !x.shape().equals(out.shape())) {
      throw new IllegalArgumentException(
          "shapes differ: " + x.shape() + ", " + y.shape() + " and " + out.shape());
    }
    int n = Group.ofAlgebra(x.shape().reals()).n();
    switch (n) {
      case 1 -> ops.axpby(0, x, beta, out);
      case 2 -> ops.torque(-alpha, x, y, beta, out);
      default -> {
        Shape matrix = new Shape.Matrix(n);
        try (Scratch.Lease a = ops.scratch().take(matrix, x.precision());
            Scratch.Lease b = ops.scratch().take(matrix, x.precision());
            Scratch.Lease m = ops.scratch().take(matrix, x.precision())) {
          ops.element(1, x, 0, a.vector());
          ops.element(1, y, 0, b.vector());
          ops.multiply(1, a.vector(), false, b.vector(), false, 0, m.vector());
          ops.project(-4 * alpha, m.vector(), beta, out);
        }
      }
    }
  }

  /** SU(2), where -ad is w cross and e^-ad a rotation. */
  private static void cross(
      FieldOps ops,
      double factor,
      double scaled,
      int halvings,
      int terms,
      Vector w,
      Vector g,
      double beta,
      Vector out) {
    try (Scratch.Lease r = ops.scratch().like(w);
        Scratch.Lease t = ops.scratch().like(w)) {
      Vector now = r.vector();
      Vector next = t.vector();
      ops.copy(g, now);
      for (int k = terms; k >= 1; k--) {
        ops.copy(g, next);
        ops.torque(scaled / (k + 1), w, now, 1, next);
        Vector swap = now;
        now = next;
        next = swap;
      }
      for (int k = 0; k < halvings; k++) {
        ops.copy(now, next);
        ops.rotate(Math.scalb(scaled, k), w, next);
        ops.axpby(0.5, next, 0.5, now);
      }
      ops.axpby(factor, now, beta, out);
    }
  }

  /** How many terms of the series reach rounding for that norm of ad, at most 1. */
  private static int terms(double norm) {
    double term = 1;
    for (int k = 1; k < TERMS; k++) {
      term *= norm / (k + 1);
      if (term < 1e-17) {
        return k;
      }
    }
    return TERMS;
  }

  /** How often to halve until the norm of ad, at most |w|, is at most 1. */
  static int halvings(double norm) {
    return norm > 1 ? Math.min(60, Math.getExponent(norm) + 1) : 0;
  }

  /** An upper bound of |w(s)|, at most V^(1/64) too large. */
  private static double largestNorm(FieldOps ops, Vector w) {
    double total = ops.norm2(w);
    if (!(total > 0)) {
      return 0;
    }
    try (Scratch.Lease r = ops.scratch().take(new Shape.Real(1), w.precision());
        Scratch.Lease square = ops.scratch().take(new Shape.Real(1), w.precision())) {
      ops.inner(1 / total, w, w, 0, r.vector());
      for (int k = 0; k < 4; k++) {
        ops.inner(1, r.vector(), r.vector(), 0, square.vector());
        ops.copy(square.vector(), r.vector());
      }
      return Math.sqrt(total * Math.pow(ops.norm2(r.vector()), 1.0 / 32));
    }
  }
}
