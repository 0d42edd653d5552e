package org.fluxtube.engine.dirac;

import java.util.List;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.decompose.lu.LUDecompositionAlt_ZDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_ZDRM;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * D as a dense matrix on the host, for small lattices: ln |det D|, Tr D^-1 and the derivative of
 * the determinant, by LU. Time grows with the third power of {@link #size}.
 *
 * <p>Rows and columns are the host order of spinors, site by site, then spin, then colour.
 */
public final class DenseDirac {
  /** The largest number of rows that the program takes on: 36 MiB, some seconds. */
  public static final int LARGEST = 1536;

  private final DiracOperator operator;
  private final Lattice lattice;
  private final int spins;
  private final int n;
  private final double[][] links;
  private final ZMatrixRMaj matrix;
  private final LUDecompositionAlt_ZDRM lu = new LUDecompositionAlt_ZDRM();
  private final LinearSolverLu_ZDRM solver = new LinearSolverLu_ZDRM(lu);

  /**
   * D of the operator's present links, decomposed.
   *
   * @throws SamplerException if it is singular to rounding
   */
  public DenseDirac(DiracOperator operator) {
    this.operator = operator;
    FieldOps ops = operator.ops();
    this.lattice = ops.lattice();
    this.spins = operator.shape().spins();
    this.n = operator.shape().n();
    Vector[] v = operator.links();
    this.links = new double[v.length][lattice.volume() * 2 * n * n];
    for (int mu = 0; mu < v.length; mu++) {
      ops.store(v[mu], links[mu], 0);
    }
    this.matrix = build();
    if (!solver.setA(matrix.copy())) {
      throw operator.spec().singular("LU of D failed");
    }
    requireRegular();
  }

  /** Rows of D. */
  public static int size(int volume, int spins, int n) {
    return Math.multiplyExact(volume, spins * n);
  }

  /**
   * Checks that D is small enough.
   *
   * @throws IllegalArgumentException if it has more than {@link #LARGEST} rows
   */
  public static void requireSmall(String what, OperatorSpec spec, Lattice lattice, int n) {
    int spins = spec.hopping(lattice.dimensions()).spins();
    long rows = (long) lattice.volume() * spins * n;
    if (rows > LARGEST) {
      throw new IllegalArgumentException(
          what
              + " inverts D as a dense matrix; on "
              + lattice
              + " it has "
              + rows
              + " rows, allowed are at most "
              + LARGEST
              + ", for example 16x16 with U(1) or 4x4x4x4 with SU(2) and staggered fermions");
    }
  }

  /** What a pivot has of rounding, in units of the largest one. */
  static double rounding(int rows) {
    return 2 * rows * Math.ulp(1.0);
  }

  /** That every pivot is more than rounding: otherwise no digit of D^-1 and ln |det D| is right. */
  private void requireRegular() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    ZMatrixRMaj factors = lu.getLU();
    for (int i = 0; i < factors.numRows; i++) {
      int k = 2 * (i * factors.numCols + i);
      double size = Math.hypot(factors.data[k], factors.data[k + 1]);
      smallest = size < smallest || Double.isNaN(size) ? size : smallest;
      largest = Math.max(largest, size);
    }
    if (!(smallest > rounding(factors.numRows) * largest)) {
      throw operator
          .spec()
          .singular("the smallest pivot of LU is " + smallest + ", the largest " + largest);
    }
  }

  private ZMatrixRMaj build() {
    int block = spins * n;
    int size = size(lattice.volume(), spins, n);
    ZMatrixRMaj m = new ZMatrixRMaj(size, size);
    CloverTerm clover = operator.clover();
    if (clover == null) {
      for (int i = 0; i < size; i++) {
        m.data[2 * (i * size + i)] = operator.spec().diagonal();
      }
    } else {
      int rows = block / 2;
      double[][] blocks = {clover.block(0), clover.block(1)};
      for (int i = 0; i < size; i++) {
        int chirality = i % block / rows;
        int from = 2 * (i / block * rows + i % rows) * rows;
        int to = 2 * (i * size + i / rows * rows);
        System.arraycopy(blocks[chirality], from, m.data, to, 2 * rows);
      }
    }
    double b = operator.spec().coefficient();
    for (int mu = 0; mu < links.length; mu++) {
      SpinMatrix forward = operator.hopping().forward().get(mu);
      SpinMatrix backward = operator.hopping().backward().get(mu);
      for (int x = 0; x < lattice.volume(); x++) {
        int y = lattice.forward(x, mu);
        add(m, x * block, y * block, b, forward, links[mu], x * 2 * n * n, false);
        add(m, y * block, x * block, b, backward, links[mu], x * 2 * n * n, true);
      }
    }
    return m;
  }

  /** m(row, column) += b spin (x) op(v). */
  private void add(
      ZMatrixRMaj m,
      int row,
      int column,
      double b,
      SpinMatrix spin,
      double[] v,
      int vo,
      boolean dagger) {
    for (int s = 0; s < spins; s++) {
      for (int t = 0; t < spins; t++) {
        double re = b * spin.re(s, t);
        double im = b * spin.im(s, t);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            int k = vo + 2 * (dagger ? j * n + i : i * n + j);
            double vr = v[k];
            double vi = dagger ? -v[k + 1] : v[k + 1];
            int at = 2 * ((row + s * n + i) * m.numCols + column + t * n + j);
            m.data[at] += re * vr - im * vi;
            m.data[at + 1] += re * vi + im * vr;
          }
        }
      }
    }
  }

  /** A copy of D. */
  public ZMatrixRMaj matrix() {
    return matrix.copy();
  }

  /** ln |det| of a matrix from its LU factors. */
  static double logDeterminant(ZMatrixRMaj factors) {
    double sum = 0;
    for (int i = 0; i < factors.numRows; i++) {
      int k = 2 * (i * factors.numCols + i);
      sum += StrictMath.log(Math.hypot(factors.data[k], factors.data[k + 1]));
    }
    return sum;
  }

  /** ln |det D|. */
  public double logDeterminant() {
    return logDeterminant(lu.getLU());
  }

  /** The sign of det D, for an operator whose determinant is real: gamma_5 D gamma_5 = D^dagger. */
  public int sign() {
    ZMatrixRMaj factors = lu.getLU();
    double re = 1;
    double im = 0;
    for (int i = 0; i < factors.numRows; i++) {
      int k = 2 * (i * factors.numCols + i);
      double size = Math.hypot(factors.data[k], factors.data[k + 1]);
      double a = factors.data[k] / size;
      double b = factors.data[k + 1] / size;
      double next = re * a - im * b;
      im = re * b + im * a;
      re = next;
    }
    if (Double.isNaN(re) || Math.abs(im) > 1e-6) {
      throw operator.spec().singular("the phase of det D is " + re + " + " + im + " i, not a sign");
    }
    return re * parity(lu.getPivot(), factors.numRows) > 0 ? 1 : -1;
  }

  /** The sign of a permutation: each cycle of even length changes it. */
  private static int parity(int[] permutation, int size) {
    boolean[] seen = new boolean[size];
    int sign = 1;
    for (int i = 0; i < size; i++) {
      int length = 0;
      for (int j = i; !seen[j]; j = permutation[j]) {
        seen[j] = true;
        length++;
      }
      sign = length > 0 && length % 2 == 0 ? -sign : sign;
    }
    return sign;
  }

  /** D^-1. */
  public ZMatrixRMaj inverse() {
    ZMatrixRMaj inverse = new ZMatrixRMaj(matrix.numRows, matrix.numCols);
    solver.invert(inverse);
    return inverse;
  }

  /** Re Tr D^-1. */
  public double traceOfInverse() {
    ZMatrixRMaj inverse = inverse();
    double sum = 0;
    for (int i = 0; i < inverse.numRows; i++) {
      sum += inverse.data[2 * (i * inverse.numCols + i)];
    }
    return sum;
  }

  /**
   * out_mu^a(x) += alpha d ln |det D|/dw^a for U_mu(x) to exp(w^a T^a) U_mu(x).
   *
   * @param out d vectors of algebra coordinates, added to
   */
  public void addDerivative(double alpha, Vector[] out) {
    ZMatrixRMaj inverse = inverse();
    if (operator.clover() != null) {
      int block = spins * n;
      operator
          .clover()
          .traceForce(
              alpha,
              operator.links(),
              (x, s, i, t, j) ->
                  2 * ((x * block + s * n + i) * inverse.numCols + x * block + t * n + j),
              inverse.data,
              out);
    }
    double[][] g = derivative(inverse);
    FieldOps ops = operator.ops();
    Vector[] v = operator.links();
    try (Scratch.Lease factor = ops.scratch().take(v[0].shape());
        Scratch.Lease product = ops.scratch().take(v[0].shape())) {
      for (int mu = 0; mu < v.length; mu++) {
        ops.load(g[mu], 0, factor.vector());
        ops.multiply(1, v[mu], false, factor.vector(), false, 0, product.vector());
        ops.project(alpha, product.vector(), 1, out[mu]);
      }
    }
  }

  /** Matrices G_mu(x) with d ln |det D|/dw^a = Re tr[T^a V_mu(x) G_mu(x)], in host order. */
  private double[][] derivative(ZMatrixRMaj inverse) {
    double b = operator.spec().coefficient();
    int block = spins * n;
    double[][] out = new double[links.length][lattice.volume() * 2 * n * n];
    List<SpinMatrix> forward = operator.hopping().forward();
    List<SpinMatrix> backward = operator.hopping().backward();
    for (int mu = 0; mu < links.length; mu++) {
      for (int x = 0; x < lattice.volume(); x++) {
        int y = lattice.forward(x, mu) * block;
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            int at = 2 * (x * n * n + i * n + j);
            spinTrace(inverse, y + i, x * block + j, forward.get(mu), 1, b, out[mu], at);
            spinTrace(inverse, x * block + j, y + i, backward.get(mu), -1, b, out[mu], at);
          }
        }
      }
    }
    return out;
  }

  /**
   * out(at) += b sum_st inverse(row + s n, column + t n) m_ts, conjugated for {@code sign} = -1.
   */
  private void spinTrace(
      ZMatrixRMaj inverse,
      int row,
      int column,
      SpinMatrix m,
      int sign,
      double b,
      double[] out,
      int at) {
    for (int s = 0; s < spins; s++) {
      for (int t = 0; t < spins; t++) {
        int k = 2 * ((row + s * n) * inverse.numCols + column + t * n);
        double re = inverse.data[k];
        double im = inverse.data[k + 1];
        out[at] += b * (re * m.re(t, s) - im * m.im(t, s));
        out[at + 1] += sign * b * (re * m.im(t, s) + im * m.re(t, s));
      }
    }
  }
}
