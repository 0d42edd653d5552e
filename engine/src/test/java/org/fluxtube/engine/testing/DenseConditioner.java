package org.fluxtube.engine.testing;

import java.util.List;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.ConditionerSpec;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.lattice.Lattice;

/** Networks of couplings by loops over sites, written from the formulas, without libtorch. */
public final class DenseConditioner {
  private DenseConditioner() {}

  private static int[] channels(List<Integer> hidden, int inputs, int outputs) {
    int[] channels = new int[hidden.size() + 2];
    channels[0] = inputs;
    for (int k = 1; k + 1 < channels.length; k++) {
      channels[k] = hidden.get(k - 1);
    }
    channels[channels.length - 1] = outputs;
    return channels;
  }

  private static int kernelSites(Lattice lattice, int kernel) {
    return (int) Math.round(Math.pow(kernel, lattice.dimensions()));
  }

  /** Parameters of one network. */
  public static int parameters(ConditionerSpec spec, Lattice lattice, int inputs, int outputs) {
    return switch (spec) {
      case Convolution c -> {
        int[] channels = channels(c.hidden(), inputs, outputs);
        int sum = 0;
        for (int k = 0; k + 1 < channels.length; k++) {
          sum += channels[k + 1] * (channels[k] * kernelSites(lattice, c.kernel()) + 1);
        }
        yield sum;
      }
    };
  }

  /**
   * What comes out at every site.
   *
   * @param theta parameters, this network's from {@code at} on
   * @param x channels, then sites
   * @return channels, then sites
   */
  public static double[][] apply(
      ConditionerSpec spec, Lattice lattice, double[] theta, int at, double[][] x, int outputs) {
    return switch (spec) {
      case Convolution c -> convolutions(c, lattice, theta, at, x, outputs);
    };
  }

  private static double[][] convolutions(
      Convolution c, Lattice lattice, double[] theta, int first, double[][] x, int outputs) {
    int[] channels = channels(c.hidden(), x.length, outputs);
    int sites = kernelSites(lattice, c.kernel());
    double[][] h = x;
    int at = first;
    for (int k = 0; k + 1 < channels.length; k++) {
      boolean last = k + 2 == channels.length;
      int bias = at + channels[k] * channels[k + 1] * sites;
      double[][] next = new double[channels[k + 1]][lattice.volume()];
      for (int o = 0; o < channels[k + 1]; o++) {
        for (int s = 0; s < lattice.volume(); s++) {
          double sum = theta[bias + o];
          for (int i = 0; i < channels[k]; i++) {
            for (int w = 0; w < sites; w++) {
              double weight = theta[at + (o * channels[k] + i) * sites + w];
              sum += weight * h[i][neighbour(lattice, s, w, c.kernel())];
            }
          }
          next[o][s] = last ? sum : activation(c.activation(), sum);
        }
      }
      h = next;
      at = bias + channels[k + 1];
    }
    return h;
  }

  /** The first direction runs fastest in a kernel too. */
  private static int neighbour(Lattice lattice, int site, int w, int kernel) {
    int[] to = new int[lattice.dimensions()];
    int rest = w;
    for (int mu = 0; mu < to.length; mu++) {
      to[mu] = lattice.coordinate(site, mu) + rest % kernel - kernel / 2;
      rest /= kernel;
    }
    return lattice.site(to);
  }

  private static double activation(Activation kind, double v) {
    return switch (kind) {
      case LEAKY_RELU -> v > 0 ? v : 0.01 * v;
      case TANH -> Math.tanh(v);
      case SILU -> v / (1 + Math.exp(-v));
    };
  }
}
