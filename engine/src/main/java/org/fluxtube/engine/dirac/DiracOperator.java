package org.fluxtube.engine.dirac;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/**
 * D = A + b H of a {@link OperatorSpec} on the links of a gauge field, bound to a backend. Owns
 * copies of the links with their phases, taken by {@link #update}; used by one thread.
 *
 * <p>Even-odd form: the Schur complement on the even sites is Dhat = A_ee - b^2 H_eo A_oo^-1 H_oe,
 * and det D = det A_oo det Dhat, where det A_oo = a^{V s N/2} without clover term, with s spin
 * components.
 */
public final class DiracOperator implements AutoCloseable {
  private final OperatorSpec spec;
  private final FieldOps ops;
  private final Hopping hopping;
  private final Hopping adjoint;
  private final Vector[] phases;
  private final Vector[] links;
  private final CloverTerm clover;
  private final Shape.Spinor shape;
  private DiracOperator single;
  private boolean singleIsOld = true;

  /** The operator on unit links; call {@link #update} before use. */
  DiracOperator(OperatorSpec spec, GaugeField like) {
    this.spec = spec;
    this.ops = like.ops();
    spec.requireFits(like.type(), ops.lattice());
    int d = ops.lattice().dimensions();
    this.hopping = spec.hopping(d);
    this.adjoint = hopping.adjoint();
    this.phases = new Vector[d];
    this.links = new Vector[d];
    int n = like.group().n();
    for (int mu = 0; mu < d; mu++) {
      phases[mu] = ops.allocate(new Shape.Matrix(n));
      ops.load(phases(spec, ops.lattice(), mu, n), 0, phases[mu]);
      links[mu] = ops.allocate(new Shape.Matrix(n));
      ops.copy(phases[mu], links[mu]);
    }
    this.shape = new Shape.Spinor(hopping.spins(), n);
    this.clover = spec.clover() == 0 ? null : new CloverTerm(spec, ops, n);
    if (clover != null) {
      clover.update(links);
    }
  }

  /** A copy with links in single precision. */
  private DiracOperator(DiracOperator of) {
    this.spec = of.spec;
    this.ops = of.ops;
    this.hopping = of.hopping;
    this.adjoint = of.adjoint;
    this.phases = new Vector[0];
    this.links = new Vector[of.links.length];
    for (int mu = 0; mu < links.length; mu++) {
      links[mu] = ops.allocate(of.links[mu].shape(), Precision.FLOAT);
    }
    this.shape = of.shape;
    this.clover = of.clover == null ? null : new CloverTerm(of.clover);
  }

  /**
   * This operator in single precision: it acts between vectors of {@link Precision#FLOAT}. Owned by
   * this, valid until the next {@link #update}.
   *
   * @throws UnsupportedOperationException if the backend has no such vectors
   */
  public DiracOperator single() {
    if (single == null) {
      single = new DiracOperator(this);
    }
    if (singleIsOld) {
      for (int mu = 0; mu < links.length; mu++) {
        ops.convert(links[mu], single.links[mu]);
      }
      if (clover != null) {
        single.clover.round();
      }
      singleIsOld = false;
    }
    return single;
  }

  private static double[] phases(OperatorSpec spec, Lattice lattice, int mu, int n) {
    double[] host = new double[lattice.volume() * 2 * n * n];
    List<Double> theta = spec.boundary();
    double[] boundary = Boundary.phase(theta, mu, lattice.dimensions());
    for (int s = 0; s < lattice.volume(); s++) {
      boolean last = lattice.coordinate(s, mu) == lattice.extent(mu) - 1;
      int sign = spec.sign(lattice, s, mu);
      for (int i = 0; i < n; i++) {
        int k = 2 * (s * n * n + i * (n + 1));
        host[k] = sign * (last ? boundary[0] : 1);
        host[k + 1] = sign * (last ? boundary[1] : 0);
      }
    }
    return host;
  }

  /**
   * Additions and multiplications of H x at one site in the usual count: project each neighbour to
   * the spins that it has (half of them for Wilson's projectors), multiply by the link, add; 1,320
   * for Wilson and 570 for staggered SU(3) fermions in four dimensions.
   */
  long hopOperations() {
    long n = shape.n();
    long legs = 2L * hopping.dimensions();
    long kept = spec.normalSplits() ? shape.spins() : shape.spins() / 2;
    long project = spec.normalSplits() ? 0 : 2 * kept * n;
    return legs * (project + kept * n * (8 * n - 2)) + (legs - 1) * 2 * shape.spins() * n;
  }

  /** The same of A x with its two full blocks; 0 without clover term. */
  long cloverOperations() {
    long rows = shape.spins() * shape.n() / 2;
    return clover == null ? 0 : 2 * rows * (8 * rows - 2);
  }

  /** The parameters. */
  public OperatorSpec spec() {
    return spec;
  }

  /** The backend. */
  public FieldOps ops() {
    return ops;
  }

  /** What D acts on, at all sites. */
  public Shape.Spinor shape() {
    return shape;
  }

  /** Takes the links of u: V_mu(x) = phase_mu(x) U_mu(x). */
  public void update(GaugeField u) {
    for (int mu = 0; mu < links.length; mu++) {
      ops.multiply(1, phases[mu], false, u.link(mu), false, 0, links[mu]);
    }
    if (clover != null) {
      clover.update(links);
    }
    singleIsOld = true;
  }

  /** The clover term, or null if there is none. */
  CloverTerm clover() {
    return clover;
  }

  /** The links with their phases; shared. */
  Vector[] links() {
    return links;
  }

  Hopping hopping() {
    return hopping;
  }

