package org.fluxtube.kernels.simd;

/**
 * Hops and their forces, block by block; one object for each worker.
 *
 * <p>A block needs P x of each neighbour; forward the link of the block acts on it, backward that
 * of the neighbour, both in the order of lanes in which they are kept: only half spinors are turned
 * at an edge.
 */
final class HopLoops {
  private static final int O = Lanes.ORIGIN;

  /** Blocks whose sums are taken at a time: 12 kB of vectors of 32 bytes. */
  private static final int ROW = 16;

  private final Layout layout;
  private final Moves moves;
  private final int dimensions;
  private final int linkReals;
  private final int n;
  private final Colours colours;
  private final Matrices matrices;
  private double[] chi = Lanes.array(0);
  private double[] middle = Lanes.array(0);
  private double[] spinor = Lanes.array(0);
  private double[] factors = Lanes.array(0);
  private final double[] link;
  private final double[] product;

  private final HopRow row;

  HopLoops(Layout layout, Moves moves, int n, Matrices matrices) {
    this.layout = layout;
    this.moves = moves;
    this.dimensions = layout.lattice().dimensions();
    this.n = n;
    this.linkReals = 2 * n * n;
    this.colours = Colours.of(n);
    this.matrices = matrices;
    this.link = Lanes.array(linkReals * layout.lanes());
    this.product = Lanes.array(linkReals * layout.lanes());
    this.row = new HopRow(layout, linkReals * layout.lanes());
  }

  private void reserve(HopMaps maps, int spins) {
    int one = 2 * n * layout.lanes();
    if (middle.length < O + 2 * dimensions * maps.middle * one || spinor.length < O + spins * one) {
      middle = Lanes.array(2 * dimensions * maps.middle * one);
      chi = Lanes.array(spins * one);
      spinor = Lanes.array(spins * one);
    }
  }

  /** out = alpha H x + beta out at the kept blocks {@code from} to {@code to} of out. */
  void hop(
      HopMaps maps,
      double[][] u,
      double alpha,
      SimdVector x,
      double beta,
      SimdVector out,
      int from,
      int to) {
    reserve(maps, x.reals() / (2 * n));
    factors = maps.factors.vectors(alpha, factors);
    int size = maps.middle * 2 * n * layout.lanes();
    int[] blocks = out.fullTable();
    int[] kept = x.keptTable();
    if (maps.halves != null) {
      add(maps.halves, u, x, beta, out, from, to);
      return;
    }
    for (int k = from; k < to; k++) {
      int b = blocks == null ? k : blocks[k];
      if (kept != null && kept[layout.holders(0)[b]] < 0) {
        LinkLoops.scale(beta, out.data(), out.start(k), out.block());
        continue;
      }
      for (int mu = 0; mu < dimensions; mu++) {
        SpinMap project = maps.project[2 * mu];
        int ho = O + 2 * mu * size;
        forward(project, u[mu], x, 2 * mu, b, size, middle, ho, maps.middle);
        backward(maps, u[mu], x, 2 * mu + 1, b, size);
      }
      maps.combine.apply(alpha, middle, O, beta, out.data(), out.start(k));
    }
  }

  /**
   * out = alpha H x + beta out by half spinors, some blocks at a time, so that these stay in the
   * first-level cache while one way after the other is added.
   */
  private void add(
      HalfSpin[][] halves,
      double[][] u,
      SimdVector x,
      double beta,
      SimdVector out,
      int from,
      int to) {
    row.between(x, out);
    row.factors = factors;
    for (int k = from; k < to; k += ROW) {
      int end = Math.min(k + ROW, to);
      LinkLoops.scale(beta, out.data(), out.start(k), out.block() * (end - k));
      for (int way = 0; way < halves.length; way++) {
        for (int next = k; next < end; next += row.count) {
          boolean edge = row.go(way, next, end);
          if (row.xo < 0) {
            continue;
          }
          row.u = u[way >> 1];
          row.turn = edge ? moves.turn(way) : null;
          if (edge && row.turn == null) {
            gather(u[way >> 1], x, way, row.block(next));
          }
          for (HalfSpin h : halves[way]) {
            if ((way & 1) == 0) {
              colours.addTimes(h, row);
            } else {
              colours.addAdjointTimes(h, row);
            }
          }
          row.x = x.data();
        }
      }
    }
  }

