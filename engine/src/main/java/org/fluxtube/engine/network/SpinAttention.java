package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.lattice.NeighbourShells;

/**
 * One block of equivariant attention on spins of three components (arXiv:2306.11527, eqs. 6-9):
 *
 * <pre>
 *   Q_x = sum_n q_n sum_{y in shell n of x} S_y,   K and V alike with k_n, v_n, shell 0 is x itself
 *   M_xy = max(0, Q_x.K_y / sqrt 3)                only x = y where mixing is local
 *   S'_x = Y_x/|Y_x|,   Y_x = S_x + sum_y M_xy V_y
 * </pre>
 *
 * <p>Rotations act on the index of the components alone and translations on the sites alone, so
 * both commute with it. Tables of pairs are {@code [y][x]}.
 */
final class SpinAttention implements SpinBlock {
  private static final String[] PROJECTIONS = {"query", "key", "value"};
  private static final double SCALE = 1 / Math.sqrt(3);

  private final NeighbourShells shells;
  private final int volume;
  private final int reach;
  private final boolean local;
  private final double[][] weights;

  /** Projections Q, K, V of the present spins. */
  private final double[][] present;

  /** Q_x.K_y of the present spins; of a local block one number a site. */
  private double[] scores;

  private double[] trialScores;
  private final double[] trialValues;
  private final double[] input;
  private final double[] length;
  private final double[] output;
  private final double[] q;
  private final double[] p;
  private final double[] step = new double[3];
  private final double[] before = new double[3];
  private final double[] trial = new double[3];
  private int moved;

  SpinAttention(NeighbourShells shells, int volume, int reach, boolean local) {
    this.shells = shells;
    this.volume = volume;
    this.reach = reach;
    this.local = local;
    this.weights = new double[3][volume * volume];
    this.present = new double[3][3 * volume];
    this.scores = new double[local ? volume : volume * volume];
    this.trialScores = new double[scores.length];
    this.trialValues = new double[3 * volume];
    this.input = new double[3 * volume];
    this.length = new double[volume];
    this.output = new double[3 * volume];
    this.q = new double[volume];
    this.p = new double[volume];
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (String projection : PROJECTIONS) {
      for (int n = 0; n <= reach; n++) {
        labels.add(projection + " " + shells.name(n));
      }
    }
    return labels;
  }

  @Override
  public void set(double[] theta, int first) {
    for (int w = 0; w < 3; w++) {
      shells.expand(theta, first + w * (reach + 1), 0, reach + 1, weights[w]);
    }
  }

  @Override
  public double[] forward(double[] spins) {
    System.arraycopy(spins, 0, input, 0, input.length);
    for (int w = 0; w < 3; w++) {
      Arrays.fill(present[w], 0);
      addProduct(weights[w], spins, volume, present[w]);
    }
    double[] query = present[0];
    double[] key = present[1];
    int v = volume;
    if (local) {
      for (int x = 0; x < v; x++) {
        scores[x] = dot(query, key, x, x);
      }
    } else {
      for (int y = 0; y < v; y++) {
        double a = key[y];
        double b = key[v + y];
        double c = key[2 * v + y];
        int o = y * v;
        for (int x = 0; x < v; x++) {
          scores[o + x] = query[x] * a + query[v + x] * b + query[2 * v + x] * c;
        }
      }
    }
    mix(scores, present[2]);
    return normalised();
  }

  /** out[c][x] += sum_y table[y][x] spins[c][y]. */
  static void addProduct(double[] table, double[] spins, int v, double[] out) {
    for (int c = 0; c < spins.length; c += v) {
      for (int y = 0; y < v; y++) {
        double s = spins[c + y];
        int o = y * v;
        for (int x = 0; x < v; x++) {
          out[c + x] += table[o + x] * s;
        }
      }
    }
  }

  private double dot(double[] a, double[] b, int x, int y) {
    return a[x] * b[y] + a[volume + x] * b[volume + y] + a[2 * volume + x] * b[2 * volume + y];
  }

  /** output = input + sum_y M V, not yet normalised. */
  private void mix(double[] products, double[] values) {
    int v = volume;
    System.arraycopy(input, 0, output, 0, output.length);
    if (local) {
      for (int x = 0; x < v; x++) {
        double m = SCALE * Math.max(products[x], 0);
        for (int c = 0; c < 3 * v; c += v) {
          output[c + x] += m * values[c + x];
        }
      }
      return;
    }
    for (int y = 0; y < v; y++) {
      // |d| + d is 2 max(d, 0), without a branch that would keep the loop from vector registers
      double a = 0.5 * SCALE * values[y];
      double b = 0.5 * SCALE * values[v + y];
      double c = 0.5 * SCALE * values[2 * v + y];
      int o = y * v;
      for (int x = 0; x < v; x++) {
        double m = products[o + x] + Math.abs(products[o + x]);
        output[x] += m * a;
        output[v + x] += m * b;
        output[2 * v + x] += m * c;
      }
    }
  }

