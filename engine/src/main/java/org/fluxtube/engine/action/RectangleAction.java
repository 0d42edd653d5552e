package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Plaquette + rectangle action S = -(beta/N) [c0 sum Re tr P + c1 sum Re tr R], c0 = 1 - 8 c1, the
 * second sum over all 2 x 1 rectangles. Omitted constant: beta (c0 + 2 c1) per plaquette.
 *
 * <p>Values of c1: -1/12 (tree-level Symanzik; Luescher, Weisz, Commun. Math. Phys. 97 (1985) 59),
 * -0.331 (Iwasaki, UTHEP-118 (1983), arXiv:1111.7054), -1.4088 (DBW2; hep-lat/9911033).
 *
 * @param beta inverse coupling
 * @param c1 weight of the rectangles
 */
public record RectangleAction(
    @Param("inverse coupling beta = 2N/g^2, at least 0") double beta,
    @Param("weight of the 2x1 rectangles; that of the plaquettes is 1 - 8 c1") double c1)
    implements ActionSpec<GaugeField> {
  /** Checks the couplings. */
  public RectangleAction {
    Couplings.requireNotNegative("beta", beta, "beta = 2.6");
    Couplings.requireFinite("c1", c1, "c1 = -0.331");
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new GaugeAction(like, beta, 1 - 8 * c1, c1);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return GaugeAction.laplacianUnknown(lattice);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    GaugeAction.requireGauge("the plaquette + rectangle action", type, lattice);
  }
}
