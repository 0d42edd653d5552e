package org.fluxtube.kernels.opencl;

import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clSetKernelArg;

import java.util.HashMap;
import java.util.Map;
import org.fluxtube.engine.rng.StreamKey;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/**
 * A kernel with its arguments, which stay set between launches; only changed ones are sent. Each
 * {@code set} checks name and type against the kernel's own signature.
 */
final class Launch implements AutoCloseable {
  /** Work-items of a group; launches are rounded up to whole groups, kernels check their number. */
  static final int GROUP = 64;

  /** The same where a work-item computes in vectors. */
  static final int VECTOR_GROUP = 16;

  private final Launcher launcher;
  private final String name;
  private final cl_kernel kernel;
  private final Map<String, Slot> slots = new HashMap<>();
  private final long[] global = new long[1];
  private final long[] group = new long[1];
  private int unset;

  /** One argument and its last value. */
  private static final class Slot {
    final int index;
    final Signature.Type type;
    final double[] real = new double[1];
    final float[] single = new float[1];
    final int[] integer = new int[1];
    final Pointer realPointer = Pointer.to(real);
    final Pointer singlePointer = Pointer.to(single);
    final Pointer integerPointer = Pointer.to(integer);
    Buffer buffer;
    boolean set;

    Slot(int index, Signature.Type type) {
      this.index = index;
      this.type = type;
    }
  }

  Launch(Launcher launcher, String name, Signature signature, cl_kernel kernel, int group) {
    this.group[0] = group;
    this.launcher = launcher;
    this.name = name;
    this.kernel = kernel;
    for (Signature.Parameter parameter : signature.parameters()) {
      slots.put(parameter.name(), new Slot(slots.size(), parameter.type()));
    }
    unset = slots.size();
    if (slots.containsKey("passid")) {
      set("passid", 0);
    }
  }

  /** A number of type double, or, rounded, of type float. */
  Launch set(String argument, double value) {
    Slot slot = slots.get(argument);
    boolean single = slot != null && slot.type == Signature.Type.FLOAT;
    if (!single) {
      slot = slot(argument, Signature.Type.DOUBLE);
    }
    if (isNew(slot)
        || Double.doubleToRawLongBits(slot.real[0]) != Double.doubleToRawLongBits(value)) {
      slot.real[0] = value;
      slot.single[0] = (float) value;
      clSetKernelArg(
          kernel,
          slot.index,
          single ? Sizeof.cl_float : Sizeof.cl_double,
          single ? slot.singlePointer : slot.realPointer);
    }
    return this;
  }

  /** A number of type int. */
  Launch set(String argument, int value) {
    Slot slot = slot(argument, Signature.Type.INT);
    if (isNew(slot) || slot.integer[0] != value) {
      slot.integer[0] = value;
      clSetKernelArg(kernel, slot.index, Sizeof.cl_int, slot.integerPointer);
    }
    return this;
  }

  /** The fixed words of the random numbers' counter and key. */
  Launch set(StreamKey key) {
    return set("word0", key.word0Base())
        .set("word2", key.word2())
        .set("word3", key.word3())
        .set("key0", key.key0())
        .set("key1", key.key1());
  }

  /** An array. */
  Launch set(String argument, Buffer buffer) {
    Slot slot = slot(argument, buffer.type());
    if (buffer.owner() != launcher) {
      throw new IllegalArgumentException(
          "kernel " + name + ", argument " + argument + ": the buffer is another queue's");
    }
    Pointer pointer = buffer.argument();
    if (isNew(slot) || slot.buffer != buffer) {
      slot.buffer = buffer;
      clSetKernelArg(kernel, slot.index, Sizeof.cl_mem, pointer);
    }
    return this;
  }

  private Slot slot(String argument, Signature.Type type) {
    Slot slot = slots.get(argument);
    if (slot == null || slot.type != type) {
      throw new IllegalArgumentException(
          "kernel "
              + name
              + (slot == null
                  ? " has no argument \"" + argument + "\"; it has " + slots.keySet()
                  : ": argument " + argument + " is of type " + slot.type + ", got " + type));
    }
    return slot;
  }

  private boolean isNew(Slot slot) {
    if (slot.set) {
      return false;
    }
    slot.set = true;
    unset--;
    return true;
  }

  /** Queues the kernel for work-items 0 to {@code items} - 1 and some more that must do nothing. */
  void run(int items) {
    if (unset > 0) {
      throw new IllegalStateException(
          "kernel "
              + name
              + ": no value for "
              + slots.entrySet().stream()
                  .filter(e -> !e.getValue().set)
                  .map(Map.Entry::getKey)
                  .sorted()
                  .toList());
    }
    global[0] = (items + group[0] - 1) / group[0] * group[0];
    clEnqueueNDRangeKernel(launcher.queue(), kernel, 1, null, global, group, 0, null, null);
  }

  @Override
  public void close() {
    clReleaseKernel(kernel);
  }
}
