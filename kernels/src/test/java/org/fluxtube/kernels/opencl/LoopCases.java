package org.fluxtube.kernels.opencl;

import com.aparapi.Kernel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/** Those of loops of links and their forces; others are asked of {@link SpinorCases}. */
final class LoopCases extends KernelData {
  LoopCases(Lattice lattice, double beta) {
    super(lattice, beta);
  }

  HostRun of(Kernel kernel) {
    String name = kernel.getClass().getSimpleName();
    return switch (name) {
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
      default -> new SpinorCases(lattice, beta).of(kernel);
    };
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
}
