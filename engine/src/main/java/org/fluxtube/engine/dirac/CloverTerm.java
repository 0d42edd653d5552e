package org.fluxtube.engine.dirac;

import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.decompose.lu.LUDecompositionAlt_ZDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_ZDRM;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * A(x) = a - c sum_{mu < nu} gamma_mu gamma_nu F_{mu nu}(x), F = (Q - Q^dagger)/8, and its inverse:
 * gamma_5 is diagonal, so each is two Hermitian blocks of (s/2) N rows a site, one a chirality.
 *
 * <p>The blocks are made and inverted on the host, once for each field. The links V with their
 * boundary phases serve as well as U: the phases cancel in a plaquette. Used by one thread.
 */
final class CloverTerm implements AutoCloseable {
  private static final int CHIRALITIES = 2;

  private final OperatorSpec spec;
  private final FieldOps ops;
  private final int n;
  private final int rows;
  private final Shape matrix;
  private final SpinMatrix[][] planes;
  private final double[][] host;
  private final double[][] inverseHost;
  private final Vector[] blocks = new Vector[CHIRALITIES];
  private final Vector[] inverse = new Vector[CHIRALITIES];
  private final double[] logDeterminant = new double[2];
  private final CloverTerm original;
  private boolean inverted;

  CloverTerm(OperatorSpec spec, FieldOps ops, int n) {
    this.original = this;
    this.spec = spec;
    this.ops = ops;
    this.n = n;
    Lattice lattice = ops.lattice();
    int d = lattice.dimensions();
    this.rows = Gamma.spins(d) / CHIRALITIES * n;
    this.matrix = new Shape.Matrix(n);
    this.planes = planes(d);
    int size = lattice.volume() * 2 * rows * rows;
    this.host = new double[CHIRALITIES][size];
    this.inverseHost = new double[CHIRALITIES][size];
    for (int k = 0; k < CHIRALITIES; k++) {
      blocks[k] = ops.allocate(new Shape.Matrix(rows));
      inverse[k] = ops.allocate(new Shape.Matrix(rows));
    }
  }

  /** A copy in single precision, filled by {@link #round}; it multiplies, and does nothing else. */
  CloverTerm(CloverTerm original) {
    this.original = original;
    this.spec = original.spec;
    this.ops = original.ops;
    this.n = original.n;
    this.rows = original.rows;
    this.matrix = original.matrix;
    this.planes = original.planes;
    this.host = new double[0][];
    this.inverseHost = new double[0][];
    for (int k = 0; k < CHIRALITIES; k++) {
      blocks[k] = ops.allocate(new Shape.Matrix(rows), Precision.FLOAT);
      inverse[k] = ops.allocate(new Shape.Matrix(rows), Precision.FLOAT);
    }
  }

  /** Takes the present blocks of the original, the inverse when it is needed. */
  void round() {
    for (int k = 0; k < CHIRALITIES; k++) {
      ops.convert(original.blocks[k], blocks[k]);
    }
    inverted = false;
  }

  /** gamma_mu gamma_nu for mu < nu. */
  private static SpinMatrix[][] planes(int d) {
    SpinMatrix[][] planes = new SpinMatrix[d][d];
    for (int mu = 0; mu < d; mu++) {
      for (int nu = mu + 1; nu < d; nu++) {
        planes[mu][nu] = Gamma.matrices(d).get(mu).times(Gamma.matrices(d).get(nu));
      }
    }
    return planes;
  }

  /** What is done for each plane mu < nu. */
  private interface Plane {
    void at(int mu, int nu, SpinMatrix product);
  }

  private void forEachPlane(Plane body) {
    for (int mu = 0; mu < planes.length; mu++) {
      for (int nu = mu + 1; nu < planes.length; nu++) {
        body.at(mu, nu, planes[mu][nu]);
      }
    }
  }

