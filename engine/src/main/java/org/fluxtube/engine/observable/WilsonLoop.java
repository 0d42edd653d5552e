package org.fluxtube.engine.observable;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * W(r, t) = mean over sites and orientations of Re tr/N of the planar r x t loop.
 *
 * <p>Orientations: all ordered pairs of directions (r along one, t along the other), or, for a
 * temporal loop, t along the last direction and r along each other one, as for the static
 * potential. A side as long as its extent winds around the lattice; a longer one is refused.
 *
 * @param r links of one side
 * @param t links of the other side
 * @param temporal whether t runs along the last direction only
 */
public record WilsonLoop(
    @Param("links of one side, from 1 to the extent") int r,
    @Param("links of the other side, from 1 to the extent") int t,
    @Param(value = "whether the side t runs along the last direction only", optional = true)
        boolean temporal)
    implements ObservableSpec<GaugeField> {
  /** Checks that both sides are at least 1. */
  public WilsonLoop {
    if (r < 1 || t < 1) {
      throw new IllegalArgumentException(
          "Wilson loop with r = "
              + r
              + ", t = "
              + t
              + "; allowed are numbers from 1 to the extent, for example r = 2, t = 3");
    }
  }

  @Override
  public String label() {
    return "wilson-loop-" + r + "x" + t + (temporal ? "-temporal" : "");
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    FieldOps ops = like.ops();
    int d = ops.lattice().dimensions();
    double site = (double) like.group().n() * ops.lattice().volume();
    return (u, rng) -> {
      double sum = 0;
      int loops = 0;
      for (int mu = 0; mu < d; mu++) {
        for (int nu = 0; nu < d; nu++) {
          if (used(mu, nu, d)) {
            sum += Loops.loopSum(ops, u.vectors(), mu, r, nu, t);
            loops++;
          }
        }
      }
      return new double[] {sum / (loops * site)};
    };
  }

  /** Whether the orientation with r in mu and t in nu counts; squares count once. */
  private boolean used(int mu, int nu, int d) {
    if (temporal) {
      return nu == d - 1 && mu != nu;
    }
    return r == t ? mu < nu : mu != nu;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.gauge("a Wilson loop", type, lattice, 2);
    int d = lattice.dimensions();
    for (int mu = 0; mu < d; mu++) {
      for (int nu = 0; nu < d; nu++) {
        if (used(mu, nu, d) && (r > lattice.extent(mu) || t > lattice.extent(nu))) {
          throw new IllegalArgumentException(
              label()
                  + " is longer than the lattice "
                  + lattice
                  + " in direction "
                  + (r > lattice.extent(mu) ? mu : nu)
                  + "; allowed are sides from 1 to the extent of every direction they run in,"
                  + " for example r = 1, t = 2");
        }
      }
    }
  }
}
