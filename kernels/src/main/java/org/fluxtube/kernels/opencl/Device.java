package org.fluxtube.kernels.opencl;

import java.util.Locale;
import java.util.Optional;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * An OpenCL device of this machine.
 *
 * @param platform name of the platform, for example {@code Portable Computing Language}
 * @param name name of the device
 * @param kind what it is
 * @param version version of OpenCL that it offers
 * @param driver version of its driver
 * @param memory bytes of memory in all
 * @param largestBuffer bytes of the largest single buffer
 * @param computeUnits cores of a CPU, multiprocessors of a GPU
 * @param fp64 whether it computes in double precision
 * @param handle OpenCL's handles
 */
public record Device(
    String platform,
    String name,
    Kind kind,
    String version,
    String driver,
    long memory,
    long largestBuffer,
    int computeUnits,
    boolean fp64,
    Handle handle) {
  /** Kinds of device, the ones to take first in front. */
  public enum Kind {
    /** Graphics processor. */
    GPU,
    /** Another accelerator. */
    ACCELERATOR,
    /** The host's own cores. */
    CPU
  }

  /** OpenCL's handles of a device. */
  public static final class Handle {
    final cl_platform_id platform;
    final cl_device_id device;

    Handle(cl_platform_id platform, cl_device_id device) {
      this.platform = platform;
      this.device = device;
    }
  }

  /** The least memory that is worth a try: 64 MiB. */
  static final long LEAST_MEMORY = 64L << 20;

  /** Why fields cannot live there; empty if they can. */
  public Optional<String> unusable() {
    if (!fp64) {
      return Optional.of(
          name
              + " does not compute in double precision (cl_khr_fp64), which links, momenta and H"
              + " need; take another device or backend = simd");
    }
    if (memory < LEAST_MEMORY) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s has %.0f MiB of memory, at least %d are needed; take another device",
              name,
              memory / 1048576.0,
              LEAST_MEMORY >> 20));
    }
    return Optional.empty();
  }

  /** Name, kind and memory in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (%s, %d compute units, %.1f GiB, %s, %s)",
        name,
        kind,
        computeUnits,
        memory / 0x1p30,
        fp64 ? "double precision" : "no double precision",
        platform);
  }
}
