package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * P = mean over sites and planes mu < nu of Re tr P_{mu nu}/N, 1 on the cold configuration. From
 * three dimensions on also the means over the planes without (spatial) and with (temporal) the last
 * direction.
 */
public record Plaquette() implements ObservableSpec<GaugeField> {
  @Override
  public String label() {
    return "plaquette";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return lattice.dimensions() < 3 ? List.of("value") : List.of("value", "spatial", "temporal");
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    FieldOps ops = like.ops();
    int d = ops.lattice().dimensions();
    double site = (double) like.group().n() * ops.lattice().volume();
    return (u, rng) -> {
      double spatial = 0;
      double temporal = 0;
      for (int mu = 0; mu < d; mu++) {
        for (int nu = mu + 1; nu < d; nu++) {
          double sum = ops.plaquetteSum(u.vectors(), mu, nu) / site;
          if (nu == d - 1) {
            temporal += sum;
          } else {
            spatial += sum;
          }
        }
      }
      double value = (spatial + temporal) / (d * (d - 1) / 2);
      if (d < 3) {
        return new double[] {value};
      }
      return new double[] {value, spatial / ((d - 1) * (d - 2) / 2), temporal / (d - 1)};
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge("the plaquette", type, lattice, 2);
  }
}
