package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A {@link RectangleAction} by its name.
 *
 * @param name the literature's name
 * @param beta inverse coupling
 */
public record ImprovedGauge(
    @Param("iwasaki, symanzik or dbw2") Name name,
    @Param("inverse coupling beta = 2N/g^2, at least 0") double beta)
    implements ActionSpec<GaugeField> {
  /** The actions and their c1. */
  public enum Name {
    /** c1 = -0.331. */
    IWASAKI(-0.331),
    /** c1 = -1/12, tree level. */
    SYMANZIK(-1.0 / 12),
    /** c1 = -1.4088. */
    DBW2(-1.4088);

    private final double c1;

    Name(double c1) {
      this.c1 = c1;
    }

    /** Weight of the rectangles. */
    public double c1() {
      return c1;
    }
  }

  /** Checks {@code beta >= 0}. */
  public ImprovedGauge {
    Couplings.requireNotNegative("beta", beta, "beta = 2.6");
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new RectangleAction(beta, name.c1()).bind(like);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return GaugeAction.laplacianUnknown(lattice);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    GaugeAction.requireGauge("an improved gauge action", type, lattice);
  }
}