  /** out = alpha H x + beta out, or with H^dagger; parities as in {@link FieldOps#hop}. */
  public void hop(boolean dagger, double alpha, Vector x, double beta, Vector out) {
    ops.hop(dagger ? adjoint : hopping, links, alpha, x, beta, out);
  }

  /** out = alpha A x + beta out. */
  private void diagonal(double alpha, Vector x, double beta, Vector out) {
    if (clover == null) {
      ops.axpby(alpha * spec.diagonal(), x, beta, out);
    } else {
      clover.multiply(alpha, x, beta, out);
    }
  }

  /**
   * x = A^-1 x; for an operator without clover term A^-1 is a factor that callers put elsewhere.
   */
  private void divideByClover(Vector x) {
    if (clover != null) {
      try (Scratch.Lease t = ops.scratch().like(x)) {
        ops.copy(x, t.vector());
        clover.multiplyInverse(1, t.vector(), 0, x);
      }
    }
  }

  /** out = D x or D^dagger x on all sites. */
  public void apply(boolean dagger, Vector x, Vector out) {
    diagonal(1, x, 0, out);
    hop(dagger, spec.coefficient(), x, 1, out);
  }

  /** out = D^dagger D x on all sites. */
  public void normal(Vector x, Vector out) {
    try (Scratch.Lease t = ops.scratch().like(x)) {
      apply(false, x, t.vector());
      apply(true, t.vector(), out);
    }
  }

  /** out = Dhat x or Dhat^dagger x, x and out of one parity. */
  public void schur(boolean dagger, Vector x, Vector out) {
    try (Scratch.Lease t = ops.scratch().take(opposite(x), x.precision())) {
      hop(dagger, 1, x, 0, t.vector());
      divideByClover(t.vector());
      diagonal(1, x, 0, out);
      hop(dagger, schurCoefficient(), t.vector(), 1, out);
    }
  }

  /** -b^2, divided by A_oo where that is a number. */
  private double schurCoefficient() {
    double b2 = -spec.coefficient() * spec.coefficient();
    return clover == null ? b2 / spec.diagonal() : b2;
  }

  /** out = Dhat^dagger Dhat x, x and out of one parity. */
  public void schurNormal(Vector x, Vector out) {
    try (Scratch.Lease t = ops.scratch().like(x)) {
      schur(false, x, t.vector());
      schur(true, t.vector(), out);
    }
  }

  /**
   * out = D^dagger D x for an operator with anti-Hermitian H: a^2 - b^2 H_eo H_oe on one parity.
   */
  public void splitNormal(Vector x, Vector out) {
    if (!spec.normalSplits()) {
      throw new IllegalStateException("D^dagger D of " + spec + " does not split by parity");
    }
    double a = spec.diagonal();
    double b = spec.coefficient();
    try (Scratch.Lease t = ops.scratch().take(opposite(x), x.precision())) {
      hop(false, 1, x, 0, t.vector());
      ops.axpby(a * a, x, 0, out);
      hop(false, -b * b, t.vector(), 1, out);
    }
  }

  private Shape.Spinor opposite(Vector x) {
    return shape.at(((Shape.Spinor) x.shape()).parity().opposite());
  }

  /**
   * ln |det A_oo|, what det Dhat lacks to det D: of the sites of the parity that Dhat does not act
   * on. Without clover term 0: the constant is omitted.
   *
   * @param parity EVEN or ODD
   * @throws org.fluxtube.engine.sampler.SamplerException if A is singular
   */
  public double logDiagonalDeterminant(Parity parity) {
    return clover == null ? 0 : clover.logDeterminant(parity);
  }

  /** out_mu^a += alpha d/dw^a of {@link #logDiagonalDeterminant}. */
  public void diagonalDeterminantForce(double alpha, Parity parity, Vector[] out) {
    if (clover != null) {
      clover.determinantForce(alpha, links, parity, out);
    }
  }

  /** out_mu^a += alpha d/dw^a Re(y^dagger H x); parities of x and y opposite or both ALL. */
  public void hopForce(double alpha, Vector x, Vector y, Vector[] out) {
    ops.hopForce(hopping, links, alpha, x, y, out);
  }

  /** out_mu^a += alpha d/dw^a Re(y^dagger D x) on all sites. */
  public void force(double alpha, Vector x, Vector y, Vector[] out) {
    hopForce(alpha * spec.coefficient(), x, y, out);
    if (clover != null) {
      clover.force(alpha, links, out, new CloverTerm.Pair(1, x, y));
    }
  }

  /**
   * out_mu^a += alpha d/dw^a Re(y^dagger Dhat x), x and y of one parity: with u = A^-1 H x and v =
   * A^-1 H^dagger y this is y^dagger dA x + b^2 v^dagger dA u - b^2 (y^dagger dH u + v^dagger dH
   * x).
   */
  public void schurForce(double alpha, Vector x, Vector y, Vector[] out) {
    try (Scratch.Lease u = ops.scratch().take(opposite(x), x.precision());
        Scratch.Lease v = ops.scratch().take(opposite(x), x.precision())) {
      hop(false, 1, x, 0, u.vector());
      hop(true, 1, y, 0, v.vector());
      divideByClover(u.vector());
      divideByClover(v.vector());
      double c = alpha * schurCoefficient();
      hopForce(c, u.vector(), y, out);
      hopForce(c, x, v.vector(), out);
      if (clover != null) {
        CloverTerm.Pair here = new CloverTerm.Pair(alpha, x, y);
        clover.force(1, links, out, here, new CloverTerm.Pair(-c, u.vector(), v.vector()));
      }
    }
  }

  @Override
  public void close() {
    for (Vector phase : phases) {
      phase.close();
    }
    for (Vector link : links) {
      link.close();
    }
    if (single != null) {
      single.close();
    }
    if (clover != null) {
      clover.close();
    }
  }
}
