package org.fluxtube.kernels.opencl;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinorChecks;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Hops from site to site, and their force. Hops between the parities read and write those alone,
 * and on a CPU compute in vectors of lanes. Nothing here moves a field.
 */
abstract class DeviceHops extends DeviceSpinors {
  /** Neighbours of blocks. */
  final Buffer blockHop;

  private final List<IdentityHashMap<Hopping, Known>> hoppings =
      List.of(new IdentityHashMap<>(), new IdentityHashMap<>());

  /** A hopping, its kind, and its matrices on the device: A_mu for all mu, then B_mu. */
  private record Known(HopKind kind, Buffer all, Buffer[] forward, Buffer[] backward) {}

  DeviceHops(Lattice lattice, OpenDevice device, int mostLanes) {
    super(lattice, device, mostLanes);
    this.blockHop = launcher.ints(order.blockNeighbours());
  }

  @Override
  final void forgotten() {
    hoppings.forEach(Map::clear);
  }

  private Launch blocksKernel(String name, Vector x, Vector... others) {
    Precision precision = Precision.of(name, x, others);
    return launcher.kernel(name, KernelForm.blocks(order.lanes(), precision));
  }

  private Known known(Hopping hopping, Precision precision) {
    Known known = hoppings.get(precision.ordinal()).get(hopping);
    if (known == null) {
      forgetOld();
      known =
          new Known(
              HopKind.of(hopping),
              onDevice(
                  Stream.concat(hopping.forward().stream(), hopping.backward().stream()).toList(),
                  precision),
              hopping.forward().stream()
                  .map(m -> onDevice(List.of(m), precision))
                  .toArray(Buffer[]::new),
              hopping.backward().stream()
                  .map(m -> onDevice(List.of(m), precision))
                  .toArray(Buffer[]::new));
      hoppings.get(precision.ordinal()).put(hopping, known);
    }
    return known;
  }

  @Override
  public void hop(
      Hopping hopping, Vector[] links, double alpha, Vector x, double beta, Vector out) {
    SpinorChecks.requireHop(this, hopping, links, x, out);
    Shape.Spinor from = SpinorChecks.spinor(x);
    Shape.Spinor to = SpinorChecks.spinor(out);
    if (from.parity() != Parity.ALL && to.parity() != from.parity().opposite()) {
      // some neighbours do not exist
      try (Scratch.Lease everywhere = whole(x)) {
        hop(hopping, links, alpha, everywhere.vector(), beta, out);
      }
      return;
    }
    Known known = known(hopping, x.precision());
    String group = to.n() <= 3 ? GaugeLoops.group(to.n()) : "";
    switch (known.kind) {
      case HopKind.Wilson(double sign) when to.n() <= 3 ->
          blocks(
              blocksKernel("HopWilson" + to.spins() + group, x, out).set("sign", sign),
              links,
              links.length,
              alpha,
              x,
              beta,
              out);
      case HopKind.Numbers(double forward, double backward) when to.n() <= 3 ->
          blocks(
              blocksKernel("HopStaggered" + group, x, out)
                  .set("uniformForward", forward)
                  .set("uniformBackward", backward)
                  .set("dimensions", links.length),
              links,
              4,
              alpha,
              x,
              beta,
              out);
      case HopKind.Wilson _, HopKind.Numbers _, HopKind.General _ ->
          general(known, links, alpha, x, beta, out);
    }
  }

  /** A kernel on blocks of lanes with link arguments v0 to v(number - 1). */
  private void blocks(
      Launch kernel, Vector[] links, int number, double alpha, Vector x, double beta, Vector out) {
    int width = order.lanes();
    int count = sites(out.shape()) / width;
    for (int mu = 0; mu < number; mu++) {
      kernel.set(LINKS[mu], data(links[Math.min(mu, links.length - 1)]));
    }
    kernel
        .set("x", data(x))
        .set("out", data(out))
        .set("hop", blockHop)
        .set("alpha", alpha)
        .set("beta", beta)
        .set("xFirst", first(x.shape()) / width)
        .set("xStride", sites(x.shape()) / width)
        .set("first", first(out.shape()) / width)
        .set("count", count)
        .set("volume", volume / width)
        .run(count);
  }

  private static final String[] LINKS = {"v0", "v1", "v2", "v3"};

  private void general(
      Known known, Vector[] links, double alpha, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.spinor(out);
    int sites = sites(shape);
    int count = shape.reals() / 2 * sites;
    Launch kernel = kernel("HopGeneral", x, out);
    for (int mu = 0; mu < LINKS.length; mu++) {
      kernel.set(LINKS[mu], data(links[Math.min(mu, links.length - 1)]));
    }
    kernel
        .set("x", data(x))
        .set("out", data(out))
        .set("spin", known.all)
        .set("hop", hop)
        .set("alpha", alpha)
        .set("beta", beta)
        .set("dimensions", links.length)
        .set("spins", shape.spins())
        .set("n", shape.n())
        .set("xFirst", first(x.shape()))
        .set("xStride", sites(x.shape()))
        .set("first", first(shape))
        .set("sites", sites)
        .set("count", count)
        .set("volume", volume)
        .run(count);
  }

  @Override
  public void hopForce(
      Hopping hopping, Vector[] links, double alpha, Vector x, Vector y, Vector[] out) {
    SpinorChecks.requireHop(this, hopping, links, x, y);
    Shape.Spinor shape = SpinorChecks.spinor(x);
    if (shape.n() > 3) {
      super.hopForce(hopping, links, alpha, x, y, out);
      return;
    }
    Known known = known(hopping, x.precision());
    int width = order.lanes();
    for (int mu = 0; mu < links.length; mu++) {
      Checks.group(links[mu], out[mu]);
      blocksKernel("HopForce" + GaugeLoops.group(shape.n()), x, y, out[mu])
          .set("x", data(x))
          .set("y", data(y))
          .set("v", data(links[mu]))
          .set("uniformA", known.forward[mu])
          .set("uniformB", known.backward[mu])
          .set("out", data(out[mu]))
          .set("hop", blockHop)
          .set("alpha", alpha)
          .set("mu", mu)
          .set("spins", shape.spins())
          .set("xFirst", first(x.shape()) / width)
          .set("xStride", sites(x.shape()) / width)
          .set("yFirst", first(y.shape()) / width)
          .set("yStride", sites(y.shape()) / width)
          .set("volume", volume / width)
          .run(volume / width);
    }
  }
}
