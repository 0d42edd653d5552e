package org.fluxtube.engine.action;

import java.util.HashMap;
import java.util.Map;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.FermionMatrix;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.dirac.solver.LinearOperator;
import org.fluxtube.engine.dirac.solver.MixedConjugateGradient;
import org.fluxtube.engine.dirac.solver.PastSolutions;
import org.fluxtube.engine.dirac.solver.Solution;
import org.fluxtube.engine.dirac.solver.SolverLog;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * S = phi^dagger (K + mu^2)^-1 phi - ln (det A_oo)^2, or the ratio S = phi^dagger (K + mu_2^2) (K +
 * mu^2)^-1 phi = |phi|^2 + (mu_2^2 - mu^2) phi^dagger (K + mu^2)^-1 phi.
 */
final class PseudoFermionAction implements Action<GaugeField> {
  private static final String PHI = "phi";

  private final PseudoFermions spec;
  private final DiracOperator d;
  private final FieldOps ops;
  private final FermionMatrix k;
  private final Double heavier;
  private final Solver forValue;
  private final Solver forForce;
  private final PastSolutions past;
  private final Vector phi;

  /** |eta|^2 = phi^dagger (K + mu^2)^-1 phi where phi was drawn; NaN if it is not known. */
  private final double drawn;

  /** How one kind of solve is done, and what it took. */
  private record Solver(double residual, Precision precision, SolverLog log) {}

  /**
   * @param heavier mu_2 of the ratio, or null
   */
  PseudoFermionAction(PseudoFermions spec, Double heavier, GaugeField like) {
    this.spec = spec;
    this.heavier = heavier;
    this.ops = like.ops();
    this.forValue = solver(spec.residual(), spec.precision());
    this.forForce = solver(spec.forceResidual(), spec.forcePrecision());
    this.d = spec.operator().bind(like);
    this.k = new FermionMatrix(d, spec.evenOdd());
    this.past = new PastSolutions(ops, k.shape(), spec.pastSolutions());
    this.phi = null;
    this.drawn = Double.NaN;
  }

  private PseudoFermionAction(PseudoFermionAction of, Vector phi, double drawn) {
    this.spec = of.spec;
    this.heavier = of.heavier;
    this.ops = of.ops;
    this.forValue = of.forValue;
    this.forForce = of.forForce;
    this.d = of.d;
    this.k = of.k;
    this.past = of.past;
    this.phi = phi;
    this.drawn = drawn;
  }

  private Solver solver(double residual, Precision precision) {
    if (!ops.supports(precision)) {
      throw new IllegalArgumentException(
          "precision = float in pseudo-fermions: the backend "
              + ops.backend()
              + " has no single precision; use precision = double and forcePrecision = double, or"
              + " another backend, for example backend = reference");
    }
    return new Solver(residual, precision, new SolverLog(spec.maxIterations()));
  }

  private LinearOperator shifted(FermionMatrix matrix, double sigma) {
    return (x, out) -> {
      matrix.apply(x, out);
      if (sigma != 0) {
        ops.axpy(sigma, x, out);
      }
    };
  }

  /** x = (K + sigma)^-1 b from the guess 0. */
  private void solve(Solver how, double sigma, Vector b, Vector x) {
    ops.constant(0, x);
    improve(how, sigma, b, x);
  }

  /** x = (K + sigma)^-1 b from the guess x. */
  private void improve(Solver how, double sigma, Vector b, Vector x) {
    try (var _ = ops.times().enter(SolverLog.PART)) {
      Solution solution = solution(how, sigma, b, x);
      double iteration = k.operations() + k.vectorOperations(ConjugateGradient.LINEAR_ALGEBRA);
      how.log.add(solution, iteration * solution.iterations());
    }
  }

  private Solution solution(Solver how, double sigma, Vector b, Vector x) {
    String what = spec.operator().toString();
    LinearOperator a = shifted(k, sigma);
    return switch (how.precision) {
      case DOUBLE ->
          new ConjugateGradient(how.residual, spec.maxIterations()).solve(ops, what, a, b, x);
      case FLOAT -> {
        FermionMatrix single = new FermionMatrix(d.single(), spec.evenOdd());
        yield new MixedConjugateGradient(how.residual, spec.maxIterations())
            .solve(ops, what, a, shifted(single, sigma), b, x);
      }
    };
  }

