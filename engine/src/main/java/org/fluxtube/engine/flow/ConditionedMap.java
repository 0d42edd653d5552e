package org.fluxtube.engine.flow;

import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/** A map whose numbers come from networks of one kind. */
public sealed interface ConditionedMap extends MapSpec
    permits AffineCoupling,
        BlockSplitting,
        MaskedSmearing,
        PlaquetteCoupling,
        SpectralCoupling,
        SpectralSplitting,
        SplineCoupling {
  /** The networks. */
  ConditionerSpec conditioner();

  @Override
  default Precision precision() {
    return conditioner().precision();
  }

  @Override
  default void requireTransfers(Lattice from, Lattice to) {
    conditioner().requireTransfers(this, from, to);
  }
}
