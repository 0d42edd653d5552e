package org.fluxtube.kernels.opencl;

import java.util.Optional;
import org.fluxtube.engine.field.HostKernels;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Field operations on an OpenCL device, in both precisions: vectors stay in its memory, operations
 * are queued, and only {@link #load}, {@link #store} and {@link #update} move fields between host
 * and device (counted by {@link #fieldTransfers}); sums read {@value Sums#LAST} numbers a
 * component. Logarithm, sine, cosine and arc tangent are the driver's, so that bits differ between
 * devices.
 */
public final class OpenClOps extends DeviceLoops {
  /** On a CPU work-items compute in vectors, on other devices they are sites. */
  OpenClOps(Lattice lattice, OpenDevice device) {
    this(lattice, device, device.device().kind() == Device.Kind.CPU ? 8 : 1);
  }

  OpenClOps(Lattice lattice, OpenDevice device, int mostLanes) {
    super(lattice, device, mostLanes);
  }

  @Override
  public void gaussian(double sigma, StreamKey key, Vector out) {
    int reals = out.shape().reals();
    int numbers = sites(out.shape());
    int count = (reals + 1) / 2 * numbers;
    launcher
        .kernel("Philox", out.precision() == Precision.FLOAT ? "gaussianFloat" : "gaussian")
        .set("out", data(out))
        .set("sigma", sigma)
        .set(key)
        .set("sites", sites())
        .set("first", first(out.shape()))
        .set("reals", reals)
        .set("volume", numbers)
        .set("count", count)
        .run(count);
  }

  /**
   * Heat bath and overrelaxation of U(1), SU(2), SU(3) links and of spins (heat bath: two and three
   * components) on the device, with the reference's random numbers and up to as many tries: its
   * decisions, and its numbers up to the driver's logarithm, sine and cosine. Float vectors are
   * widened, updated and rounded. Every other rule on the host: three field transfers a call.
   */
  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    Checks.same(environment, x);
    Optional<String> kernel = LocalRules.kernel(update, x.shape());
    if (kernel.isEmpty()) {
      return onHost(update, sites, environment, key, x);
    }
    if (sites.size() == 0) {
      return 0;
    }
    if (x.precision() == Precision.FLOAT) {
      try (Scratch.Lease a = scratch.take(x.shape());
          Scratch.Lease u = scratch.take(x.shape())) {
        convert(environment, a.vector());
        convert(x, u.vector());
        long changed = update(update, sites, a.vector(), key, u.vector());
        convert(u.vector(), x);
        return changed;
      }
    }
    try (Scratch.Lease changed = scratch.take(new Shape.Real(1))) {
      constant(0, changed.vector());
      Launch launch =
          kernel(kernel.get(), environment, x)
              .set("a", data(environment))
              .set("u", data(x))
              .set("changed", data(changed.vector()))
              .set("sites", onDevice(sites))
              .set("count", sites.size())
              .set("volume", volume);
      LocalRules.setParameters(launch, update, x.shape(), key, sites());
      launch.run(sites.size());
      return Math.round(sum(changed.vector())[0]);
    }
  }

  private long onHost(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    double[] a = new double[volume * x.shape().reals()];
    double[] u = new double[a.length];
    store(environment, a, 0);
    store(x, u, 0);
    long changed = HostKernels.update(update, sites, x.shape(), a, key, u);
    load(u, 0, x);
    return changed;
  }
}
