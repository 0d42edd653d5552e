package org.fluxtube.engine.flow;

import java.util.Arrays;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The network of a {@link ConditionerSpec} on plain arrays, for one configuration at a time, with
 * its adjoint by hand: the same numbers as its {@link Conditioner} up to rounding, where one
 * configuration is too little work for libtorch. With h_0 the input,
 *
 * <pre>
 * h_{l+1} = f(b_o + sum_{i,k} w_oik h_l,i(x + k)),   the last without f,
 * g_l,i(x + k) += w_oik f'_o g_{l+1},o(x),  dw_oik = sum_x f'_o g_{l+1},o(x) h_l,i(x + k).
 * </pre>
 *
 * <p>A fully connected network is one of a single site. Arrays are {@code [channel][site]}.
 */
final class PlainNetwork {
  private final Stencil stencil;
  private final Activation activation;
  private final int[] channels;
  private final int sites;

  /** Site of the kernel, then site, to its neighbour there. */
  private final int[][] neighbours;

  /** Neighbours' numbers of one channel, side by side. */
  private final double[] row;

  private PlainNetwork(Stencil stencil, Activation activation, int[] channels, int[][] neighbours) {
    this.stencil = stencil;
    this.activation = activation;
    this.channels = channels;
    this.sites = neighbours[0].length;
    this.neighbours = neighbours;
    this.row = new double[sites];
  }

  private static int[][] neighbours(Stencil stencil, Lattice lattice) {
    int[][] to = new int[stencil.sites()][lattice.volume()];
    int[] x = new int[lattice.dimensions()];
    for (int k = 0; k < to.length; k++) {
      for (int s = 0; s < to[k].length; s++) {
        for (int mu = 0; mu < x.length; mu++) {
          x[mu] = lattice.coordinate(s, mu) + stencil.offset(k)[mu];
        }
        to[k][s] = lattice.site(x);
      }
    }
    return to;
  }

  /** Whether there is a form on plain arrays: they are of doubles. */
  static boolean has(ConditionerSpec spec) {
    Precision precision =
        switch (spec) {
          case Convolution c -> c.precision();
          case CombiConvolution c -> c.precision();
          case FullyConnected c -> c.precision();
        };
    return precision == Precision.DOUBLE;
  }

  static PlainNetwork of(ConditionerSpec spec, Lattice lattice, int inputs, int outputs) {
    int d = lattice.dimensions();
    int v = lattice.volume();
    return switch (spec) {
      case Convolution c -> {
        Stencil cube = Stencil.cube(d, c.kernel());
        int[] widths = Conditioner.widths(inputs, c.hidden(), outputs);
        yield new PlainNetwork(cube, c.activation(), widths, neighbours(cube, lattice));
      }
      case CombiConvolution c -> {
        Stencil planes = Stencil.planes(d, c.kernel(), c.axes(), c.shared());
        int[] widths = Conditioner.widths(inputs, c.hidden(), outputs);
        yield new PlainNetwork(planes, c.activation(), widths, neighbours(planes, lattice));
      }
      case FullyConnected c -> {
        int[] widths = Conditioner.widths(inputs * v, c.hidden(), outputs * v);
        yield new PlainNetwork(Stencil.cube(1, 1), c.activation(), widths, new int[1][1]);
      }
    };
  }

  private int layers() {
    return channels.length - 1;
  }

  private int weights(int layer) {
    return channels[layer] * channels[layer + 1] * stencil.parameters();
  }

  int parameters() {
    int sum = 0;
    for (int layer = 0; layer < layers(); layer++) {
      sum += weights(layer) + channels[layer + 1];
    }
    return sum;
  }

  /** Numbers that an application leaves behind for its adjoint. */
  final class Tape {
    /** h_l; the last is the output. */
    final double[][] values = new double[channels.length][];

    /** f' of what f made h_l of. */
    private final double[][] slopes = new double[channels.length][];

    /** g_l. */
    private final double[][] pulled = new double[channels.length][];

    Tape() {
      for (int l = 0; l < channels.length; l++) {
        values[l] = new double[channels[l] * sites];
        slopes[l] = new double[channels[l] * sites];
        pulled[l] = new double[channels[l] * sites];
      }
    }

    /** To be written before {@link #apply}. */
    double[] input() {
      return values[0];
    }

    double[] output() {
      return values[channels.length - 1];
    }

    /** dL/d(output), to be written before {@link #adjoint}, which overwrites it. */
    double[] outputSlope() {
      return pulled[channels.length - 1];
    }

    /** dL/d(input), of {@link #adjoint}. */
    double[] inputSlope() {
      return pulled[0];
    }
  }

  /** Weights [layer][input][site of the kernel][output] and biases of the parameters. */
  record Weights(double[][] kernels, double[][] biases) {}

