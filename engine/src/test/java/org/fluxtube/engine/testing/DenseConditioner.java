package org.fluxtube.engine.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.CombiConvolution;
import org.fluxtube.engine.flow.ConditionerSpec;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.FullyConnected;
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

  /** Offsets of the sites of one cube in the given directions, the first of them fastest. */
  private static List<int[]> cube(int dimensions, int kernel, List<Integer> directions) {
    List<int[]> offsets = new ArrayList<>();
    int sites = (int) Math.round(Math.pow(kernel, directions.size()));
    for (int k = 0; k < sites; k++) {
      int[] offset = new int[dimensions];
      int rest = k;
      for (int mu : directions) {
        offset[mu] = rest % kernel - kernel / 2;
        rest /= kernel;
      }
      offsets.add(offset);
    }
    return offsets;
  }

  /** For each set of directions its cube; parameters of a pair of channels run through them. */
  private static List<List<int[]>> cubes(int dimensions, int kernel, int axes) {
    List<List<int[]>> cubes = new ArrayList<>();
    // in the order of their smallest directions: that of the words of their members
    for (String word : words(dimensions, axes)) {
      cubes.add(cube(dimensions, kernel, word.chars().mapToObj(c -> c - '0').toList()));
    }
    return cubes;
  }

  private static Iterable<String> words(int dimensions, int axes) {
    TreeSet<String> words = new TreeSet<>();
    for (int set = 0; set < 1 << dimensions; set++) {
      if (Integer.bitCount(set) == axes) {
        StringBuilder word = new StringBuilder();
        for (int mu = 0; mu < dimensions; mu++) {
          if ((set >> mu & 1) == 1) {
            word.append(mu);
          }
        }
        words.add(word.toString());
      }
    }
    return words;
  }

  private record Shape(
      List<Integer> hidden, Activation activation, List<List<int[]>> cubes, boolean shared) {
    int parameters() {
      return (shared ? 1 : cubes.size()) * cubes.getFirst().size();
    }
  }

  private static Shape shape(ConditionerSpec spec, Lattice lattice) {
    int d = lattice.dimensions();
    return switch (spec) {
      case Convolution c -> new Shape(c.hidden(), c.activation(), cubes(d, c.kernel(), d), false);
      case CombiConvolution c ->
          new Shape(c.hidden(), c.activation(), cubes(d, c.kernel(), c.axes()), c.shared());
      case FullyConnected c -> new Shape(c.hidden(), c.activation(), List.of(), false);
    };
  }

  /** Parameters of one network. */
  public static int parameters(ConditionerSpec spec, Lattice lattice, int inputs, int outputs) {
    Shape shape = shape(spec, lattice);
    boolean dense = spec instanceof FullyConnected;
    int sites = dense ? lattice.volume() : 1;
    int[] channels = channels(shape.hidden, inputs * sites, outputs * sites);
    int sum = 0;
    for (int k = 0; k + 1 < channels.length; k++) {
      sum += channels[k + 1] * (channels[k] * (dense ? 1 : shape.parameters()) + 1);
    }
    return sum;
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
    Shape shape = shape(spec, lattice);
    if (!(spec instanceof FullyConnected)) {
      return convolutions(shape, lattice, theta, at, x, outputs);
    }
    int volume = lattice.volume();
    double[] h = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
    int[] widths = channels(shape.hidden, h.length, outputs * volume);
    int first = at;
    for (int k = 0; k + 1 < widths.length; k++) {
      double[] next = new double[widths[k + 1]];
      for (int o = 0; o < next.length; o++) {
        double sum = theta[first + widths[k] * next.length + o];
        for (int i = 0; i < h.length; i++) {
          sum += theta[first + o * h.length + i] * h[i];
        }
        next[o] = k + 2 == widths.length ? sum : activation(shape.activation, sum);
      }
      first += (widths[k] + 1) * next.length;
      h = next;
    }
    double[][] out = new double[outputs][];
    for (int o = 0; o < outputs; o++) {
      out[o] = Arrays.copyOfRange(h, o * volume, (o + 1) * volume);
    }
    return out;
  }

  private static double[][] convolutions(
      Shape shape, Lattice lattice, double[] theta, int first, double[][] x, int outputs) {
    int[] channels = channels(shape.hidden, x.length, outputs);
    double[][] h = x;
    int at = first;
    for (int k = 0; k + 1 < channels.length; k++) {
      boolean last = k + 2 == channels.length;
      int bias = at + channels[k] * channels[k + 1] * shape.parameters();
      double[][] next = new double[channels[k + 1]][lattice.volume()];
      for (int o = 0; o < channels[k + 1]; o++) {
        for (int s = 0; s < lattice.volume(); s++) {
          double sum = theta[bias + o];
          for (int i = 0; i < channels[k]; i++) {
            int w = at + (o * channels[k] + i) * shape.parameters();
            for (int c = 0; c < shape.cubes.size(); c++) {
              List<int[]> cube = shape.cubes.get(c);
              for (int y = 0; y < cube.size(); y++) {
                double weight = theta[w + (shape.shared ? 0 : c * cube.size()) + y];
                sum += weight * h[i][neighbour(lattice, s, cube.get(y))];
              }
            }
          }
          next[o][s] = last ? sum : activation(shape.activation, sum);
        }
      }
      h = next;
      at = bias + channels[k + 1];
    }
    return h;
  }

  private static int neighbour(Lattice lattice, int site, int[] offset) {
    int[] to = new int[offset.length];
    for (int mu = 0; mu < to.length; mu++) {
      to[mu] = lattice.coordinate(site, mu) + offset[mu];
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
