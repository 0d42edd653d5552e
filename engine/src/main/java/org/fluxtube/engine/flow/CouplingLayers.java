package org.fluxtube.engine.flow;

import java.util.ArrayList;
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
  private final Lattice lattice;
  private final Conditioner network;

  /** 1 on the even sites and on the odd ones; null before the first use. */
  private Tensor[] masks;

  CouplingLayers(AffineCoupling spec, Lattice lattice) {
    this.spec = spec;
    this.lattice = lattice;
    this.network = spec.conditioner().bind(lattice, 1, 2);
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

  private Tensor mask(int parity) {
    if (masks == null) {
      masks = new Tensor[2];
      for (int p = 0; p < 2; p++) {
        double[] mask = new double[lattice.volume()];
        for (int s = 0; s < mask.length; s++) {
          mask[s] = lattice.parity(s) == p ? 1 : 0;
        }
        masks[p] = Tensor.create(mask, mask.length, 1);
        masks[p].retainReference(); // outlives the scope of this computation
      }
    }
    return masks[parity];
  }

  /** s and t of a layer, 0 where it changes nothing. */
  private record Shift(Tensor s, Tensor t) {}

  private Shift shift(Tensor theta, int layer, Tensor x) {
    Tensor changed = mask(layer % 2);
    Tensor frozen = x.mul(mask(1 - layer % 2));
    Tensor own = theta.narrow(0, (long) layer * network.parameters(), network.parameters());
    if (!spec.equivariant()) {
      Tensor out = network.apply(own, frozen).tanh();
      return new Shift(out.select(0, 0).mul(changed), out.select(0, 1).mul(changed));
    }
    long batch = x.size(1);
    Tensor both = torch.cat(new TensorVector(frozen, frozen.neg()), 1);
    Tensor out = network.apply(own, both).tanh();
    Tensor half = changed.div(new Scalar(2.0));
    Tensor s = out.select(0, 0);
    Tensor t = out.select(0, 1);
    return new Shift(
        s.narrow(1, 0, batch).add(s.narrow(1, batch, batch)).mul(half),
        t.narrow(1, 0, batch).sub(t.narrow(1, batch, batch)).mul(half));
  }

  private static Tensor perConfiguration(Tensor s) {
    return s.sum(0);
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    Tensor x = z;
    Tensor log = null;
    for (int layer = 0; layer < spec.layers(); layer++) {
      Shift a = shift(theta, layer, x);
      x = x.mul(a.s.exp()).add(a.t);
      Tensor j = perConfiguration(a.s);
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
      z = z.sub(a.t).mul(a.s.neg().exp());
      Tensor j = perConfiguration(a.s).neg();
      log = log == null ? j : log.add(j);
    }
    return new Mapped(z, log);
  }

  @Override
  public void close() {
    network.close();
    if (masks != null) {
      for (Tensor mask : masks) {
        mask.releaseReference();
      }
      masks = null;
    }
  }
}
