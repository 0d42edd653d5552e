package org.fluxtube.kernels.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/**
 * A device with the one context that all chains of this process share on it, its programs, and the
 * sum of the memory that they hold. Kept until the process ends. Safe from any thread.
 */
final class OpenDevice {
  /** CL1.2 is what every driver builds; a warning may be a condition lost in translation. */
  private static final String OPTIONS = "-cl-std=CL1.2 -Werror";

  private static final Map<Device, OpenDevice> OPEN = new HashMap<>();

  private final Device device;
  private final cl_context context;
  private final Map<Key, Program> programs = new HashMap<>();
  private final long limit;
  private long used;

  private record Key(String name, KernelForm form) {}

  /** A built text. */
  record Program(String text, cl_program program) {}

  private OpenDevice(Device device, long limit) {
    this.device = device;
    this.limit = limit;
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, device.handle().platform);
    this.context = clCreateContext(properties, 1, ids(), null, null, null);
  }

  /** The device's context; made by the first call. */
  static OpenDevice of(Device device) {
    synchronized (OPEN) {
      return OPEN.computeIfAbsent(device, d -> new OpenDevice(d, d.memory()));
    }
  }

  /** A context of its own with less memory, for tests. */
  static OpenDevice limited(Device device, long limit) {
    return new OpenDevice(device, limit);
  }

  Device device() {
    return device;
  }

  cl_context context() {
    return context;
  }

  private cl_device_id[] ids() {
    return new cl_device_id[] {device.handle().device};
  }

  /**
   * The program of a kernel text in a form, built once.
   *
   * @throws IllegalStateException with the driver's log if it does not build
   */
  synchronized Program program(String name, KernelForm form) {
    return programs.computeIfAbsent(
        new Key(name, form), k -> build(name, form.of(KernelTexts.read(name))));
  }

  Program build(String name, String text) {
    cl_program program = clCreateProgramWithSource(context, 1, new String[] {text}, null, null);
    try {
      clBuildProgram(program, 1, ids(), OPTIONS, null, null);
    } catch (CLException e) {
      throw new IllegalStateException(
          "OpenCL kernel "
              + name
              + " does not build on "
              + device.name()
              + " ("
              + e.getMessage().lines().findFirst().orElse("") // the log follows anyway
              + "); take another driver or device, or backend = simd. The driver says:\n"
              + log(program),
          e);
    }
    return new Program(text, program);
  }

  private String log(cl_program program) {
    long[] size = new long[1];
    cl_device_id id = device.handle().device;
    clGetProgramBuildInfo(program, id, CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    clGetProgramBuildInfo(program, id, CL_PROGRAM_BUILD_LOG, size[0], Pointer.to(bytes), null);
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  /**
   * New device memory, contents undefined. Drivers accept more than the device has and fail later,
   * so the sum is kept here.
   *
   * @throws IllegalStateException if it does not fit
   */
  cl_mem allocate(long bytes) {
    synchronized (this) {
      if (used + bytes > limit || bytes > device.largestBuffer()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s has %.1f MiB of memory (%.1f in one buffer) and %.1f are in use: %.1f more do"
                    + " not fit; take a smaller lattice, fewer chains on this device, or backend ="
                    + " simd",
                device.name(),
                limit / 0x1p20,
                device.largestBuffer() / 0x1p20,
                used / 0x1p20,
                bytes / 0x1p20));
      }
      used += bytes;
    }
    try {
      return clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, null);
    } catch (CLException e) {
      freed(bytes);
      throw new IllegalStateException(
          device.name()
              + " refused a buffer of "
              + bytes
              + " bytes ("
              + e.getMessage()
              + "); other programs may use it: free its memory, take a smaller lattice, or backend"
              + " = simd",
          e);
    }
  }

  synchronized void freed(long bytes) {
    used -= bytes;
  }

  /** Bytes that buffers hold now. */
  synchronized long used() {
    return used;
  }
}
