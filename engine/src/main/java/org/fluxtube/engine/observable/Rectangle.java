package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * R = mean of Re tr/N over all 2 x 1 rectangles, both orientations of each plane. Where an extent
 * is 2 the long side winds around the lattice.
 */
public record Rectangle() implements ObservableSpec<GaugeField> {
  @Override
  public String label() {
    return "rectangle";
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    FieldOps ops = like.ops();
    int d = ops.lattice().dimensions();
    double norm = (double) d * (d - 1) * like.group().n() * ops.lattice().volume();
    return (u, rng) -> {
      double sum = 0;
      for (int mu = 0; mu < d; mu++) {
        for (int nu = 0; nu < d; nu++) {
          if (nu != mu) {
            sum += ops.rectangleSum(u.vectors(), mu, nu);
          }
        }
      }
      return new double[] {sum / norm};
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge("the rectangle", type, lattice, 2);
  }
}
