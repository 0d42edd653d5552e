package org.fluxtube.engine.flow;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The network of a {@link ConditionerSpec} on plain arrays, for one configuration or a few at a
 * time, with its adjoint by hand: the same numbers as its {@link Conditioner} up to rounding, where
 * there is too little work for libtorch. With h_0 the input,
 *
 * <pre>
 * h_{l+1} = f(b_o + sum_{i,k} w_oik h_l,i(x + k)),   the last without f,
 * g_l,i(x + k) += w_oik f'_o g_{l+1},o(x),  dw_oik = sum_x f'_o g_{l+1},o(x) h_l,i(x + k).
 * </pre>
 *
 * <p>A fully connected network is one of a single site. Arrays are {@code [channel][site x lane]},
 * a lane a configuration: the compiler makes vectors only of loops that have one index for all
 * arrays.
 */
final class PlainNetwork {
  private final Stencil stencil;
  private final Activation activation;
  private final int[] channels;

  /** Numbers of a channel: sites times lanes. */
  private final int width;

  private final List<Shift> shifts;
  private final List<Shift> back;

  /** Neighbours' numbers of one channel, for each site of the kernel. */
  private final double[][] rows;

  private final double[] last = new double[3];

  private PlainNetwork(
      Stencil stencil, Activation activation, int[] channels, int[][] neighbours, int lanes) {
    this.stencil = stencil;
    this.activation = activation;
    this.channels = channels;
    this.width = neighbours[0].length * lanes;
    this.shifts = Arrays.stream(neighbours).map(to -> Shift.of(to, lanes)).toList();
    this.back = shifts.stream().map(Shift::back).toList();
    this.rows = new double[stencil.sites()][width];
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

  static PlainNetwork of(
      ConditionerSpec spec, Lattice lattice, int inputs, int outputs, int lanes) {
    int d = lattice.dimensions();
    int v = lattice.volume();
    return switch (spec) {
      case Convolution c -> {
        Stencil cube = Stencil.cube(d, c.kernel());
        int[] widths = Conditioner.widths(inputs, c.hidden(), outputs);
        yield new PlainNetwork(cube, c.activation(), widths, neighbours(cube, lattice), lanes);
      }
      case CombiConvolution c -> {
        Stencil planes = Stencil.planes(d, c.kernel(), c.axes(), c.shared());
        int[] widths = Conditioner.widths(inputs, c.hidden(), outputs);
        yield new PlainNetwork(planes, c.activation(), widths, neighbours(planes, lattice), lanes);
      }
      case FullyConnected c -> {
        int[] widths = Conditioner.widths(inputs * v, c.hidden(), outputs * v);
        yield new PlainNetwork(Stencil.cube(1, 1), c.activation(), widths, new int[1][1], lanes);
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
    private final double[][][] values = new double[channels.length][][];

    /** f' of what f made h_l of. */
    private final double[][][] slopes = new double[channels.length][][];

    /** g_l. */
    private final double[][][] pulled = new double[channels.length][][];

    Tape() {
      for (int l = 0; l < channels.length; l++) {
        values[l] = new double[channels[l]][width];
        slopes[l] = new double[channels[l]][width];
        pulled[l] = new double[channels[l]][width];
      }
    }

    /** Writes one of the inputs, {@code [site][lane]}, before {@link #apply}. */
    void input(int which, double[] from) {
      write(from, values[0], which);
    }

    /** Reads one of the outputs. */
    void output(int which, double[] to) {
      read(values[channels.length - 1], which, to);
    }

    /** Writes dL/d(output) before {@link #adjoint}, which overwrites it. */
    void outputSlope(int which, double[] from) {
      write(from, pulled[channels.length - 1], which);
    }

    /** Reads dL/d(input) of {@link #adjoint}. */
    void inputSlope(int which, double[] to) {
      read(pulled[0], which, to);
    }

    /** A fully connected network has a channel for each site. */
    private void write(double[] from, double[][] to, int which) {
      int each = from.length / width;
      for (int c = 0; c < each; c++) {
        System.arraycopy(from, c * width, to[which * each + c], 0, width);
      }
    }

    private void read(double[][] from, int which, double[] to) {
      int each = to.length / width;
      for (int c = 0; c < each; c++) {
        System.arraycopy(from[which * each + c], 0, to, c * width, width);
      }
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

  private void gather(List<Shift> by, double[] h) {
    for (int k = 0; k < rows.length; k++) {
      by.get(k).copy(h, rows[k]);
    }
  }

  /** The output of the tape's input. */
  void apply(Weights w, Tape tape) {
    int kernel = stencil.sites();
    for (int layer = 0; layer < layers(); layer++) {
      int out = channels[layer + 1];
      double[][] to = tape.values[layer + 1];
      for (int o = 0; o < out; o++) {
        Arrays.fill(to[o], w.biases[layer][o]);
      }
      for (int i = 0; i < channels[layer]; i++) {
        gather(shifts, tape.values[layer][i]);
        for (int o = 0; o < out; o++) {
          weigh(w.kernels[layer], i * kernel * out + o, out, to[o]);
        }
      }
      if (layer + 1 < layers()) {
        for (int o = 0; o < out; o++) {
          activation.apply(to[o], tape.slopes[layer + 1][o]);
        }
      }
    }
  }

  /** to += sum_k w_k row_k, three rows in one pass. */
  private void weigh(double[] weights, int first, int stride, double[] to) {
    int k = 0;
    for (; k + 2 < rows.length; k += 3) {
      double w0 = weights[first + k * stride];
      double w1 = weights[first + (k + 1) * stride];
      double w2 = weights[first + (k + 2) * stride];
      add(w0, rows[k], w1, rows[k + 1], w2, rows[k + 2], to);
    }
    for (; k < rows.length; k++) {
      add(weights[first + k * stride], rows[k], to);
    }
  }

  private static void add(
      double a, double[] x, double b, double[] y, double c, double[] z, double[] to) {
    for (int s = 0; s < to.length; s++) {
      to[s] += a * x[s] + b * y[s] + c * z[s];
    }
  }

  private static void add(double a, double[] x, double[] to) {
    for (int s = 0; s < to.length; s++) {
      to[s] += a * x[s];
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
      double[][] from = tape.pulled[layer + 1];
      if (layer + 1 < layers()) {
        for (int o = 0; o < from.length; o++) {
          multiply(from[o], tape.slopes[layer + 1][o]);
        }
      }
      at -= weights(layer) + channels[layer + 1];
      if (gradient.length > 0) {
        parameters(layer, tape.values[layer], from, gradient, at);
      }
      pull(layer, w.kernels[layer], from, tape.pulled[layer]);
    }
  }

  private static void multiply(double[] x, double[] by) {
    for (int s = 0; s < x.length; s++) {
      x[s] *= by[s];
    }
  }

  private void pull(int layer, double[] weights, double[][] from, double[][] to) {
    int kernel = stencil.sites();
    int out = channels[layer + 1];
    for (double[] channel : to) {
      Arrays.fill(channel, 0);
    }
    for (int o = 0; o < out; o++) {
      gather(back, from[o]);
      for (int i = 0; i < to.length; i++) {
        weigh(weights, i * kernel * out + o, out, to[i]);
      }
    }
  }

  private void parameters(int layer, double[][] h, double[][] from, double[] gradient, int at) {
    int kernel = stencil.sites();
    int in = channels[layer];
    int out = channels[layer + 1];
    double[] weights = new double[in * out * kernel];
    for (int i = 0; i < in; i++) {
      gather(shifts, h[i]);
      for (int o = 0; o < out; o++) {
        dots(from[o], weights, (o * in + i) * kernel);
      }
    }
    for (int pair = 0; pair < in * out; pair++) {
      stencil.feed(gradient, at + pair * stencil.parameters(), weights, pair * kernel, true);
    }
    for (int o = 0; o < out; o++) {
      gradient[at + weights(layer) + o] += sum(from[o]);
    }
  }

  /** to_k = row_k . y, three rows in one pass, two sums of each: one alone waits for itself. */
  private void dots(double[] y, double[] to, int first) {
    int k = 0;
    for (; k + 2 < rows.length; k += 3) {
      dots(rows[k], rows[k + 1], rows[k + 2], y, to, first + k);
    }
    for (; k < rows.length; k++) {
      dots(rows[k], rows[k], rows[k], y, last, 0);
      to[first + k] = last[0];
    }
  }

  private static void dots(double[] a, double[] b, double[] c, double[] y, double[] to, int at) {
    double a0 = 0;
    double a1 = 0;
    double b0 = 0;
    double b1 = 0;
    double c0 = 0;
    double c1 = 0;
    int s = 0;
    for (; s + 1 < y.length; s += 2) {
      a0 += a[s] * y[s];
      b0 += b[s] * y[s];
      c0 += c[s] * y[s];
      a1 += a[s + 1] * y[s + 1];
      b1 += b[s + 1] * y[s + 1];
      c1 += c[s + 1] * y[s + 1];
    }
    if (s < y.length) {
      a0 += a[s] * y[s];
      b0 += b[s] * y[s];
      c0 += c[s] * y[s];
    }
    to[at] = a0 + a1;
    to[at + 1] = b0 + b1;
    to[at + 2] = c0 + c1;
  }

  private static double sum(double[] x) {
    double s0 = 0;
    double s1 = 0;
    int s = 0;
    for (; s + 1 < x.length; s += 2) {
      s0 += x[s];
      s1 += x[s + 1];
    }
    return s < x.length ? s0 + s1 + x[s] : s0 + s1;
  }
}
