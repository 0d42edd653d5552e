package org.fluxtube.kernels.simd;

/**
 * Hops and their forces, block by block; one object for each worker.
 *
 * <p>A block needs P x of each neighbour; forward the link of the block acts on it, backward that
 * of the neighbour, both in the order of lanes in which they are kept: only half spinors are turned
 * at an edge.
 */
final class HopLoops {
  private final Layout layout;
  private final Moves moves;
  private final int dimensions;
  private final int linkReals;
  private final int n;
  private final Colours colours;
  private final Matrices matrices;
  private double[] chi = new double[0];
  private double[] middle = new double[0];
  private double[] spinor = new double[0];
  private final double[] link;
  private final double[] product;

  HopLoops(Layout layout, Moves moves, int n, Matrices matrices) {
    this.layout = layout;
    this.moves = moves;
    this.dimensions = layout.lattice().dimensions();
    this.n = n;
    this.linkReals = 2 * n * n;
    this.colours = Colours.of(n);
    this.matrices = matrices;
    this.link = new double[linkReals * layout.lanes()];
    this.product = new double[linkReals * layout.lanes()];
  }

  private void reserve(HopMaps maps, int spins) {
    int one = 2 * n * layout.lanes();
    if (middle.length < 2 * dimensions * maps.middle * one || spinor.length < spins * one) {
      middle = new double[2 * dimensions * maps.middle * one];
      chi = new double[spins * one];
      spinor = new double[spins * one];
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
    int size = maps.middle * 2 * n * layout.lanes();
    for (int k = from; k < to; k++) {
      int b = out.full(k);
      if (x.at(neighbour(0, b)) < 0) {
        LinkLoops.scale(beta, out.data(), k * out.block(), out.block());
        continue;
      }
      for (int mu = 0; mu < dimensions; mu++) {
        forward(
            maps.project[2 * mu], u[mu], x, 2 * mu, b, size, middle, 2 * mu * size, maps.middle);
        backward(maps, u[mu], x, 2 * mu + 1, b, size);
      }
      maps.combine.apply(alpha, middle, 0, beta, out.data(), k * out.block());
    }
  }

  /** The block that holds the neighbours of block b, lane by lane or turned or some of them. */
  private int neighbour(int way, int b) {
    int to = layout.neighbours(way)[b];
    return to >= 0 ? to : layout.places(way)[b * layout.lanes()] / layout.lanes();
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
    int uo = b * linkReals * layout.lanes();
    int xo = x.at(neighbour(way, b));
    if (!edge && project == null) {
      colours.times(u, uo, x.data(), xo, h, ho, spins);
      return;
    }
    neighbours(project, x, way, b, xo, size);
    colours.times(u, uo, chi, 0, h, ho, spins);
  }

  /** chi = P x at the neighbours of block b, in its order of lanes. */
  private void neighbours(SpinMap project, SimdVector x, int way, int b, int xo, int size) {
    boolean edge = layout.neighbours(way)[b] < 0;
    Turn turn = moves.turn(way);
    if (edge && turn == null) {
      moves.gather(x.data(), x.reals(), way, b, spinor, 0);
      map(project, spinor, 0, size);
    } else {
      map(project, x.data(), xo, size);
      if (edge) {
        turn.copy(chi, 0, chi, 0, size);
      }
    }
  }

  private void map(SpinMap project, double[] x, int xo, int size) {
    if (project == null) {
      System.arraycopy(x, xo, chi, 0, size);
    } else {
      project.apply(x, xo, chi, 0);
    }
  }

  /** h = U(x - mu)^dagger P x(x - mu). */
  private void backward(HopMaps maps, double[] u, SimdVector x, int way, int b, int size) {
    SpinMap project = maps.project[way];
    boolean edge = layout.neighbours(way)[b] < 0;
    Turn turn = moves.turn(way);
    int ho = way * size;
    if (edge && turn == null) {
      neighbours(project, x, way, b, 0, size);
      moves.gather(u, linkReals, way, b, link, 0);
      colours.adjointTimes(link, 0, chi, 0, middle, ho, maps.middle);
      return;
    }
    int last = neighbour(way, b);
    int uo = last * linkReals * layout.lanes();
    if (project == null) {
      colours.adjointTimes(u, uo, x.data(), x.at(last), middle, ho, maps.middle);
    } else {
      project.apply(x.data(), x.at(last), chi, 0);
      colours.adjointTimes(u, uo, chi, 0, middle, ho, maps.middle);
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
        int ahead = neighbour(2 * mu, b);
        if (x.at(ahead) >= 0 && y.at(b) >= 0) {
          forward(maps.project[2 * mu], u[mu], x, 2 * mu, b, size, middle, 0, maps.middle);
          maps.project2[2 * mu].apply(y.data(), y.at(b), chi, 0);
          colours.outer(middle, 0, chi, 0, maps.middle, fresh, product, 0);
          fresh = false;
        }
        if (y.at(ahead) >= 0 && x.at(b) >= 0) {
          SpinMap back = maps.project2[2 * mu + 1];
          forward(back, u[mu], y, 2 * mu, b, size, middle, 0, maps.middle);
          map(maps.project[2 * mu + 1], x.data(), x.at(b), size);
          colours.outer(middle, 0, chi, 0, maps.middle, fresh, product, 0);
          fresh = false;
        }
        if (!fresh) {
          matrices.addProjection(alpha, product, 0, out[mu], b * algebra);
        }
      }
    }
  }
}
