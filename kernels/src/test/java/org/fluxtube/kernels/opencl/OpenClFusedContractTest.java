package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FusedOpsContract;
import org.fluxtube.engine.lattice.Lattice;

@NeedsDevice
class OpenClFusedContractTest extends FusedOpsContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new OpenClBackend().open(lattice);
  }
}
