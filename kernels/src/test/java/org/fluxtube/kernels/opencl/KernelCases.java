package org.fluxtube.kernels.opencl;

import static org.fluxtube.kernels.opencl.Data.normal;

import com.aparapi.Kernel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/** Random arguments for every kernel, by its name. */
final class KernelCases {
  private final Lattice lattice;
  private final double beta;
  private final int volume;
  private long seed = 17;

  /** Old contents of outputs are not numbers where {@code beta} = 0 must discard them. */
  KernelCases(Lattice lattice, double beta) {
    this.lattice = lattice;
    this.beta = beta;
    this.volume = lattice.volume();
  }

  private double[] field(int reals) {
    return normal(seed++, reals * volume);
  }

  private double[] old(int reals) {
    double[] x = field(reals);
    if (beta == 0) {
      Arrays.fill(x, Double.NaN);
    }
    return x;
  }

  private int[] hop() {
    int d = lattice.dimensions();
    return IntStream.range(0, 2 * d)
        .boxed()
        .flatMapToInt(
            h -> Arrays.stream(h < d ? lattice.forwardTable(h) : lattice.backwardTable(h - d)))
        .toArray();
  }

  private HostRun sites(Kernel kernel) {
    return new HostRun(kernel).with("volume", volume).items(volume);
  }

  private HostRun numbers(Kernel kernel, int count) {
    return new HostRun(kernel).with("count", count).items(count);
  }

  private HostRun combined(HostRun run) {
    return run.with("alpha", 1.25).with("beta", beta);
  }

