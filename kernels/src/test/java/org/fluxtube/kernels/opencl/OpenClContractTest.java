package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldOpsContract;
import org.fluxtube.engine.lattice.Lattice;

@NeedsDevice
class OpenClContractTest extends FieldOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new OpenClBackend().open(lattice);
  }
}
