package org.fluxtube.kernels.opencl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.SpinorChecks;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** Spinors site by site; vectors of one parity have half the numbers. */
abstract class DeviceSpinors extends DeviceAlgebra {
  private static final int MOST_KEPT = 64;

  private final Map<Key, Buffer> spinMatrices = new HashMap<>();

  private record Key(List<SpinMatrix> matrices, Precision precision) {}

  DeviceSpinors(Lattice lattice, OpenDevice device, int mostLanes) {
    super(lattice, device, mostLanes);
  }

  /** The numbers of spin matrices; kept until {@link #forgetOld}. */
  final Buffer onDevice(List<SpinMatrix> matrices, Precision precision) {
    return spinMatrices.computeIfAbsent(
        new Key(matrices, precision),
        k ->
            launcher.numbers(
                precision,
                matrices.stream().flatMapToDouble(s -> DoubleStream.of(s.values())).toArray()));
  }

  /** Frees all spin matrices if there are many; called before a use, never between two. */
  final void forgetOld() {
    if (spinMatrices.size() > MOST_KEPT) {
      forgotten();
      spinMatrices.values().forEach(Buffer::close);
      spinMatrices.clear();
    }
  }

  /** The memory of all spin matrices is about to be freed. */
  abstract void forgotten();

  @Override
  public void spinMultiply(double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireSpins(m, shape);
    SpinorChecks.requireOther("spinMultiply", x, out);
    forgetOld();
    Buffer o = data(out);
    kernel("SpinMultiply", x, out)
        .set("x", data(x))
        .set("out", o)
        .set("spin", onDevice(List.of(m), x.precision()))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("spins", shape.spins())
        .set("n", shape.n())
        .set("sites", sites(shape))
        .set("count", o.length() / 2)
        .run(o.length() / 2);
  }

  @Override
  public void colourMultiply(
      double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireColours(shape, u);
    SpinorChecks.requireOther("colourMultiply", x, out);
    colours(alpha, u, adjoint, shape.n(), 0, shape.spins(), x, beta, out);
  }

  /** u acts on the numbers of {@code spins} groups of n from group {@code firstSpin} on. */
  private void colours(
      double alpha,
      Vector u,
      boolean adjoint,
      int n,
      int firstSpin,
      int spins,
      Vector x,
      double beta,
      Vector out) {
    int sites = sites(out.shape());
    kernel("ColourMultiply", x, out, u)
        .set("u", data(u))
        .set("x", data(x))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("adjoint", adjoint ? 1 : 0)
        .set("n", n)
        .set("firstSpin", firstSpin)
        .set("first", first(out.shape()))
        .set("sites", sites)
        .set("volume", volume)
        .set("count", spins * n * sites)
        .run(spins * n * sites);
  }

  @Override
  public void blockMultiply(double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    SpinorChecks.same(x, out);
    int rows = SpinorChecks.requireBlocks(blocks, x);
    SpinorChecks.requireOther("blockMultiply", x, out);
    for (int k = 0; k < blocks.length; k++) {
      colours(alpha, blocks[k], false, rows, k, 1, x, beta, out);
    }
  }

  @Override
  public void outer(double alpha, Vector x, Vector y, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, y);
    SpinorChecks.requireColours(shape, out);
    if (sites(shape) < volume) {
      try (Scratch.Lease a = whole(x);
          Scratch.Lease b = whole(y)) {
        outer(alpha, a.vector(), b.vector(), beta, out);
      }
      return;
    }
    int count = shape.n() * shape.n() * volume;
    kernel("Outer", x, y, out)
        .set("x", data(x))
        .set("y", data(y))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("spins", shape.spins())
        .set("n", shape.n())
        .set("volume", volume)
        .set("count", count)
        .run(count);
  }

  @Override
  public void kronecker(double alpha, SpinMatrix spin, Vector m, double beta, Vector out) {
    int n = SpinorChecks.requireKronecker(spin, m, out);
    blocks("Kronecker", alpha, spin, m, n, beta, out, spin.spins() * n);
  }

  @Override
  public void spinTrace(double alpha, SpinMatrix spin, Vector m, double beta, Vector out) {
    int n = SpinorChecks.requireKronecker(spin, out, m);
    blocks("SpinTrace", alpha, spin, m, n, beta, out, n);
  }

  private void blocks(
      String name,
      double alpha,
      SpinMatrix spin,
      Vector m,
      int n,
      double beta,
      Vector out,
      int rows) {
    forgetOld();
    kernel(name, m, out)
        .set("m", data(m))
        .set("out", data(out))
        .set("spin", onDevice(List.of(spin), m.precision()))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("spins", spin.spins())
        .set("n", n)
        .set("volume", volume)
        .set("count", rows * rows * volume)
        .run(rows * rows * volume);
  }

  @Override
  public void inverse(Vector m, Vector out, Vector log) {
    int n = SpinorChecks.requireInverse(m, out, log);
    try (Scratch.Lease work = scratch.like(m)) {
      copy(m, work.vector());
      kernel("Inverse", m, out)
          .set("m", data(work.vector()))
          .set("out", data(out))
          .set("logs", data(log))
          .set("n", n)
          .set("volume", volume)
          .run(volume);
    }
  }

  @Override
  public double imaginaryDot(Vector x, Vector y) {
    return sums.imaginaryDot(data(x), data(y), sites(SpinorChecks.same(x, y)));
  }
}
