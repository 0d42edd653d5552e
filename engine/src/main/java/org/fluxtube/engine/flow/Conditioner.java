package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * A convolutional network on a periodic lattice, one channel to two, tanh at the end. The padding
 * is a gather by a table, so that it goes around extents smaller than the kernel too.
 */
final class Conditioner implements AutoCloseable {
  private static final int OUTPUTS = 2;
  private static final double LEAK = 0.01;

  private final AffineCoupling spec;
  private final int[] channels;
  private final long[] extents;
  private final long[] padded;
  private final long[] table;
  private final int kernelSites;
  private Tensor gather;

  Conditioner(AffineCoupling spec, Lattice lattice) {
    this.spec = spec;
    int d = lattice.dimensions();
    this.channels = new int[spec.hidden().size() + 2];
    channels[0] = 1;
    for (int k = 1; k < channels.length - 1; k++) {
      channels[k] = spec.hidden().get(k - 1);
    }
    channels[channels.length - 1] = OUTPUTS;
    this.extents = new long[d];
    this.padded = new long[d];
    int halo = spec.kernel() / 2;
    int volume = 1;
    int sites = 1;
    for (int mu = 0; mu < d; mu++) {
      extents[d - 1 - mu] = lattice.extent(mu);
      padded[d - 1 - mu] = lattice.extent(mu) + 2L * halo;
      volume *= lattice.extent(mu) + 2 * halo;
      sites *= spec.kernel();
    }
    this.kernelSites = sites;
    this.table = new long[volume];
    int[] x = new int[d];
    for (int i = 0; i < volume; i++) {
      int rest = i;
      for (int mu = 0; mu < d; mu++) {
        int width = lattice.extent(mu) + 2 * halo;
        x[mu] = rest % width - halo;
        rest /= width;
      }
      table[i] = lattice.site(x);
    }
  }

  private int weights(int layer) {
    return channels[layer] * channels[layer + 1] * kernelSites;
  }

  int parameters() {
    int sum = 0;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      sum += weights(layer) + channels[layer + 1];
    }
    return sum;
  }

  List<String> labels(String prefix) {
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
  void start(SiteRandom random, double[] out, int offset) {
    int at = offset;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      double bound = 1 / Math.sqrt(channels[layer] * kernelSites);
      for (int k = 0; k < weights(layer) + channels[layer + 1]; k++) {
        out[at++] = bound * (2 * random.uniform() - 1);
      }
    }
  }

  /**
   * (s, t) at every site.
   *
   * @param x shape [batch, L_d ... L_1]
   * @return shape [batch, 2, L_d ... L_1]
   */
  Tensor apply(Tensor theta, Tensor x) {
    long batch = x.size(0);
    Tensor h = x;
    long at = 0;
    for (int layer = 0; layer + 1 < channels.length; layer++) {
      int in = channels[layer];
      int out = channels[layer + 1];
      Tensor weight = theta.narrow(0, at, weights(layer)).view(shape(out, in, kernel()));
      at += weights(layer);
      Tensor bias = theta.narrow(0, at, out);
      at += out;
      Tensor wide =
          h.reshape(batch, in, -1).index_select(2, gather()).view(shape(batch, in, padded));
      h = convolve(wide, weight, new TensorOptional(bias));
      h = layer + 2 == channels.length ? h.tanh() : activate(h);
    }
    return h;
  }

  private Tensor activate(Tensor h) {
    return switch (spec.activation()) {
      case LEAKY_RELU -> torch.leaky_relu(h, new Scalar(LEAK));
      case TANH -> h.tanh();
      case SILU -> h.mul(torch.sigmoid(h));
    };
  }

  private static Tensor convolve(Tensor x, Tensor weight, TensorOptional bias) {
    long[] one = new long[(int) x.dim() - 2];
    Arrays.fill(one, 1);
    long[] none = new long[one.length];
    return switch (one.length) {
      case 1 -> torch.conv1d(x, weight, bias, one, none, one, 1);
      case 2 -> torch.conv2d(x, weight, bias, one, none, one, 1);
      default -> torch.conv3d(x, weight, bias, one, none, one, 1);
    };
  }

  private long[] kernel() {
    long[] kernel = new long[extents.length];
    Arrays.fill(kernel, spec.kernel());
    return kernel;
  }

  private static long[] shape(long first, long second, long[] rest) {
    long[] shape = new long[rest.length + 2];
    shape[0] = first;
    shape[1] = second;
    System.arraycopy(rest, 0, shape, 2, rest.length);
    return shape;
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
