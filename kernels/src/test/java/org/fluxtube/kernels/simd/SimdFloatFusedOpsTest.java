package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FusedOpsContract;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

class SimdFloatFusedOpsTest extends FusedOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new SimdBackend().open(lattice);
  }

  @Override
  protected Precision precision() {
    return Precision.FLOAT;
  }
}