  HostRun of(Kernel kernel) {
    String name = kernel.getClass().getSimpleName();
    return switch (name) {
      case "Axpby" -> combined(numbers(kernel, 3 * volume)).with("x", field(3)).with("y", old(3));
      case "Constant" ->
          numbers(kernel, 18 * volume)
              .with("out", old(18))
              .with("value", -2.5)
              .with("step", beta == 0 ? 1 : 8)
              .with("volume", volume);
      case "Convert" -> numbers(kernel, 3 * volume).with("x", field(3)).with("out", old(3));
      case "CopyAt" -> copyAt(kernel);
      case "Shift" ->
          sites(kernel)
              .with("x", field(5))
              .with("out", old(5))
              .with("hop", hop())
              .with("from", (2 * lattice.dimensions() - 1) * volume)
              .with("reals", 5);
      case "NeighbourSum" ->
          numbers(kernel, 3 * volume)
              .with("x", field(3))
              .with("out", old(3))
              .with("hop", hop())
              .with("hops", 2 * lattice.dimensions())
              .with("volume", volume);
      case "Trace" ->
          combined(sites(kernel))
              .with("m", field(18))
              .with("out", old(1))
              .with("part", beta == 0 ? 1 : 0)
              .with("n", 3);
      case "Phase" -> sites(kernel).with("m", field(8)).with("out", old(1)).with("n", 2);
      case "Inner" ->
          combined(sites(kernel))
              .with("x", field(7))
              .with("y", field(7))
              .with("out", old(1))
              .with("reals", 7);
      case "Weigh" ->
          combined(numbers(kernel, 4 * volume))
              .with("w", field(1))
              .with("x", field(4))
              .with("out", old(4))
              .with("first", 0)
              .with("sites", volume);
      case "Normalise" -> sites(kernel).with("x", field(5)).with("reals", 5);
      case "RowSums" ->
          numbers(kernel, 5 * 32)
              .with("x", field(5))
              .with("out", new double[5 * 32])
              .with("length", volume)
              .with("width", 32);
      case "RowDots" ->
          new HostRun(kernel)
              .with("x", field(3))
              .with("y", field(3))
              .with("out", new double[64])
              .with("length", 3 * volume)
              .with("width", 64)
              .items(64);
      case "RowImaginaryDots" ->
          new HostRun(kernel)
              .with("x", field(6))
              .with("y", field(6))
              .with("out", new double[64])
              .with("sites", volume)
              .with("length", 3 * volume)
              .with("width", 64)
              .items(64);
      case "Restrict" -> restrict(kernel);
      case "SpinMultiply" ->
          combined(numbers(kernel, 6 * volume))
              .with("x", field(12))
              .with("out", old(12))
              .with("spin", normal(seed++, 8))
              .with("spins", 2)
              .with("n", 3)
              .with("sites", volume);
      case "ColourMultiply" -> colourMultiply(kernel);
      case "Outer" ->
          combined(numbers(kernel, 9 * volume))
              .with("x", field(12))
              .with("y", field(12))
              .with("out", old(18))
              .with("spins", 2)
              .with("n", 3)
              .with("volume", volume);
      case "HopGeneral" -> hopGeneral(kernel);
      case "HopWilson4U1" -> wilson(kernel, 4, 1);
      case "HopWilson4Su2" -> wilson(kernel, 4, 2);
      case "HopWilson4Su3" -> wilson(kernel, 4, 3);
      case "HopWilson2U1" -> wilson(kernel, 2, 1);
      case "HopWilson2Su2" -> wilson(kernel, 2, 2);
      case "HopWilson2Su3" -> wilson(kernel, 2, 3);
      case "HopStaggeredU1" -> staggered(kernel, 1);
      case "HopStaggeredSu2" -> staggered(kernel, 2);
      case "HopStaggeredSu3" -> staggered(kernel, 3);
      case "HopForceU1" -> hopForce(kernel, 1, 1);
      case "HopForceSu2" -> hopForce(kernel, 2, 3);
      case "HopForceSu3" -> hopForce(kernel, 3, 8);
      case "SliceSums" -> sliceSums(kernel);
      case "Torque" -> torque(kernel, beta == 0 ? 3 : 4);
      case "RotateO2" -> rotate(kernel, 2);
      case "RotateO3" -> rotate(kernel, 3);
      case "RotateOn" -> rotate(kernel, 5).with("n", 5).with("term", old(5)).with("next", old(5));
      case "Project" -> project(kernel, beta == 0 ? 1 : beta == 1 ? 3 : 4);
      case "Multiply2" -> multiply(sites(kernel), 2);
      case "Multiply3" -> multiply(sites(kernel), 3);
      case "MultiplyN" ->
          multiply(numbers(kernel, 25 * volume).with("volume", volume), 5).with("n", 5);
      case "ExponentiateU1" -> exponentiate(kernel, 1, 1);
      case "ExponentiateSu2" -> exponentiate(kernel, 2, 3);
      case "ExponentiateSu3" -> exponentiate(kernel, 3, 8).with("rest", old(1));
      case "ExponentiateSu3Large" -> exponentiate(kernel, 3, 8).with("rest", flags());
      case "Tangent" ->
          numbers(kernel, 3 * volume).with("x", field(3)).with("out", old(3)).with("scale", 0.3);
      case "Kronecker" -> spinBlock(kernel, 18, 72, 36);
      case "SpinTrace" -> spinBlock(kernel, 72, 18, 9);
      case "Inverse" -> inverse(kernel, beta == 0 ? 1 : 4);
      case "HeatBathU1" -> drawing(kernel, 2).with("coefficient", 1.0 - 2 * beta);
      case "HeatBathSu2" -> drawing(kernel, 8).with("coefficient", 1.0 - 2 * beta);
      case "HeatBathSu3" ->
          drawing(kernel, 18).with("coefficient", 1.0 - beta).with("reversed", beta == 1 ? 1 : 0);
      case "SpinHeatBathO2" -> drawing(kernel, 2);
      case "SpinHeatBathO3" -> drawing(kernel, 3);
      case "OverrelaxU1" -> local(kernel, 2);
      case "OverrelaxSu2" -> local(kernel, 8);
      case "OverrelaxSu3" -> local(kernel, 18).with("reversed", beta == 1 ? 1 : 0);
      case "SpinOverrelax" -> local(kernel, 5).with("n", 5);
      case "Element" -> element(kernel, beta == 0 ? 1 : beta == 1 ? 3 : 4);
      case "ExponentialDerivativeSu2" -> derivative(kernel, 3);
      case "ExponentialDerivativeSu3" -> derivative(kernel, 8).with("rest", old(1));
      case "ExponentialDerivativeSu3Large" -> derivative(kernel, 8).with("rest", flags());
      case "ExponentialN" ->
          sites(kernel).with("x", field(32)).with("e", old(32)).with("t", old(32)).with("n", 4);
      case "Reunitarise" -> reunitarise(kernel, beta == 0 ? 1 : beta == 1 ? 3 : 5);
      case "ReunitariseSu2" -> sites(kernel).with("u", field(8));
      case "ReunitariseSu3" -> sites(kernel).with("u", field(18));
      case "Staple" -> staple(kernel, 2 * colours() * colours());
      case "Force" -> staple(kernel, generators());
      case "Plaquette" -> plane(kernel).with("out", old(1));
      case "CommutatorSu3" ->
          combined(sites(kernel)).with("x", field(8)).with("y", field(8)).with("out", old(8));
      case "PlaquetteDerivatives" ->
          plane(kernel)
              .with("hMu", field(generators()))
              .with("hNu", field(generators()))
              .with("uniformMu", 0.7)
              .with("uniformNu", beta)
              .with("ahead", old(generators()))
              .with("above", old(generators()))
              .with("outMu", field(generators()))
              .with("outNu", field(generators()));
      case "RectangleSides" ->
          rectangle(kernel)
              .with("lower", old(generators()))
              .with("upper", old(generators()))
              .with("outNu", field(generators()))
              .with("uniformPlaquette", 1.5)
              .with("uniformRectangle", -0.3);
      case "RectangleCarry" ->
          forGroup(kernel)
              .with("uMu", links())
              .with("lower", field(generators()))
              .with("upper", field(generators()))
              .with("k", old(generators()))
              .with("outNu", field(generators()))
              .with("mu", lattice.dimensions() - 1)
              .with("nu", 0)
              .with("dimensions", lattice.dimensions())
              .with("alpha", 2.0)
              .with("beta", beta);
      case "LongSides" ->
          forGroup(kernel)
              .with("link", links())
              .with("k", field(generators()))
              .with("alpha", 2.0)
              .with("out", field(generators()))
              .with("mu", lattice.dimensions() - 1);
      case "Rectangle" -> rectangle(kernel).with("out", old(1));
      case "StapleSides" -> rectangle(kernel).with("up", oldMatrices()).with("down", oldMatrices());
      case "WideStaple" ->
          rectangle(kernel)
              .with("up", links())
              .with("down", links())
              .with("out", links())
              .with("uniformPlaquette", 1.5)
              .with("uniformRectangle", -0.3);
      case "PlaquetteMatrix" -> plane(kernel).with("out", oldMatrices());
      case "Leaf" ->
          forGroup(kernel)
              .with("link", links())
              .with("x", links())
              .with("out", oldMatrices())
              .with("behind", (2 * lattice.dimensions() - 1) * volume);
      case "CloverForce" ->
          plane(kernel)
              .with("k", links())
              .with("alpha", 0.3)
              .with("ahead", old(generators()))
              .with("above", old(generators()))
              .with("outMu", field(generators()))
              .with("outNu", field(generators()));
      case "AddBehind" ->
          sites(kernel)
              .with("ahead", field(3))
              .with("above", field(3))
              .with("outMu", field(3))
              .with("outNu", field(3))
              .with("hop", blockTable(lattice.dimensions()))
              .with("behind", lattice.dimensions() * volume)
              .with("below", (2 * lattice.dimensions() - 1) * volume)
              .with("reals", 3);
      default -> throw new AssertionError("no arguments for kernel " + name);
    };
  }

