package org.fluxtube.kernels.opencl;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Field operations on an OpenCL device, in double precision: vectors stay in its memory, operations
 * are queued, and only {@link #load}, {@link #store} and {@link #update} move fields between host and
 * device (counted by {@link #fieldTransfers}); sums read {@value Sums#LAST} numbers a component.
 * Logarithm, sine, cosine and arc tangent are the driver's, so that bits differ between devices.
 */
public final class OpenClOps implements FieldOps {
  private static final int MOST_SITE_SETS = 256;

  private final Lattice lattice;
  private final int volume;
  private final Launcher launcher;
  private final Buffer hop;
  private final Sums sums;
  private final GaugeLoops loops;
  private final Scratch scratch = new Scratch(this);
  private final Map<SiteSet, Buffer> siteSets = new IdentityHashMap<>();
  private double[] staging = new double[0];
  private long fieldTransfers;

  OpenClOps(Lattice lattice, OpenDevice device) {
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
    this.sums = new Sums(launcher);
    this.loops = new GaugeLoops(launcher, hop, d, volume);
  }

  /** Fields that were moved from or to the device so far, by whatever operation. */
  public long fieldTransfers() {
    return fieldTransfers;
  }

  /** Waits until the device has done everything that was queued. */
  public void finish() {
    launcher.finish();
  }

  /** The device. */
  public Device device() {
    return launcher.device().device();
  }

  Launcher launcher() {
    return launcher;
  }

  private Buffer data(Vector x) {
    if (x instanceof DeviceVector(Shape shape, Buffer buffer) && buffer.owner() == launcher) {
      return buffer;
    }
    throw new IllegalArgumentException(
        "vector of "
            + (x instanceof DeviceVector ? "other operations" : x.getClass().getSimpleName())
            + " given to the opencl backend");
  }

  private Buffer[] data(Vector[] x) {
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
  public Vector allocate(Shape shape) {
    Buffer buffer =
        launcher.allocate(
            Signature.Type.DOUBLES, Checks.numbers(volume, shape.reals(), lattice.toString()));
    Vector vector = new DeviceVector(shape, buffer);
    constant(0, vector);
    return vector;
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
  public void constant(double value, Vector out) {
    Buffer o = data(out);
    int step = out.shape() instanceof Shape.Matrix(int n) ? 2 * (n + 1) : 1;
    launcher
        .kernel("Constant")
        .set("out", o)
        .set("value", value)
        .set("step", step)
        .set("volume", volume)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    Checks.same(x, y);
    Buffer o = data(y);
    launcher
        .kernel("Axpby")
        .set("x", data(x))
        .set("y", o)
        .set("alpha", alpha)
        .set("beta", beta)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public void shift(Vector x, int mu, int steps, Vector out) {
    Checks.same(x, out);
    Checks.shift(x, steps, out);
    launcher
        .kernel("Shift")
        .set("x", data(x))
        .set("out", data(out))
        .set("hop", hop)
        .set("from", (steps == 1 ? mu : lattice.dimensions() + mu) * volume)
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void multiply(
      double alpha,
      Vector a,
      boolean adjointA,
      Vector b,
      boolean adjointB,
      double beta,
      Vector out) {
    int n = Checks.matrixSize(a);
    Checks.same(a, b);
    Checks.same(a, out);
    if (a == out || b == out) {
      throw new IllegalArgumentException("multiply: out must be neither a nor b");
    }
    boolean whole = n == 2 || n == 3;
    Launch kernel =
        launcher
            .kernel(whole ? "Multiply" + n : "MultiplyN")
            .set("a", data(a))
            .set("b", data(b))
            .set("out", data(out))
            .set("alpha", alpha)
            .set("beta", beta)
            .set("adjointA", adjointA ? 1 : 0)
            .set("adjointB", adjointB ? 1 : 0)
            .set("volume", volume);
    if (whole) {
      kernel.run(volume);
    } else {
      kernel.set("n", n).set("count", n * n * volume).run(n * n * volume);
    }
  }

  @Override
  public void realTrace(double alpha, Vector m, double beta, Vector out) {
    trace(0, alpha, m, beta, out);
  }

  @Override
  public void imaginaryTrace(double alpha, Vector m, double beta, Vector out) {
    trace(1, alpha, m, beta, out);
  }

  private void trace(int part, double alpha, Vector m, double beta, Vector out) {
    Checks.scalar(out);
    launcher
        .kernel("Trace")
        .set("n", Checks.matrixSize(m))
        .set("m", data(m))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("part", part)
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void phase(Vector m, Vector out) {
    Checks.scalar(out);
    launcher
        .kernel("Phase")
        .set("n", Checks.matrixSize(m))
        .set("m", data(m))
        .set("out", data(out))
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    Checks.same(x, y);
    Checks.scalar(out);
    launcher
        .kernel("Inner")
        .set("x", data(x))
        .set("y", data(y))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    Checks.same(x, out);
    Checks.scalar(w);
    Buffer o = data(out);
    launcher
        .kernel("Weigh")
        .set("w", data(w))
        .set("x", data(x))
        .set("out", o)
        .set("alpha", alpha)
        .set("beta", beta)
        .set("volume", volume)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    Group group = Checks.group(m, out);
    launcher
        .kernel("Project")
        .set("m", data(m))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("n", group.n())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    Group group = Checks.group(u, p);
    if (loops.covers(group.n())) {
      launcher
          .kernel("Exponentiate" + GaugeLoops.group(group.n()))
          .set("p", data(p))
          .set("u", data(u))
          .set("eps", eps)
          .set("volume", volume)
          .run(volume);
      return;
    }
    try (Scratch.Lease x = scratch.take(u.shape());
        Scratch.Lease e = scratch.take(u.shape());
        Scratch.Lease t = scratch.take(u.shape())) {
      launcher
          .kernel("AlgebraN")
          .set("p", data(p))
          .set("out", data(x.vector()))
          .set("eps", eps)
          .set("n", group.n())
          .set("volume", volume)
          .run(volume);
      launcher
          .kernel("ExponentialN")
          .set("x", data(x.vector()))
          .set("e", data(e.vector()))
          .set("t", data(t.vector()))
          .set("n", group.n())
          .set("volume", volume)
          .run(volume);
      multiply(1, e.vector(), false, u, false, 0, t.vector());
      copy(t.vector(), u);
    }
  }

  @Override
  public void reunitarise(Vector u) {
    int n = Checks.matrixSize(u);
    try (Scratch.Lease m = scratch.take(u.shape())) {
      launcher
          .kernel("Reunitarise")
          .set("u", data(u))
          .set("m", data(m.vector()))
          .set("n", n)
          .set("volume", volume)
          .run(volume);
    }
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    Checks.same(x, g);
    Checks.rotations(x, out);
    launcher
        .kernel("Torque")
        .set("x", data(x))
        .set("g", data(g))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("n", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    Checks.rotations(x, w);
    int n = x.shape().reals();
    if (n == 2 || n == 3) {
      launcher
          .kernel("RotateO" + n)
          .set("w", data(w))
          .set("x", data(x))
          .set("eps", eps)
          .set("volume", volume)
          .run(volume);
      return;
    }
    try (Scratch.Lease term = scratch.take(x.shape());
        Scratch.Lease next = scratch.take(x.shape())) {
      launcher
          .kernel("RotateOn")
          .set("w", data(w))
          .set("x", data(x))
          .set("term", data(term.vector()))
          .set("next", data(next.vector()))
          .set("eps", eps)
          .set("n", n)
          .set("volume", volume)
          .run(volume);
    }
  }

  @Override
  public void normalise(Vector x) {
    launcher
        .kernel("Normalise")
        .set("x", data(x))
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void gaussian(double sigma, StreamKey key, Vector out) {
    int reals = out.shape().reals();
    int count = (reals + 1) / 2 * volume;
    launcher
        .kernel("Philox", "gaussian")
        .set("out", data(out))
        .set("sigma", sigma)
        .set("word0", key.word0Base())
        .set("word2", key.word2())
        .set("word3", key.word3())
        .set("key0", key.key0())
        .set("key1", key.key1())
        .set("reals", reals)
        .set("volume", volume)
        .set("count", count)
        .run(count);
  }

  @Override
  public double dot(Vector x, Vector y) {
    Checks.same(x, y);
    return sums.dot(data(x), data(y));
  }

  @Override
  public double[] sum(Vector x) {
    return sums.rows(data(x), x.shape().reals());
  }

  @Override
  public double[] sliceSum(Vector x, int mu) {
    int stride = 1;
    for (int nu = 0; nu < mu; nu++) {
      stride *= lattice.extent(nu);
    }
    return sums.slices(data(x), stride, lattice.extent(mu), x.shape().reals(), volume);
  }

  /** On the host: three field transfers a call. */
  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    Checks.same(environment, x);
    try (ReferenceOps host = new ReferenceOps(lattice);
        Vector e = host.allocate(x.shape());
        Vector field = host.allocate(x.shape())) {
      double[] numbers = new double[data(x).length()];
      store(environment, numbers, 0);
      host.load(numbers, 0, e);
      store(x, numbers, 0);
      host.load(numbers, 0, field);
      long changed = host.update(update, sites, e, key, field);
      host.store(field, numbers, 0);
      load(numbers, 0, x);
      return changed;
    }
  }

  @Override
  public void staple(Vector[] links, int mu, double c0, double c1, Vector out) {
    int n = Checks.matrixSize(links[mu]);
    if (c1 == 0 && loops.covers(n)) {
      loops.staple(n, data(links), mu, c0, data(out));
    } else {
      FieldOps.super.staple(links, mu, c0, c1, out);
    }
  }

  @Override
  public void gaugeForce(Vector[] links, double coefficient, double c0, double c1, Vector[] out) {
    int n = Checks.matrixSize(links[0]);
    if (c1 == 0 && loops.covers(n)) {
      Buffer[] u = data(links);
      for (int mu = 0; mu < u.length; mu++) {
        Checks.group(links[mu], out[mu]);
        loops.force(n, u, mu, coefficient * c0, data(out[mu]));
      }
    } else {
      FieldOps.super.gaugeForce(links, coefficient, c0, c1, out);
    }
  }

  @Override
  public double plaquetteSum(Vector[] links, int mu, int nu) {
    int n = Checks.matrixSize(links[mu]);
    if (!loops.covers(n)) {
      return FieldOps.super.plaquetteSum(links, mu, nu);
    }
    try (Scratch.Lease trace = scratch.take(new Shape.Real(1))) {
      loops.plaquette(n, data(links), mu, nu, data(trace.vector()));
      return sum(trace.vector())[0];
    }
  }

  @Override
  public void neighbourSum(Vector x, Vector out) {
    Checks.same(x, out);
    if (x == out) {
      throw new IllegalArgumentException("neighbourSum: out must not be x");
    }
    Buffer o = data(out);
    launcher
        .kernel("NeighbourSum")
        .set("x", data(x))
        .set("out", o)
        .set("hop", hop)
        .set("hops", 2 * lattice.dimensions())
        .set("volume", volume)
        .set("count", o.length())
        .run(o.length());
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
