package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceAlgebraOpsTest extends AlgebraOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }
}
