package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link BlockSplitting}; angles have the shape [2 sites, batch]. */
final class SplitBlocks implements TorchMap {
  private final Lattice lattice;
  private final CircleMap circle;
  private final Plaquettes plaquettes;
  private final List<Level> levels = new ArrayList<>();
  private final Constants constants = new Constants();

  /**
   * Blocks of width x height plaquettes, which are halved across a direction.
   *
   * @param first of this level's parameters
   */
  private record Level(int width, int height, int across, Conditioner network, int first) {}

  SplitBlocks(BlockSplitting spec, Lattice lattice) {
    this.lattice = lattice;
    this.circle = CircleMap.of(spec.circle(), spec.parts());
    this.plaquettes = new Plaquettes(lattice);
    int width = lattice.extent(0);
    int height = lattice.extent(1);
    int first = 0;
    while (width * height > 1) {
      int across = width > height ? 0 : 1;
      // a row of one block is one of two equal ones: extents start at 2
      Lattice blocks =
          new Lattice(
              Math.max(2, lattice.extent(0) / width), Math.max(2, lattice.extent(1) / height));
      Conditioner network = spec.conditioner().bind(blocks, 1, circle.numbers());
      levels.add(new Level(width, height, across, network, first));
      first += network.parameters();
      width /= across == 0 ? 2 : 1;
      height /= across == 1 ? 2 : 1;
    }
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Level level : levels) {
      labels.addAll(level.network.labels("blocks " + level.width + "x" + level.height));
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    Level last = levels.getLast();
    double[] out = new double[last.first + last.network.parameters()];
    for (int k = 0; k < levels.size(); k++) {
      levels.get(k).network.start(key.at(k), out, levels.get(k).first);
    }
    return out;
  }

  /** The links that are turned: the first on the line between the halves of each block. */
  private Tensor links(int number, Level level) {
    return constants.index(
        "links " + number,
        () -> {
          int columns = lattice.extent(0) / level.width;
          long[] links = new long[columns * (lattice.extent(1) / level.height)];
          for (int k = 0; k < links.length; k++) {
            int[] x = {k % columns * level.width, k / columns * level.height};
            x[level.across] += (level.across == 0 ? level.width : level.height) / 2;
            links[k] = (1 - level.across) * (long) lattice.volume() + lattice.site(x);
          }
          return links;
        });
  }

  private interface Step {
    RationalQuadratic.Image of(Tensor numbers, Tensor half);
  }

  private Mapped level(Tensor theta, int number, Tensor x, Step step) {
    Level level = levels.get(number);
    long batch = x.size(1);
    long columns = lattice.extent(0) / level.width;
    long rows = lattice.extent(1) / level.height;
    Tensor p = plaquettes.of(x).view(rows, level.height, columns, level.width, batch);
    Tensor part =
        level.across == 0 ? p.narrow(3, 0, level.width / 2) : p.narrow(1, 0, level.height / 2);
    Tensor whole = CircleMap.wrap(p.sum(3).sum(1));
    Tensor middle = whole.view(rows * columns, batch).div(new Scalar(2));
    Tensor before = part.sum(3).sum(1).view(rows * columns, batch).sub(middle);
    Tensor own = theta.narrow(0, level.first, level.network.parameters());
    Tensor near = middle.cos().unsqueeze(0);
    Tensor numbers = circle.odd(numbers(level.network, own, whole).mul(near));
    RationalQuadratic.Image image = step.of(numbers, before);
    Tensor change = image.value().sub(before);
    // a link of direction 1 leads along the far side of the first half, one of direction 0 against
    Tensor turned = x.index_add(0, links(number, level), level.across == 0 ? change : change.neg());
    return new Mapped(turned, image.logSlope().sum(0));
  }

  /**
   * The numbers of the maps.
   *
   * @param whole W, shape [rows, columns, batch]
   * @return shape [numbers, blocks, batch]
   */
  private Tensor numbers(Conditioner network, Tensor own, Tensor whole) {
    long rows = whole.size(0);
    long columns = whole.size(1);
    long batch = whole.size(2);
    Tensor w = rows == 1 ? torch.cat(new TensorVector(whole, whole), 0) : whole;
    w = columns == 1 ? torch.cat(new TensorVector(w, w), 1) : w;
    Tensor seen = w.div(new Scalar(2)).cos();
    Tensor out = network.apply(own, seen.contiguous().view(-1, batch));
    return out.view(circle.numbers(), w.size(0), w.size(1), batch)
        .narrow(1, 0, rows)
        .narrow(2, 0, columns)
        .reshape(circle.numbers(), rows * columns, batch);
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return TorchMap.inTurn(levels.size(), false, z, (k, x) -> level(theta, k, x, circle::inverse));
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return TorchMap.inTurn(levels.size(), true, x, (k, z) -> level(theta, k, z, circle::forward));
  }

  @Override
  public void close() {
    levels.forEach(level -> level.network.close());
    plaquettes.close();
    constants.close();
  }
}
