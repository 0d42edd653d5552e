package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

class ReferenceConversionTest extends ConversionContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new ReferenceOps(lattice);
  }
}
