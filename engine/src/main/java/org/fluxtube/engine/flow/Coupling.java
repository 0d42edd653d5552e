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
 * network is computed on the changed sites alone. Of a field of n components all at a changed site
 * change, each with numbers of its own, which are functions of all components of the other sites.
 */
abstract class Coupling implements TorchMap {
  static final int MOST_LAYERS = 256;

  private final int layers;
  private final boolean equivariant;
  private final int volume;
  private final int components;
  private final int width;
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
   * @param components n of the field
   * @param conditioner of the network of each layer
   * @param numbers numbers of the map of one component
   */
  Coupling(
      int layers,
      Mask mask,
      boolean equivariant,
      Lattice lattice,
      int components,
      ConditionerSpec conditioner,
      int numbers) {
    this.layers = layers;
    this.equivariant = equivariant;
    this.volume = lattice.volume();
    this.components = components;
    this.width = numbers;
    int[][] sets = new int[mask.layers(lattice)][];
    for (int k = 0; k < sets.length; k++) {
      sets[k] = mask.changed(lattice, k);
      turns.add(Turn.of(sets[k], volume));
    }
    this.network = conditioner.bind(lattice, components, components * numbers, sets);
  }

  /** Checks a number of layers. */
  static void requireLayers(int layers) {
    if (layers < 1 || layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "layers = " + layers + "; allowed are 1 to " + MOST_LAYERS + ", for example layers = 16");
    }
  }

  /** The numbers that a network's outputs mean, shape [numbers, components sites, batch]. */
  abstract Tensor numbers(Tensor output);

  /**
   * The numbers of -f(-z).
   *
   * @param numbers of f, shape [numbers, components sites, batch]
   */
  abstract Tensor turned(Tensor numbers);

  /**
   * What changes, and ln of the slope of each.
   *
   * @param numbers shape [numbers, components sites, batch]
   * @param z shape [components sites, batch]
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
    long batch = frozen.size(2);
    if (!equivariant) {
      return numbers(network.apply(own, frozen, set).view(width, -1, batch));
    }
    Tensor both = torch.cat(new TensorVector(frozen, frozen.neg()), 2);
    Tensor out = numbers(network.apply(own, both, set).view(width, -1, 2 * batch));
    Tensor opposite = turned(out.narrow(2, batch, batch));
    return out.narrow(2, 0, batch).add(opposite).mul(new Scalar(0.5));
  }

  /**
   * One layer.
   *
   * @param x shape [components, sites, batch]
   */
  private Mapped layer(Tensor theta, int layer, Tensor x, boolean back) {
    Turn turn = turns.get(layer % turns.size());
    Tensor frozen = x.mul(turn.frozen.get());
    Tensor numbers = numbers(theta, layer, frozen);
    Tensor before = x.index_select(1, turn.changing.get()).view(-1, x.size(2));
    Mapped after = back ? restore(numbers, before) : change(numbers, before);
    Tensor changed = after.field().view(components, -1, x.size(2));
    Tensor all = frozen.index_copy(1, turn.changing.get(), changed);
    return new Mapped(all, after.logJacobian().sum(0));
  }

  /** All layers one after the other; the numbers of a field are components of one site together. */
  private Mapped layers(Tensor theta, Tensor numbers, boolean back) {
    Tensor x = numbers.view(volume, components, -1).transpose(0, 1).contiguous();
    Mapped all = TorchMap.inTurn(layers, back, x, (layer, at) -> layer(theta, layer, at, back));
    Tensor field = all.field().transpose(0, 1).contiguous().view(numbers.size(0), -1);
    return new Mapped(field, all.logJacobian());
  }

  @Override
  public final Mapped forward(Tensor theta, Tensor z) {
    return layers(theta, z, false);
  }

  @Override
  public final Mapped inverse(Tensor theta, Tensor x) {
    return layers(theta, x, true);
  }

  @Override
  public final void close() {
    network.close();
    turns.forEach(Turn::close);
  }
}
