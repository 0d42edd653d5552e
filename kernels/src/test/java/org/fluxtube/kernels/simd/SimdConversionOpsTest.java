package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.ConversionContract;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;

class SimdConversionOpsTest extends ConversionContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new SimdBackend().open(lattice);
  }
}
