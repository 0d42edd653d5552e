package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * The bound form of {@link Convolution} on a lattice of any dimension. A layer is a gather of the
 * neighbours of every site by a table and one matrix product for the whole batch.
 */
final class Convolutions implements Conditioner {
  private final Convolution spec;
  private final int[] channels;
  private final int volume;

  /** Site of the kernel, then site of the lattice, to its neighbour there. */
  private final long[] table;

  private final int kernelSites;
  private Tensor gather;

  Convolutions(Convolution spec, Lattice lattice, int inputs, int outputs) {
    this.spec = spec;
    this.volume = lattice.volume();
    this.channels = new int[spec.hidden().size() + 2];
    channels[0] = inputs;
    for (int k = 1; k < channels.length - 1; k++) {
      channels[k] = spec.hidden().get(k - 1);
    }
    channels[channels.length - 1] = outputs;
    int d = lattice.dimensions();
    int sites = 1;
    for (int mu = 0; mu < d; mu++) {
      sites *= spec.kernel();
    }
    this.kernelSites = sites;
    this.table = new long[sites * volume];
    int[] x = new int[d];
    for (int k = 0; k < sites; k++) {
      for (int s = 0; s < volume; s++) {
        int rest = k;
        for (int mu = 0; mu < d; mu++) {
          x[mu] = lattice.coordinate(s, mu) + rest % spec.kernel() - spec.kernel() / 2;
          rest /= spec.kernel();
        }
        table[k * volume + s] = lattice.site(x);
      }
    }
  }

  private int weights(int layer) {
    return channels[layer] * channels[layer + 1] * kernelSites;
  }

  @Override
  public int parameters() {
    int sum = 0;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      sum += weights(layer) + channels[layer + 1];
    }
    return sum;
  }

  @Override
  public List<String> labels(String prefix) {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      for (int k = 0; k < weights(layer); k++) {
        labels.add(prefix + " convolution " + layer + " weight " + k);
      }
      for (int k = 0; k < channels[layer + 1]; k++) {
        labels.add(prefix + " convolution " + layer + " bias " + k);
      }
    }
    return labels;
  }

  /** Uniform within +-1/sqrt(inputs of a channel), weights and biases, as PyTorch starts. */
  @Override
  public void start(SiteRandom random, double[] out, int offset) {
    int at = offset;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      double bound = 1 / Math.sqrt(channels[layer] * kernelSites);
      for (int k = 0; k < weights(layer) + channels[layer + 1]; k++) {
        out[at++] = bound * (2 * random.uniform() - 1);
      }
    }
  }

  @Override
  public Tensor apply(Tensor theta, Tensor x) {
    long batch = x.size(1);
    Tensor h = x;
    long at = 0;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      int in = channels[layer];
      int out = channels[layer + 1];
      Tensor weight = theta.narrow(0, at, weights(layer)).view(out, (long) in * kernelSites);
      at += weights(layer);
      Tensor bias = theta.narrow(0, at, out).view(out, 1);
      at += out;
      Tensor neighbours =
          h.view(in, volume, batch)
              .index_select(1, gather())
              .view((long) in * kernelSites, volume * batch);
      h = torch.addmm(bias, weight, neighbours);
      if (layer + 2 < channels.length) {
        h = spec.activation().apply(h);
      }
    }
    return h.view(channels[channels.length - 1], volume, batch);
  }

  private Tensor gather() {
    if (gather == null) {
      gather = Tensor.create(table, table.length);
      gather.retainReference(); // outlives the scope of this computation
    }
    return gather;
  }

  @Override
  public void close() {
    if (gather != null) {
      gather.releaseReference();
      gather = null;
    }
  }
}
