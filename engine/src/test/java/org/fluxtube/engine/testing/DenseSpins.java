package org.fluxtube.engine.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.SpinBlocks;

/** Effective models of spins, pair by pair as their formulas say, as a slow second opinion. */
public final class DenseSpins {
  private final Lattice lattice;
  private final List<List<Integer>> shells = new ArrayList<>();

  /** Finds the shells by sorting all displacements. */
  public DenseSpins(Lattice lattice) {
    this.lattice = lattice;
    for (int y = 0; y < lattice.volume(); y++) {
      List<Integer> d = displacement(0, y);
      if (!shells.contains(d)) {
        shells.add(d);
      }
    }
    shells.sort(
        Comparator.<List<Integer>>comparingInt(d -> d.stream().mapToInt(i -> i * i).sum())
            .thenComparing(d -> -d.getFirst())
            .thenComparing(d -> d.size() > 1 ? -d.get(1) : 0));
  }

  private List<Integer> displacement(int x, int y) {
    List<Integer> d = new ArrayList<>();
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      int apart = Math.abs(lattice.coordinate(x, mu) - lattice.coordinate(y, mu));
      d.add(Math.min(apart, lattice.extent(mu) - apart));
    }
    d.sort(Comparator.reverseOrder());
    return d;
  }

  /** Shell of a pair. */
  public int shell(int x, int y) {
    return shells.indexOf(displacement(x, y));
  }

  /** -sum over pairs of shell n of j_n S_x.S_y; spins [site][component]. */
  public double pairs(double[][] s, double[] j) {
    double sum = 0;
    for (int x = 0; x < s.length; x++) {
      for (int y = 0; y < x; y++) {
        int n = shell(x, y);
        if (n <= j.length) {
          sum -= j[n - 1] * dot(s[x], s[y]);
        }
      }
    }
    return sum;
  }

  /** One block; theta holds q, k, v for shells 0 to reach from {@code first} on. */
  public double[][] attention(double[][] s, double[] theta, int first, int reach, boolean local) {
    double[][][] projections = new double[3][s.length][3];
    for (int w = 0; w < 3; w++) {
      for (int x = 0; x < s.length; x++) {
        for (int y = 0; y < s.length; y++) {
          int n = shell(x, y);
          for (int c = 0; c < 3 && n <= reach; c++) {
            projections[w][x][c] += theta[first + w * (reach + 1) + n] * s[y][c];
          }
        }
      }
    }
    double[][] out = new double[s.length][3];
    for (int x = 0; x < s.length; x++) {
      out[x] = s[x].clone();
      for (int y = 0; y < s.length; y++) {
        double score = dot(projections[0][x], projections[1][y]) / Math.sqrt(3);
        for (int c = 0; c < 3 && score > 0 && (x == y || !local); c++) {
          out[x][c] += score * projections[2][y][c];
        }
      }
      normalise(out[x]);
    }
    return out;
  }

  /** One convolution; theta holds the gates, then the values, [channel][shell]. */
  public double[][] convolution(double[][] s, double[] theta, int first, int reach, int channels) {
    int half = channels * (reach + 1);
    double[][] out = new double[s.length][];
    for (int x = 0; x < s.length; x++) {
      out[x] = s[x].clone();
      for (int c = 0; c < channels; c++) {
        double gate = 0;
        double[] kernel = new double[3];
        for (int y = 0; y < s.length; y++) {
          int n = shell(x, y);
          if (n <= reach) {
            int k = first + c * (reach + 1) + n;
            gate += theta[k] * dot(s[x], s[y]);
            for (int i = 0; i < 3; i++) {
              kernel[i] += theta[half + k] * s[y][i];
            }
          }
        }
        for (int i = 0; i < 3; i++) {
          out[x][i] += (gate > 0 ? gate : 0.1 * gate) * kernel[i];
        }
      }
      normalise(out[x]);
    }
    return out;
  }

  private static void normalise(double[] spin) {
    double norm = Math.sqrt(dot(spin, spin));
    for (int c = 0; c < spin.length; c++) {
      spin[c] /= norm;
    }
  }

  /** The energy of couplings behind blocks. */
  public double network(double[] spins, int components, double[] theta, SpinBlocks blocks) {
    double[][] s = new double[lattice.volume()][];
    Arrays.setAll(s, x -> Arrays.copyOfRange(spins, components * x, components * (x + 1)));
    int first = 0;
    for (int layer = 0; layer < blocks.layers(); layer++) {
      switch (blocks) {
        case SpinBlocks.None() -> {}
        case SpinBlocks.Attention(int _, int reach, boolean local) -> {
          s = attention(s, theta, first, reach, local);
          first += 3 * (reach + 1);
        }
        case SpinBlocks.Convolution(int _, int reach, int channels) -> {
          s = convolution(s, theta, first, reach, channels);
          first += 2 * channels * (reach + 1);
        }
      }
    }
    return pairs(s, Arrays.copyOfRange(theta, first, theta.length));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }
}
