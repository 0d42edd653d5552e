package org.fluxtube.engine.testing;

import java.util.Arrays;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.ejml.dense.row.decompose.lu.LUDecompositionAlt_ZDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/** Dirac operators as dense matrices, element by element from their formulas. */
public final class DenseFermions {
  private DenseFermions() {}

  /** a (x) b. */
  private static Mat kron(Mat a, Mat b) {
    int n = b.n();
    Mat out = Mat.zero(a.n() * n);
    for (int i = 0; i < a.n() * n; i++) {
      for (int j = 0; j < a.n() * n; j++) {
        double ar = a.re(i / n, j / n);
        double ai = a.im(i / n, j / n);
        double br = b.re(i % n, j % n);
        double bi = b.im(i % n, j % n);
        out = out.plus(1, Mat.unit(a.n() * n, i, j, ar * br - ai * bi, ar * bi + ai * br));
      }
    }
    return out;
  }

  /** Pauli matrices 1, 2, 3. */
  private static Mat sigma(int k) {
    return switch (k) {
      case 1 -> Mat.unit(2, 0, 1, 1, 0).plus(1, Mat.unit(2, 1, 0, 1, 0));
      case 2 -> Mat.unit(2, 0, 1, 0, -1).plus(1, Mat.unit(2, 1, 0, 0, 1));
      case 3 -> Mat.unit(2, 0, 0, 1, 0).plus(1, Mat.unit(2, 1, 1, -1, 0));
      default -> throw new IllegalArgumentException("sigma " + k);
    };
  }

  /** sigma_1, sigma_2 in two dimensions; sigma_2 (x) sigma_k and sigma_1 (x) 1 in four. */
  public static Mat gamma(int dimensions, int mu) {
    if (dimensions == 2) {
      return sigma(mu + 1);
    }
    return mu < 3 ? kron(sigma(2), sigma(mu + 1)) : kron(sigma(1), Mat.one(2));
  }

  /** D with rows and columns in host order of spinors. */
  public static ZMatrixRMaj matrix(OperatorSpec spec, GaugeField u) {
    Lattice lattice = u.lattice();
    int d = lattice.dimensions();
    int n = u.group().n();
    Loops links = new Loops(u);
    int spins = spec instanceof Staggered ? 1 : d == 2 ? 2 : 4;
    ZMatrixRMaj m = new ZMatrixRMaj(lattice.volume() * spins * n, lattice.volume() * spins * n);
    double mass =
        switch (spec) {
          case Wilson(double kappa, var boundary) -> 1;
          case WilsonClover(double kappa, double csw, var boundary) -> 1;
          case Staggered(double bare, var boundary) -> bare;
        };
    for (int i = 0; i < m.numRows; i++) {
      m.set(i, i, mass, 0);
    }
    if (spec instanceof WilsonClover(double kappa, double csw, var boundary)) {
      for (int x = 0; x < lattice.volume(); x++) {
        add(m, x, x, clover(links, d, n, x).scaled(kappa * csw));
      }
    }
    for (int x = 0; x < lattice.volume(); x++) {
      int sum = 0;
      for (int mu = 0; mu < d; mu++) {
        int y = lattice.forward(x, mu);
        double theta = spec.boundary().isEmpty() ? (mu == d - 1 ? 1 : 0) : spec.boundary().get(mu);
        double angle = lattice.coordinate(x, mu) == lattice.extent(mu) - 1 ? Math.PI * theta : 0;
        Mat phase = Mat.unit(1, 0, 0, Math.cos(angle), Math.sin(angle));
        Mat v = kron(phase, links.link(mu, x));
        switch (spec) {
          case Wilson(double kappa, var boundary) -> wilson(m, d, mu, kappa, x, y, v);
          case WilsonClover(double kappa, double csw, var boundary) ->
              wilson(m, d, mu, kappa, x, y, v);
          case Staggered(double bare, var boundary) -> {
            double eta = sum % 2 == 0 ? 1 : -1;
            add(m, x, y, v.scaled(0.5 * eta));
            add(m, y, x, v.adjoint().scaled(-0.5 * eta));
          }
        }
        sum += lattice.coordinate(x, mu);
      }
    }
    return m;
  }

  private static void wilson(ZMatrixRMaj m, int d, int mu, double kappa, int x, int y, Mat v) {
    Mat gamma = gamma(d, mu);
    Mat one = Mat.one(gamma.n());
    add(m, x, y, kron(one.plus(-1, gamma).scaled(-kappa), v));
    add(m, y, x, kron(one.plus(1, gamma).scaled(-kappa), v.adjoint()));
  }

