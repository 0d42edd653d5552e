package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Wilson's action S = -(beta/N) sum_{x, mu<nu} Re tr P_{mu nu}(x). Omitted constant: beta per
 * plaquette. K. G. Wilson, Phys. Rev. D10 (1974) 2445.
 *
 * @param beta inverse coupling, 2N/g^2
 */
public record WilsonPlaquette(
    @Param("inverse coupling beta = 2N/g^2 (U(1): 1/g^2), at least 0") double beta)
    implements ActionSpec<GaugeField> {
  /** Checks {@code beta >= 0}. */
  public WilsonPlaquette {
    Couplings.requireNotNegative("beta", beta, "beta = 6.0");
  }

  @Override
  public Optional<ActionSpec<GaugeField>> at(double other) {
    return Optional.of(new WilsonPlaquette(other));
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new GaugeAction(like, beta, 1, 0);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return Optional.empty();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    GaugeAction.requireGauge("the plaquette action", type, lattice);
  }
}
