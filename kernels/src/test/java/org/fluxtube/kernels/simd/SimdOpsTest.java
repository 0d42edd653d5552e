package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldOpsContract;
import org.fluxtube.engine.lattice.Lattice;

class SimdOpsTest extends FieldOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new SimdBackend().open(lattice);
  }
}
