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

/** The bound form of {@link AffineCoupling}. */
final class CouplingLayers implements TorchMap {
  private final AffineCoupling spec;
  private final Conditioner network;
  private final List<Kept> changed = new ArrayList<>();

  /** 0 on the changed sites, 1 on the others. */
  private final List<Kept> masks = new ArrayList<>();

  CouplingLayers(AffineCoupling spec, Lattice lattice) {
    this.spec = spec;
    int[][] sets = new int[spec.mask().layers(lattice)][];
    for (int k = 0; k < sets.length; k++) {
      sets[k] = spec.mask().changed(lattice, k);
      changed.add(Kept.indices(Arrays.stream(sets[k]).asLongStream().toArray()));
      double[] others = new double[lattice.volume()];
      Arrays.fill(others, 1);
      for (int site : sets[k]) {
        others[site] = 0;
      }
      masks.add(new Kept(() -> Tensor.create(others, others.length, 1)));
    }
    this.network = spec.conditioner().bind(lattice, 1, 2, sets);
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer < spec.layers(); layer++) {
      labels.addAll(network.labels("coupling " + layer));
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    double[] out = new double[spec.layers() * network.parameters()];
    for (int layer = 0; layer < spec.layers(); layer++) {
      network.start(key.at(layer), out, layer * network.parameters());
    }
    return out;
  }

  /**
   * s and t on the changed sites, and the field with 0 there.
   *
   * @param sites indices of the changed sites
   */
  private record Shift(Tensor s, Tensor t, Tensor frozen, Tensor sites) {
    Tensor here(Tensor x) {
      return x.index_select(0, sites);
    }

    Tensor with(Tensor x) {
      return frozen.index_copy(0, sites, x);
    }
  }

  private Shift shift(Tensor theta, int layer, Tensor x) {
    int set = layer % changed.size();
    Tensor sites = changed.get(set).get();
    Tensor frozen = x.mul(masks.get(set).get());
    Tensor own = theta.narrow(0, (long) layer * network.parameters(), network.parameters());
    if (!spec.equivariant()) {
      Tensor out = network.apply(own, frozen, set + 1).tanh();
      return new Shift(out.select(0, 0), out.select(0, 1), frozen, sites);
    }
    long batch = x.size(1);
    Tensor both = torch.cat(new TensorVector(frozen, frozen.neg()), 1);
    Tensor out = network.apply(own, both, set + 1).tanh().mul(new Scalar(0.5));
    Tensor s = out.select(0, 0);
    Tensor t = out.select(0, 1);
    return new Shift(
        s.narrow(1, 0, batch).add(s.narrow(1, batch, batch)),
        t.narrow(1, 0, batch).sub(t.narrow(1, batch, batch)),
        frozen,
        sites);
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    Tensor x = z;
    Tensor log = null;
    for (int layer = 0; layer < spec.layers(); layer++) {
      Shift a = shift(theta, layer, x);
      x = a.with(a.here(x).mul(a.s.exp()).add(a.t));
      Tensor j = a.s.sum(0);
      log = log == null ? j : log.add(j);
    }
    return new Mapped(x, log);
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    Tensor z = x;
    Tensor log = null;
    for (int layer = spec.layers() - 1; layer >= 0; layer--) {
      Shift a = shift(theta, layer, z);
      z = a.with(a.here(z).sub(a.t).mul(a.s.neg().exp()));
      Tensor j = a.s.sum(0).neg();
      log = log == null ? j : log.add(j);
    }
    return new Mapped(z, log);
  }

  @Override
  public void close() {
    network.close();
    changed.forEach(Kept::close);
    masks.forEach(Kept::close);
  }
}
