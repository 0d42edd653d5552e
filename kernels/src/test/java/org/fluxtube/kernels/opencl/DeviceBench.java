package org.fluxtube.kernels.opencl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * Figures of one device, without JMH or any other library, for a machine that has a driver and
 * nothing else: SU(3) Wilson hop and even-odd CG as a share of the device's own copy bandwidth, and
 * the cost of a launch; on the first lattice also {@link LoopBench}, for which the reference takes
 * long on large ones. {@code DeviceBench [extent ...]}: lattices L^4, default 16 24 32.
 *
 * <p>A hop counts 1,320 operations and moves 120 numbers a site (links, x and out once each), a CG
 * iteration 2,808 and 528. Each hop is compared with the reference's before it is timed, each
 * solution by its own residual; where one fails no figure is printed and the exit status is 1.
 */
final class DeviceBench {
  private static final int BLOCKS = 15;
  private static final double SECONDS = 0.1;
  private static final double KAPPA = 0.12;

  private DeviceBench() {}

  public static void main(String[] args) {
    if (!(Devices.usable() instanceof Devices.Search.Found(List<Device> devices))) {
      System.out.println(((Devices.Search.Missing) Devices.usable()).why());
      System.exit(1);
      return;
    }
    Device device = devices.getFirst();
    System.out.println(device + ", driver " + device.driver());
    double copy = copyBandwidth(device);
    print("copy of device memory: %.1f GB/s read and written", copy / 1e9);
    launches();
    int[] extents = {16, 24, 32};
    if (args.length > 0) {
      extents = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    }
    boolean right = true;
    for (int extent : extents) {
      right &= lattice(new Lattice(extent, extent, extent, extent), copy, extent == extents[0]);
    }
    System.exit(right ? 0 : 1);
  }

  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** The better of the driver's copy and a kernel's, bytes read and written in a second. */
  private static double copyBandwidth(Device device) {
    long bytes = Math.min(1L << 30, Math.min(device.largestBuffer(), device.memory() / 8));
    int numbers = (int) Math.min(bytes / 8, 1 << 27);
    try (Launcher launcher = new Launcher(OpenDevice.of(device))) {
      Buffer x = launcher.allocate(Signature.Type.DOUBLES, numbers);
      Buffer y = launcher.allocate(Signature.Type.DOUBLES, numbers);
      Launch kernel =
          launcher
              .kernel("Axpby")
              .set("x", x)
              .set("y", y)
              .set("alpha", 1.0)
              .set("beta", 0.0)
              .set("count", numbers);
      double driver = seconds(launcher::finish, () -> launcher.copy(x, y));
      double own = seconds(launcher::finish, () -> kernel.run(numbers));
      return 16.0 * numbers / Math.min(driver, own);
    }
  }

  /** A queued kernel on two numbers, and the same with a wait. */
  private static void launches() {
    try (OpenClOps ops = (OpenClOps) new OpenClBackend().open(new Lattice(2))) {
      Vector x = ops.allocate(new Shape.Real(1));
      Vector y = ops.allocate(new Shape.Real(1));
      double queued = seconds(ops::finish, () -> ops.axpby(1, x, 0.5, y));
      double waited =
          seconds(
              () -> {},
              () -> {
                ops.axpby(1, x, 0.5, y);
                ops.finish();
              });
      double read = seconds(() -> {}, () -> ops.dot(x, y));
      print(
          "launch: %.2f us a queued kernel, %.2f with a wait, %.2f a dot product",
          1e6 * queued, 1e6 * waited, 1e6 * read);
    }
  }

  /** Median over blocks of calls of the seconds a call, after two blocks to warm up. */
  static double seconds(Runnable finish, Runnable call) {
    int calls = 1;
    double last = 0;
    while (last < SECONDS && calls < 1 << 20) {
      calls *= 2;
      last = block(finish, call, calls);
    }
    double[] each = new double[BLOCKS];
    for (int i = -2; i < BLOCKS; i++) {
      each[Math.max(i, 0)] = block(finish, call, calls) / calls;
    }
    Arrays.sort(each);
    return each[BLOCKS / 2];
  }

