package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceOpsTest extends FieldOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }
}
