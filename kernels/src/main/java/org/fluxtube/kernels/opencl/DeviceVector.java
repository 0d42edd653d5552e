package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * A vector in device memory, structure of arrays: component c of the vector's i-th site is number
 * {@code c * sites + i}, sites in the order of {@link SiteOrder}.
 *
 * @param shape what is at a site
 * @param precision how the numbers are rounded
 * @param buffer the numbers
 */
record DeviceVector(Shape shape, Precision precision, Buffer buffer) implements Vector {
  @Override
  public void close() {
    buffer.close();
  }
}
