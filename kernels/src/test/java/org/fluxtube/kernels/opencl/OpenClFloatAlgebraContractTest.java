package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.AlgebraOpsContract;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

@NeedsDevice
class OpenClFloatAlgebraContractTest extends AlgebraOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new OpenClBackend().open(lattice);
  }

  @Override
  protected Precision precision() {
    return Precision.FLOAT;
  }
}