  @Override
  public Map<String, Double> cost() {
    Map<String, Double> all = new HashMap<>(forValue.log.take("accept"));
    all.putAll(forForce.log.take("force"));
    return all;
  }

  @Override
  public Auxiliary draw(GaugeField u, RandomStream rng, int round) {
    d.update(u);
    k.requireRegular(sigma(), rng, round, spec.maxIterations());
    Vector out = ops.allocate(k.shape());
    Map<String, Double> known = Map.of();
    try (Scratch.Lease eta = ops.scratch().take(d.shape())) {
      // drawn on all sites, so that eta does not depend on how a backend keeps one parity
      ops.gaussian(Math.sqrt(0.5), rng.key(Purpose.AUXILIARY, 0, round), eta.vector());
      if (heavier == null) {
        k.root(spec.mu(), eta.vector(), out);
        if (!d.spec().normalSplits()) {
          known = Map.of(PHI, norm2(eta.vector()));
        }
      } else {
        k.rootOfRatio(
            spec.mu(), heavier, eta.vector(), (sigma, b, x) -> solve(forValue, sigma, b, x), out);
      }
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
    return new Auxiliary(Map.of(PHI, out), known);
  }

  /** |eta|^2 on the sites of K. */
  private double norm2(Vector eta) {
    try (Scratch.Lease here = ops.scratch().take(k.shape())) {
      ops.restrict(eta, here.vector());
      return ops.norm2(here.vector());
    }
  }

  @Override
  public Action<GaugeField> given(Auxiliary auxiliary) {
    return new PseudoFermionAction(
        this, auxiliary.field(PHI), auxiliary.drawn().getOrDefault(PHI, Double.NaN));
  }

  private Vector phi() {
    if (phi == null) {
      throw new IllegalStateException(
          "pseudo-fermions have a value only at a fixed phi; use given(draw(...))");
    }
    return phi;
  }

  private double sigma() {
    return spec.mu() * spec.mu();
  }

  /** The factor of phi^dagger (K + mu^2)^-1 phi. */
  private double factor() {
    return heavier == null ? 1 : heavier * heavier - sigma();
  }

  /** 2 Re phi^dagger x - x^dagger (K + mu^2) x: the error is of second order in the residual. */
  @Override
  public double value(GaugeField u) {
    Vector b = phi();
    d.update(u);
    try (Scratch.Lease x = ops.scratch().take(k.shape())) {
      solve(forValue, sigma(), b, x.vector());
      return value(b, x.vector());
    }
  }

  private double value(Vector b, Vector x) {
    try (Scratch.Lease ax = ops.scratch().take(k.shape())) {
      shifted(k, sigma()).apply(x, ax.vector());
      double product = 2 * ops.dot(b, x) - ops.dot(x, ax.vector());
      return heavier == null ? product - k.logRest() : ops.norm2(b) + factor() * product;
    }
  }

  /** With the solution of the solve for the value. */
  @Override
  public double valueAndForce(GaugeField u, Momentum out) {
    Vector b = phi();
    d.update(u);
    out.zero();
    double value;
    try (Scratch.Lease x = ops.scratch().take(k.shape())) {
      solve(forValue, sigma(), b, x.vector());
      value = value(b, x.vector());
      k.force(factor(), x.vector(), out.vectors());
    }
    if (heavier == null) {
      k.restForce(1, out.vectors());
    }
    return value;
  }

  /** phi = (M^dagger - i mu gamma_5) eta: no solve for Wilson's kind. */
  @Override
  public double valueWhereDrawn(GaugeField u) {
    if (Double.isNaN(drawn)) {
      return value(u);
    }
    d.update(u);
    return drawn - k.logRest();
  }

  /** With x = (K + mu^2)^-1 phi: d phi^dagger (K + mu^2)^-1 phi = -x^dagger dK x. */
  @Override
  public void force(GaugeField u, Momentum out) {
    Vector b = phi();
    d.update(u);
    out.zero();
    try (Scratch.Lease x = ops.scratch().take(k.shape())) {
      past.of(this);
      past.guess(shifted(k, sigma()), b, x.vector());
      improve(forForce, sigma(), b, x.vector());
      past.keep(x.vector());
      k.force(factor(), x.vector(), out.vectors());
    }
    if (heavier == null) {
      k.restForce(1, out.vectors());
    }
  }

  @Override
  public void close() {
    past.close();
    d.close();
  }
}
