package org.fluxtube.kernels.opencl;

import static org.fluxtube.kernels.opencl.Data.normal;

import com.aparapi.Kernel;
import java.util.Arrays;
import java.util.stream.IntStream;
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
              .with("volume", volume);
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
      case "AlgebraN" ->
          sites(kernel).with("p", field(15)).with("out", old(32)).with("eps", 0.7).with("n", 4);
      case "ExponentialN" ->
          sites(kernel).with("x", field(32)).with("e", old(32)).with("t", old(32)).with("n", 4);
      case "Reunitarise" -> reunitarise(kernel, beta == 0 ? 1 : beta == 1 ? 3 : 5);
      case "ReunitariseSu2" -> sites(kernel).with("u", field(8));
      case "ReunitariseSu3" -> sites(kernel).with("u", field(18));
      case "StapleU1" -> staple(kernel, 1, 2);
      case "StapleSu2" -> staple(kernel, 2, 8);
      case "StapleSu3" -> staple(kernel, 3, 18);
      case "ForceU1" -> staple(kernel, 1, 1);
      case "ForceSu2" -> staple(kernel, 2, 3);
      case "ForceSu3" -> staple(kernel, 3, 8);
      case "PlaquetteU1" -> plaquette(kernel, 1);
      case "PlaquetteSu2" -> plaquette(kernel, 2);
      case "PlaquetteSu3" -> plaquette(kernel, 3);
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

  private HostRun sliceSums(Kernel kernel) {
    int mu = lattice.dimensions() - 1;
    int count = lattice.extent(mu) * 3 * 32;
    return numbers(kernel, count)
        .with("x", field(3))
        .with("out", new double[count])
        .with("stride", volume / lattice.extent(mu))
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

  private double[] flags() {
    return IntStream.range(0, volume).mapToDouble(s -> s % 3 == 1 ? 0 : 1).toArray();
  }

  private HostRun reunitarise(Kernel kernel, int n) {
    double[] work = n == 1 ? field(2) : old(2 * n * n); // U(1) leaves it alone
    return sites(kernel).with("u", field(2 * n * n)).with("m", work).with("n", n);
  }

  private HostRun staple(Kernel kernel, int n, int out) {
    int d = lattice.dimensions();
    int mu = (beta == 0 ? 0 : 1) % d;
    int[] nu =
        IntStream.concat(IntStream.range(0, d).filter(k -> k != mu), IntStream.of(0, 0, 0))
            .toArray();
    return sites(kernel)
        .with("link", field(2 * n * n))
        .with("u1", field(2 * n * n))
        .with("u2", field(2 * n * n))
        .with("u3", field(2 * n * n))
        .with("out", old(out))
        .with("hop", hop())
        .with("mu", mu)
        .with("nu1", nu[0])
        .with("nu2", nu[1])
        .with("nu3", nu[2])
        .with("others", d - 1)
        .with("dimensions", d)
        .with("weight", 0.7);
  }

  private HostRun plaquette(Kernel kernel, int n) {
    int d = lattice.dimensions();
    return sites(kernel)
        .with("uMu", field(2 * n * n))
        .with("uNu", field(2 * n * n))
        .with("out", old(1))
        .with("hop", hop())
        .with("mu", 0)
        .with("nu", d - 1);
  }
}
