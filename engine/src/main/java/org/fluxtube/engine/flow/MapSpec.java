package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/** The parameters of an invertible map: an element of a {@link Flow}. */
public sealed interface MapSpec extends Spec
    permits ConditionedMap, ContinuousFlow, ContinuousSpinFlow, ModeScaling {
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

  /**
   * Checks that what was learnt on one lattice can go on on another of equal dimension.
   *
   * @throws IllegalArgumentException if not, saying why and what can
   */
  default void requireTransfers(Lattice from, Lattice to) {
    throw new IllegalArgumentException(
        "transfer = volume from the lattice "
            + from
            + " to "
            + to
            + ": the parameters of "
            + this
            + " belong to one lattice; allowed are couplings, block-splitting and"
            + " spectral-splitting with convolutions, mode-scaling, masked-smearing and continuous"
            + " flows of a range");
  }
}
