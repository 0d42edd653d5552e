package org.fluxtube.kernels.opencl;

import static org.jocl.CL.CL_DEVICE_EXTENSIONS;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * The OpenCL devices of this machine, looked for once in a process. The system property {@value
 * #PROPERTY} takes the first device whose name or platform contains its text.
 */
public final class Devices {
  /** System property: part of the name of the device to take. */
  public static final String PROPERTY = "fluxtube.opencl.device";

  /** What the search gave. */
  public sealed interface Search {
    /**
     * Devices, the one to take first in front.
     *
     * @param devices at least one
     */
    record Found(List<Device> devices) implements Search {}

    /**
     * None.
     *
     * @param why a sentence with the remedy
     */
    record Missing(String why) implements Search {}
  }

  private static final class Once {
    static final Search RESULT = look();
  }

  private Devices() {}

  /** All devices of this machine, usable or not; the first call takes up to half a second. */
  public static Search search() {
    return Once.RESULT;
  }

  /** The usable device to take, or why there is none. */
  public static Search usable() {
    return usable(search(), System.getProperty(PROPERTY, ""));
  }

  static Search usable(Search search, String wanted) {
    if (!(search instanceof Search.Found(List<Device> devices))) {
      return search;
    }
    String text = wanted.toLowerCase(Locale.ROOT);
    List<Device> named =
        devices.stream()
            .filter(d -> (d.name() + " " + d.platform()).toLowerCase(Locale.ROOT).contains(text))
            .toList();
    if (named.isEmpty()) {
      return new Search.Missing(
          "no device matches "
              + PROPERTY
              + " = \""
              + wanted
              + "\"; there are "
              + devices
              + "; part of a name is enough, for example -D"
              + PROPERTY
              + "="
              + devices.getFirst().name().split(" ")[0]);
    }
    List<Device> good = named.stream().filter(d -> d.unusable().isEmpty()).toList();
    if (good.isEmpty()) {
      return new Search.Missing(named.getFirst().unusable().orElseThrow());
    }
    return new Search.Found(good);
  }

  /**
   * Why the kernels do not work there: one is built and run. Empty if they do.
   *
   * @param device a usable one
   */
  public static Optional<String> failure(Device device) {
    try (OpenClOps ops = new OpenClOps(new Lattice(2), OpenDevice.of(device))) {
      Vector x = ops.allocate(new Shape.Real(1));
      ops.constant(1.5, x);
      double sum = ops.sum(x)[0];
      return sum == 3
          ? Optional.empty()
          : Optional.of(
              device.name()
                  + " computes wrongly (1.5 + 1.5 = "
                  + sum
                  + "); take another driver, or backend = simd");
    } catch (IllegalStateException e) {
      return Optional.of(e.getMessage()); // with its remedy
    } catch (CLException e) {
      return Optional.of(e.getMessage() + "; take another driver, or backend = simd");
    }
  }

  private static Search look() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("linux") && !loads("libOpenCL.so.1") && !loads("libOpenCL.so")) {
      return new Search.Missing(
          "there is no OpenCL loader library libOpenCL.so.1 that can be loaded; install it with"
              + " apt-get install ocl-icd-libopencl1 and a driver, for example pocl-opencl-icd");
    }
    try {
      CL.setExceptionsEnabled(true);
      return listed();
    } catch (LinkageError e) {
      return new Search.Missing(
          "JOCL's native library cannot be loaded ("
              + e.getMessage()
              + "); is this system and processor one that JOCL 2.0.6 serves, and is the temporary"
              + " folder writable?");
    } catch (CLException e) {
      return new Search.Missing("OpenCL answered " + e.getMessage() + " when asked for devices");
    }
  }

  /** Asked quietly beforehand: JOCL prints on failure. */
  @SuppressWarnings("restricted")
  private static boolean loads(String library) {
    try (Arena arena = Arena.ofConfined()) {
      return SymbolLookup.libraryLookup(library, arena).find("clGetPlatformIDs").isPresent();
    } catch (IllegalArgumentException e) {
      return false; // what dlopen's failure becomes
    }
  }

  private static Search listed() {
    int[] count = new int[1];
    try {
      clGetPlatformIDs(0, null, count);
    } catch (CLException e) {
      if (e.getStatus() != PLATFORM_NOT_FOUND) {
        throw e;
      }
      count[0] = 0;
    }
    if (count[0] == 0) {
      return new Search.Missing(
          "the OpenCL loader found no driver (no .icd file in /etc/OpenCL/vendors); install one,"
              + " for example apt-get install pocl-opencl-icd, or NVIDIA's nvidia-opencl-icd");
    }
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    clGetPlatformIDs(platforms.length, platforms, null);
    List<Device> devices = new ArrayList<>();
    for (cl_platform_id platform : platforms) {
      devices.addAll(devices(platform));
    }
    if (devices.isEmpty()) {
      return new Search.Missing(
          "the OpenCL drivers found no device; is the GPU visible to this user and container?");
    }
    devices.sort(Comparator.comparing(Device::kind).thenComparing(d -> d.unusable().isPresent()));
    return new Search.Found(List.copyOf(devices));
  }

  private static final int PLATFORM_NOT_FOUND = -1001;
  private static final int DEVICE_NOT_FOUND = -1;

  private static List<Device> devices(cl_platform_id platform) {
    int[] count = new int[1];
    try {
      clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
    } catch (CLException e) {
      if (e.getStatus() == DEVICE_NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
    if (count[0] == 0) {
      return List.of(); // some drivers say so instead
    }
    cl_device_id[] ids = new cl_device_id[count[0]];
    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, ids.length, ids, null);
    List<Device> devices = new ArrayList<>();
    for (cl_device_id id : ids) {
      devices.add(describe(platform, id));
    }
    return devices;
  }

  private static Device describe(cl_platform_id platform, cl_device_id id) {
    long[] size = new long[1];
    clGetPlatformInfo(platform, CL_PLATFORM_NAME, 0, null, size);
    byte[] platformName = new byte[(int) size[0]];
    clGetPlatformInfo(platform, CL_PLATFORM_NAME, size[0], Pointer.to(platformName), null);
    long type = number(id, CL_DEVICE_TYPE);
    Device.Kind kind =
        (type & CL_DEVICE_TYPE_GPU) != 0
            ? Device.Kind.GPU
            : (type & CL_DEVICE_TYPE_CPU) != 0 ? Device.Kind.CPU : Device.Kind.ACCELERATOR;
    return new Device(
        text(platformName),
        text(id, CL_DEVICE_NAME),
        kind,
        text(id, CL_DEVICE_VERSION),
        text(id, CL_DRIVER_VERSION),
        number(id, CL_DEVICE_GLOBAL_MEM_SIZE),
        number(id, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        (int) number(id, CL_DEVICE_MAX_COMPUTE_UNITS),
        List.of(text(id, CL_DEVICE_EXTENSIONS).split(" ")).contains("cl_khr_fp64"),
        new Device.Handle(platform, id));
  }

  /** A number of 4 or 8 bytes. */
  private static long number(cl_device_id id, int what) {
    long[] size = new long[1];
    clGetDeviceInfo(id, what, 0, null, size);
    long[] value = new long[1];
    clGetDeviceInfo(id, what, size[0], Pointer.to(value), null);
    return value[0];
  }

  private static String text(cl_device_id id, int what) {
    long[] size = new long[1];
    clGetDeviceInfo(id, what, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    clGetDeviceInfo(id, what, size[0], Pointer.to(bytes), null);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
  }
}
