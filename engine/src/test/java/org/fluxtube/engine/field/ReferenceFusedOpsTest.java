package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceFusedOpsTest extends FusedOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }
}
