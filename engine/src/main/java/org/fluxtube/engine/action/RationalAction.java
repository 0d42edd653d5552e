package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.FermionMatrix;
import org.fluxtube.engine.dirac.rational.PowerApproximation;
import org.fluxtube.engine.dirac.solver.Lanczos;
import org.fluxtube.engine.dirac.solver.MultiShift;
import org.fluxtube.engine.dirac.solver.SolverLog;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerException;

/** S = phi^dagger r(K) phi - power ln (det A_oo)^2, r(x) = c + sum_i a_i/(x + b_i) of x^-power. */
final class RationalAction implements Action<GaugeField> {
  private static final String PHI = "phi";

  /** |K v - theta v| of the measured ends, in units of the highest. */
  static final double CHECK_RESIDUAL = 1e-5;

  private static final int MOST_STARTS = 64;

  /** Ritz values lie inside the spectrum up to rounding. */
  private static final double ROUNDING = 1e-8;

  private final RationalPseudoFermions spec;
  private final DiracOperator d;
  private final FieldOps ops;
  private final FermionMatrix k;
  private final PowerApproximation value;
  private final PowerApproximation force;
  private final PowerApproximation draw;
  private final SolverLog forValue;
  private final SolverLog forForce;
  private final Map<String, Double> ends;
  private final Vector phi;

  RationalAction(RationalPseudoFermions spec, GaugeField like) {
    this.spec = spec;
    this.d = spec.operator().bind(like);
    this.ops = d.ops();
    this.k = new FermionMatrix(d, spec.evenOdd());
    this.value = approximation(spec.power(), spec.order());
    this.force = approximation(spec.power(), spec.forceOrder());
    this.draw = approximation(1 - spec.power() / 2, spec.order());
    this.forValue = new SolverLog(spec.maxIterations());
    this.forForce = new SolverLog(spec.maxIterations());
    this.ends = new HashMap<>();
    this.phi = null;
  }

  private RationalAction(RationalAction of, Vector phi) {
    this.spec = of.spec;
    this.d = of.d;
    this.ops = of.ops;
    this.k = of.k;
    this.value = of.value;
    this.force = of.force;
    this.draw = of.draw;
    this.forValue = of.forValue;
    this.forForce = of.forForce;
    this.ends = of.ends;
    this.phi = phi;
  }

  private PowerApproximation approximation(double power, int order) {
    return PowerApproximation.of(power, spec.lower(), spec.upper(), order);
  }

  /** Calls {@code use} with a_i and x_i = (K + b_i)^-1 b for every term. */
  private MultiShift.Solutions solve(
      double residual,
      SolverLog log,
      PowerApproximation r,
      Vector b,
      BiConsumer<Double, Vector> use) {
    List<Scratch.Lease> leases = new ArrayList<>();
    try {
      for (int i = 0; i < r.shifts().size(); i++) {
        leases.add(ops.scratch().take(k.shape()));
      }
      List<Vector> x = leases.stream().map(Scratch.Lease::vector).toList();
      MultiShift.Solutions solutions;
      try (var _ = ops.times().enter(SolverLog.PART)) {
        solutions =
            new MultiShift(residual, spec.maxIterations())
                .solve(ops, spec.operator().toString(), k::apply, r.shifts(), b, x);
      }
      log.add(
          solutions.solution(),
          solutions.iterations() * k.operations()
              + solutions.linearAlgebra() * k.vectorOperations(1));
      for (int i = 0; i < x.size(); i++) {
        use.accept(r.residues().get(i), x.get(i));
      }
      return solutions;
    } finally {
      leases.forEach(Scratch.Lease::close);
    }
  }

  /** Both ends of the spectrum by a Lanczos process of its own. */
  private void measureRange(RandomStream rng, int round) {
    try (var _ = ops.times().enter("spectrum")) {
      Lanczos lanczos = new Lanczos(CHECK_RESIDUAL, spec.maxIterations());
      String what = spec.operator().toString();
      Lanczos.Start start =
          k -> rng.key(Purpose.REVERSIBILITY, 1, MOST_STARTS * round + k % MOST_STARTS);
      double low = lanczos.lowest(ops, what, k::apply, k.shape(), start, 1).values().getFirst();
      double high = lanczos.highest(ops, what, k::apply, k.shape(), start, 1).values().getFirst();
      ends.put("lowestEigenvalue", low);
      ends.put("highestEigenvalue", high);
      // from 1 on all is well
      ends.put("rangeMargin", Math.min(low / spec.lower(), spec.upper() / high));
      requireWithinRange(low, high);
    }
  }