  /** Takes A from the links v. */
  void update(Vector[] v) {
    int volume = ops.lattice().volume();
    for (double[] block : host) {
      java.util.Arrays.fill(block, 0);
      for (int k = 0; k < volume * rows; k++) {
        block[2 * (k / rows * rows * rows + k % rows * (rows + 1))] = spec.diagonal();
      }
    }
    double[] q = new double[volume * 2 * n * n];
    try (Scratch.Lease leaves = ops.scratch().take(matrix)) {
      forEachPlane((mu, nu, product) -> {
        ops.cloverLeaves(v, mu, nu, leaves.vector());
        ops.store(leaves.vector(), q, 0);
        for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
          addPlane(chirality, product, q);
        }
      });
    }
    for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
      ops.load(host[chirality], 0, blocks[chirality]);
    }
    inverted = false;
  }

  /** Adds -(c/8) product (x) (Q - Q^dagger). */
  private void addPlane(int chirality, SpinMatrix product, double[] q) {
    int spins = rows / n;
    double[] block = host[chirality];
    double factor = -spec.clover() / 8;
    for (int s = 0; s < spins; s++) {
      for (int t = 0; t < spins; t++) {
        double re = factor * product.re(chirality * spins + s, chirality * spins + t);
        double im = factor * product.im(chirality * spins + s, chirality * spins + t);
        if (re == 0 && im == 0) {
          continue;
        }
        for (int x = 0; x < ops.lattice().volume(); x++) {
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
              int ij = 2 * (x * n * n + i * n + j);
              int ji = 2 * (x * n * n + j * n + i);
              double fr = q[ij] - q[ji];
              double fi = q[ij + 1] + q[ji + 1];
              int at = 2 * (x * rows * rows + (s * n + i) * rows + t * n + j);
              block[at] += re * fr - im * fi;
              block[at + 1] += re * fi + im * fr;
            }
          }
        }
      }
    }
  }

  /** out = alpha A x + beta out. */
  void multiply(double alpha, Vector x, double beta, Vector out) {
    ops.blockMultiply(alpha, blocks, x, beta, out);
  }

  /** out = alpha A^-1 x + beta out. */
  void multiplyInverse(double alpha, Vector x, double beta, Vector out) {
    invert();
    ops.blockMultiply(alpha, inverse, x, beta, out);
  }

  /** The blocks of one chirality in host order; shared. */
  double[] block(int chirality) {
    return host[chirality];
  }

  /** ln |det A| at the sites of a parity. */
  double logDeterminant(Parity parity) {
    invert();
    return switch (parity) {
      case EVEN -> logDeterminant[0];
      case ODD -> logDeterminant[1];
      case ALL -> logDeterminant[0] + logDeterminant[1];
    };
  }

  private void invert() {
    if (inverted) {
      return;
    }
    if (original != this) {
      original.invert();
      for (int k = 0; k < CHIRALITIES; k++) {
        ops.convert(original.inverse[k], inverse[k]);
      }
      inverted = true;
      return;
    }
    Lattice lattice = ops.lattice();
    LUDecompositionAlt_ZDRM lu = new LUDecompositionAlt_ZDRM();
    LinearSolverLu_ZDRM solver = new LinearSolverLu_ZDRM(lu);
    ZMatrixRMaj a = new ZMatrixRMaj(rows, rows);
    ZMatrixRMaj b = new ZMatrixRMaj(rows, rows);
    java.util.Arrays.fill(logDeterminant, 0);
    for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
      for (int x = 0; x < lattice.volume(); x++) {
        int at = x * a.data.length;
        System.arraycopy(host[chirality], at, a.data, 0, a.data.length);
        boolean done = solver.setA(a);
        double log = done ? DenseDirac.logDeterminant(lu.getLU()) : Double.NEGATIVE_INFINITY;
        if (!Double.isFinite(log)) {
          throw new SamplerException(
              "ln |det A| = "
                  + log
                  + " at site "
                  + x
                  + ": the clover term of "
                  + spec
                  + " is singular on this field, or the field is not a number; a smaller csw or"
                  + " kappa, or evenOdd = false, may help");
        }
        logDeterminant[lattice.parity(x)] += log;
        solver.invert(b);
        System.arraycopy(b.data, 0, inverseHost[chirality], at, b.data.length);
      }
      ops.load(inverseHost[chirality], 0, inverse[chirality]);
    }
    inverted = true;
  }

  /**
   * Two spinors of one shape.
   *
   * @param weight factor of the pair
   */
  record Pair(double weight, Vector x, Vector y) {}

  /** out_mu^a += alpha sum of weight d/dw^a Re(y^dagger A x) at fixed x and y. */
  void force(double alpha, Vector[] v, Vector[] out, Pair... pairs) {
    try (Scratch.Lease k = ops.scratch().take(matrix)) {
      forEachPlane((mu, nu, product) -> {
        double beta = 0;
        for (Pair pair : pairs) {
          try (Scratch.Lease t = ops.scratch().take(pair.x.shape())) {
            // X = sum_spin (gamma gamma x) y^dagger; K = X - X^dagger
            ops.spinMultiply(1, product, pair.x, 0, t.vector());
            ops.outer(pair.weight, t.vector(), pair.y, beta, k.vector());
            ops.outer(-pair.weight, pair.y, t.vector(), 1, k.vector());
            beta = 1;
          }
        }
        ops.cloverForce(v, mu, nu, -spec.clover() / 8 * alpha, k.vector(), out);
      });
    }
  }

  /** out_mu^a += alpha d ln |det A|/dw^a, A at the sites of a parity. */
  void determinantForce(double alpha, Vector[] v, Parity parity, Vector[] out) {
    invert();
    Lattice lattice = ops.lattice();
    int spins = rows / n;
    traceForce(
        alpha,
        v,
        (x, s, i, t, j) -> {
          int block = s / spins;
          if (block != t / spins || !parity.contains(lattice, x)) {
            return -1;
          }
          return 2 * (x * rows * rows + (s % spins * n + i) * rows + t % spins * n + j);
        },
        s -> inverseHost[s / spins],
        out);
  }

  /** Where the entry (s i, t j) of a matrix at site x lies in its numbers; -1 where it is zero. */
  interface Entry {
    int at(int x, int s, int i, int t, int j);
  }

  /** The numbers that hold the rows of spin s. */
  interface Numbers {
    double[] of(int s);
  }

  /** out_mu^a += alpha Re tr[G dA/dw^a] for a matrix G on spin and colour at each site. */
  void traceForce(double alpha, Vector[] v, Entry entry, Numbers g, Vector[] out) {
    double[] k = new double[ops.lattice().volume() * 2 * n * n];
    try (Scratch.Lease insertion = ops.scratch().take(matrix)) {
      forEachPlane((mu, nu, product) -> {
        spinTrace(product, entry, g, k);
        ops.load(k, 0, insertion.vector());
        ops.cloverForce(v, mu, nu, -spec.clover() / 8 * alpha, insertion.vector(), out);
      });
    }
  }

  /** k = X - X^dagger with X_ij = sum_st product_st G_(t i)(s j). */
  private void spinTrace(SpinMatrix product, Entry entry, Numbers g, double[] k) {
    java.util.Arrays.fill(k, 0);
    for (int s = 0; s < product.spins(); s++) {
      for (int t = 0; t < product.spins(); t++) {
        double re = product.re(s, t);
        double im = product.im(s, t);
        if (re == 0 && im == 0) {
          continue;
        }
        double[] numbers = g.of(t);
        for (int x = 0; x < ops.lattice().volume(); x++) {
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
              int at = entry.at(x, t, i, s, j);
              if (at >= 0) {
                double xr = re * numbers[at] - im * numbers[at + 1];
                double xi = re * numbers[at + 1] + im * numbers[at];
                int ij = 2 * (x * n * n + i * n + j);
                int ji = 2 * (x * n * n + j * n + i);
                k[ij] += xr;
                k[ij + 1] += xi;
                k[ji] -= xr;
                k[ji + 1] += xi;
              }
            }
          }
        }
      }
    }
  }

  @Override
  public void close() {
    for (int k = 0; k < CHIRALITIES; k++) {
      blocks[k].close();
      inverse[k].close();
    }
  }
}
