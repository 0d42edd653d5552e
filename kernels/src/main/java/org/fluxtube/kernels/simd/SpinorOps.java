package org.fluxtube.kernels.simd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.SpinorChecks;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** The operations on vectors of one precision, with those on spinors. */
final class SpinorOps extends LaneOps {
  private static final int KEPT = 64;

  private final Map<Hopping, HopMaps>[] hops;
  private final Map<SpinMatrix, SpinMap>[] spinMaps;
  private final HopLoops[][] loops;
  private SpinLoops[][] spins;

  @SuppressWarnings("unchecked") // an array of maps
  SpinorOps(Lattice lattice, Workers workers, Scratch scratch) {
    super(lattice, workers, scratch);
    this.hops = new Map[Group.LARGEST_N + 1];
    this.spinMaps = new Map[hops.length];
    this.loops = new HopLoops[hops.length][];
    this.spins = new SpinLoops[1][];
  }

  private HopMaps maps(Hopping hopping, int n) {
    if (hops[n] == null) {
      hops[n] = new HashMap<>();
    }
    if (hops[n].size() >= KEPT) {
      hops[n].clear();
    }
    return hops[n].computeIfAbsent(hopping, h -> new HopMaps(h, n));
  }

  private SpinMap map(SpinMatrix m, int n) {
    if (spinMaps[n] == null || spinMaps[n].size() >= KEPT) {
      spinMaps[n] = new HashMap<>();
    }
    return spinMaps[n].computeIfAbsent(m, s -> new SpinMap(s.values(), s.spins(), s.spins(), n));
  }

  private HopLoops[] loops(int n) {
    if (loops[n] == null) {
      loops[n] = new HopLoops[workers.count()];
      for (int w = 0; w < loops[n].length; w++) {
        loops[n][w] = new HopLoops(layout, moves, n, links(w).matrices(n));
      }
    }
    return loops[n];
  }

  /** Blocks of spins and colours may have more rows than any link. */
  private SpinLoops[] spins(int n) {
    if (n >= spins.length) {
      spins = Arrays.copyOf(spins, n + 1);
    }
    if (spins[n] == null) {
      spins[n] = new SpinLoops[workers.count()];
      for (int w = 0; w < spins[n].length; w++) {
        spins[n][w] = new SpinLoops(n);
      }
    }
    return spins[n];
  }

  @Override
  public void restrict(Vector x, Vector out) {
    SpinorChecks.requireSameButParity(x, out);
    SimdVector a = mine(x);
    SimdVector o = mine(out);
    int size = a.block();
    if (x == out) {
      return;
    }
    for (int k = 0; k < o.blocks(); k++) {
      int from = a.at(o.full(k));
      if (from < 0) {
        Arrays.fill(o.data(), o.start(k), o.start(k + 1), 0);
      } else {
        System.arraycopy(a.data(), from, o.data(), o.start(k), size);
      }
    }
    o.clearOthers();
  }

  @Override
  public void spinMultiply(double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireSpins(m, shape);
    SpinorChecks.requireOther("spinMultiply", x, out);
    SpinMap map = map(m, shape.n());
    SimdVector a = mine(x);
    SimdVector o = mine(out);
    workers.run(
        a.blocks(),
        a.data().length,
        (w, from, to) -> SpinLoops.spinMultiply(map, alpha, a, beta, o, from, to));
  }

  @Override
  public void colourMultiply(
      double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireColours(shape, u);
    SpinorChecks.requireOther("colourMultiply", x, out);
    Precision.of("colourMultiply", u, x);
    SpinLoops[] each = spins(shape.n());
    SimdVector a = mine(x);
    workers.run(
        a.blocks(),
        a.data().length,
        (w, from, to) ->
            each[w].colourMultiply(alpha, mine(u), adjoint, a, beta, mine(out), from, to));
  }

  @Override
  public void outer(double alpha, Vector x, Vector y, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, y);
    SpinorChecks.requireColours(shape, out);
    Precision.of("outer", x, out);
    SpinLoops[] each = spins(shape.n());
    SimdVector o = mine(out);
    workers.run(
        o.blocks(),
        o.data().length,
        (w, from, to) -> each[w].outer(alpha, mine(x), mine(y), beta, o, from, to));
  }

  @Override
  public void blockMultiply(double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    SpinorChecks.same(x, out);
    int rows = SpinorChecks.requireBlocks(blocks, x);
    SpinorChecks.requireOther("blockMultiply", x, out);
    SpinLoops[] each = spins(rows);
    double[][] data = data(blocks);
    SimdVector a = mine(x);
    SimdVector o = mine(out);
    workers.run(
        a.blocks(),
        a.data().length,
        (w, from, to) -> each[w].blockMultiply(alpha, data, a, beta, o, from, to));
  }

  @Override
  public double imaginaryDot(Vector x, Vector y) {
    Shape.Spinor shape = SpinorChecks.same(x, y);
    try (Scratch.Lease t = scratch().like(y)) {
      spinMultiply(1, SpinMatrix.scalar(shape.spins(), 0, -1), y, 0, t.vector());
      return dot(x, t.vector());
    }
  }

  @Override
  public void hop(
      Hopping hopping, Vector[] links, double alpha, Vector x, double beta, Vector out) {
    SpinorChecks.requireHop(this, hopping, links, x, out);
    int n = SpinorChecks.spinor(x).n();
    HopMaps maps = maps(hopping, n);
    HopLoops[] each = loops(n);
    double[][] u = data(links);
    SimdVector a = mine(x);
    SimdVector o = mine(out);
    workers.run(
        o.blocks(),
        8L * o.data().length,
        (w, from, to) -> each[w].hop(maps, u, alpha, a, beta, o, from, to));
    o.clearOthers();
  }

  @Override
  public void hopForce(
      Hopping hopping, Vector[] links, double alpha, Vector x, Vector y, Vector[] out) {
    SpinorChecks.requireHop(this, hopping, links, x, y);
    int n = SpinorChecks.spinor(x).n();
    for (Vector part : out) {
      algebra(n, part);
      Precision.of("hopForce", x, part);
    }
    HopMaps maps = maps(hopping, n);
    HopLoops[] each = loops(n);
    double[][] u = data(links);
    double[][] force = data(out);
    SimdVector a = mine(x);
    SimdVector b = mine(y);
    workers.run(
        layout.blocks(),
        8L * a.data().length,
        (w, from, to) -> each[w].force(maps, u, alpha, a, b, force, from, to));
  }
}
