package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.AlgebraOpsContract;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;

class SimdAlgebraOpsTest extends AlgebraOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new SimdBackend().open(lattice);
  }
}