  private HostRun copyAt(Kernel kernel) {
    int[] sites = IntStream.range(0, volume).filter(s -> s % 3 != 1).toArray();
    return numbers(kernel, sites.length)
        .with("x", field(3))
        .with("out", field(3))
        .with("sites", sites)
        .with("reals", 3)
        .with("volume", volume);
  }

  /** From all sites to a part, from a part to all, and from one part to another. */
  private HostRun restrict(Kernel kernel) {
    int half = volume / 2;
    int xFirst = beta == 0 ? 0 : half;
    int xSites = beta == 0 ? volume : volume - half;
    int first = beta == 1 ? half / 2 : 0;
    int sites = beta == 0 ? half : volume - first;
    return numbers(kernel, 3 * sites)
        .with("x", normal(seed++, 3 * xSites))
        .with("out", new double[3 * sites])
        .with("xFirst", xFirst)
        .with("xSites", xSites)
        .with("first", first)
        .with("sites", sites);
  }

  private HostRun sliceSums(Kernel kernel) {
    int mu = lattice.dimensions() - 1;
    int count = lattice.extent(mu) * 3 * 32;
    return numbers(kernel, count)
        .with("x", field(3))
        .with("out", new double[count])
        .with("sites", new SiteOrder(lattice, 8).slices(mu))
        .with("extent", lattice.extent(mu))
        .with("reals", 3)
        .with("volume", volume)
        .with("width", 32);
  }

  private HostRun torque(Kernel kernel, int n) {
    return combined(sites(kernel))
        .with("x", field(n))
        .with("g", field(n))
        .with("out", old(n * (n - 1) / 2))
        .with("n", n);
  }

