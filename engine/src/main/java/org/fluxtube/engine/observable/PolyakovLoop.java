package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.lattice.Lattice;

/**
 * L = (1/V_s) sum_x (1/N) tr prod_t U_last(x, t): the spatial mean of the trace of the line that
 * winds around the last direction, divided by N (1 on the cold configuration).
 *
 * <p>Components: Re L, Im L, |L| and |L|^2 of the spatial mean of each configuration. Where the
 * centre symmetry is unbroken the mean of L vanishes and |L| is what signals deconfinement; at
 * finite volume the two must not be mixed. Derived: V_s (<|L|^2> - <|L|>^2).
 */
public record PolyakovLoop() implements ObservableSpec<GaugeField> {
  @Override
  public String label() {
    return "polyakov-loop";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("re", "im", "abs", "abs2");
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    double space = (double) lattice.volume() / lattice.extent(lattice.dimensions() - 1);
    return List.of(
        new Derived(
            "polyakov-susceptibility",
            "V_s (<|L|^2> - <|L|>^2)",
            mean -> space * (mean[3] - mean[2] * mean[2])));
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    FieldOps ops = like.ops();
    int time = ops.lattice().dimensions() - 1;
    double norm = 1.0 / ((double) like.group().n() * ops.lattice().volume());
    return (u, rng) -> {
      try (Scratch.Lease line = ops.scratch().take(u.link(time).shape());
          Scratch.Lease trace = ops.scratch().take(new Shape.Real(1))) {
        // the trace does not depend on where the line starts, so all sites are averaged
        Loops.line(ops, u.link(time), time, ops.lattice().extent(time), line.vector());
        ops.realTrace(norm, line.vector(), 0, trace.vector());
        double re = ops.sum(trace.vector())[0];
        ops.imaginaryTrace(norm, line.vector(), 0, trace.vector());
        double im = ops.sum(trace.vector())[0];
        double abs2 = re * re + im * im;
        return new double[] {re, im, Math.sqrt(abs2), abs2};
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge("the Polyakov loop", type, lattice, 1);
  }
}
