package org.fluxtube.kernels.opencl;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.SpinorChecks;
import org.fluxtube.engine.field.TimeSplit;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** The vectors of one queue: memory, and the transfers that are counted. */
abstract class DeviceMemory implements FieldOps {
  private static final int MOST_SITE_SETS = 256;

  final Lattice lattice;
  final int volume;
  final Launcher launcher;

  /** Which site has which number on the device. */
  final SiteOrder order;

  /** Neighbours: [direction forward, then backward][number]. */
  final Buffer hop;

  private final Buffer sites;

  final Scratch scratch = new Scratch(this);
  private final TimeSplit times = new TimeSplit();
  private final IdentityHashMap<SiteSet, Buffer> siteSets = new IdentityHashMap<>();
  private double[] staging = new double[0];
  private long fieldTransfers;

  DeviceMemory(Lattice lattice, OpenDevice device, int mostLanes) {
    this.lattice = lattice;
    this.volume = lattice.volume();
    this.launcher = new Launcher(device);
    this.order = new SiteOrder(lattice, mostLanes);
    this.hop = launcher.ints(order.neighbours());
    this.sites = launcher.ints(order.sites());
  }

  /** The host's number of each site. */
  final Buffer sites() {
    return sites;
  }

  /** At how many sites a vector of this shape has numbers. */
  final int sites(Shape shape) {
    return shape instanceof Shape.Spinor spinor ? order.count(spinor.parity()) : volume;
  }

  /** The device number of the first of them. */
  final int first(Shape shape) {
    return shape instanceof Shape.Spinor spinor ? order.first(spinor.parity()) : 0;
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
    if (x instanceof DeviceVector(Shape _, Precision _, Buffer buffer)
        && buffer.owner() == launcher) {
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
    Buffer buffer =
        launcher.allocate(
            Signature.Type.array(precision),
            Checks.numbers(sites(shape), shape.reals(), lattice.toString()));
    Vector vector = new DeviceVector(shape, precision, buffer);
    constant(0, vector);
    return vector;
  }

  @Override
  public long deviceBytes() {
    return launcher.bytes();
  }

  /** Both, on every device: the one without double is refused beforehand. */
  @Override
  public boolean supports(Precision precision) {
    return true;
  }

  @Override
  public void convert(Vector x, Vector out) {
    if (x.precision() == out.precision()) {
      copy(x, out);
      return;
    }
    Checks.sameShape(x, out);
    Buffer o = data(out);
    KernelForm.Numbers numbers =
        out.precision() == Precision.FLOAT
            ? KernelForm.Numbers.WRITE_FLOAT
            : KernelForm.Numbers.READ_FLOAT;
    launcher
        .kernel("Convert", new KernelForm(1, numbers))
        .set("x", data(x))
        .set("out", o)
        .set("count", o.length())
        .run(o.length());
  }

  /** A kernel on sites or numbers in the one precision of all these vectors. */
  final Launch kernel(String name, Vector x, Vector... others) {
    return launcher.kernel(name, KernelForm.sites(Precision.of(name, x, others)));
  }

  /** Of a vector of one parity the host's numbers at the other sites are not read. */
  @Override
  public void load(double[] host, int offset, Vector out) {
    Buffer o = data(out);
    int reals = out.shape().reals();
    int first = first(out.shape());
    int count = sites(out.shape());
    int[] site = order.sites();
    fieldTransfers++;
    double[] soa = staging(o.length());
    for (int i = 0; i < count; i++) {
      int from = offset + site[first + i] * reals;
      for (int c = 0; c < reals; c++) {
        soa[c * count + i] = host[from + c];
      }
    }
    launcher.write(soa, 0, o, 0, o.length());
  }

  @Override
  public void store(Vector x, double[] host, int offset) {
    Buffer a = data(x);
    int reals = x.shape().reals();
    int first = first(x.shape());
    int count = sites(x.shape());
    int[] site = order.sites();
    fieldTransfers++;
    double[] soa = staging(a.length());
    launcher.read(a, 0, a.length(), soa, 0);
    if (count < volume) {
      Arrays.fill(host, offset, offset + volume * reals, 0);
    }
    for (int i = 0; i < count; i++) {
      int to = offset + site[first + i] * reals;
      for (int c = 0; c < reals; c++) {
        host[to + c] = soa[c * count + i];
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
    if (sites(x.shape()) < volume) {
      try (Scratch.Lease a = whole(x);
          Scratch.Lease o = whole(out)) {
        copyAt(sites, a.vector(), o.vector());
        restrict(o.vector(), out);
      }
      return;
    }
    kernel("CopyAt", x, out)
        .set("x", data(x))
        .set("out", data(out))
        .set("sites", onDevice(sites))
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .set("count", sites.size())
        .run(sites.size());
  }

  /** The device numbers of the sites. */
  final Buffer onDevice(SiteSet sites) {
    if (siteSets.size() >= MOST_SITE_SETS) {
      siteSets.values().forEach(Buffer::close);
      siteSets.clear();
    }
    return siteSets.computeIfAbsent(
        sites,
        set -> launcher.ints(Arrays.stream(set.sites()).map(order::number).sorted().toArray()));
  }

  /** A copy of a spinor at all sites, 0 where x does not exist. */
  final Scratch.Lease whole(Vector x) {
    Scratch.Lease lease = scratch.take(SpinorChecks.spinor(x).at(Parity.ALL), x.precision());
    restrict(x, lease.vector());
    return lease;
  }

  @Override
  public void restrict(Vector x, Vector out) {
    SpinorChecks.requireSameButParity(x, out);
    if (x == out) {
      return;
    }
    Buffer o = data(out);
    kernel("Restrict", x, out)
        .set("x", data(x))
        .set("out", o)
        .set("xFirst", first(x.shape()))
        .set("xSites", sites(x.shape()))
        .set("first", first(out.shape()))
        .set("sites", sites(out.shape()))
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public Scratch scratch() {
    return scratch;
  }

  @Override
  public TimeSplit times() {
    return times;
  }

  @Override
  public void close() {
    scratch.close();
    launcher.close();
  }
}
