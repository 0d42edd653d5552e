package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * (1/V) Re Tr D^-1, the trace over spin and colour, V the number of sites: (1/V) d ln det D/dm for
 * the staggered operator. For several tastes it is the value of one field, not divided by their
 * number.
 *
 * <p>With {@code sources} = 0 exactly, by LU of the dense matrix. Otherwise the mean of (1/V) Re
 * eta^dagger D^-1 eta over so many complex normal sources, and as {@code noise} the standard error
 * of this mean on one configuration.
 *
 * @param operator D
 * @param sources noise sources, 0 for the exact trace
 * @param residual of the solves for D^dagger D x = D^dagger eta
 */
public record ChiralCondensate(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(value = "noise sources, from 2; 0: exactly, for small lattices", optional = true)
        int sources,
    @Param(value = "bound on the residual |b - A x|/|b| of the solves", optional = true)
        double residual)
    implements ObservableSpec<GaugeField> {
  private static final int MAX_ITERATIONS = 100_000;

  /** Checks the parameters. */
  public ChiralCondensate {
    new ConjugateGradient(residual, MAX_ITERATIONS);
    if (sources < 0 || sources == 1 || sources > 10_000) {
      throw new IllegalArgumentException(
          "sources = "
              + sources
              + "; allowed are 0 (exact) or from 2 to 10000, for example sources = 8");
    }
  }

  /** The exact condensate. */
  public ChiralCondensate(OperatorSpec operator) {
    this(operator, 0, 1e-8);
  }

  @Override
  public String label() {
    return "chiral-condensate-"
        + operator.label()
        + (sources == 0 ? "" : "-" + sources + "sources");
  }

  @Override
  public boolean stochastic() {
    return sources > 0;
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return sources == 0 ? List.of("value") : List.of("value", "noise");
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    return sources == 0 ? new Exact(operator.bind(like)) : new Noisy(this, operator.bind(like));
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    operator.requireFits(type, lattice);
    if (sources == 0) {
      int n = Fit.gauge("the condensate", type, lattice, 2).n();
      DenseDirac.requireSmall("the exact condensate (sources = 0)", operator, lattice, n);
    }
  }

  private record Exact(DiracOperator d) implements Observable<GaugeField> {
    @Override
    public double[] measure(GaugeField u, RandomStream rng) {
      d.update(u);
      return new double[] {new DenseDirac(d).traceOfInverse() / u.lattice().volume()};
    }

    @Override
    public void close() {
      d.close();
    }
  }

  private record Noisy(ChiralCondensate spec, DiracOperator d) implements Observable<GaugeField> {
    @Override
    public double[] measure(GaugeField u, RandomStream rng) {
      d.update(u);
      FieldOps ops = d.ops();
      ConjugateGradient solver = new ConjugateGradient(spec.residual, MAX_ITERATIONS);
      double sum = 0;
      double squares = 0;
      try (Scratch.Lease eta = ops.scratch().take(d.shape());
          Scratch.Lease b = ops.scratch().take(d.shape());
          Scratch.Lease x = ops.scratch().take(d.shape())) {
        for (int k = 0; k < spec.sources; k++) {
          ops.gaussian(Math.sqrt(0.5), rng.key(Purpose.MEASUREMENT, 0, k), eta.vector());
          d.apply(true, eta.vector(), b.vector());
          ops.constant(0, x.vector());
          solver.solve(ops, spec.operator.toString(), d::normal, b.vector(), x.vector());
          double value = ops.dot(eta.vector(), x.vector()) / ops.lattice().volume();
          sum += value;
          squares += value * value;
        }
      }
      double mean = sum / spec.sources;
      double variance = Math.max(0, squares / spec.sources - mean * mean);
      return new double[] {mean, Math.sqrt(variance / (spec.sources - 1))};
    }

    @Override
    public void close() {
      d.close();
    }
  }
}
