package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.LayerBackendContract;

class SimdLayersTest extends LayerBackendContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new SimdBackend().open(lattice);
  }
}
