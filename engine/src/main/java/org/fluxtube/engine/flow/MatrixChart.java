package org.fluxtube.engine.flow;

import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Generators;

/**
 * The matrices as they are. G = dS/dU as a real vector has F^a = -&lt;G, T^a U&gt;, &lt;A, B&gt; =
 * Re tr A^dagger B; &lt;T^a U, T^b U&gt; = delta^ab/2, so that its tangent part is -2 F^a T^a U.
 */
final class MatrixChart<F extends Field<F>> extends Chart<F> {
  private final int size;
  private final int n;

  MatrixChart(F like, int n) {
    super(like);
    this.size = like.type().size(like.lattice());
    this.n = n;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  void slope(double[] x, double[] force, double[] slope) {
    int reals = 2 * n * n;
    double[] algebra = new double[reals];
    for (int link = 0; link < size / reals; link++) {
      Generators.matrix(n, -2, force, link * (n * n - 1), algebra, 0);
      product(algebra, 0, x, link * reals, false, slope, link * reals);
    }
  }

  @Override
  void force(double[] x, double[] slope, double[] force) {
    int reals = 2 * n * n;
    double[] m = new double[reals];
    for (int link = 0; link < size / reals; link++) {
      product(x, link * reals, slope, link * reals, true, m, 0);
      Generators.project(n, -1, m, 0, 0, force, link * (n * n - 1));
    }
  }

  /** out = a b, or a b^dagger. */
  private void product(
      double[] a, int ao, double[] b, int bo, boolean adjoint, double[] out, int oo) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          int ik = ao + 2 * (i * n + k);
          int kj = bo + 2 * (adjoint ? j * n + k : k * n + j);
          double bi = adjoint ? -b[kj + 1] : b[kj + 1];
          re += a[ik] * b[kj] - a[ik + 1] * bi;
          im += a[ik] * bi + a[ik + 1] * b[kj];
        }
        out[oo + 2 * (i * n + j)] = re;
        out[oo + 2 * (i * n + j) + 1] = im;
      }
    }
  }
}
