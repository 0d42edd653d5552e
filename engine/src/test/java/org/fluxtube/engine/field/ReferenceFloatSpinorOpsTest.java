package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceFloatSpinorOpsTest extends SpinorOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }

  @Override
  protected Precision precision() {
    return Precision.FLOAT;
  }
}
