package org.fluxtube.kernels.opencl;

import static org.jocl.CL.CL_TRUE;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clEnqueueCopyBuffer;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clReleaseCommandQueue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.fluxtube.engine.field.Precision;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;

/**
 * One in-order queue with its buffers and kernels, used by one thread. Every transfer from or to
 * host arrays waits for its end, so that no host memory is in use after a call and a moving garbage
 * collector can change nothing; kernels and device copies are only queued.
 */
final class Launcher implements AutoCloseable {
  private final OpenDevice device;
  private float[] singles = new float[0];
  private final cl_command_queue queue;
  private final Set<Buffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Key, Launch> launches = new HashMap<>();

  @SuppressWarnings("deprecation") // the only one of OpenCL 1.2
  Launcher(OpenDevice device) {
    this.device = device;
    this.queue = clCreateCommandQueue(device.context(), device.device().handle().device, 0, null);
  }

  OpenDevice device() {
    return device;
  }

  /** The kernel of a text with the one function {@code run}. */
  Launch kernel(String name) {
    return kernel(name, "run", KernelForm.SITES);
  }

  /** The kernel in a form. */
  Launch kernel(String name, KernelForm form) {
    return kernel(name, "run", form);
  }

  /** A kernel of a text written by hand. */
  Launch kernel(String name, String function) {
    return kernel(name, function, KernelForm.SITES);
  }

  /** A kernel of a text; made at the first call, its arguments stay set. */
  private Launch kernel(String name, String function, KernelForm form) {
    Key key = new Key(name, function, form);
    Launch known = launches.get(key);
    if (known == null) {
      OpenDevice.Program program = device.program(name, form);
      known =
          new Launch(
              this,
              name,
              Signature.parse(program.text(), function),
              clCreateKernel(program.program(), function, null),
              form.lanes() == 1 ? Launch.GROUP : Launch.VECTOR_GROUP);
      launches.put(key, known);
    }
    return known;
  }

  private record Key(String name, String function, KernelForm form) {}

  cl_command_queue queue() {
    return queue;
  }

  /** Memory with the given ints. */
  Buffer ints(int[] values) {
    Buffer buffer = allocate(Signature.Type.INTS, values.length);
    clEnqueueWriteBuffer(
        queue, buffer.memory(), CL_TRUE, 0, buffer.bytes(), Pointer.to(values), 0, null, null);
    return buffer;
  }

  /** Memory with the given numbers. */
  Buffer numbers(Precision precision, double[] values) {
    Buffer buffer = allocate(Signature.Type.array(precision), values.length);
    write(values, 0, buffer, 0, values.length);
    return buffer;
  }

  /** Memory for doubles, floats or ints, contents undefined. */
  Buffer allocate(Signature.Type type, int length) {
    Buffer buffer = new Buffer(this, type, length, device.allocate(Buffer.bytes(type, length)));
    buffers.add(buffer);
    return buffer;
  }

  /** Bytes of all memory that is not closed. */
  long bytes() {
    return buffers.stream().mapToLong(Buffer::bytes).sum();
  }

  /** Writes numbers from {@code from} on to the buffer from {@code at} on, rounded if floats. */
  void write(double[] host, int from, Buffer out, int at, int count) {
    requireNumbers(out, at, count);
    Pointer pointer = Pointer.to(host).withByteOffset(8L * from);
    if (out.precision() == Precision.FLOAT) {
      float[] singles = singles(count);
      for (int i = 0; i < count; i++) {
        singles[i] = (float) host[from + i];
      }
      pointer = Pointer.to(singles);
    }
    long size = out.precision().bytes();
    clEnqueueWriteBuffer(
        queue, out.memory(), CL_TRUE, size * at, size * count, pointer, 0, null, null);
  }

  /** Reads numbers from {@code at} on to the host from {@code to} on. */
  void read(Buffer in, int at, int count, double[] host, int to) {
    requireNumbers(in, at, count);
    boolean single = in.precision() == Precision.FLOAT;
    float[] singles = single ? singles(count) : this.singles;
    Pointer pointer = single ? Pointer.to(singles) : Pointer.to(host).withByteOffset(8L * to);
    long size = in.precision().bytes();
    clEnqueueReadBuffer(
        queue, in.memory(), CL_TRUE, size * at, size * count, pointer, 0, null, null);
    if (single) {
      for (int i = 0; i < count; i++) {
        host[to + i] = singles[i];
      }
    }
  }

  private float[] singles(int length) {
    if (singles.length < length) {
      singles = new float[length];
    }
    return singles;
  }

  /** Reads all ints. */
  int[] readInts(Buffer in) {
    int[] host = new int[in.length()];
    clEnqueueReadBuffer(
        queue, in.memory(), CL_TRUE, 0, in.bytes(), Pointer.to(host), 0, null, null);
    return host;
  }

  private static void requireNumbers(Buffer x, int at, int count) {
    if (x.type() == Signature.Type.INTS || at < 0 || count < 0 || at > x.length() - count) {
      throw new IllegalArgumentException(
          "numbers "
              + at
              + " to "
              + (at + count)
              + " of a buffer of "
              + x.length()
              + " "
              + x.type());
    }
  }

  /** out = in, on the device. */
  void copy(Buffer in, Buffer out) {
    clEnqueueCopyBuffer(queue, in.memory(), out.memory(), 0, 0, in.bytes(), 0, null, null);
  }

  /** Waits for all queued commands. */
  void finish() {
    clFinish(queue);
  }

  void forget(Buffer buffer) {
    if (buffers.remove(buffer)) {
      device.freed(buffer.bytes());
    }
  }

  /** Waits, then frees queue, kernels and all buffers. */
  @Override
  public void close() {
    clFinish(queue);
    new ArrayList<>(buffers).forEach(Buffer::close);
    launches.values().forEach(Launch::close);
    launches.clear();
    clReleaseCommandQueue(queue);
  }
}
