package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.InPrecision;
import org.fluxtube.engine.testing.RandomFields;

/** A contract that holds in both precisions: a backend's test says which, and how to open it. */
public abstract class PrecisionContract {
  /** The backend on a lattice; closed by the test. */
  protected abstract FieldOps open(Lattice lattice);

  /** The precision of all vectors of the test. */
  protected Precision precision() {
    return Precision.DOUBLE;
  }

  /** The operations under test: {@code allocate(shape)} gives vectors of {@link #precision}. */
  final FieldOps ops(Lattice lattice) {
    return InPrecision.of(open(lattice), precision());
  }

  /**
   * A tolerance that is stated for double: it is some number of roundings, here those of {@link
   * #precision}.
   */
  final double bound(double inDouble) {
    return inDouble * (precision().rounding() / Precision.DOUBLE.rounding());
  }

  /** Independent normal numbers that the precision can represent. */
  final double[] normal(long seed, int count) {
    return InPrecision.rounded(precision(), RandomFields.normal(seed, count));
  }
}
