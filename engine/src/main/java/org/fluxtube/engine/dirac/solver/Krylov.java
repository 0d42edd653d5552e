package org.fluxtube.engine.dirac.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.StreamKey;

/**
 * An orthonormal basis of a Krylov space of A, orthogonal to given vectors, and the projection T of
 * A on it with its Ritz pairs in increasing order.
 */
final class Krylov implements AutoCloseable {
  private static final double EXHAUSTED = 1e-12;

  private final FieldOps ops;
  private final LinearOperator a;
  private final Shape.Spinor shape;
  private final List<Vector> fixed;
  private final List<Vector> basis = new ArrayList<>();
  private final int dimension;
  private double[][] t = new double[0][0];
  private Vector next;
  private double beta;
  private double[] values = {};
  private double[][] vectors = {};

  /**
   * @param fixed orthonormal; unchanged
   */
  Krylov(FieldOps ops, LinearOperator a, Shape.Spinor shape, List<Vector> fixed) {
    this.ops = ops;
    this.a = a;
    this.shape = shape;
    this.fixed = fixed;
    int sites = ops.lattice().volume() / (shape.parity() == Parity.ALL ? 1 : 2);
    this.dimension = sites * shape.spins() * shape.n() - fixed.size();
  }

  /** Dimension of the complement of the given vectors. */
  int dimension() {
    return dimension;
  }

  /** Starts from a random vector; false if the given vectors leave no room. */
  boolean begin(StreamKey key) {
    if (dimension <= 0) {
      return false;
    }
    next = ops.allocate(shape);
    try (Scratch.Lease all = ops.scratch().take(shape.at(Parity.ALL))) {
      ops.gaussian(1, key, all.vector());
      ops.restrict(all.vector(), next);
    }
    orthogonalise(next, null);
    ops.scale(1 / Math.sqrt(ops.norm2(next)), next);
    beta = 0;
    return true;
  }

  /** w loses its components along the given vectors and the basis; adds the latter to sums. */
  private void orthogonalise(Vector w, double[] sums) {
    double before = ops.norm2(w);
    for (int pass = 0; pass < 3; pass++) {
      for (Vector v : fixed) {
        subtract(v, w);
      }
      for (int i = 0; i < basis.size(); i++) {
        double c = subtract(basis.get(i), w);
        if (sums != null) {
          sums[i] += c;
        }
      }
      double after = ops.norm2(w);
      if (after > 0.5 * before) {
        return;
      }
      before = after;
    }
  }

  /** w = w - v (v^dagger w); returns the real part of the product. */
  private double subtract(Vector v, Vector w) {
    double re = ops.dot(v, w);
    double im = ops.imaginaryDot(v, w);
    ops.spinMultiply(1, SpinMatrix.scalar(shape.spins(), -re, -im), v, 1, w);
    return re;
  }

  /** Fills the basis, diagonalises T; returns the applications of A. */
  int fill(int wanted) {
    int size = Math.min(2 * wanted + 40, dimension);
    double[][] larger = new double[size][size];
    for (int i = 0; i < t.length; i++) {
      System.arraycopy(t[i], 0, larger[i], 0, t.length);
    }
    t = larger;
    int applications = 0;
    while (next != null && basis.size() < size) {
      int j = basis.size();
      basis.add(next);
      next = ops.allocate(shape);
      a.apply(basis.get(j), next);
      applications++;
      double norm = Math.sqrt(ops.norm2(next));
      double[] c = new double[j + 1];
      orthogonalise(next, c);
      for (int i = 0; i <= j; i++) {
        t[i][j] = c[i];
        t[j][i] = c[i];
      }
      beta = Math.sqrt(ops.norm2(next));
      if (beta <= EXHAUSTED * norm || basis.size() == dimension) {
        next.close();
        next = null;
        beta = 0;
      } else {
        ops.scale(1 / beta, next);
      }
    }
    diagonalise(basis.size());
    return applications;
  }

  private void diagonalise(int size) {
    DMatrixRMaj m = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        m.set(i, j, t[i][j]);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(m)) {
      throw new ArithmeticException(
          "a symmetric " + size + " x " + size + " matrix has no eigenvalues");
    }
    double[] raw = new double[size];
    Arrays.setAll(raw, i -> eigen.getEigenvalue(i).getReal());
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> raw[i]))
            .mapToInt(i -> i)
            .toArray();
    values = new double[size];
    vectors = new double[size][size];
    for (int k = 0; k < size; k++) {
      values[k] = raw[order[k]];
      DMatrixRMaj v = eigen.getEigenVector(order[k]);
      for (int i = 0; i < size; i++) {
        vectors[k][i] = v.get(i, 0);
      }
    }
  }

  /** Whether the basis spans an invariant space, so that every Ritz pair is exact. */
  boolean exhausted() {
    return next == null;
  }

  /** Ritz pairs. */
  int size() {
    return values.length;
  }

  /** The largest |theta|. */
  double norm() {
    return Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
  }

  /** Ritz value i. */
  double value(int i) {
    return values[i];
  }

  /** |A v - theta v| of Ritz pair i by its last component; 0 in an invariant space. */
  double residual(int i) {
    return Math.abs(beta * vectors[i][basis.size() - 1]);
  }

  /** Ritz vector i, owned by the caller. */
  Vector vector(int i) {
    Vector v = ops.allocate(shape);
    for (int j = 0; j < basis.size(); j++) {
      ops.axpy(vectors[i][j], basis.get(j), v);
    }
    return v;
  }

  /** The true |A v - theta v|. */
  double trueResidual(int i, Vector v) {
    try (Scratch.Lease av = ops.scratch().take(shape)) {
      a.apply(v, av.vector());
      ops.axpy(-values[i], v, av.vector());
      return Math.sqrt(ops.norm2(av.vector()));
    }
  }

  /** Keeps the lowest Ritz vectors and the residual's direction. */
  void restart(int wanted) {
    int keep = Math.min(wanted + 15, basis.size() - 1);
    List<Vector> kept = new ArrayList<>();
    double[][] small = new double[keep][keep];
    for (int i = 0; i < keep; i++) {
      kept.add(vector(i));
      small[i][i] = values[i];
    }
    basis.forEach(Vector::close);
    basis.clear();
    basis.addAll(kept);
    t = small;
  }

  @Override
  public void close() {
    basis.forEach(Vector::close);
    if (next != null) {
      next.close();
    }
  }
}
