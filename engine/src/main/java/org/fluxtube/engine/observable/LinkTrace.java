package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.lattice.Lattice;

/**
 * (1/(d V)) sum_{x, mu} Re tr U_mu(x)/N: what headers of configuration files state beside the
 * plaquette. Not gauge invariant: its mean over a chain vanishes, and it tells files apart only.
 */
public record LinkTrace() implements ObservableSpec<GaugeField> {
  @Override
  public String label() {
    return "link-trace";
  }

  @Override
  public boolean gaugeInvariant() {
    return false;
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    FieldOps ops = like.ops();
    int d = ops.lattice().dimensions();
    double norm = 1.0 / ((double) d * ops.lattice().volume() * like.group().n());
    return (u, rng) -> {
      double sum = 0;
      try (Scratch.Lease trace = ops.scratch().take(new Shape.Real(1))) {
        for (int mu = 0; mu < d; mu++) {
          ops.realTrace(1, u.link(mu), 0, trace.vector());
          sum += ops.sum(trace.vector())[0];
        }
      }
      return new double[] {sum * norm};
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge("the link trace", type, lattice, 1);
  }
}
