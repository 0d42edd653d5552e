package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.SiteRandom;

/** The bound form of {@link FullyConnected}: matrix products for the whole batch. */
final class Dense implements Conditioner {
  private final FullyConnected spec;
  private final int[] widths;
  private final int outputs;
  private final List<Kept> sets = new ArrayList<>();

  Dense(FullyConnected spec, Lattice lattice, int inputs, int outputs, int[][] sets) {
    this.spec = spec;
    this.outputs = outputs;
    int volume = lattice.volume();
    this.widths = Conditioner.widths(inputs * volume, spec.hidden(), outputs * volume);
    for (int[] sites : sets) {
      long[] rows = new long[outputs * sites.length];
      for (int k = 0; k < rows.length; k++) {
        rows[k] = (long) (k / sites.length) * volume + sites[k % sites.length];
      }
      this.sets.add(Kept.indices(rows));
    }
  }

  private int weights(int layer) {
    return widths[layer] * widths[layer + 1];
  }

  @Override
  public int parameters() {
    int sum = 0;
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      sum += weights(layer) + widths[layer + 1];
    }
    return sum;
  }

  @Override
  public List<String> labels(String prefix) {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      for (int k = 0; k < weights(layer); k++) {
        labels.add(prefix + " layer " + layer + " weight " + k);
      }
      for (int k = 0; k < widths[layer + 1]; k++) {
        labels.add(prefix + " layer " + layer + " bias " + k);
      }
    }
    return labels;
  }

  @Override
  public void start(SiteRandom random, double[] out, int offset) {
    int at = offset;
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      at = Conditioner.uniform(random, widths[layer], weights(layer) + widths[layer + 1], out, at);
    }
  }

  @Override
  public Tensor apply(Tensor theta, Tensor x, int set) {
    long batch = x.size(x.dim() - 1);
    Tensor h = x.reshape(widths[0], batch);
    long at = 0;
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      boolean last = layer + 2 == widths.length;
      Tensor weight = theta.narrow(0, at, weights(layer)).view(widths[layer + 1], widths[layer]);
      at += weights(layer);
      Tensor bias = theta.narrow(0, at, widths[layer + 1]).view(widths[layer + 1], 1);
      at += widths[layer + 1];
      if (last && set > 0) {
        Tensor rows = sets.get(set - 1).get();
        weight = weight.index_select(0, rows);
        bias = bias.index_select(0, rows);
      }
      h = torch.addmm(bias, weight, h);
      if (!last) {
        h = spec.activation().apply(h);
      }
    }
    return h.view(outputs, -1, batch);
  }

  @Override
  public void close() {
    sets.forEach(Kept::close);
  }
}
