package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** S = -(beta/N) [c0 sum Re tr P + c1 sum Re tr R]. */
final class GaugeAction implements LocalAction<GaugeField> {
  private final FieldOps ops;
  private final Group group;
  private final double coefficient;
  private final double c0;
  private final double c1;
  private final FloatGaugeForce floats;
  private final boolean inFloat;

  GaugeAction(GaugeField like, double beta, double c0, double c1) {
    this.ops = like.ops();
    this.group = like.group();
    this.coefficient = beta / group.n();
    this.c0 = c0;
    this.c1 = c1;
    this.floats = new FloatGaugeForce(ops);
    this.inFloat = false;
  }

  private GaugeAction(GaugeAction of, boolean inFloat) {
    this.ops = of.ops;
    this.group = of.group;
    this.coefficient = of.coefficient;
    this.c0 = of.c0;
    this.c1 = of.c1;
    this.floats = of.floats;
    this.inFloat = inFloat;
  }

  @Override
  public Action<GaugeField> withFloatForce() {
    return inFloat ? this : new GaugeAction(this, true);
  }

  static void requireGauge(String what, FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Gauge)) {
      throw Spec.misfit(what, "a gauge field", type);
    }
    if (lattice.dimensions() < 2) {
      throw new IllegalArgumentException(
          what + " needs at least 2 dimensions, got the lattice " + lattice);
    }
  }

  @Override
  public double value(GaugeField u) {
    double[] sums = loopSums(u);
    return -coefficient * (c0 * sums[0] + c1 * sums[1]);
  }

  /** Sums of Re tr over all plaquettes and, where c1 is not 0, over all rectangles. */
  private double[] loopSums(GaugeField u) {
    int d = u.lattice().dimensions();
    double plaquettes = 0;
    double rectangles = 0;
    for (int mu = 0; mu < d; mu++) {
      for (int nu = mu + 1; nu < d; nu++) {
        plaquettes += ops.plaquetteSum(u.vectors(), mu, nu);
        if (c1 != 0) {
          rectangles += ops.rectangleSum(u.vectors(), mu, nu);
          rectangles += ops.rectangleSum(u.vectors(), nu, mu);
        }
      }
    }
    return new double[] {plaquettes, rectangles};
  }

  @Override
  public void force(GaugeField u, Momentum out) {
    if (inFloat) {
      floats.of(u, coefficient, c0, c1, out);
    } else {
      ops.gaugeForce(u.vectors(), coefficient, c0, c1, out.vectors());
    }
  }

  /**
   * sum_a T^a T^a = -C_F, so each link of a loop gives L^2 Re tr(loop) = -C_F Re tr(loop), provided
   * that the loop contains each of its links once.
   */
  @Override
  public double laplacian(GaugeField u) {
    double[] sums = loopSums(u);
    return group.casimir() * coefficient * (4 * c0 * sums[0] + 6 * c1 * sums[1]);
  }

  static Optional<String> laplacianUnknown(Lattice lattice) {
    for (int extent : lattice.extents()) {
      if (extent == 2) {
        return Optional.of(
            "on "
                + lattice
                + " a 2 x 1 rectangle winds around the extent 2 and contains a link twice; with"
                + " rectangles extents from 3 on are allowed");
      }
    }
    return Optional.empty();
  }

  @Override
  public void environment(GaugeField u, int part, Vector out) {
    ops.staple(u.vectors(), part, c0, c1, out);
  }

  @Override
  public List<int[]> stencil(int part) {
    int d = ops.lattice().dimensions();
    List<int[]> offsets = new ArrayList<>();
    for (int nu = 0; nu < d; nu++) {
      if (nu == part) {
        continue;
      }
      for (int sign : new int[] {-1, 1}) {
        offsets.add(offset(d, part, 0, nu, sign));
        if (c1 != 0) {
          offsets.add(offset(d, part, 0, nu, 2 * sign));
          offsets.add(offset(d, part, 1, nu, sign));
          offsets.add(offset(d, part, -1, nu, sign));
        }
      }
    }
    if (c1 != 0) {
      offsets.add(offset(d, part, 1, part, 0));
      offsets.add(offset(d, part, -1, part, 0));
    }
    return offsets;
  }

  private static int[] offset(int d, int mu, int alongMu, int nu, int alongNu) {
    int[] y = new int[d];
    y[mu] += alongMu;
    y[nu] += alongNu;
    return y;
  }

  @Override
  public LocalUpdate update(Rule rule, double width, int hits) {
    return switch (rule) {
      case HEAT_BATH -> new LocalUpdate.LinkHeatBath(group, coefficient);
      case OVERRELAXATION -> new LocalUpdate.LinkOverrelaxation(group);
      case METROPOLIS -> new LocalUpdate.LinkMetropolis(group, coefficient, width, hits);
    };
  }

  @Override
  public void close() {
    floats.close();
  }
}