  private static double block(Runnable finish, Runnable call, int calls) {
    finish.run();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    finish.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static boolean lattice(Lattice lattice, double copy, boolean loops) {
    try (OpenClOps ops = (OpenClOps) new OpenClBackend().open(lattice);
        GaugeField u = new GaugeField(ops, Group.SU3)) {
      u.hot(new RandomStream(5, 0, 0));
      boolean right = true;
      for (Precision precision : Precision.values()) {
        right &= hop(ops, u, precision, copy);
      }
      right &= solve(ops, u, copy);
      return right & (!loops || LoopBench.run(ops, u, copy));
    }
  }

  private static Vector source(FieldOps ops, Shape shape) {
    Vector x = ops.allocate(shape);
    ops.gaussian(1, new RandomStream(6, 0, 0).key(Purpose.TEST, 0, 0), x);
    return x;
  }

  private static boolean hop(OpenClOps ops, GaugeField u, Precision precision, double copy) {
    Hopping hopping = new Wilson(KAPPA).hopping(4);
    Shape shape = new Shape.Spinor(4, 3);
    Vector[] links = new Vector[4];
    for (int mu = 0; mu < links.length; mu++) {
      links[mu] = ops.allocate(u.link(mu).shape(), precision);
      ops.convert(u.link(mu), links[mu]);
    }
    Vector exact = source(ops, shape);
    Vector x = ops.allocate(shape, precision);
    Vector out = ops.allocate(shape, precision);
    ops.convert(exact, x);
    ops.hop(hopping, links, 1, x, 0, out);
    double error = distance(ops, u, hopping, out);
    double bound = 100 * precision.rounding();
    boolean right = error < bound;
    String name = "Wilson hop " + ops.lattice() + " " + precision;
    if (right) {
      int volume = ops.lattice().volume();
      double time = seconds(ops::finish, () -> ops.hop(hopping, links, 1, x, 0, out));
      double bytes = 120.0 * precision.bytes() * volume / time;
      print(
          "%s: %.1f us, %.1f GF/s, %.1f GB/s = %.0f %% of copy; error %.1e",
          name, 1e6 * time, 1320e-9 * volume / time, bytes / 1e9, 100 * bytes / copy, error);
    } else {
      print("%s: WRONG by %.1e, allowed is %.1e", name, error, bound);
    }
    for (Vector link : links) {
      link.close();
    }
    exact.close();
    x.close();
    out.close();
    return right;
  }

  /** Relative distance from the reference's hop on the same numbers. */
  private static double distance(OpenClOps ops, GaugeField u, Hopping hopping, Vector out) {
    Shape shape = out.shape();
    double[] got = new double[ops.lattice().volume() * shape.reals()];
    ops.store(out, got, 0);
    try (FieldOps reference = new ReferenceOps(ops.lattice());
        GaugeField v = new GaugeField(reference, Group.SU3)) {
      v.load(u.snapshot());
      Vector y = reference.allocate(shape);
      reference.hop(hopping, v.vectors(), 1, source(reference, shape), 0, y);
      double[] expected = new double[got.length];
      reference.store(y, expected, 0);
      return LoopBench.distance(got, expected);
    }
  }

  private static boolean solve(OpenClOps ops, GaugeField u, double copy) {
    Wilson spec = new Wilson(KAPPA);
    try (DiracOperator d = spec.bind(u)) {
      d.update(u);
      Shape shape = d.shape().at(Parity.EVEN);
      Vector b = source(ops, shape);
      Vector x = ops.allocate(shape);
      Vector r = ops.allocate(shape);
      ConjugateGradient cg = new ConjugateGradient(1e-10, 5000);
      cg.solve(ops, "warm-up", d::schurNormal, b, x);
      ops.constant(0, x);
      ops.finish();
      long before = ops.fieldTransfers();
      long start = System.nanoTime();
      int iterations = cg.solve(ops, "bench", d::schurNormal, b, x).iterations();
      double time = (System.nanoTime() - start) * 1e-9;
      long moved = ops.fieldTransfers() - before;
      d.schurNormal(x, r);
      ops.axpy(-1, b, r);
      double residual = Math.sqrt(ops.norm2(r) / ops.norm2(b));
      boolean right = residual < 1e-9 && moved == 0;
      String name = "Wilson CG, even-odd, double, " + ops.lattice();
      if (right) {
        double sites = (double) ops.lattice().volume() * iterations / time;
        print(
            "%s: %d iterations in %.3f s, %.1f us each, %.1f GF/s, %.0f %% of copy; residual %.1e,"
                + " no field moved",
            name,
            iterations,
            time,
            1e6 * time / iterations,
            2808e-9 * sites,
            100 * 528 * 8.0 * sites / copy,
            residual);
      } else {
        print("%s: WRONG, residual %.1e, %d fields moved", name, residual, moved);
      }
      return right;
    }
  }
}
