package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.SpinorOpsContract;
import org.fluxtube.engine.lattice.Lattice;

class SimdSpinorOpsTest extends SpinorOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new SimdBackend().open(lattice);
  }
}
