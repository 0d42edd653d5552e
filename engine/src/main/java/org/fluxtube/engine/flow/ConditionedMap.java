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

  /** Whether it has the same networks on every lattice. */
  default boolean scales() {
    return true;
  }

  @Override
  default Precision precision() {
    return conditioner().precision();
  }

  @Override
  default void requireTransfers(Lattice from, Lattice to) {
    if (!scales()) {
      MapSpec.super.requireTransfers(from, to);
    }
    if (!conditioner().translates()) {
      throw new IllegalArgumentException(
          "transfer = volume from the lattice "
              + from
              + " to "
              + to
              + ": the network of "
              + this
              + " has weights for each site; allowed are convolutions, for example conditioner {"
              + " type = convolution }");
    }
  }
}
