package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * A torus of two dimensions halved down to plaquettes: levels of equal blocks, each level with a
 * network of its own on the periodic lattice of its blocks.
 */
final class Halving implements AutoCloseable {
  private static final int LARGEST_EXTENT = 256;

  private final Lattice lattice;
  private final int channels;
  private final List<Level> levels = new ArrayList<>();
  private final Constants constants = new Constants();

  /**
   * Blocks of width x height plaquettes, which are halved across a direction.
   *
   * @param first of this level's parameters
   */
  record Level(int width, int height, int across, Conditioner network, int first) {
    /** Plaquettes of a block along a direction. */
    int extent(int mu) {
      return mu == 0 ? width : height;
    }

    Tensor own(Tensor theta) {
      return theta.narrow(0, first, network.parameters());
    }
  }

  /**
   * @param channels numbers of a block that a network is given
   * @param outputs numbers of a block that it gives
   */
  Halving(Lattice lattice, ConditionerSpec conditioner, int channels, int outputs) {
    this.lattice = lattice;
    this.channels = channels;
    int width = lattice.extent(0);
    int height = lattice.extent(1);
    int first = 0;
    while (width * height > 1) {
      int across = width > height ? 0 : 1;
      // a row of one block is one of two equal ones: extents start at 2
      Lattice blocks =
          new Lattice(
              Math.max(2, lattice.extent(0) / width), Math.max(2, lattice.extent(1) / height));
      Conditioner network = conditioner.bind(blocks, channels, outputs);
      levels.add(new Level(width, height, across, network, first));
      first += network.parameters();
      width /= across == 0 ? 2 : 1;
      height /= across == 1 ? 2 : 1;
    }
  }

  /** Checks that a lattice can be halved down to plaquettes. */
  static void requireFits(String what, Lattice lattice) {
    Plaquettes.requireTwo(what, lattice);
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      int extent = lattice.extent(mu);
      if (Integer.bitCount(extent) != 1 || extent > LARGEST_EXTENT) {
        throw new IllegalArgumentException(
            what
                + " halves the lattice down to plaquettes, which the extent "
                + extent
                + " of "
                + lattice
                + " does not allow; allowed are powers of 2 up to "
                + LARGEST_EXTENT
                + ", for example [8, 8]");
      }
    }
  }

  /** By which every torus that can be halved comes back to itself. */
  static int period() {
    return LARGEST_EXTENT;
  }

  int levels() {
    return levels.size();
  }

  Level level(int number) {
    return levels.get(number);
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Level level : levels) {
      labels.addAll(level.network.labels("blocks " + level.width + "x" + level.height));
    }
    return labels;
  }

  double[] start(StreamKey key) {
    Level last = levels.getLast();
    double[] out = new double[last.first + last.network.parameters()];
    for (int k = 0; k < levels.size(); k++) {
      levels.get(k).network.start(key.at(k), out, levels.get(k).first);
    }
    return out;
  }

  /**
   * The parameters where those of another torus are known: blocks of equal size have equal ones,
   * for what the exact flow does to a block depends on its size alone. Larger blocks than there
   * were begin as the largest whose loop was not fixed by the torus.
   *
   * @param theta those of the other
   */
  double[] transferred(Halving other, double[] theta) {
    List<Level> known = other.levels;
    Level last = levels.getLast();
    double[] out = new double[last.first + last.network.parameters()];
    for (Level level : levels) {
      Level from =
          known.stream()
              .filter(k -> k.width == level.width && k.height == level.height)
              .findFirst()
              .orElse(known.get(Math.min(1, known.size() - 1)));
      System.arraycopy(theta, from.first, out, level.first, level.network.parameters());
    }
    return out;
  }

  int columns(Level level) {
    return lattice.extent(0) / level.width;
  }

  int rows(Level level) {
    return lattice.extent(1) / level.height;
  }

  /**
   * One link of each block.
   *
   * @param right from the block's first corner along direction 0
   * @param up along direction 1
   * @param mu direction of the link
   */
  Tensor links(Level level, int right, int up, int mu) {
    return constants.index(
        level.width + "x" + level.height + " " + right + " " + up + " " + mu,
        () -> {
          int columns = columns(level);
          long[] links = new long[columns * rows(level)];
          for (int k = 0; k < links.length; k++) {
            int x = k % columns * level.width + right;
            int y = k / columns * level.height + up;
            links[k] = mu * (long) lattice.volume() + lattice.site(x, y);
          }
          return links;
        });
  }

  /** The links that are turned: the first on the line between the halves of each block. */
  Tensor turned(Level level) {
    int half = level.extent(level.across) / 2;
    return links(
        level, level.across == 0 ? half : 0, level.across == 1 ? half : 0, 1 - level.across);
  }

  /**
   * What a network makes of its blocks.
   *
   * @param theta of all levels
   * @param seen shape [channels, rows, columns, batch]
   * @return shape [numbers, blocks, batch]
   */
  Tensor numbers(Level level, Tensor theta, Tensor seen) {
    long rows = seen.size(1);
    long columns = seen.size(2);
    long batch = seen.size(3);
    Tensor w = rows == 1 ? torch.cat(new TensorVector(seen, seen), 1) : seen;
    w = columns == 1 ? torch.cat(new TensorVector(w, w), 2) : w;
    Tensor out = level.network.apply(level.own(theta), w.reshape(channels, -1, batch));
    return out.view(-1, w.size(1), w.size(2), batch)
        .narrow(1, 0, rows)
        .narrow(2, 0, columns)
        .reshape(out.size(0), rows * columns, batch);
  }

  @Override
  public void close() {
    levels.forEach(level -> level.network.close());
    constants.close();
  }
}
