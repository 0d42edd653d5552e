package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.LayerBackendContract;

@NeedsDevice
class OpenClLayersTest extends LayerBackendContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new OpenClBackend().open(lattice);
  }
}
