package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.SpinorOpsContract;
import org.fluxtube.engine.lattice.Lattice;

@NeedsDevice
class OpenClSpinorContractTest extends SpinorOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new OpenClBackend().open(lattice);
  }
}
