package org.fluxtube.kernels.opencl;

import java.util.Optional;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;

/** Makes {@link OpenClOps} on the first usable device of {@link Devices}; all share its context. */
public final class OpenClBackend implements Backend {
  /** Above every CPU backend. */
  static final int GPU_RANK = 1000;

  /** Where an H200 overtakes a processor: 8^4 (kernels/README.md). */
  static final int GPU_SITES = 4096;

  /** Above the reference, below simd: on a host's own cores OpenCL's launches cost more. */
  static final int CPU_RANK = 50;

  @Override
  public String name() {
    return "opencl";
  }

  /**
   * Looks for devices, but opens none. Without a usable one the rank is that of a GPU, so that
   * {@code auto} says what would make one available.
   */
  @Override
  public int rank() {
    return Devices.usable() instanceof Devices.Search.Found(var devices)
            && devices.getFirst().kind() == Device.Kind.CPU
        ? CPU_RANK
        : GPU_RANK;
  }

  /** A trajectory of launches costs a GPU the same on any lattice up to about 8^4. */
  @Override
  public int smallest() {
    return rank() == GPU_RANK ? GPU_SITES : 1;
  }

  @Override
  public Optional<String> unavailable() {
    return Devices.usable() instanceof Devices.Search.Missing(String why)
        ? Optional.of(why)
        : Optional.empty();
  }

  /**
   * New operations with their own queue.
   *
   * @throws IllegalStateException if there is no usable device
   */
  @Override
  public FieldOps open(Lattice lattice, int threads) {
    return switch (Devices.usable()) {
      case Devices.Search.Found(var devices) ->
          new OpenClOps(lattice, OpenDevice.of(devices.getFirst()));
      case Devices.Search.Missing(String why) ->
          throw new IllegalStateException("backend \"opencl\" cannot be used here: " + why);
    };
  }
}
