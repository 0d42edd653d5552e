package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceSpinorOpsTest extends SpinorOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }
}
