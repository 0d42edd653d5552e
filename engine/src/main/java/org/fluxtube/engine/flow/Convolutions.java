package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * The bound form of {@link Convolution} and {@link CombiConvolution}, on a lattice of any
 * dimension. A layer is a gather of the neighbours of every site by a table and one matrix product
 * for the whole batch; where fewer channels go out than in, the product comes first, so that less
 * is gathered. The last layer is computed on the wanted sites alone.
 */
final class Convolutions implements Conditioner {
  private final Activation activation;
  private final Stencil stencil;
  private final int[] channels;
  private final int volume;

  /** A table for each set of sites on which the output is wanted; the first is all sites. */
  private final List<Table> tables = new ArrayList<>();

  private final Kept sums;

  /**
   * Where the neighbours of wanted sites are.
   *
   * @param sites wanted sites
   * @param plain site of the kernel, then wanted site, to its neighbour there
   * @param weighed the same as an index of [site of the kernel, site]
   */
  private record Table(int sites, Kept plain, Kept weighed) implements AutoCloseable {
    @Override
    public void close() {
      plain.close();
      weighed.close();
    }
  }

  Convolutions(
      Stencil stencil,
      List<Integer> hidden,
      Activation activation,
      Lattice lattice,
      int inputs,
      int outputs,
      int[][] sets) {
    this.stencil = stencil;
    this.activation = activation;
    this.volume = lattice.volume();
    this.channels = Conditioner.widths(inputs, hidden, outputs);
    this.sums = new Kept(() -> stencil.matrix());
    tables.add(table(lattice, IntStream.range(0, volume).toArray()));
    for (int[] sites : sets) {
      tables.add(table(lattice, sites));
    }
  }

  private Table table(Lattice lattice, int[] sites) {
    long[] plain = new long[stencil.sites() * sites.length];
    long[] weighed = new long[plain.length];
    int[] x = new int[lattice.dimensions()];
    for (int k = 0; k < stencil.sites(); k++) {
      for (int s = 0; s < sites.length; s++) {
        for (int mu = 0; mu < x.length; mu++) {
          x[mu] = lattice.coordinate(sites[s], mu) + stencil.offset(k)[mu];
        }
        int to = lattice.site(x);
        plain[k * sites.length + s] = to;
        weighed[k * sites.length + s] = (long) k * volume + to;
      }
    }
    return new Table(sites.length, Kept.indices(plain), Kept.indices(weighed));
  }

  private int weights(int layer) {
    return channels[layer] * channels[layer + 1] * stencil.parameters();
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

  @Override
  public void start(SiteRandom random, double[] out, int offset) {
    int at = offset;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      int count = weights(layer) + channels[layer + 1];
      at = Conditioner.uniform(random, channels[layer] * stencil.fan(), count, out, at);
    }
  }

  @Override
  public Tensor apply(Tensor theta, Tensor x, int set) {
    long batch = x.size(x.dim() - 1);
    Tensor h = x;
    long at = 0;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      boolean last = layer + 2 == channels.length;
      int in = channels[layer];
      int out = channels[layer + 1];
      Tensor own = theta.narrow(0, at, weights(layer)).view((long) in * out, -1);
      Tensor weight = stencil.direct() ? own : own.mm(sums.get().to(own.scalar_type()));
      at += weights(layer);
      Tensor bias = theta.narrow(0, at, out).view(out, 1);
      at += out;
      h = layer(weight, bias, h.view(in, volume, batch), tables.get(last ? set : 0));
      if (!last) {
        h = activation.apply(h);
      }
    }
    return h.view(channels[channels.length - 1], -1, batch);
  }

  /** One convolution, of shape [out, wanted sites * batch]. */
  private Tensor layer(Tensor weight, Tensor bias, Tensor h, Table table) {
    long in = h.size(0);
    long out = bias.size(0);
    long batch = h.size(2);
    long kernel = stencil.sites();
    if (out >= in) {
      Tensor beside = h.index_select(1, table.plain.get()).view(in * kernel, -1);
      return torch.addmm(bias, weight.view(out, in * kernel), beside);
    }
    Tensor each = weight.view(out, in, kernel).transpose(1, 2).reshape(out * kernel, in);
    Tensor there = each.mm(h.view(in, -1)).view(out, kernel * volume, batch);
    Tensor here = there.index_select(1, table.weighed.get());
    return here.view(out, kernel, table.sites * batch).sum(1).add(bias);
  }

  @Override
  public void close() {
    sums.close();
    tables.forEach(Table::close);
  }
}
