package org.fluxtube.engine.action;

import java.util.Map;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.dirac.solver.LinearOperator;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** S = phi^dagger (M^dagger M)^-1 phi. */
final class PseudoFermionAction implements Action<GaugeField> {
  private static final String PHI = "phi";

  /** What M^dagger M is. */
  private enum Form {
    FULL,
    SCHUR,
    SPLIT
  }

  private final PseudoFermions spec;
  private final DiracOperator d;
  private final FieldOps ops;
  private final Form form;
  private final Shape.Spinor shape;
  private final ConjugateGradient solver;
  private final ConjugateGradient forceSolver;
  private final Vector phi;

  PseudoFermionAction(PseudoFermions spec, GaugeField like) {
    this(spec, spec.operator().bind(like), null);
  }

  private PseudoFermionAction(PseudoFermions spec, DiracOperator d, Vector phi) {
    this.spec = spec;
    this.d = d;
    this.ops = d.ops();
    this.form =
        spec.operator().normalSplits() ? Form.SPLIT : spec.evenOdd() ? Form.SCHUR : Form.FULL;
    this.shape = d.shape().at(form == Form.FULL ? Parity.ALL : Parity.EVEN);
    this.solver = new ConjugateGradient(spec.residual(), spec.maxIterations());
    this.forceSolver = new ConjugateGradient(spec.forceResidual(), spec.maxIterations());
    this.phi = phi;
  }

  private LinearOperator normal() {
    return switch (form) {
      case FULL -> d::normal;
      case SCHUR -> d::schurNormal;
      case SPLIT -> d::splitNormal;
    };
  }

  @Override
  public Auxiliary draw(GaugeField u, RandomStream rng, int round) {
    d.update(u);
    Vector out = ops.allocate(shape);
    try (Scratch.Lease all = ops.scratch().take(d.shape());
        Scratch.Lease eta = ops.scratch().take(shape)) {
      // drawn on all sites, so that eta does not depend on how a backend keeps one parity
      ops.gaussian(Math.sqrt(0.5), rng.key(Purpose.AUXILIARY, 0, round), all.vector());
      ops.restrict(all.vector(), eta.vector());
      switch (form) {
        case FULL -> d.apply(true, eta.vector(), out);
        case SCHUR -> d.schur(true, eta.vector(), out);
        case SPLIT -> {
          ops.axpby(spec.operator().diagonal(), eta.vector(), 0, out);
          d.hop(true, spec.operator().coefficient(), all.vector(), 1, out);
        }
      }
    }
    return new Auxiliary(Map.of(PHI, out));
  }

  @Override
  public Action<GaugeField> given(Auxiliary auxiliary) {
    return new PseudoFermionAction(spec, d, auxiliary.field(PHI));
  }

  private Vector phi() {
    if (phi == null) {
      throw new IllegalStateException(
          "pseudo-fermions have a value only at a fixed phi; use given(draw(...))");
    }
    return phi;
  }

  /** 2 Re phi^dagger x - x^dagger A x: the error is of second order in the residual. */
  @Override
  public double value(GaugeField u) {
    Vector b = phi();
    d.update(u);
    LinearOperator a = normal();
    try (Scratch.Lease x = ops.scratch().take(shape);
        Scratch.Lease ax = ops.scratch().take(shape)) {
      ops.constant(0, x.vector());
      solver.solve(ops, spec.operator().toString(), a, b, x.vector());
      a.apply(x.vector(), ax.vector());
      return 2 * ops.dot(b, x.vector()) - ops.dot(x.vector(), ax.vector());
    }
  }

  /**
   * With x = (M^dagger M)^-1 phi and y = M x: dS = -2 Re y^dagger dM x. D = a + b H; for Dhat = a +
   * c H_eo H_oe the two factors give two terms.
   */
  @Override
  public void force(GaugeField u, Momentum out) {
    Vector b = phi();
    d.update(u);
    out.zero();
    double coefficient = spec.operator().coefficient();
    Shape.Spinor other = shape.at(shape.parity().opposite());
    try (Scratch.Lease x = ops.scratch().take(shape);
        Scratch.Lease y = ops.scratch().take(shape);
        Scratch.Lease hx = ops.scratch().take(other);
        Scratch.Lease hy = ops.scratch().take(other)) {
      ops.constant(0, x.vector());
      forceSolver.solve(ops, spec.operator().toString(), normal(), b, x.vector());
      switch (form) {
        case FULL -> {
          d.apply(false, x.vector(), y.vector());
          d.force(2 * coefficient, x.vector(), y.vector(), out.vectors());
        }
        case SCHUR -> {
          double c = 2 * d.schurCoefficient();
          d.schur(false, x.vector(), y.vector());
          d.hop(false, 1, x.vector(), 0, hx.vector());
          d.hop(true, 1, y.vector(), 0, hy.vector());
          d.force(c, hx.vector(), y.vector(), out.vectors());
          d.force(c, x.vector(), hy.vector(), out.vectors());
        }
        case SPLIT -> {
          // the even part of y = D x meets no hop from the even x
          d.hop(false, coefficient, x.vector(), 0, hx.vector());
          d.force(2 * coefficient, x.vector(), hx.vector(), out.vectors());
        }
      }
    }
  }

  @Override
  public void close() {
    d.close();
  }
}