  /** What the parameters from a place on mean. */
  Weights weights(double[] theta, int first) {
    int kernel = stencil.sites();
    double[][] kernels = new double[layers()][];
    double[][] biases = new double[layers()][];
    double[] one = new double[kernel];
    int at = first;
    for (int layer = 0; layer < layers(); layer++) {
      int in = channels[layer];
      int out = channels[layer + 1];
      kernels[layer] = new double[in * out * kernel];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          Arrays.fill(one, 0);
          stencil.feed(theta, at + (o * in + i) * stencil.parameters(), one, 0, false);
          for (int k = 0; k < kernel; k++) {
            kernels[layer][(i * kernel + k) * out + o] = one[k];
          }
        }
      }
      at += weights(layer);
      biases[layer] = Arrays.copyOfRange(theta, at, at + out);
      at += out;
    }
    return new Weights(kernels, biases);
  }

  private void gather(double[] h, int channel, int k) {
    int[] to = neighbours[k];
    int first = channel * sites;
    for (int s = 0; s < sites; s++) {
      row[s] = h[first + to[s]];
    }
  }

  /** The output of the tape's input. */
  void apply(Weights w, Tape tape) {
    int kernel = stencil.sites();
    for (int layer = 0; layer < layers(); layer++) {
      int out = channels[layer + 1];
      double[] to = tape.values[layer + 1];
      for (int o = 0; o < out; o++) {
        Arrays.fill(to, o * sites, (o + 1) * sites, w.biases[layer][o]);
      }
      for (int i = 0; i < channels[layer]; i++) {
        for (int k = 0; k < kernel; k++) {
          gather(tape.values[layer], i, k);
          for (int o = 0; o < out; o++) {
            add(w.kernels[layer][(i * kernel + k) * out + o], row, 0, to, o * sites, sites);
          }
        }
      }
      if (layer + 1 < layers()) {
        activation.apply(to, tape.slopes[layer + 1]);
      }
    }
  }

  private static void add(double a, double[] x, int xAt, double[] y, int yAt, int count) {
    for (int k = 0; k < count; k++) {
      y[yAt + k] += a * x[xAt + k];
    }
  }

  /**
   * The adjoint of the last {@link #apply} of a tape.
   *
   * @param gradient added to from {@code first} on; of length 0 if it is not wanted
   */
  void adjoint(Weights w, Tape tape, double[] gradient, int first) {
    int at = first + parameters();
    for (int layer = layers() - 1; layer >= 0; layer--) {
      double[] from = tape.pulled[layer + 1];
      if (layer + 1 < layers()) {
        double[] slope = tape.slopes[layer + 1];
        for (int k = 0; k < from.length; k++) {
          from[k] *= slope[k];
        }
      }
      at -= weights(layer) + channels[layer + 1];
      if (gradient.length > 0) {
        parameters(layer, tape.values[layer], from, gradient, at);
      }
      pull(layer, w.kernels[layer], from, tape.pulled[layer]);
    }
  }

  private void pull(int layer, double[] weights, double[] from, double[] to) {
    int kernel = stencil.sites();
    int out = channels[layer + 1];
    Arrays.fill(to, 0);
    for (int i = 0; i < channels[layer]; i++) {
      for (int k = 0; k < kernel; k++) {
        Arrays.fill(row, 0);
        for (int o = 0; o < out; o++) {
          add(weights[(i * kernel + k) * out + o], from, o * sites, row, 0, sites);
        }
        int[] there = neighbours[k];
        for (int s = 0; s < sites; s++) {
          to[i * sites + there[s]] += row[s];
        }
      }
    }
  }

  private void parameters(int layer, double[] h, double[] from, double[] gradient, int at) {
    int kernel = stencil.sites();
    int in = channels[layer];
    int out = channels[layer + 1];
    double[] weights = new double[in * out * kernel];
    for (int i = 0; i < in; i++) {
      for (int k = 0; k < kernel; k++) {
        gather(h, i, k);
        for (int o = 0; o < out; o++) {
          weights[(o * in + i) * kernel + k] = dot(row, from, o * sites, sites);
        }
      }
    }
    for (int pair = 0; pair < in * out; pair++) {
      stencil.feed(gradient, at + pair * stencil.parameters(), weights, pair * kernel, true);
    }
    for (int o = 0; o < out; o++) {
      for (int s = 0; s < sites; s++) {
        gradient[at + weights(layer) + o] += from[o * sites + s];
      }
    }
  }

  private static double dot(double[] x, double[] y, int yAt, int count) {
    double even = 0;
    double odd = 0;
    int k = 0;
    for (; k + 1 < count; k += 2) {
      even += x[k] * y[yAt + k];
      odd += x[k + 1] * y[yAt + k + 1];
    }
    return k < count ? even + odd + x[k] * y[yAt + k] : even + odd;
  }
}
