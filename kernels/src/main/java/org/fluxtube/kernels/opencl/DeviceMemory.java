package org.fluxtube.kernels.opencl;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** The vectors of one queue: memory, and the transfers that are counted. */
abstract class DeviceMemory implements FieldOps {
  private static final int MOST_SITE_SETS = 256;

  final Lattice lattice;
  final int volume;
  final Launcher launcher;

  /** Neighbours: [direction forward, then backward][site]. */
  final Buffer hop;

  final Scratch scratch = new Scratch(this);
  private final IdentityHashMap<SiteSet, Buffer> siteSets = new IdentityHashMap<>();
  private double[] staging = new double[0];
  private long fieldTransfers;

  DeviceMemory(Lattice lattice, OpenDevice device) {
    this.lattice = lattice;
    this.volume = lattice.volume();
    this.launcher = new Launcher(device);
    int d = lattice.dimensions();
    int[] table = new int[2 * d * volume];
    for (int mu = 0; mu < d; mu++) {
      System.arraycopy(lattice.forwardTable(mu), 0, table, mu * volume, volume);
      System.arraycopy(lattice.backwardTable(mu), 0, table, (d + mu) * volume, volume);
    }
    this.hop = launcher.ints(table);
  }

  /** Fields that were moved from or to the device so far, by whatever operation. */
  public final long fieldTransfers() {
    return fieldTransfers;
  }

  /** Waits until the device has done everything that was queued. */
  public final void finish() {
    launcher.finish();
  }

  /** The device. */
  public final Device device() {
    return launcher.device().device();
  }

  final Buffer data(Vector x) {
    if (x instanceof DeviceVector(Shape shape, Buffer buffer) && buffer.owner() == launcher) {
      return buffer;
    }
    throw new IllegalArgumentException(
        "vector of "
            + (x instanceof DeviceVector ? "other operations" : x.getClass().getSimpleName())
            + " given to the opencl backend");
  }

  final Buffer[] data(Vector[] x) {
    return Arrays.stream(x).map(this::data).toArray(Buffer[]::new);
  }

  @Override
  public String backend() {
    return "opencl";
  }

  @Override
  public Lattice lattice() {
    return lattice;
  }

  /**
   * @throws IllegalStateException if the device has not that much memory left
   */
  @Override
  public Vector allocate(Shape shape, Precision precision) {
    if (!supports(precision)) {
      throw precision.missing(backend());
    }
    Buffer buffer =
        launcher.allocate(
            Signature.Type.DOUBLES, Checks.numbers(volume, shape.reals(), lattice.toString()));
    Vector vector = new DeviceVector(shape, buffer);
    constant(0, vector);
    return vector;
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.DOUBLE;
  }

  @Override
  public void convert(Vector x, Vector out) {
    copy(x, out);
  }

  @Override
  public void load(double[] host, int offset, Vector out) {
    Buffer o = data(out);
    int reals = out.shape().reals();
    fieldTransfers++;
    if (reals == 1) {
      launcher.write(host, offset, o, 0, volume);
      return;
    }
    double[] soa = staging(o.length());
    for (int s = 0; s < volume; s++) {
      for (int c = 0; c < reals; c++) {
        soa[c * volume + s] = host[offset + s * reals + c];
      }
    }
    launcher.write(soa, 0, o, 0, o.length());
  }

  @Override
  public void store(Vector x, double[] host, int offset) {
    Buffer a = data(x);
    int reals = x.shape().reals();
    fieldTransfers++;
    if (reals == 1) {
      launcher.read(a, 0, volume, host, offset);
      return;
    }
    double[] soa = staging(a.length());
    launcher.read(a, 0, a.length(), soa, 0);
    for (int s = 0; s < volume; s++) {
      for (int c = 0; c < reals; c++) {
        host[offset + s * reals + c] = soa[c * volume + s];
      }
    }
  }

  private double[] staging(int length) {
    if (staging.length < length) {
      staging = new double[length];
    }
    return staging;
  }

  @Override
  public void copy(Vector x, Vector out) {
    Checks.same(x, out);
    if (x != out) {
      launcher.copy(data(x), data(out));
    }
  }

  @Override
  public void copyAt(SiteSet sites, Vector x, Vector out) {
    Checks.same(x, out);
    if (sites.size() == 0) {
      return;
    }
    launcher
        .kernel("CopyAt")
        .set("x", data(x))
        .set("out", data(out))
        .set("sites", onDevice(sites))
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .set("count", sites.size())
        .run(sites.size());
  }

  private Buffer onDevice(SiteSet sites) {
    if (siteSets.size() >= MOST_SITE_SETS) {
      siteSets.values().forEach(Buffer::close);
      siteSets.clear();
    }
    return siteSets.computeIfAbsent(sites, set -> launcher.ints(set.sites()));
  }

  @Override
  public Scratch scratch() {
    return scratch;
  }

  @Override
  public void close() {
    scratch.close();
    launcher.close();
  }
}
