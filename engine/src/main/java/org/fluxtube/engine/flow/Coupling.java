package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Coupling layers of scalar fields: a layer changes the sites of a {@link Mask}, each by a map of
 * the line whose numbers are a network's of the other sites, with 0 on those that change. The
 * network is computed on the changed sites alone.
 */
abstract class Coupling implements TorchMap {
  static final int MOST_LAYERS = 256;

  private final int layers;
  private final boolean equivariant;
  private final Conditioner network;
  private final List<Turn> turns = new ArrayList<>();

  /**
   * What the layers need that change the same sites.
   *
   * @param frozen 1 where a site stays, shape [sites, 1]
   * @param changing the sites that change
   */
  private record Turn(Kept frozen, Kept changing) {
    static Turn of(int[] sites, int volume) {
      double[] frozen = new double[volume];
      Arrays.fill(frozen, 1);
      for (int site : sites) {
        frozen[site] = 0;
      }
      return new Turn(
          new Kept(() -> Tensor.create(frozen, volume, 1)),
          Kept.indices(Arrays.stream(sites).asLongStream().toArray()));
    }

    void close() {
      frozen.close();
      changing.close();
    }
  }

  /**
   * @param equivariant whether f(-z) = -f(z)
   * @param conditioner of the network of each layer
   * @param outputs numbers of the network at a site
   */
  Coupling(
      int layers,
      Mask mask,
      boolean equivariant,
      Lattice lattice,
      ConditionerSpec conditioner,
      int outputs) {
    this.layers = layers;
    this.equivariant = equivariant;
    int[][] sets = new int[mask.layers(lattice)][];
    for (int k = 0; k < sets.length; k++) {
      sets[k] = mask.changed(lattice, k);
      turns.add(Turn.of(sets[k], lattice.volume()));
    }
    this.network = conditioner.bind(lattice, 1, outputs, sets);
  }

  /** Checks a number of layers. */
  static void requireLayers(int layers) {
    if (layers < 1 || layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "layers = " + layers + "; allowed are 1 to " + MOST_LAYERS + ", for example layers = 16");
    }
  }

  /** The numbers that a network's outputs mean, shape [numbers, sites, batch]. */
  abstract Tensor numbers(Tensor output);

  /**
   * The numbers of -f(-z).
   *
   * @param numbers of f, shape [numbers, sites, batch]
   */
  abstract Tensor turned(Tensor numbers);

  /**
   * Sites that change, and ln of the slope of each.
   *
   * @param numbers shape [numbers, sites, batch]
   * @param z shape [sites, batch]
   */
  abstract Mapped change(Tensor numbers, Tensor z);

  /** The inverse of {@link #change}. */
  abstract Mapped restore(Tensor numbers, Tensor x);

  @Override
  public final List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      labels.addAll(network.labels("coupling " + layer));
    }
    return labels;
  }

  @Override
  public final double[] start(StreamKey key) {
    double[] out = new double[layers * network.parameters()];
    for (int layer = 0; layer < layers; layer++) {
      network.start(key.at(layer), out, layer * network.parameters());
    }
    return out;
  }

  private Tensor numbers(Tensor theta, int layer, Tensor frozen) {
    int set = 1 + layer % turns.size();
    Tensor own = theta.narrow(0, (long) layer * network.parameters(), network.parameters());
    if (!equivariant) {
      return numbers(network.apply(own, frozen, set));
    }
    long batch = frozen.size(1);
    Tensor both = torch.cat(new TensorVector(frozen, frozen.neg()), 1);
    Tensor out = numbers(network.apply(own, both, set));
    Tensor opposite = turned(out.narrow(2, batch, batch));
    return out.narrow(2, 0, batch).add(opposite).mul(new Scalar(0.5));
  }

  private Mapped layer(Tensor theta, int layer, Tensor x, boolean back) {
    Turn turn = turns.get(layer % turns.size());
    Tensor frozen = x.mul(turn.frozen.get());
    Tensor numbers = numbers(theta, layer, frozen);
    Tensor before = x.index_select(0, turn.changing.get());
    Mapped after = back ? restore(numbers, before) : change(numbers, before);
    Tensor all = frozen.index_copy(0, turn.changing.get(), after.field());
    return new Mapped(all, after.logJacobian().sum(0));
  }

  @Override
  public final Mapped forward(Tensor theta, Tensor z) {
    Mapped x = layer(theta, 0, z, false);
    for (int layer = 1; layer < layers; layer++) {
      Mapped next = layer(theta, layer, x.field(), false);
      x = new Mapped(next.field(), x.logJacobian().add(next.logJacobian()));
    }
    return x;
  }

  @Override
  public final Mapped inverse(Tensor theta, Tensor x) {
    Mapped z = layer(theta, layers - 1, x, true);
    for (int layer = layers - 2; layer >= 0; layer--) {
      Mapped next = layer(theta, layer, z.field(), true);
      z = new Mapped(next.field(), z.logJacobian().add(next.logJacobian()));
    }
    return z;
  }

  @Override
  public final void close() {
    network.close();
    turns.forEach(Turn::close);
  }
}