  private HostRun rotate(Kernel kernel, int n) {
    double[] w = field(n * (n - 1) / 2);
    w[0] = 0;
    return sites(kernel).with("w", w).with("x", field(n)).with("eps", 0.7);
  }

  private HostRun project(Kernel kernel, int n) {
    return combined(sites(kernel))
        .with("m", field(2 * n * n))
        .with("out", old(n == 1 ? 1 : n * n - 1))
        .with("n", n);
  }

  private HostRun multiply(HostRun run, int n) {
    return combined(run)
        .with("a", field(2 * n * n))
        .with("b", field(2 * n * n))
        .with("out", old(2 * n * n))
        .with("adjointA", beta == 1 ? 1 : 0)
        .with("adjointB", beta == 0 ? 0 : 1);
  }

  private HostRun exponentiate(Kernel kernel, int n, int algebra) {
    double[] p = field(algebra);
    p[0] = 0;
    return sites(kernel).with("p", p).with("u", field(2 * n * n)).with("eps", 0.5 + 3 * beta);
  }

  private HostRun spinBlock(Kernel kernel, int from, int to, int elements) {
    return combined(numbers(kernel, elements * volume))
        .with("m", field(from))
        .with("out", old(to))
        .with("spin", normal(seed++, 8))
        .with("spins", 2)
        .with("n", 3)
        .with("volume", volume);
  }

  /** Matrices near a multiple of the unit matrix, so that rounding is not amplified much. */
  private HostRun inverse(Kernel kernel, int n) {
    double[] m = field(2 * n * n);
    for (int k = 0; k < n * volume; k++) {
      m[2 * (k / volume) * (n + 1) * volume + k % volume] += 8;
    }
    return sites(kernel).with("m", m).with("out", old(2 * n * n)).with("logs", old(1)).with("n", n);
  }

  /** At some sites, one of them without environment. */
  private HostRun local(Kernel kernel, int reals) {
    int[] sites = IntStream.range(0, volume).filter(s -> s % 3 != 1).toArray();
    double[] a = field(reals);
    for (int c = 0; c < reals; c++) {
      a[c * volume] = 0;
    }
    return numbers(kernel, sites.length)
        .with("a", a)
        .with("u", field(reals))
        .with("changed", new double[volume])
        .with("sites", sites)
        .with("volume", volume);
  }

  private HostRun drawing(Kernel kernel, int reals) {
    return local(kernel, reals)
        .with("numbers", IntStream.range(0, volume).map(s -> volume - 1 - s).toArray())
        .with("word0", 0x80030000)
        .with("word2", 0x9E3779B9)
        .with("word3", -3)
        .with("key0", 0xDEADBEEF)
        .with("key1", (int) seed);
  }

  private HostRun element(Kernel kernel, int n) {
    return combined(sites(kernel))
        .with("p", field(n == 1 ? 1 : n * n - 1))
        .with("out", old(2 * n * n))
        .with("n", n);
  }

  private HostRun derivative(Kernel kernel, int algebra) {
    double[] out =
        kernel.getClass().getSimpleName().endsWith("Large") ? field(algebra) : old(algebra);
    return combined(sites(kernel))
        .with("w", field(algebra))
        .with("g", field(algebra))
        .with("out", out)
        .with("eps", beta == 0 ? 0.1 : 0.5);
  }

  private double[] flags() {
    return IntStream.range(0, volume).mapToDouble(s -> s % 3 == 1 ? 0 : 1).toArray();
  }

  private HostRun reunitarise(Kernel kernel, int n) {
    double[] work = n == 1 ? field(2) : old(2 * n * n); // U(1) leaves it alone
    return sites(kernel).with("u", field(2 * n * n)).with("m", work).with("n", n);
  }

  /** Of a kernel for each group; each value of beta has another. */
  private int colours() {
    return beta == 0 ? 3 : beta == 1 ? 2 : 1;
  }

  private int generators() {
    return new Group(colours()).algebraDimension();
  }

  /** Rows of length 1 on average, so that products of ten do not amplify rounding. */
  private double[] links() {
    double scale = 1 / Math.sqrt(2 * colours());
    return Arrays.stream(field(2 * colours() * colours())).map(x -> scale * x).toArray();
  }

  private double[] oldMatrices() {
    return old(2 * colours() * colours());
  }

  private HostRun rectangle(Kernel kernel) {
    return plane(kernel).with("dimensions", lattice.dimensions());
  }

  private HostRun forGroup(Kernel kernel) {
    return sites(kernel).with("colours", colours()).with("hop", blockTable(lattice.dimensions()));
  }

