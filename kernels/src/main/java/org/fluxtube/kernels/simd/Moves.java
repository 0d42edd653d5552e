package org.fluxtube.kernels.simd;

/** Neighbours in a {@link Layout}: whole blocks, blocks with turned lanes, or lane by lane. */
final class Moves {
  private final Layout layout;
  private final int lanes;
  private final Turn[] turns;

  Moves(Layout layout) {
    this.layout = layout;
    this.lanes = layout.lanes();
    this.turns = new Turn[2 * layout.lattice().dimensions()];
    for (int way = 0; way < turns.length; way++) {
      int[] order = layout.turn(way);
      turns[way] = order == null || lanes != Lanes.COUNT ? null : new Turn(order);
    }
  }

  /** The order of lanes at the edges of a way, or null where they have none in common. */
  Turn turn(int way) {
    return turns[way];
  }

  /**
   * Copies the neighbours of an edge block, in its order of lanes, to {@code out} from {@code at}
   * on.
   */
  void gather(double[] x, int reals, int way, int b, double[] out, int at) {
    int[] to = layout.places(way);
    if (turns[way] != null) {
      int size = reals * lanes;
      turns[way].copy(x, Lanes.start(to[b * lanes] / lanes, size), out, at, size);
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      int from = Lanes.ORIGIN + layout.at(to[b * lanes + lane], reals);
      for (int i = lane; i < reals * lanes; i += lanes) {
        out[at + i] = x[from + i - lane];
      }
    }
  }

  /** The array with the neighbours of block b: x itself, or at an edge {@code buffer}, filled. */
  double[] neighbour(double[] x, int reals, int way, int b, double[] buffer) {
    if (layout.neighbours(way)[b] >= 0) {
      return x;
    }
    gather(x, reals, way, b, buffer, Lanes.ORIGIN);
    return buffer;
  }

  /** Where the neighbours of block b begin in the array of {@link #neighbour}. */
  int start(int way, int b, int size) {
    return Lanes.start(Math.max(0, layout.neighbours(way)[b]), size);
  }

  /** Copies what is one step {@code first} and one step {@code then} away from an edge block. */
  void gather(double[] x, int reals, int first, int then, int b, double[] out, double[] buffer) {
    int size = reals * lanes;
    if (turns[first] != null) {
      int holder = layout.holders(first)[b];
      double[] there = neighbour(x, reals, then, holder, buffer);
      turns[first].copy(there, start(then, holder, size), out, Lanes.ORIGIN, size);
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      int q = layout.places(then)[layout.places(first)[b * lanes + lane]];
      int from = Lanes.ORIGIN + layout.at(q, reals);
      for (int i = lane; i < size; i += lanes) {
        out[Lanes.ORIGIN + i] = x[from + i - lane];
      }
    }
  }

  /** out(q) = x(one step away from q) for the blocks {@code from} to {@code to}. */
  void shift(double[] x, int reals, int way, double[] out, int from, int to) {
    int[] block = layout.neighbours(way);
    int size = reals * lanes;
    for (int b = from; b < to; b++) {
      if (block[b] < 0) {
        gather(x, reals, way, b, out, Lanes.start(b, size));
      } else {
        System.arraycopy(x, Lanes.start(block[b], size), out, Lanes.start(b, size), size);
      }
    }
  }

  /** out(one step away from q) = out(one step away from q) + x(q) for block b, which x holds. */
  void addAhead(double[] x, int reals, int way, int b, double[] buffer, double[] out) {
    int size = reals * lanes;
    int block = layout.neighbours(way)[b];
    int[] to = layout.places(way);
    if (block >= 0) {
      add(1, x, Lanes.ORIGIN, out, Lanes.start(block, size), size);
    } else if (turns[way] != null) {
      turns[way].copyBack(x, Lanes.ORIGIN, buffer, Lanes.ORIGIN, size);
      int at = Lanes.start(to[b * lanes] / lanes, size);
      add(1, buffer, Lanes.ORIGIN, out, at, size);
    } else {
      for (int lane = 0; lane < lanes; lane++) {
        int at = Lanes.ORIGIN + layout.at(to[b * lanes + lane], reals);
        for (int i = 0; i < size; i += lanes) {
          out[at + i] += x[Lanes.ORIGIN + lane + i];
        }
      }
    }
  }

  /** out = out + alpha x. */
  static void add(double alpha, double[] x, int from, double[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      out[at + i] += alpha * x[from + i];
    }
  }

  /** x = alpha x. */
  static void scale(double alpha, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= alpha;
    }
  }
}
