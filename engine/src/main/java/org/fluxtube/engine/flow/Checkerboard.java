package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Coupling layers of scalar fields: a layer changes the sites of one parity, each by a map of the
 * line whose numbers are a network's of the other sites, with 0 on those that change. The parities
 * take turns, the even sites change first.
 */
abstract class Checkerboard implements TorchMap {
  static final int MOST_LAYERS = 256;

  private final int layers;
  private final boolean equivariant;
  private final Lattice lattice;
  private final Conditioner network;

  /** What the layers of a parity need; null before the first use. */
  private Parity[] parities;

  /**
   * Sites that change and those that do not.
   *
   * @param frozen 1 where a site stays, shape [sites, 1]
   * @param changing the sites that change
   * @param rest the others
   * @param order where each site is among the changing ones and the others after them
   */
  private record Parity(Tensor frozen, Tensor changing, Tensor rest, Tensor order) {
    List<Tensor> all() {
      return List.of(frozen, changing, rest, order);
    }
  }

  /**
   * @param equivariant whether f(-z) = -f(z)
   * @param network owned
   */
  Checkerboard(int layers, boolean equivariant, Lattice lattice, Conditioner network) {
    this.layers = layers;
    this.equivariant = equivariant;
    this.lattice = lattice;
    this.network = network;
  }

  /** Checks a number of layers. */
  static void requireLayers(int layers) {
    if (layers < 1 || layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "layers = " + layers + "; allowed are 1 to " + MOST_LAYERS + ", for example layers = 16");
    }
  }

  /** Checks that it is a field and a lattice for a checkerboard. */
  static void requireFits(String name, FieldType type, Lattice lattice) {
    Flow.requireScalar(name, type);
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      if (lattice.extent(mu) % 2 != 0) {
        throw new IllegalArgumentException(
            name
                + " has checkerboard masks, which do not close around the odd extent "
                + lattice.extent(mu)
                + " of "
                + lattice
                + "; allowed are even extents, for example [8, 8]");
      }
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

  private Parity parity(int layer) {
    if (parities == null) {
      parities = new Parity[] {newParity(0), newParity(1)};
      for (Parity p : parities) {
        p.all().forEach(Tensor::retainReference); // they outlive the scope of this computation
      }
    }
    return parities[layer % 2];
  }

  private Parity newParity(int parity) {
    int volume = lattice.volume();
    long[] changing =
        IntStream.range(0, volume)
            .filter(s -> lattice.parity(s) == parity)
            .asLongStream()
            .toArray();
    long[] rest =
        IntStream.range(0, volume)
            .filter(s -> lattice.parity(s) != parity)
            .asLongStream()
            .toArray();
    double[] frozen = new double[volume];
    long[] order = new long[volume];
    for (int k = 0; k < changing.length; k++) {
      order[(int) changing[k]] = k;
    }
    for (int k = 0; k < rest.length; k++) {
      order[(int) rest[k]] = changing.length + (long) k;
      frozen[(int) rest[k]] = 1;
    }
    return new Parity(
        Tensor.create(frozen, volume, 1),
        Tensor.create(changing, changing.length),
        Tensor.create(rest, rest.length),
        Tensor.create(order, volume));
  }

  private Tensor numbers(Tensor theta, int layer, Tensor x) {
    Parity parity = parity(layer);
    Tensor frozen = x.mul(parity.frozen);
    Tensor own = theta.narrow(0, (long) layer * network.parameters(), network.parameters());
    if (!equivariant) {
      return numbers(network.apply(own, frozen).index_select(1, parity.changing));
    }
    long batch = x.size(1);
    Tensor both = torch.cat(new TensorVector(frozen, frozen.neg()), 1);
    Tensor out = numbers(network.apply(own, both).index_select(1, parity.changing));
    Tensor opposite = turned(out.narrow(2, batch, batch));
    return out.narrow(2, 0, batch).add(opposite).mul(new Scalar(0.5));
  }

  private Mapped layer(Tensor theta, int layer, Tensor x, boolean back) {
    Tensor numbers = numbers(theta, layer, x);
    Parity parity = parity(layer);
    Tensor before = x.index_select(0, parity.changing);
    Mapped after = back ? restore(numbers, before) : change(numbers, before);
    Tensor rest = x.index_select(0, parity.rest);
    Tensor all = torch.cat(new TensorVector(after.field(), rest), 0).index_select(0, parity.order);
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
    if (parities != null) {
      for (Parity p : parities) {
        p.all().forEach(Tensor::releaseReference);
      }
      parities = null;
    }
  }
}