  private HostRun staple(Kernel kernel, int out) {
    int d = lattice.dimensions();
    int mu = (beta == 0 ? 0 : 1) % d;
    int[] nu =
        IntStream.concat(IntStream.range(0, d).filter(k -> k != mu), IntStream.of(0, 0, 0))
            .toArray();
    return forGroup(kernel)
        .with("link", links())
        .with("u1", links())
        .with("u2", links())
        .with("u3", links())
        .with("out", old(out))
        .with("mu", mu)
        .with("nu1", nu[0])
        .with("nu2", nu[1])
        .with("nu3", nu[2])
        .with("others", d - 1)
        .with("dimensions", d)
        .with("uniformWeight1", 0.7)
        .with("uniformWeight2", -0.4)
        .with("uniformWeight3", 1.1);
  }

  private HostRun plane(Kernel kernel) {
    return forGroup(kernel)
        .with("uMu", links())
        .with("uNu", links())
        .with("mu", 0)
        .with("nu", lattice.dimensions() - 1);
  }

  /** x at the sites of the second half only where beta is 1. */
  private HostRun colourMultiply(Kernel kernel) {
    int first = beta == 1 ? volume / 2 : 0;
    int sites = volume - first;
    double[] out = normal(seed++, 12 * sites);
    return combined(numbers(kernel, 6 * sites))
        .with("u", field(18))
        .with("x", normal(seed++, 12 * sites))
        .with("out", out)
        .with("adjoint", beta == 0 ? 1 : 0)
        .with("n", 3)
        .with("firstSpin", 0)
        .with("first", first)
        .with("sites", sites)
        .with("volume", volume);
  }

  /** Links, table and the sites of spinors: out at the second half where beta is 1. */
  private HostRun hopping(Kernel kernel, int n, int links, int reals, int[] table) {
    int first = beta == 1 ? volume / 2 : 0;
    int count = volume - first;
    HostRun run =
        combined(numbers(kernel, count))
            .with("x", field(reals))
            .with("out", beta == 0 ? old(reals) : normal(seed++, reals * count))
            .with("hop", table)
            .with("xFirst", 0)
            .with("xStride", volume)
            .with("first", first)
            .with("volume", volume);
    for (int mu = 0; mu < links; mu++) {
      run.with("v" + mu, field(2 * n * n));
    }
    return run;
  }

  /** The table of blocks of one lane; of any dimension, as kernels do not look behind it. */
  private int[] blockTable(int directions) {
    int[] hop = hop();
    return IntStream.range(0, 2 * directions * volume).map(i -> 8 * hop[i % hop.length]).toArray();
  }

  private HostRun wilson(Kernel kernel, int d, int n) {
    return hopping(kernel, n, d, 2 * d * n, blockTable(d)).with("sign", beta == 0 ? 1.0 : -1.0);
  }

  private HostRun staggered(Kernel kernel, int n) {
    int d = lattice.dimensions();
    return hopping(kernel, n, 4, 2 * n, blockTable(d))
        .with("uniformForward", 0.5)
        .with("uniformBackward", -1.5)
        .with("dimensions", d);
  }

  private HostRun hopGeneral(Kernel kernel) {
    int d = lattice.dimensions();
    HostRun run = hopping(kernel, 3, 4, 12, hop());
    int sites = volume - (beta == 1 ? volume / 2 : 0);
    return run.with("spin", normal(seed++, 16 * d))
        .with("dimensions", d)
        .with("spins", 2)
        .with("n", 3)
        .with("sites", sites)
        .with("count", 6 * sites)
        .items(6 * sites);
  }

  /** x everywhere; y everywhere, at the first or at the second half of the sites. */
  private HostRun hopForce(Kernel kernel, int n, int algebra) {
    int half = volume / 2;
    int first = beta == 1 ? half : 0;
    int sites = beta == 0 ? volume : beta == 1 ? volume - half : half;
    return sites(kernel)
        .with("alpha", 1.25)
        .with("x", field(4 * n))
        .with("y", normal(seed++, 4 * n * sites))
        .with("v", field(2 * n * n))
        .with("uniformA", normal(seed++, 8))
        .with("uniformB", normal(seed++, 8))
        .with("out", field(algebra))
        .with("hop", blockTable(lattice.dimensions()))
        .with("mu", lattice.dimensions() - 1)
        .with("spins", 2)
        .with("xFirst", 0)
        .with("xStride", volume)
        .with("yFirst", first)
        .with("yStride", sites);
  }
}
