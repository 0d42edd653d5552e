package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxtube.engine.lattice.NeighbourShells;

/**
 * One convolution of spins with gates, of C channels:
 *
 * <pre>
 *   T_nx = sum_{y in shell n of x} S_y,  n = 0 to reach; T_0x = S_x
 *   d_cx = sum_n b_cn S_x.T_nx                    S_x.T_0x = 1, so that b_c0 is a bias
 *   g_cx = max(d_cx, d_cx/10)                     gate of channel c
 *   S'_x = Y_x/|Y_x|,   Y_x = S_x + sum_c g_cx sum_n a_cn T_nx
 * </pre>
 *
 * <p>Kernels are periodic, and of one weight a shell, so that the lattice's symmetries commute with
 * it; gates are of scalars, so that rotations and inversion do. A site sees no farther than {@code
 * reach}: unlike attention, where the weight of each pair of sites comes from their spins. Gates
 * leak: with max(0, d) a channel that is drawn shut in ordered spins would never learn.
 *
 * <p>A change of one spin costs the sites within {@code reach} of it.
 */
final class GatedConvolution implements SpinBlock {
  private static final double LEAK = 0.1;

  private final NeighbourShells shells;
  private final int volume;
  private final int ranges;
  private final int channels;

  /** Sites within reach of a site, itself too, and the shells that they are in. */
  private final int[][] near;

  private final int[][] shell;

  /** b_cn and a_cn, {@code [channel][shell]}. */
  private final double[] gates;

  private final double[] values;

  /** T, {@code [site][shell][component]}, of the present spins; of a trial where it differs. */
  private final double[] sums;

  private final double[] trialSums;

  /** d_cx, {@code [site][channel]}, and sum_c g_cx a_cn, {@code [site][shell]}. */
  private final double[] scores;

  private final double[] mixed;
  private final double[] length;
  private final double[] output;
  private final double[] changed;
  private final double[] products;
  private int moved;

  GatedConvolution(NeighbourShells shells, int volume, int reach, int channels) {
    this.shells = shells;
    this.volume = volume;
    this.ranges = reach + 1;
    this.channels = channels;
    this.near = new int[volume][];
    this.shell = new int[volume][];
    for (int site = 0; site < volume; site++) {
      int x = site;
      near[x] = IntStream.range(0, volume).filter(y -> shells.of(x, y) <= reach).toArray();
      shell[x] = Arrays.stream(near[x]).map(y -> shells.of(x, y)).toArray();
    }
    this.gates = new double[channels * ranges];
    this.values = new double[channels * ranges];
    this.sums = new double[3 * ranges * volume];
    this.trialSums = new double[sums.length];
    this.scores = new double[channels * volume];
    this.mixed = new double[ranges * volume];
    this.length = new double[volume];
    this.output = new double[3 * volume];
    this.changed = new double[3 * volume];
    this.products = new double[ranges];
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (String part : List.of("gate", "value")) {
      for (int c = 1; c <= channels; c++) {
        for (int n = 0; n < ranges; n++) {
          labels.add("channel " + c + " " + part + " " + shells.name(n));
        }
      }
    }
    return labels;
  }

  @Override
  public void set(double[] theta, int first) {
    System.arraycopy(theta, first, gates, 0, gates.length);
    System.arraycopy(theta, first + gates.length, values, 0, values.length);
  }

  @Override
  public double[] forward(double[] spins) {
    Arrays.fill(sums, 0);
    for (int x = 0; x < volume; x++) {
      for (int k = 0; k < near[x].length; k++) {
        int row = 3 * (ranges * x + shell[x][k]);
        for (int c = 0; c < 3; c++) {
          sums[row + c] += spins[c * volume + near[x][k]];
        }
      }
    }
    for (int x = 0; x < volume; x++) {
      evaluate(x, sums, output);
    }
    return output;
  }