  private double[] normalised() {
    int v = volume;
    for (int x = 0; x < v; x++) {
      length[x] = Math.sqrt(dot(output, output, x, x));
      for (int c = 0; c < 3 * v; c += v) {
        output[c + x] /= length[x];
      }
    }
    return output;
  }

  /**
   * {@inheritDoc} A change d of spin z changes Q_x by q_xz d, so that Q_x.K_y gains q_xz (d.K_y +
   * k_yz d^2) + k_yz d.Q_x.
   */
  @Override
  public double[] change(int site, double[] spin) {
    int v = volume;
    moved = site;
    for (int c = 0; c < 3; c++) {
      before[c] = input[c * v + site];
      step[c] = spin[c] - before[c];
    }
    double square = step[0] * step[0] + step[1] * step[1] + step[2] * step[2];
    double[] query = present[0];
    double[] key = present[1];
    double[] value = present[2];
    int row = site * v;
    for (int x = 0; x < v; x++) {
      q[x] = query[x] * step[0] + query[v + x] * step[1] + query[2 * v + x] * step[2];
      p[x] =
          key[x] * step[0]
              + key[v + x] * step[1]
              + key[2 * v + x] * step[2]
              + weights[1][row + x] * square;
    }
    for (int c = 0; c < 3; c++) {
      double d = step[c];
      for (int x = 0; x < v; x++) {
        trialValues[c * v + x] = value[c * v + x] + weights[2][row + x] * d;
      }
    }
    double[] old = scores;
    double[] fresh = trialScores;
    double[] a = weights[0];
    double[] b = weights[1];
    if (local) {
      for (int x = 0; x < v; x++) {
        fresh[x] = old[x] + a[row + x] * p[x] + b[row + x] * q[x];
      }
    } else {
      for (int y = 0; y < v; y++) {
        double py = p[y];
        double by = b[row + y];
        int o = y * v;
        for (int x = 0; x < v; x++) {
          fresh[o + x] = old[o + x] + a[row + x] * py + q[x] * by;
        }
      }
    }
    replace(spin);
    mix(fresh, trialValues);
    double[] changed = normalised();
    System.arraycopy(spin, 0, trial, 0, 3);
    replace(before);
    return changed;
  }

  private void replace(double[] spin) {
    for (int c = 0; c < 3; c++) {
      input[c * volume + moved] = spin[c];
    }
  }

  @Override
  public void accept() {
    int v = volume;
    double[] old = scores;
    scores = trialScores;
    trialScores = old;
    for (int w = 0; w < 3; w++) {
      for (int c = 0; c < 3; c++) {
        for (int x = 0; x < v; x++) {
          present[w][c * v + x] += weights[w][moved * v + x] * step[c];
        }
      }
    }
    replace(trial);
  }

  @Override
  public void adjoint(double[] g, double[] theta, int first) {
    int v = volume;
    double[][] back = new double[3][3 * v];
    for (int x = 0; x < v; x++) {
      double along = dot(g, output, x, x);
      for (int c = 0; c < 3 * v; c += v) {
        g[c + x] = (g[c + x] - along * output[c + x]) / length[x];
      }
    }
    for (int y = 0; y < v; y++) {
      for (int x = local ? y : 0; x < (local ? y + 1 : v); x++) {
        double score = scores[local ? x : y * v + x];
        if (score > 0) {
          double slope = SCALE * dot(g, present[2], x, y);
          for (int c = 0; c < 3 * v; c += v) {
            back[0][c + x] += slope * present[1][c + y];
            back[1][c + y] += slope * present[0][c + x];
            back[2][c + y] += SCALE * score * g[c + x];
          }
        }
      }
    }
    double[] terms = new double[v * v];
    for (int w = 0; w < 3; w++) {
      for (int y = 0; y < v; y++) {
        for (int x = 0; x < v; x++) {
          terms[y * v + x] = dot(back[w], input, x, y);
        }
      }
      shells.collect(1, terms, theta, first + w * (reach + 1), 0, reach + 1);
      addProduct(weights[w], back[w], v, g);
    }
  }
}
