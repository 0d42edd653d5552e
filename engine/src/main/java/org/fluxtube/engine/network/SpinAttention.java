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
 *
 * <p>Every inner loop is over x, with one index for all of its arrays, each an array of its own:
 * where arrays share one at several offsets, the compiler must assume that they overlap, and the
 * loop is not turned into vector instructions.
 */
final class SpinAttention implements SpinBlock {
  private static final String[] PROJECTIONS = {"query", "key", "value"};
  private static final double SCALE = 1 / Math.sqrt(3);

  private final NeighbourShells shells;
  private final int volume;
  private final int reach;
  private final boolean local;

  private final double[][] weights;

  /** The weights as {@code [projection][y][x]}. */
  private final double[][][] rows;

  /** Q, K, V of the present spins, {@code [3 projection + component][x]}, and of a change. */
  private double[][] present;

  private double[][] trial;
  private final double[][] input;

  /** Y, then S'. */
  private final double[][] mixed;

  private final double[] length;
  private final double[] output;
  private final double[] spinOfChange = new double[3];
  private int moved;

  SpinAttention(NeighbourShells shells, int volume, int reach, boolean local) {
    this.shells = shells;
    this.volume = volume;
    this.reach = reach;
    this.local = local;
    this.weights = new double[3][volume * volume];
    this.rows = new double[3][volume][volume];
    this.present = new double[9][volume];
    this.trial = new double[9][volume];
    this.input = new double[3][volume];
    this.mixed = new double[3][volume];
    this.length = new double[volume];
    this.output = new double[3 * volume];
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
      for (int y = 0; y < volume; y++) {
        System.arraycopy(weights[w], y * volume, rows[w][y], 0, volume);
      }
    }
  }

  @Override
  public double[] forward(double[] spins) {
    for (int c = 0; c < 3; c++) {
      System.arraycopy(spins, c * volume, input[c], 0, volume);
    }
    for (int w = 0; w < 3; w++) {
      for (int c = 0; c < 3; c++) {
        Arrays.fill(present[3 * w + c], 0);
      }
      for (int y = 0; y < volume; y++) {
        move(w, y, input[0][y], input[1][y], input[2][y], present);
      }
    }
    copyInput();
    return mix(present);
  }

  /** to = Q, K or V where spin y has changed by d. */
  private void move(int w, int y, double d0, double d1, double d2, double[][] to) {
    double[] row = rows[w][y];
    double[] a0 = present[3 * w];
    double[] a1 = present[3 * w + 1];
    double[] a2 = present[3 * w + 2];
    double[] b0 = to[3 * w];
    double[] b1 = to[3 * w + 1];
    double[] b2 = to[3 * w + 2];
    for (int x = 0; x < volume; x++) {
      double weight = row[x];
      b0[x] = a0[x] + weight * d0;
      b1[x] = a1[x] + weight * d1;
      b2[x] = a2[x] + weight * d2;
    }
  }

  private void copyInput() {
    for (int c = 0; c < 3; c++) {
      System.arraycopy(input[c], 0, mixed[c], 0, volume);
    }
  }

  /** S', from the input in {@link #mixed} and from Q, K and V. */
  private double[] mix(double[][] projections) {
    if (local) {
      gate(projections);
    } else {
      for (int y = 0; y < volume; y++) {
        attend(projections, y);
      }
    }
    normalise();
    for (int c = 0; c < 3; c++) {
      System.arraycopy(mixed[c], 0, output, c * volume, volume);
    }
    return output;
  }

  /** Y_x += M_xx V_x. */
  private void gate(double[][] projections) {
    for (int x = 0; x < volume; x++) {
      double score = score(projections, x, x);
      double m = SCALE * Math.max(score, 0);
      for (int c = 0; c < 3; c++) {
        mixed[c][x] += m * projections[6 + c][x];
      }
    }
  }

  /** Y_x += M_xy V_y for all x. */
  private void attend(double[][] projections, int y) {
    double[] q0 = projections[0];
    double[] q1 = projections[1];
    double[] q2 = projections[2];
    double k0 = projections[3][y];
    double k1 = projections[4][y];
    double k2 = projections[5][y];
    // |d| + d is 2 max(d, 0), without a branch
    double v0 = 0.5 * SCALE * projections[6][y];
    double v1 = 0.5 * SCALE * projections[7][y];
    double v2 = 0.5 * SCALE * projections[8][y];
    double[] y0 = mixed[0];
    double[] y1 = mixed[1];
    double[] y2 = mixed[2];
    for (int x = 0; x < volume; x++) {
      double score = q0[x] * k0 + q1[x] * k1 + q2[x] * k2;
      double m = score + Math.abs(score);
      y0[x] += m * v0;
      y1[x] += m * v1;
      y2[x] += m * v2;
    }
  }

  private void normalise() {
    double[] norm = length;
    double[] y0 = mixed[0];
    double[] y1 = mixed[1];
    double[] y2 = mixed[2];
    for (int x = 0; x < volume; x++) {
      double root = Math.sqrt(y0[x] * y0[x] + y1[x] * y1[x] + y2[x] * y2[x]);
      double inverse = 1 / root;
      norm[x] = root;
      y0[x] *= inverse;
      y1[x] *= inverse;
      y2[x] *= inverse;
    }
  }

  /** Q_x.K_y. */
  private static double score(double[][] projections, int x, int y) {
    return projections[0][x] * projections[3][y]
        + projections[1][x] * projections[4][y]
        + projections[2][x] * projections[5][y];
  }

  /** Q, K and V follow the change by one row of their weights each, all else is computed anew. */
  @Override
  public double[] change(int site, double[] spin) {
    moved = site;
    System.arraycopy(spin, 0, spinOfChange, 0, 3);
    double d0 = spin[0] - input[0][site];
    double d1 = spin[1] - input[1][site];
    double d2 = spin[2] - input[2][site];
    for (int w = 0; w < 3; w++) {
      move(w, site, d0, d1, d2, trial);
    }
    copyInput();
    for (int c = 0; c < 3; c++) {
      mixed[c][site] = spin[c];
    }
    return mix(trial);
  }

  @Override
  public void accept() {
    double[][] old = present;
    present = trial;
    trial = old;
    for (int c = 0; c < 3; c++) {
      input[c][moved] = spinOfChange[c];
    }
  }

  @Override
  public void adjoint(double[] g, double[] theta, int first) {
    int v = volume;
    double[][] back = new double[3][3 * v];
    for (int x = 0; x < v; x++) {
      double along = g[x] * mixed[0][x] + g[v + x] * mixed[1][x] + g[2 * v + x] * mixed[2][x];
      for (int c = 0; c < 3; c++) {
        g[c * v + x] = (g[c * v + x] - along * mixed[c][x]) / length[x];
      }
    }
    for (int y = 0; y < v; y++) {
      for (int x = local ? y : 0; x < (local ? y + 1 : v); x++) {
        double score = score(present, x, y);
        if (score > 0) {
          double slope = 0;
          for (int c = 0; c < 3; c++) {
            slope += SCALE * g[c * v + x] * present[6 + c][y];
          }
          for (int c = 0; c < 3; c++) {
            back[0][c * v + x] += slope * present[3 + c][y];
            back[1][c * v + y] += slope * present[c][x];
            back[2][c * v + y] += SCALE * score * g[c * v + x];
          }
        }
      }
    }
    double[] terms = new double[v * v];
    for (int w = 0; w < 3; w++) {
      double[] b = back[w];
      for (int y = 0; y < v; y++) {
        for (int x = 0; x < v; x++) {
          terms[y * v + x] =
              b[x] * input[0][y] + b[v + x] * input[1][y] + b[2 * v + x] * input[2][y];
        }
      }
      shells.collect(1, terms, theta, first + w * (reach + 1), 0, reach + 1);
      addProduct(weights[w], b, v, g);
    }
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
}
