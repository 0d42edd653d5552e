package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

/** Products at the sites, matrices, generators and rotations, in the reference backend. */
abstract sealed class ReferenceMatrices extends ReferenceVectors permits ReferenceOps {
  ReferenceMatrices(Lattice lattice) {
    super(lattice);
  }

  private static int matrixSize(Vector m) {
    if (m.shape() instanceof Shape.Matrix matrix) {
      return matrix.n();
    }
    throw new IllegalArgumentException("a matrix vector is needed, got " + m.shape());
  }

  @Override
  public void multiply(
      double alpha,
      Vector a,
      boolean adjointA,
      Vector b,
      boolean adjointB,
      double beta,
      Vector out) {
    int n = matrixSize(a);
    same(a, b);
    same(a, out);
    double[] x = data(a);
    double[] y = data(b);
    double[] o = data(out);
    if (x == o || y == o) {
      throw new IllegalArgumentException("multiply: out must be neither a nor b");
    }
    for (int s = 0; s < o.length; s += 2 * n * n) {
      MatrixKernels.multiply(n, alpha, x, s, adjointA, y, s, adjointB, beta, o, s);
    }
    round(out);
  }

  @Override
  public void realTrace(double alpha, Vector m, double beta, Vector out) {
    trace(0, alpha, m, beta, out);
  }

  @Override
  public void imaginaryTrace(double alpha, Vector m, double beta, Vector out) {
    trace(1, alpha, m, beta, out);
  }

  private void trace(int part, double alpha, Vector m, double beta, Vector out) {
    Precision.of("trace", m, out);
    int n = matrixSize(m);
    scalar(out);
    double[] a = data(m);
    double[] o = data(out);
    for (int s = 0; s < o.length; s++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += a[2 * n * n * s + 2 * i * (n + 1) + part];
      }
      o[s] = beta == 0 ? alpha * sum : alpha * sum + beta * o[s];
    }
    round(out);
  }

  @Override
  public void phase(Vector m, Vector out) {
    Precision.of("phase", m, out);
    int n = matrixSize(m);
    scalar(out);
    double[] a = data(m);
    double[] o = data(out);
    for (int s = 0; s < o.length; s++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < n; i++) {
        re += a[2 * n * n * s + 2 * i * (n + 1)];
        im += a[2 * n * n * s + 2 * i * (n + 1) + 1];
      }
      o[s] = StrictMath.atan2(im, re);
    }
    round(out);
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    Precision.of("inner", x, out);
    same(x, y);
    scalar(out);
    int reals = x.shape().reals();
    double[] a = data(x);
    double[] b = data(y);
    double[] o = data(out);
    for (int s = 0; s < o.length; s++) {
      double sum = 0;
      for (int c = s * reals; c < (s + 1) * reals; c++) {
        sum += a[c] * b[c];
      }
      o[s] = beta == 0 ? alpha * sum : alpha * sum + beta * o[s];
    }
    round(out);
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    Precision.of("weigh", w, x);
    same(x, out);
    scalar(w);
    int reals = x.shape().reals();
    double[] a = data(w);
    double[] b = data(x);
    double[] o = data(out);
    for (int s = 0; s < a.length; s++) {
      double factor = alpha * a[s];
      for (int c = s * reals; c < (s + 1) * reals; c++) {
        o[c] = beta == 0 ? factor * b[c] : factor * b[c] + beta * o[c];
      }
    }
    round(out);
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    Precision.of("project", m, out);
    Group group = new Group(matrixSize(m));
    int dimension = algebra(group, out);
    double[] a = data(m);
    double[] o = data(out);
    int size = m.shape().reals();
    for (int s = 0; s < lattice.volume(); s++) {
      Generators.project(group.n(), alpha, a, s * size, beta, o, s * dimension);
    }
    round(out);
  }

  private static int algebra(Group group, Vector p) {
    if (p.shape().reals() != group.algebraDimension()) {
      throw new IllegalArgumentException(
          group + " has " + group.algebraDimension() + " generators, got " + p.shape());
    }
    return group.algebraDimension();
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    Precision.of("exponentiate", p, u);
    Group group = new Group(matrixSize(u));
    int dimension = algebra(group, p);
    Exponential exponential = new Exponential(group.n());
    int size = u.shape().reals();
    for (int s = 0; s < lattice.volume(); s++) {
      exponential.apply(eps, data(p), s * dimension, data(u), s * size);
    }
    round(u);
  }

  @Override
  public void element(double alpha, Vector p, double beta, Vector out) {
    int n = matrixSize(out);
    int dimension = algebra(new Group(n), p);
    Precision.of("element", p, out);
    AlgebraSums.element(n, alpha, data(p), dimension, beta, data(out));
    round(out);
  }

  @Override
  public void exponentialDerivative(
      double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    Group group = Group.ofAlgebra(w.shape().reals());
    same(w, g);
    same(w, out);
    ExponentialDerivative derivative = new ExponentialDerivative(group.n());
    int dimension = group.algebraDimension();
    for (int s = 0; s < data(w).length; s += dimension) {
      derivative.apply(alpha, eps, data(w), data(g), s, beta, data(out));
    }
    round(out);
  }

  @Override
  public void reunitarise(Vector u) {
    int n = matrixSize(u);
    for (int s = 0; s < lattice.volume(); s++) {
      MatrixKernels.reunitarise(n, data(u), s * 2 * n * n);
    }
    round(u);
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    Precision.of("torque", x, out);
    same(x, g);
    int n = x.shape().reals();
    int rotations = rotations(n, out);
    for (int s = 0; s < lattice.volume(); s++) {
      Rotation.torque(n, alpha, data(x), data(g), s * n, beta, data(out), s * rotations);
    }
    round(out);
  }

  private static int rotations(int n, Vector w) {
    if (w.shape().reals() != Generators.rotations(n)) {
      throw new IllegalArgumentException(
          "O(" + n + ") has " + Generators.rotations(n) + " rotations, got " + w.shape());
    }
    return w.shape().reals();
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    Precision.of("rotate", w, x);
    int n = x.shape().reals();
    int rotations = rotations(n, w);
    Rotation rotation = new Rotation(n);
    for (int s = 0; s < lattice.volume(); s++) {
      rotation.apply(eps, data(w), s * rotations, data(x), s * n);
    }
    round(x);
  }

  @Override
  public void normalise(Vector x) {
    int n = x.shape().reals();
    double[] a = data(x);
    for (int s = 0; s < a.length; s += n) {
      double norm = 0;
      for (int c = s; c < s + n; c++) {
        norm += a[c] * a[c];
      }
      double scale = 1 / Math.sqrt(norm);
      for (int c = s; c < s + n; c++) {
        a[c] *= scale;
      }
    }
    round(x);
  }
}
