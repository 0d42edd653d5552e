package org.fluxtube.engine.testing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.fluxtube.engine.flow.BlockSplitting;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.lattice.Lattice;

/** The inverse of flows of U(1) links by loops over sites, written from the formulas. */
final class DensePlaquettes {
  private final Lattice lattice;
  private final double[] theta;
  private final double[] x;

  /**
   * @param x angles of links; overwritten
   */
  DensePlaquettes(Lattice lattice, double[] theta, double[] x) {
    this.lattice = lattice;
    this.theta = theta;
    this.x = x;
  }

  private static int layerParameters(PlaquetteCoupling c, Lattice lattice) {
    int numbers = DenseCircle.numbers(c.circle(), c.parts());
    return DenseConditioner.parameters(c.conditioner(), lattice, 2, numbers);
  }

  /** Parameters of all layers. */
  static int parameters(PlaquetteCoupling c, Lattice lattice) {
    return c.layers() * layerParameters(c, lattice);
  }

  private double plaquette(int s) {
    int volume = lattice.volume();
    return x[s] + x[volume + lattice.forward(s, 0)] - x[lattice.forward(s, 1)] - x[volume + s];
  }

  /** Undoes all layers; ln J of them. */
  double undo(PlaquetteCoupling c, int first) {
    double log = 0;
    for (int layer = c.layers() - 1; layer >= 0; layer--) {
      log += undoLayer(c, first + layer * layerParameters(c, lattice), layer);
    }
    return log;
  }

  private double undoLayer(PlaquetteCoupling c, int at, int layer) {
    int volume = lattice.volume();
    int mu = layer % 2;
    double[] p = new double[volume];
    double[][] seen = new double[2][volume];
    boolean[] active = new boolean[volume];
    for (int s = 0; s < volume; s++) {
      p[s] = plaquette(s);
      int line = Math.floorMod(lattice.coordinate(s, 1 - mu) - layer / 2, 4);
      active[s] = line == 0;
      if (line == 1 || line == 2) {
        seen[0][s] = Math.cos(p[s]);
        seen[1][s] = Math.sin(p[s]);
      }
    }
    int numbers = DenseCircle.numbers(c.circle(), c.parts());
    double[][] out = DenseConditioner.apply(c.conditioner(), lattice, theta, at, seen, numbers);
    double log = 0;
    for (int s = 0; s < volume; s++) {
      if (active[s]) {
        DenseCircle.Point point = DenseCircle.inverse(c.circle(), c.parts(), column(out, s), p[s]);
        log += point.logSlope();
        x[mu * volume + s] += (mu == 0 ? 1 : -1) * (point.at() - p[s]);
      }
    }
    return log;
  }

  private static double[] column(double[][] out, int s) {
    double[] own = new double[out.length];
    for (int k = 0; k < own.length; k++) {
      own[k] = out[k][s];
    }
    return own;
  }

  /** Blocks of a level, and where its parameters begin. */
  private record Level(int[] size, int first) {}

  private static Deque<Level> levels(BlockSplitting b, Lattice lattice, int offset) {
    Deque<Level> levels = new ArrayDeque<>();
    int[] size = {lattice.extent(0), lattice.extent(1)};
    int first = offset;
    while (size[0] > 1 || size[1] > 1) {
      levels.push(new Level(size.clone(), first));
      int numbers = DenseCircle.numbers(b.circle(), b.parts());
      first += DenseConditioner.parameters(b.conditioner(), blocks(lattice, size), 1, numbers);
      size[size[0] > size[1] ? 0 : 1] /= 2;
    }
    levels.push(new Level(size, first));
    return levels;
  }

  private static Lattice blocks(Lattice lattice, int[] size) {
    return new Lattice(
        Math.max(2, lattice.extent(0) / size[0]), Math.max(2, lattice.extent(1) / size[1]));
  }

  /** Parameters of all levels. */
  static int parameters(BlockSplitting b, Lattice lattice) {
    return levels(b, lattice, 0).peek().first;
  }

  /** Undoes all levels; ln J of them. */
  double undo(BlockSplitting b, int offset) {
    Deque<Level> finest = levels(b, lattice, offset);
    finest.pop();
    double log = 0;
    for (Level level : finest) {
      log += undoLevel(b, level);
    }
    return log;
  }

  /** The sum over a rectangle of plaquettes. */
  private double loop(int x0, int x1, int width, int height) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < height; j++) {
        sum += plaquette(lattice.site(x0 + i, x1 + j));
      }
    }
    return sum;
  }

  private double undoLevel(BlockSplitting b, Level level) {
    int width = level.size[0];
    int height = level.size[1];
    boolean wide = width > height;
    Lattice blocks = blocks(lattice, level.size);
    double[] whole = new double[blocks.volume()];
    double[][] seen = new double[1][blocks.volume()];
    for (int k = 0; k < blocks.volume(); k++) {
      double w =
          loop(blocks.coordinate(k, 0) * width, blocks.coordinate(k, 1) * height, width, height);
      whole[k] = Math.IEEEremainder(w, 2 * Math.PI);
      seen[0][k] = Math.cos(whole[k] / 2);
    }
    int numbers = DenseCircle.numbers(b.circle(), b.parts());
    double[][] out =
        DenseConditioner.apply(b.conditioner(), blocks, theta, level.first, seen, numbers);
    double log = 0;
    for (int x0 = 0; x0 < lattice.extent(0); x0 += width) {
      for (int x1 = 0; x1 < lattice.extent(1); x1 += height) {
        double half = wide ? loop(x0, x1, width / 2, height) : loop(x0, x1, width, height / 2);
        int k = blocks.site(x0 / width, x1 / height);
        half -= whole[k] / 2;
        double[] own = DenseCircle.odd(b.circle(), b.parts(), column(out, k));
        double near = Math.cos(whole[k] / 2);
        Arrays.setAll(own, i -> near * own[i]);
        DenseCircle.Point point = DenseCircle.forward(b.circle(), b.parts(), own, half);
        log -= point.logSlope();
        if (wide) {
          x[lattice.volume() + lattice.site(x0 + width / 2, x1)] += point.at() - half;
        } else {
          x[lattice.site(x0, x1 + height / 2)] -= point.at() - half;
        }
      }
    }
    return log;
  }
}
