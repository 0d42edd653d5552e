package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link BlockSplitting}; angles have the shape [2 sites, batch]. */
final class SplitBlocks implements TorchMap {
  private final CircleMap circle;
  private final Plaquettes plaquettes;
  private final Halving halving;

  SplitBlocks(BlockSplitting spec, Lattice lattice) {
    this.circle = CircleMap.of(spec.circle(), spec.parts());
    this.plaquettes = new Plaquettes(lattice);
    this.halving = new Halving(lattice, spec.conditioner(), 1, circle.numbers());
  }

  @Override
  public List<String> labels() {
    return halving.labels();
  }

  @Override
  public double[] start(StreamKey key) {
    return halving.start(key);
  }

  @Override
  public double[] transferred(TorchMap other, double[] theta) {
    if (!(other instanceof SplitBlocks blocks)) {
      throw new IllegalStateException("blocks from " + other);
    }
    return halving.transferred(blocks.halving, theta);
  }

  private interface Step {
    RationalQuadratic.Image of(Tensor numbers, Tensor half);
  }

  private Mapped level(Tensor theta, int number, Tensor x, Step step) {
    Halving.Level level = halving.level(number);
    long batch = x.size(1);
    long columns = halving.columns(level);
    long rows = halving.rows(level);
    Tensor p = plaquettes.of(x).view(rows, level.height(), columns, level.width(), batch);
    Tensor part =
        level.across() == 0
            ? p.narrow(3, 0, level.width() / 2)
            : p.narrow(1, 0, level.height() / 2);
    Tensor middle = CircleMap.wrap(p.sum(3).sum(1)).div(new Scalar(2));
    Tensor seen = middle.cos().unsqueeze(0);
    middle = middle.view(rows * columns, batch);
    Tensor before = part.sum(3).sum(1).view(rows * columns, batch).sub(middle);
    Tensor numbers = halving.numbers(level, theta, seen).mul(seen.view(1, rows * columns, batch));
    RationalQuadratic.Image image = step.of(circle.odd(numbers), before);
    Tensor change = image.value().sub(before);
    // a link of direction 1 leads along the far side of the first half, one of direction 0 against
    Tensor turned =
        x.index_add(0, halving.turned(level), level.across() == 0 ? change : change.neg());
    return new Mapped(turned, image.logSlope().sum(0));
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return TorchMap.inTurn(
        halving.levels(), false, z, (k, x) -> level(theta, k, x, circle::inverse));
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return TorchMap.inTurn(
        halving.levels(), true, x, (k, z) -> level(theta, k, z, circle::forward));
  }

  @Override
  public void close() {
    plaquettes.close();
    halving.close();
  }
}