  /** sum over mu < nu of i sigma F, sigma = (i/2)[gamma_mu, gamma_nu], F = (Q - Q^dagger)/8. */
  private static Mat clover(Loops links, int d, int n, int x) {
    Mat sum = Mat.zero((d == 2 ? 2 : 4) * n);
    for (int mu = 1; mu <= d; mu++) {
      for (int nu = mu + 1; nu <= d; nu++) {
        Mat q = links.loop(x, mu, nu, -mu, -nu);
        q = q.plus(1, links.loop(x, nu, -mu, -nu, mu));
        q = q.plus(1, links.loop(x, -mu, -nu, mu, nu));
        q = q.plus(1, links.loop(x, -nu, mu, nu, -mu));
        Mat f = q.plus(-1, q.adjoint()).scaled(1.0 / 8);
        Mat a = gamma(d, mu - 1);
        Mat b = gamma(d, nu - 1);
        // i sigma = -(1/2)[gamma_mu, gamma_nu]
        sum = sum.plus(-0.5, kron(a.times(b).plus(-1, b.times(a)), f));
      }
    }
    return sum;
  }

  private static void add(ZMatrixRMaj m, int x, int y, Mat block) {
    Complex_F64 old = new Complex_F64();
    for (int i = 0; i < block.n(); i++) {
      for (int j = 0; j < block.n(); j++) {
        int row = x * block.n() + i;
        int column = y * block.n() + j;
        m.get(row, column, old);
        m.set(row, column, old.real + block.re(i, j), old.imaginary + block.im(i, j));
      }
    }
  }

  /** m x. */
  public static double[] times(ZMatrixRMaj m, double[] x) {
    ZMatrixRMaj v = new ZMatrixRMaj(m.numCols, 1);
    System.arraycopy(x, 0, v.data, 0, x.length);
    ZMatrixRMaj out = new ZMatrixRMaj(m.numRows, 1);
    CommonOps_ZDRM.mult(m, v, out);
    return out.data;
  }

  /** The Hermitian conjugate. */
  public static ZMatrixRMaj adjoint(ZMatrixRMaj m) {
    return CommonOps_ZDRM.transposeConjugate(m, null);
  }

  /** ln |det m|. */
  public static double logDeterminant(ZMatrixRMaj m) {
    LUDecompositionAlt_ZDRM lu = new LUDecompositionAlt_ZDRM();
    lu.decompose(m.copy());
    double sum = 0;
    ZMatrixRMaj factors = lu.getLU();
    for (int i = 0; i < m.numRows; i++) {
      sum += Math.log(Math.hypot(factors.getReal(i, i), factors.getImag(i, i)));
    }
    return sum;
  }

