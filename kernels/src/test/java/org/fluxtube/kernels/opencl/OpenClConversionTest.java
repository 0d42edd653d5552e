package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.ConversionContract;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;

@NeedsDevice
class OpenClConversionTest extends ConversionContract {
  @Override
  protected FieldOps open(Lattice lattice) {
    return new OpenClBackend().open(lattice);
  }
}
