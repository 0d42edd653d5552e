package org.fluxtube.engine.dirac;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/**
 * D = a + b H of a {@link OperatorSpec} on the links of a gauge field, bound to a backend. Owns
 * copies of the links with their phases, taken by {@link #update}; used by one thread.
 *
 * <p>Even-odd form: the Schur complement on the even sites is Dhat = a - (b^2/a) H_eo H_oe, and det
 * D = a^{V s N/2} det Dhat, with s spin components.
 */
public final class DiracOperator implements AutoCloseable {
  private final OperatorSpec spec;
  private final FieldOps ops;
  private final Hopping hopping;
  private final Hopping adjoint;
  private final Vector[] phases;
  private final Vector[] links;
  private final Shape.Spinor shape;

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

  /** out = D x or D^dagger x on all sites. */
  public void apply(boolean dagger, Vector x, Vector out) {
    ops.axpby(spec.diagonal(), x, 0, out);
    hop(dagger, spec.coefficient(), x, 1, out);
  }

  /** out = D^dagger D x on all sites. */
  public void normal(Vector x, Vector out) {
    try (Scratch.Lease t = ops.scratch().take(x.shape())) {
      apply(false, x, t.vector());
      apply(true, t.vector(), out);
    }
  }

  /** out = Dhat x or Dhat^dagger x, x and out of one parity. */
  public void schur(boolean dagger, Vector x, Vector out) {
    twoHops(dagger, spec.diagonal(), schurCoefficient(), x, out);
  }

  /** -b^2/a, the coefficient of H_eo H_oe in Dhat. */
  public double schurCoefficient() {
    return -spec.coefficient() * spec.coefficient() / spec.diagonal();
  }

  /** out = Dhat^dagger Dhat x, x and out of one parity. */
  public void schurNormal(Vector x, Vector out) {
    try (Scratch.Lease t = ops.scratch().take(x.shape())) {
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
    twoHops(false, a * a, -b * b, x, out);
  }

  private void twoHops(boolean dagger, double diagonal, double c, Vector x, Vector out) {
    Parity parity = ((Shape.Spinor) x.shape()).parity();
    try (Scratch.Lease t = ops.scratch().take(shape.at(parity.opposite()))) {
      hop(dagger, 1, x, 0, t.vector());
      ops.axpby(diagonal, x, 0, out);
      hop(dagger, c, t.vector(), 1, out);
    }
  }

  /** out_mu^a += alpha d/dw^a Re(y^dagger H x); parities of x and y opposite or both ALL. */
  public void force(double alpha, Vector x, Vector y, Vector[] out) {
    ops.hopForce(hopping, links, alpha, x, y, out);
  }

  @Override
  public void close() {
    for (int mu = 0; mu < links.length; mu++) {
      phases[mu].close();
      links[mu].close();
    }
  }
}
