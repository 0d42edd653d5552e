package org.fluxtube.kernels.opencl;

import com.aparapi.Kernel;
import org.fluxtube.engine.lattice.Lattice;

/** Those of spinors: hops, their forces, colour and spin matrices. */
final class SpinorCases extends KernelData {
  SpinorCases(Lattice lattice, double beta) {
    super(lattice, beta);
  }

  HostRun of(Kernel kernel) {
    String name = kernel.getClass().getSimpleName();
    return switch (name) {
      case "Restrict" -> restrict(kernel);
      case "SpinMultiply" ->
          combined(numbers(kernel, 6 * volume))
              .with("x", field(12))
              .with("out", old(12))
              .with("spin", drawn(8))
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
      case "Kronecker" -> spinBlock(kernel, 18, 72, 36);
      case "SpinTrace" -> spinBlock(kernel, 72, 18, 9);
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
      default -> throw new AssertionError("no arguments for kernel " + name);
    };
  }

  /** From all sites to a part, from a part to all, and from one part to another. */
  private HostRun restrict(Kernel kernel) {
    int half = volume / 2;
    int xFirst = beta == 0 ? 0 : half;
    int xSites = beta == 0 ? volume : volume - half;
    int first = beta == 1 ? half / 2 : 0;
    int sites = beta == 0 ? half : volume - first;
    return numbers(kernel, 3 * sites)
        .with("x", drawn(3 * xSites))
        .with("out", new double[3 * sites])
        .with("xFirst", xFirst)
        .with("xSites", xSites)
        .with("first", first)
        .with("sites", sites);
  }

  private HostRun spinBlock(Kernel kernel, int from, int to, int elements) {
    return combined(numbers(kernel, elements * volume))
        .with("m", field(from))
        .with("out", old(to))
        .with("spin", drawn(8))
        .with("spins", 2)
        .with("n", 3)
        .with("volume", volume);
  }

  /** x at the sites of the second half only where beta is 1. */
  private HostRun colourMultiply(Kernel kernel) {
    int first = beta == 1 ? volume / 2 : 0;
    int sites = volume - first;
    double[] out = drawn(12 * sites);
    return combined(numbers(kernel, 6 * sites))
        .with("u", field(18))
        .with("x", drawn(12 * sites))
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
            .with("out", beta == 0 ? old(reals) : drawn(reals * count))
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
    return run.with("spin", drawn(16 * d))
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
        .with("y", drawn(4 * n * sites))
        .with("v", field(2 * n * n))
        .with("uniformA", drawn(8))
        .with("uniformB", drawn(8))
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
