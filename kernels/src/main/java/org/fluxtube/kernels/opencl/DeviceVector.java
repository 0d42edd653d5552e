package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * A vector in device memory, structure of arrays: component c of site s is number {@code c * volume
 * + s}.
 *
 * @param shape what is at a site
 * @param buffer the numbers
 */
record DeviceVector(Shape shape, Buffer buffer) implements Vector {
  @Override
  public Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
