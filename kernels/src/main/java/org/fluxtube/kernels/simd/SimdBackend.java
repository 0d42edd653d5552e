package org.fluxtube.kernels.simd;

import java.util.Optional;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The backend {@code simd}: sites in the lanes of the processor's vectors, by the Vector API. This
 * class names nothing of that API, so that it loads where the module is missing.
 */
public final class SimdBackend implements Backend {
  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public Optional<String> unavailable() {
    return unavailable(ModuleLayer.boot());
  }

  /** As {@link #unavailable()}, with the given modules. */
  static Optional<String> unavailable(ModuleLayer layer) {
    return layer.findModule(MODULE).isPresent()
        ? Optional.empty()
        : Optional.of(
            "this JVM was started without the module "
                + MODULE
                + "; start through ./fluxtube, or add the option --add-modules "
                + MODULE);
  }

  /**
   * New operations, with threads of their own where {@code threads} is above 1.
   *
   * @throws IllegalStateException where {@link #unavailable} says why
   */
  @Override
  public FieldOps open(Lattice lattice, int threads) {
    unavailable()
        .ifPresent(why -> {
          throw new IllegalStateException("backend \"simd\" cannot be used here: " + why);
        });
    return new SimdOps(lattice, threads);
  }
}
