package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Precision;

/** The parameters of an invertible map: an element of a {@link Flow}. */
public sealed interface MapSpec extends Spec
    permits AffineCoupling,
        BlockSplitting,
        ContinuousFlow,
        ContinuousSpinFlow,
        MaskedSmearing,
        ModeScaling,
        PlaquetteCoupling,
        SpectralCoupling,
        SpectralSplitting,
        SplineCoupling {
  /** In which its networks compute; all else is in double. */
  default Precision precision() {
    return Precision.DOUBLE;
  }

  /** Whether the map has all derivatives. */
  default boolean smooth() {
    return true;
  }

  /**
   * Sites by which a field may be moved in any direction so that its image is moved with it; 0 if
   * there is no such number.
   */
  default int period() {
    return 1;
  }
}
