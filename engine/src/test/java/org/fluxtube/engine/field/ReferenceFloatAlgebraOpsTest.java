package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceFloatAlgebraOpsTest extends AlgebraOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }

  @Override
  protected Precision precision() {
    return Precision.FLOAT;
  }
}