  private void requireWithinRange(MultiShift.Solutions seen) {
    requireWithinRange(seen.lowest(), seen.highest());
  }

  private void requireWithinRange(double lowest, double highest) {
    if (lowest < spec.lower() * (1 - ROUNDING) || highest > spec.upper() * (1 + ROUNDING)) {
      double lower = Math.min(spec.lower(), lowest / 2);
      double upper = Math.max(spec.upper(), highest * 1.2);
      throw new SamplerException(
          String.format(
              Locale.ROOT,
              "the spectrum of M^dagger M of %s has left the range of the rational approximation:"
                  + " measured are eigenvalues from %.6g to %.6g, the range is lower = %s, upper ="
                  + " %s; S would be wrong, the chain stops; start again with a wider range, for"
                  + " example lower = %.2g, upper = %.3g, order = %d",
              spec.operator(),
              lowest,
              highest,
              spec.lower(),
              spec.upper(),
              lower,
              upper,
              spec.orderFor(lower, upper)));
    }
  }

  @Override
  public Map<String, Double> cost() {
    Map<String, Double> all = new HashMap<>(forValue.take("accept"));
    all.putAll(forForce.take("force"));
    all.putAll(ends);
    ends.clear();
    return all;
  }

  /** phi = K r'(K) eta, r' of K^(power/2 - 1): &lt;phi phi^dagger&gt; = K^power. */
  @Override
  public Auxiliary draw(GaugeField u, RandomStream rng, int round) {
    d.update(u);
    k.requireRegular(0, rng, round, spec.maxIterations());
    if (spec.checkEvery() > 0
        && rng.trajectory() > 0
        && (rng.trajectory() - 1) % spec.checkEvery() == 0) {
      measureRange(rng, round);
    }
    Vector out = ops.allocate(k.shape());
    try (Scratch.Lease all = ops.scratch().take(d.shape());
        Scratch.Lease eta = ops.scratch().take(k.shape());
        Scratch.Lease sum = ops.scratch().take(k.shape())) {
      // drawn on all sites, so that eta does not depend on how a backend keeps one parity
      ops.gaussian(Math.sqrt(0.5), rng.key(Purpose.AUXILIARY, 0, round), all.vector());
      ops.restrict(all.vector(), eta.vector());
      ops.axpby(draw.constant(), eta.vector(), 0, sum.vector());
      requireWithinRange(
          solve(
              spec.residual(),
              forValue,
              draw,
              eta.vector(),
              (a, x) -> ops.axpy(a, x, sum.vector())));
      k.apply(sum.vector(), out);
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
    return new Auxiliary(Map.of(PHI, out));
  }

  @Override
  public Action<GaugeField> given(Auxiliary auxiliary) {
    return new RationalAction(this, auxiliary.field(PHI));
  }

  private Vector phi() {
    if (phi == null) {
      throw new IllegalStateException(
          "pseudo-fermions have a value only at a fixed phi; use given(draw(...))");
    }
    return phi;
  }

  /** Each product 2 Re phi^dagger x - x^dagger (K + b) x: of second order in the residual. */
  @Override
  public double value(GaugeField u) {
    Vector b = phi();
    d.update(u);
    double[] sum = {value.constant() * ops.norm2(b)};
    int[] term = {0};
    try (Scratch.Lease kx = ops.scratch().take(k.shape())) {
      requireWithinRange(
          solve(
              spec.residual(),
              forValue,
              value,
              b,
              (a, x) -> {
                k.apply(x, kx.vector());
                ops.axpy(value.shifts().get(term[0]++), x, kx.vector());
                sum[0] += a * (2 * ops.dot(b, x) - ops.dot(x, kx.vector()));
              }));
    }
    return sum[0] - spec.power() * k.logRest();
  }

  /** d phi^dagger (K + b)^-1 phi = -x^dagger dK x. */
  @Override
  public void force(GaugeField u, Momentum out) {
    Vector b = phi();
    d.update(u);
    out.zero();
    solve(spec.forceResidual(), forForce, force, b, (a, x) -> k.force(a, x, out.vectors()));
    k.restForce(spec.power(), out.vectors());
  }

  @Override
  public void close() {
    d.close();
  }
}