  /** Makes the row one block whose neighbours, and links where they are there, are gathered. */
  private void gather(double[] u, SimdVector x, int way, int b) {
    moves.gather(x.data(), x.reals(), way, b, spinor, O);
    row.count = 1;
    row.x = spinor;
    row.xo = O;
    if ((way & 1) != 0) {
      moves.gather(u, linkReals, way, b, link, O);
      row.u = link;
      row.uo = O;
    }
  }

  /** h = U(x) P x(x + mu). */
  private void forward(
      SpinMap project,
      double[] u,
      SimdVector x,
      int way,
      int b,
      int size,
      double[] h,
      int ho,
      int spins) {
    boolean edge = layout.neighbours(way)[b] < 0;
    int uo = Lanes.start(b, linkReals * layout.lanes());
    int xo = x.at(layout.holders(way)[b]);
    if (!edge && project == null) {
      colours.times(u, uo, x.data(), xo, h, ho, spins);
      return;
    }
    neighbours(project, x, way, b, xo, size);
    colours.times(u, uo, chi, O, h, ho, spins);
  }

  /** chi = P x at the neighbours of block b, in its order of lanes. */
  private void neighbours(SpinMap project, SimdVector x, int way, int b, int xo, int size) {
    boolean edge = layout.neighbours(way)[b] < 0;
    Turn turn = moves.turn(way);
    if (edge && turn == null) {
      moves.gather(x.data(), x.reals(), way, b, spinor, O);
      map(project, spinor, O, size);
    } else {
      map(project, x.data(), xo, size);
      if (edge) {
        turn.copy(chi, O, chi, O, size);
      }
    }
  }

  private void map(SpinMap project, double[] x, int xo, int size) {
    if (project == null) {
      System.arraycopy(x, xo, chi, O, size);
    } else {
      project.apply(x, xo, chi, O);
    }
  }

  /** h = U(x - mu)^dagger P x(x - mu). */
  private void backward(HopMaps maps, double[] u, SimdVector x, int way, int b, int size) {
    SpinMap project = maps.project[way];
    boolean edge = layout.neighbours(way)[b] < 0;
    Turn turn = moves.turn(way);
    int ho = O + way * size;
    if (edge && turn == null) {
      neighbours(project, x, way, b, 0, size);
      moves.gather(u, linkReals, way, b, link, O);
      colours.adjointTimes(link, O, chi, O, middle, ho, maps.middle);
      return;
    }
    int last = layout.holders(way)[b];
    int uo = Lanes.start(last, linkReals * layout.lanes());
    if (project == null) {
      colours.adjointTimes(u, uo, x.data(), x.at(last), middle, ho, maps.middle);
    } else {
      project.apply(x.data(), x.at(last), chi, O);
      colours.adjointTimes(u, uo, chi, O, middle, ho, maps.middle);
    }
    if (edge) {
      turn.copy(middle, ho, middle, ho, size);
    }
  }

  /**
   * out_mu^a += alpha Re tr{T^a [(U P x(x+mu)) (R^dagger y)^dagger + (U R'^dagger y(x+mu)) (P'
   * x)^dagger]} at the blocks {@code from} to {@code to}.
   */
  void force(
      HopMaps maps,
      double[][] u,
      double alpha,
      SimdVector x,
      SimdVector y,
      double[][] out,
      int from,
      int to) {
    reserve(maps, x.reals() / (2 * n));
    int size = maps.middle * 2 * n * layout.lanes();
    int algebra = (n == 1 ? 1 : n * n - 1) * layout.lanes();
    for (int b = from; b < to; b++) {
      for (int mu = 0; mu < dimensions; mu++) {
        boolean fresh = true;
        int ahead = layout.holders(2 * mu)[b];
        if (x.at(ahead) >= 0 && y.at(b) >= 0) {
          forward(maps.project[2 * mu], u[mu], x, 2 * mu, b, size, middle, O, maps.middle);
          maps.project2[2 * mu].apply(y.data(), y.at(b), chi, O);
          colours.outer(middle, O, chi, O, maps.middle, fresh, product, O);
          fresh = false;
        }
        if (y.at(ahead) >= 0 && x.at(b) >= 0) {
          SpinMap back = maps.project2[2 * mu + 1];
          forward(back, u[mu], y, 2 * mu, b, size, middle, O, maps.middle);
          map(maps.project[2 * mu + 1], x.data(), x.at(b), size);
          colours.outer(middle, O, chi, O, maps.middle, fresh, product, O);
          fresh = false;
        }
        if (!fresh) {
          matrices.addProjection(alpha, product, O, out[mu], Lanes.start(b, algebra));
        }
      }
    }
  }
}