  /** The eigenvalues of a Hermitian matrix, increasing. */
  public static double[] eigenvalues(ZMatrixRMaj h) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(h);
    double[] twice = new double[2 * h.numRows];
    Arrays.setAll(twice, i -> eigen.getEigenvalue(i).getReal());
    Arrays.sort(twice);
    double[] once = new double[h.numRows];
    Arrays.setAll(once, i -> twice[2 * i]);
    return once;
  }

  /** As a real symmetric matrix ((Re, -Im), (Im, Re)): each eigenvalue twice. */
  private static EigenDecomposition_F64<DMatrixRMaj> decomposed(ZMatrixRMaj h) {
    int n = h.numRows;
    DMatrixRMaj real = new DMatrixRMaj(2 * n, 2 * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        real.set(i, j, h.getReal(i, j));
        real.set(n + i, n + j, h.getReal(i, j));
        real.set(n + i, j, h.getImag(i, j));
        real.set(i, n + j, -h.getImag(i, j));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * n, true, true);
    if (!eigen.decompose(real)) {
      throw new IllegalStateException("no eigenvalues");
    }
    return eigen;
  }

  /** x^dagger h^power x of a positive Hermitian matrix. */
  public static double powerForm(ZMatrixRMaj h, double power, double[] x) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(h);
    int n = h.numRows;
    double sum = 0;
    for (int k = 0; k < 2 * n; k++) {
      DMatrixRMaj v = eigen.getEigenVector(k);
      double product = 0;
      for (int i = 0; i < n; i++) {
        product += v.get(i, 0) * x[2 * i] + v.get(n + i, 0) * x[2 * i + 1];
      }
      sum += Math.pow(eigen.getEigenvalue(k).getReal(), power) * product * product;
    }
    return sum;
  }

  /** The rows and columns at sites of the given parities. */
  public static ZMatrixRMaj block(ZMatrixRMaj m, Lattice lattice, int rows, int columns) {
    int size = m.numRows / lattice.volume();
    int half = m.numRows / 2;
    ZMatrixRMaj out = new ZMatrixRMaj(half, half);
    int i = 0;
    for (int r = 0; r < m.numRows; r++) {
      if (lattice.parity(r / size) != rows) {
        continue;
      }
      int j = 0;
      for (int c = 0; c < m.numCols; c++) {
        if (lattice.parity(c / size) == columns) {
          out.set(i, j++, m.getReal(r, c), m.getImag(r, c));
        }
      }
      i++;
    }
    return out;
  }

  /** D_ee - D_eo D_oo^-1 D_oe. */
  public static ZMatrixRMaj schur(ZMatrixRMaj m, Lattice lattice) {
    ZMatrixRMaj oo = block(m, lattice, 1, 1);
    ZMatrixRMaj inverse = new ZMatrixRMaj(oo.numRows, oo.numCols);
    CommonOps_ZDRM.invert(oo, inverse);
    ZMatrixRMaj product = product(block(m, lattice, 0, 1), inverse);
    product = product(product, block(m, lattice, 1, 0));
    ZMatrixRMaj out = block(m, lattice, 0, 0);
    CommonOps_ZDRM.subtract(out, product, out);
    return out;
  }

  private static ZMatrixRMaj product(ZMatrixRMaj a, ZMatrixRMaj b) {
    ZMatrixRMaj c = new ZMatrixRMaj(a.numRows, b.numCols);
    CommonOps_ZDRM.mult(a, b, c);
    return c;
  }

  /**
   * D^dagger D, for staggered fermions its even-even block, or M^dagger M of the Schur complement.
   */
  private static ZMatrixRMaj normal(OperatorSpec spec, GaugeField u, boolean evenOdd) {
    ZMatrixRMaj m = matrix(spec, u);
    if (spec instanceof Staggered) {
      return block(product(adjoint(m), m), u.lattice(), 0, 0);
    }
    ZMatrixRMaj k = evenOdd ? schur(m, u.lattice()) : m;
    return product(adjoint(k), k);
  }

  /** phi^dagger K^-power phi. */
  public static double rational(
      OperatorSpec spec, GaugeField u, boolean evenOdd, double power, double[] phi) {
    return powerForm(normal(spec, u, evenOdd), -power, evenOdd ? even(u.lattice(), phi) : phi);
  }

  /** The numbers at the even sites. */
  private static double[] even(Lattice lattice, double[] phi) {
    int reals = phi.length / lattice.volume();
    double[] b = new double[phi.length / 2];
    int k = 0;
    for (int s = 0; s < lattice.volume(); s++) {
      if (lattice.parity(s) == 0) {
        System.arraycopy(phi, s * reals, b, k, reals);
        k += reals;
      }
    }
    return b;
  }

  /** ln |det D_oo|. */
  public static double logOddDeterminant(OperatorSpec spec, GaugeField u) {
    return logDeterminant(block(matrix(spec, u), u.lattice(), 1, 1));
  }

  /**
   * phi^dagger (K + numerator) (K + denominator)^-1 phi, without numerator phi^dagger (K +
   * denominator)^-1 phi; K = D^dagger D, for staggered fermions its even-even block, for Wilson
   * with {@code evenOdd} M^dagger M of the Schur complement M.
   *
   * @param numerator a number, or null
   * @param phi at all sites
   */
  public static double pseudoFermions(
      OperatorSpec spec,
      GaugeField u,
      boolean evenOdd,
      Double numerator,
      double denominator,
      double[] phi) {
    double[] b = evenOdd ? even(u.lattice(), phi) : phi;
    ZMatrixRMaj a = normal(spec, u, evenOdd);
    ZMatrixRMaj right = new ZMatrixRMaj(a.numRows, 1);
    System.arraycopy(b, 0, right.data, 0, b.length);
    double[] left = b;
    if (numerator != null) {
      left = times(a, b);
      for (int i = 0; i < b.length; i++) {
        left[i] += numerator * b[i];
      }
    }
    for (int i = 0; i < a.numRows; i++) {
      a.data[2 * i * (a.numCols + 1)] += denominator;
    }
    ZMatrixRMaj x = new ZMatrixRMaj(a.numRows, 1);
    CommonOps_ZDRM.solve(a, right, x);
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += left[i] * x.data[i];
    }
    return sum;
  }
}