  /** S'_x from the sums. */
  private void evaluate(int x, double[] t, double[] out) {
    int row = 3 * ranges * x;
    for (int n = 0; n < ranges; n++) {
      products[n] = dot(t, row, t, row + 3 * n);
    }
    Arrays.fill(mixed, ranges * x, ranges * (x + 1), 0);
    for (int c = 0; c < channels; c++) {
      double score = 0;
      for (int n = 0; n < ranges; n++) {
        score += gates[c * ranges + n] * products[n];
      }
      scores[channels * x + c] = score;
      double gate = Math.max(score, LEAK * score);
      for (int n = 0; n < ranges; n++) {
        mixed[ranges * x + n] += gate * values[c * ranges + n];
      }
    }
    double y0 = t[row];
    double y1 = t[row + 1];
    double y2 = t[row + 2];
    for (int n = 0; n < ranges; n++) {
      double m = mixed[ranges * x + n];
      y0 += m * t[row + 3 * n];
      y1 += m * t[row + 3 * n + 1];
      y2 += m * t[row + 3 * n + 2];
    }
    length[x] = Math.sqrt(y0 * y0 + y1 * y1 + y2 * y2);
    out[x] = y0 / length[x];
    out[volume + x] = y1 / length[x];
    out[2 * volume + x] = y2 / length[x];
  }

  private static double dot(double[] a, int i, double[] b, int j) {
    return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
  }

  @Override
  public double[] change(int site, double[] spin) {
    moved = site;
    System.arraycopy(output, 0, changed, 0, output.length);
    int width = 3 * ranges;
    for (int k = 0; k < near[site].length; k++) {
      int x = near[site][k];
      System.arraycopy(sums, width * x, trialSums, width * x, width);
      for (int c = 0; c < 3; c++) {
        trialSums[width * x + 3 * shell[site][k] + c] += spin[c] - sums[width * site + c];
      }
      evaluate(x, trialSums, changed);
    }
    return changed;
  }

  @Override
  public void accept() {
    int width = 3 * ranges;
    for (int x : near[moved]) {
      System.arraycopy(trialSums, width * x, sums, width * x, width);
      for (int c = 0; c < 3 * volume; c += volume) {
        output[c + x] = changed[c + x];
      }
    }
  }

  @Override
  public void adjoint(double[] g, double[] theta, int first) {
    double[] back = new double[3 * volume];
    double[] along = new double[ranges];
    double[] ofProducts = new double[ranges];
    double[] y = new double[3];
    for (int x = 0; x < volume; x++) {
      int row = 3 * ranges * x;
      double radial = 0;
      for (int c = 0; c < 3; c++) {
        radial += g[c * volume + x] * output[c * volume + x];
      }
      for (int c = 0; c < 3; c++) {
        y[c] = (g[c * volume + x] - radial * output[c * volume + x]) / length[x];
      }
      for (int n = 0; n < ranges; n++) {
        along[n] = dot(y, 0, sums, row + 3 * n);
      }
      gates(x, along, ofProducts, theta, first);
      for (int c = 0; c < 3; c++) {
        back[c * volume + x] += y[c];
        for (int n = 0; n < ranges; n++) {
          back[c * volume + x] += ofProducts[n] * sums[row + 3 * n + c];
        }
        for (int k = 0; k < near[x].length; k++) {
          int n = shell[x][k];
          back[c * volume + near[x][k]] +=
              mixed[ranges * x + n] * y[c] + ofProducts[n] * sums[row + c];
        }
      }
    }
    System.arraycopy(back, 0, g, 0, g.length);
  }

  /** From dE/d(sum_c g_c a_cn) at a site to dE/d(S.T_n), and adds its part of dE/dtheta. */
  private void gates(int x, double[] along, double[] ofProducts, double[] theta, int first) {
    int row = 3 * ranges * x;
    Arrays.fill(ofProducts, 0);
    for (int c = 0; c < channels; c++) {
      double score = scores[channels * x + c];
      double slope = score > 0 ? 1 : LEAK;
      double ofScore = 0;
      for (int n = 0; n < ranges; n++) {
        int k = c * ranges + n;
        ofScore += slope * values[k] * along[n];
        theta[first + gates.length + k] += slope * score * along[n];
      }
      for (int n = 0; n < ranges; n++) {
        int k = c * ranges + n;
        ofProducts[n] += ofScore * gates[k];
        theta[first + k] += ofScore * dot(sums, row, sums, row + 3 * n);
      }
    }
  }
}
