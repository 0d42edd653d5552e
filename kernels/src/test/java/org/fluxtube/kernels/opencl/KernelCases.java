package org.fluxtube.kernels.opencl;

import com.aparapi.Kernel;
import java.util.stream.IntStream;
import org.fluxtube.engine.lattice.Lattice;

/** Random arguments for every kernel, by its name; those of sites here. */
final class KernelCases extends KernelData {
  KernelCases(Lattice lattice, double beta) {
    super(lattice, beta);
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
      default -> new LoopCases(lattice, beta).of(kernel);
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
        .with("key1", 0x0BADCAFE);
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
}
