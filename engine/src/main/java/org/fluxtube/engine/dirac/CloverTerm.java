package org.fluxtube.engine.dirac;

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
 * <p>The blocks are made and inverted once for each field, where the backend keeps them. The links
 * V with their boundary phases serve as well as U: the phases cancel in a plaquette. Used by one
 * thread.
 */
final class CloverTerm implements AutoCloseable {
  private static final int CHIRALITIES = 2;

  private final OperatorSpec spec;
  private final FieldOps ops;
  private final int n;
  private final int rows;
  private final Shape matrix;
  private final SpinMatrix[][] planes;
  private final Vector[] blocks = new Vector[CHIRALITIES];
  private final Vector[] inverse = new Vector[CHIRALITIES];
  private final Vector[] atParity = new Vector[2];
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
    for (int parity = 0; parity < atParity.length; parity++) {
      double[] one = new double[lattice.volume()];
      for (int x = 0; x < one.length; x++) {
        one[x] = lattice.parity(x) == parity ? 1 : 0;
      }
      atParity[parity] = ops.allocate(new Shape.Real(1));
      ops.load(one, 0, atParity[parity]);
    }
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
    for (Vector block : blocks) {
      ops.constant(spec.diagonal(), block);
    }
    try (Scratch.Lease leaves = ops.scratch().take(matrix)) {
      forEachPlane((mu, nu, product) -> {
        ops.cloverLeaves(v, mu, nu, leaves.vector());
        subtractAdjoint(leaves.vector());
        for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
          SpinMatrix part = chiralPart(product, chirality);
          ops.kronecker(-spec.clover() / 8, part, leaves.vector(), 1, blocks[chirality]);
        }
      });
    }
    inverted = false;
  }

  /** m = m - m^dagger. */
  private void subtractAdjoint(Vector m) {
    try (Scratch.Lease one = ops.scratch().like(m);
        Scratch.Lease t = ops.scratch().like(m)) {
      ops.constant(1, one.vector());
      ops.copy(m, t.vector());
      ops.multiply(-1, t.vector(), true, one.vector(), false, 1, m);
    }
  }

  /** The block of gamma_mu gamma_nu that acts on one chirality; the other two are zero. */
  private static SpinMatrix chiralPart(SpinMatrix product, int chirality) {
    int spins = product.spins() / CHIRALITIES;
    double[] part = new double[2 * spins * spins];
    for (int k = 0; k < spins * spins; k++) {
      int s = chirality * spins + k / spins;
      int t = chirality * spins + k % spins;
      part[2 * k] = product.re(s, t);
      part[2 * k + 1] = product.im(s, t);
    }
    return new SpinMatrix(spins, part);
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

  /** The blocks of one chirality in host order; a copy. */
  double[] block(int chirality) {
    double[] host = new double[ops.lattice().volume() * 2 * rows * rows];
    ops.store(blocks[chirality], host, 0);
    return host;
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
    java.util.Arrays.fill(logDeterminant, 0);
    try (Scratch.Lease log = ops.scratch().take(new Shape.Real(1))) {
      for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
        ops.inverse(blocks[chirality], inverse[chirality], log.vector());
        for (int parity = 0; parity < atParity.length; parity++) {
          logDeterminant[parity] += ops.dot(atParity[parity], log.vector());
        }
        if (!Double.isFinite(logDeterminant[0] + logDeterminant[1])) {
          throw singular(log.vector());
        }
      }
    }
    inverted = true;
  }

  private SamplerException singular(Vector log) {
    double[] host = new double[ops.lattice().volume()];
    ops.store(log, host, 0);
    int x = 0;
    while (x < host.length - 1 && Double.isFinite(host[x])) {
      x++;
    }
    return new SamplerException(
        "ln |det A| = "
            + host[x]
            + " at site "
            + x
            + ": the clover term of "
            + spec
            + " is singular on this field, or the field is not a number; a smaller csw or kappa, or"
            + " evenOdd = false, may help");
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

  /** out_mu^a += alpha d ln |det A|/dw^a, A at the sites of a parity: Re tr[A^-1 dA]. */
  void determinantForce(double alpha, Vector[] v, Parity parity, Vector[] out) {
    invert();
    try (Scratch.Lease g = ops.scratch().take(new Shape.Matrix(rows));
        Scratch.Lease h = ops.scratch().take(new Shape.Matrix(rows));
        Scratch.Lease k = ops.scratch().take(matrix)) {
      Vector[] there = {g.vector(), h.vector()};
      for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
        switch (parity) {
          case ALL -> ops.copy(inverse[chirality], there[chirality]);
          case EVEN -> ops.weigh(1, atParity[0], inverse[chirality], 0, there[chirality]);
          case ODD -> ops.weigh(1, atParity[1], inverse[chirality], 0, there[chirality]);
        }
      }
      forEachPlane((mu, nu, product) -> {
        for (int chirality = 0; chirality < CHIRALITIES; chirality++) {
          SpinMatrix part = chiralPart(product, chirality);
          ops.spinTrace(1, part, there[chirality], chirality, k.vector());
        }
        subtractAdjoint(k.vector());
        ops.cloverForce(v, mu, nu, -spec.clover() / 8 * alpha, k.vector(), out);
      });
    }
  }

  /** Where the entry (s i, t j) of a matrix at site x lies in its numbers. */
  interface Entry {
    int at(int x, int s, int i, int t, int j);
  }

  /** out_mu^a += alpha Re tr[G dA/dw^a] for a matrix G on spin and colour at each site. */
  void traceForce(double alpha, Vector[] v, Entry entry, double[] g, Vector[] out) {
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
  private void spinTrace(SpinMatrix product, Entry entry, double[] g, double[] k) {
    java.util.Arrays.fill(k, 0);
    for (int s = 0; s < product.spins(); s++) {
      for (int t = 0; t < product.spins(); t++) {
        double re = product.re(s, t);
        double im = product.im(s, t);
        if (re == 0 && im == 0) {
          continue;
        }
        for (int x = 0; x < ops.lattice().volume(); x++) {
          for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
              int at = entry.at(x, t, i, s, j);
              double xr = re * g[at] - im * g[at + 1];
              double xi = re * g[at + 1] + im * g[at];
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

  @Override
  public void close() {
    for (int k = 0; k < CHIRALITIES; k++) {
      blocks[k].close();
      inverse[k].close();
    }
    if (original == this) {
      for (Vector one : atParity) {
        one.close();
      }
    }
  }
}
