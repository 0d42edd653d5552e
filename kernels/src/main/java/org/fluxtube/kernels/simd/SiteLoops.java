package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/** Operations on the numbers of one site, block by block. */
final class SiteLoops {
  private static final int W = Lanes.COUNT;

  private SiteLoops() {}

  /** out = alpha sum_i m_ii, real or imaginary part, + beta out. */
  static void trace(
      int part, double alpha, SimdVector m, double beta, SimdVector out, int from, int to) {
    int n = ((Shape.Matrix) m.shape()).n();
    for (int b = from; b < to; b++) {
      DoubleVector sum = all(0);
      for (int i = 0; i < n; i++) {
        sum = sum.add(load(m.data(), m.start(b) + (2 * i * (n + 1) + part) * W));
      }
      put(sum.mul(all(alpha)), beta, out.data(), Lanes.start(b, W));
    }
  }

  /** out = value + beta out, where beta = 0 discards whatever out is. */
  private static void put(DoubleVector value, double beta, double[] out, int at) {
    if (beta == 0) {
      value.intoArray(out, at);
    } else {
      load(out, at).fma(all(beta), value).intoArray(out, at);
    }
  }

  static void phase(SimdVector m, SimdVector re, SimdVector out) {
    trace(0, 1, m, 0, re, 0, m.blocks());
    trace(1, 1, m, 0, out, 0, m.blocks());
    double[] o = out.data();
    for (int q = Lanes.ORIGIN; q < Lanes.ORIGIN + m.layout().volume(); q++) {
      o[q] = Lanes.number(StrictMath.atan2(o[q], re.data()[q]));
    }
  }

  static void inner(
      double alpha, SimdVector x, SimdVector y, double beta, SimdVector out, int from, int to) {
    for (int b = from; b < to; b++) {
      int at = x.at(b);
      DoubleVector sum = at < 0 ? all(0) : inner(x.data(), y.data(), at, x.block());
      put(sum.mul(all(alpha)), beta, out.data(), Lanes.start(b, W));
    }
  }

  private static DoubleVector inner(double[] x, double[] y, int from, int count) {
    DoubleVector sum = all(0);
    for (int i = from; i < from + count; i += W) {
      sum = load(x, i).fma(load(y, i), sum);
    }
    return sum;
  }

  static void weigh(
      double alpha, SimdVector w, SimdVector x, double beta, SimdVector out, int from, int to) {
    for (int k = from; k < to; k++) {
      DoubleVector factor = load(w.data(), Lanes.start(x.full(k), W)).mul(all(alpha));
      weigh(factor, x.data(), beta, out.data(), x.start(k), x.block());
    }
  }

  private static void weigh(
      DoubleVector factor, double[] x, double beta, double[] out, int from, int count) {
    for (int i = from; i < from + count; i += W) {
      put(factor.mul(load(x, i)), beta, out, i);
    }
  }

  static void normalise(SimdVector x, int from, int to) {
    for (int b = from; b < to; b++) {
      DoubleVector norm = inner(x.data(), x.data(), x.start(b), x.block()).sqrt();
      weigh(all(1).div(norm), x.data(), 0, x.data(), x.start(b), x.block());
    }
  }

  /** Rotations in the order of the engine's Generators. */
  static void torque(
      double alpha, SimdVector x, SimdVector g, double beta, SimdVector out, int from, int to) {
    int n = x.reals();
    for (int b = from; b < to; b++) {
      int o = x.start(b);
      int at = out.start(b);
      for (int k = 0; k < out.reals(); k++) {
        int i = first(n, k);
        int j = second(n, k);
        DoubleVector value =
            load(x.data(), o + i * W)
                .mul(load(g.data(), o + j * W))
                .sub(load(x.data(), o + j * W).mul(load(g.data(), o + i * W)));
        put(value.mul(all(alpha)), beta, out.data(), at + k * W);
      }
    }
  }

  /** The plane (i, j) of rotation k: lexicographic, for n = 3 cyclic. */
  private static int first(int n, int k) {
    if (n == 3) {
      return (k + 1) % 3;
    }
    int i = 0;
    for (int rest = k; rest >= n - 1 - i; i++) {
      rest -= n - 1 - i;
    }
    return i;
  }

  private static int second(int n, int k) {
    if (n == 3) {
      return (k + 2) % 3;
    }
    int i = 0;
    int rest = k;
    for (; rest >= n - 1 - i; i++) {
      rest -= n - 1 - i;
    }
    return i + 1 + rest;
  }

  static void gaussian(double sigma, StreamKey key, SimdVector out, int from, int to) {
    Layout layout = out.layout();
    int lanes = layout.lanes();
    double[] o = out.data();
    SiteRandom random = key.at(0);
    for (int k = from; k < to; k++) {
      int first = out.full(k) * lanes;
      for (int lane = 0; lane < layout.used(out.full(k)); lane++) {
        if (out.padded() && !out.has(first + lane)) {
          continue;
        }
        random.moveTo(layout.sites()[first + lane]);
        int at = out.start(k) + lane;
        for (int i = at; i < at + out.block(); i += lanes) {
          o[i] = Lanes.number(sigma * random.gaussian());
        }
      }
    }
  }

  static void neighbourSum(Moves moves, SimdVector x, SimdVector out, int first, int end) {
    Layout layout = x.layout();
    int ways = 2 * layout.lattice().dimensions();
    int size = x.block();
    double[] ghosts = Lanes.array(ways * size);
    double[][] from = new double[ways][];
    int[] at = new int[ways];
    for (int b = first; b < end; b++) {
      for (int way = 0; way < ways; way++) {
        int to = layout.neighbours(way)[b];
        if (to < 0) {
          moves.gather(x.data(), x.reals(), way, b, ghosts, Lanes.start(way, size));
        }
        from[way] = to < 0 ? ghosts : x.data();
        at[way] = Lanes.start(to < 0 ? way : to, size);
      }
      add(from, at, size, out.data(), out.start(b));
    }
  }

  private static void add(double[][] from, int[] at, int count, double[] out, int o) {
    for (int i = 0; i < count; i += W) {
      DoubleVector sum = load(from[0], at[0] + i);
      for (int way = 1; way < at.length; way++) {
        sum = sum.add(load(from[way], at[way] + i));
      }
      sum.intoArray(out, o + i);
    }
  }

  /** The largest norm of all sites; infinite where there is one that is no number. */
  static double largestNorm(SimdVector x) {
    int lanes = x.layout().lanes();
    DoubleVector largest = all(0);
    double rest = 0;
    for (int k = 0; k < x.blocks(); k++) {
      DoubleVector square = all(0);
      int end = x.start(k) + x.block();
      for (int at = x.start(k); at < end; at += lanes) {
        square = load(x.data(), at).fma(load(x.data(), at), square);
      }
      int used = x.layout().used(x.full(k));
      if (used == lanes) {
        largest = largest.max(square);
      } else {
        for (int lane = 0; lane < used; lane++) {
          rest = Math.max(rest, square.lane(lane));
        }
      }
    }
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      rest = Math.max(rest, largest.lane(lane));
    }
    return Double.isNaN(rest) ? Double.POSITIVE_INFINITY : Math.sqrt(rest);
  }
}
