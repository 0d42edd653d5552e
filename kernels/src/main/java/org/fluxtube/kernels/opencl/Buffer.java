package org.fluxtube.kernels.opencl;

import static org.jocl.CL.clReleaseMemObject;

import org.fluxtube.engine.field.Precision;
import org.jocl.Pointer;
import org.jocl.cl_mem;

/** Device memory for doubles, floats or ints, owned by a {@link Launcher}. */
final class Buffer implements AutoCloseable {
  private final Launcher owner;
  private final Signature.Type type;
  private final int length;
  private final cl_mem memory;
  private final Pointer argument;
  private boolean closed;

  Buffer(Launcher owner, Signature.Type type, int length, cl_mem memory) {
    this.owner = owner;
    this.type = type;
    this.length = length;
    this.memory = memory;
    this.argument = Pointer.to(memory);
  }

  Launcher owner() {
    return owner;
  }

  /** DOUBLES, FLOATS or INTS. */
  Signature.Type type() {
    return type;
  }

  /** DOUBLE, or FLOAT for floats. */
  Precision precision() {
    return type == Signature.Type.FLOATS ? Precision.FLOAT : Precision.DOUBLE;
  }

  /** Numbers. */
  int length() {
    return length;
  }

  long bytes() {
    return bytes(type, length);
  }

  static long bytes(Signature.Type type, int length) {
    return (type == Signature.Type.DOUBLES ? 8L : 4L) * length;
  }

  cl_mem memory() {
    if (closed) {
      throw new IllegalStateException("device memory used after it was closed");
    }
    return memory;
  }

  Pointer argument() {
    memory();
    return argument;
  }

  /** Queued commands that use the memory still run: OpenCL frees it after them. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      clReleaseMemObject(memory);
      owner.forget(this);
    }
  }
}
