package org.fluxtube.engine.network;

import java.util.Arrays;

/**
 * E = -sum over pairs x < y of j_xy S_x.S_y: rows of two y at a time, each only as far as it has
 * pairs. As in {@link SpinAttention} every inner loop has one index for all of its arrays. Owns its
 * workspace; used by one thread.
 */
final class PairEnergy {
  /** Components taken at a time; those that do not exist are 0. */
  private static final int TOGETHER = 3;

  /** Rows end at a multiple of this, so that no loop has a rest to do one by one. */
  private static final int LANES = 4;

  private final int volume;

  /** {@code [y][x]}; 0 from x = y on. */
  private final double[][] below;

  /** {@code [component][x]}. */
  private final double[][] spins;

  private final double[] sums;

  PairEnergy(int volume, int components) {
    this.volume = volume;
    this.below = new double[volume][volume];
    this.spins = new double[(components + TOGETHER - 1) / TOGETHER * TOGETHER][volume];
    this.sums = new double[volume];
  }

  /**
   * Takes over the couplings.
   *
   * @param pairs {@code [y][x]}, symmetric
   */
  void set(double[] pairs) {
    for (int y = 0; y < volume; y++) {
      System.arraycopy(pairs, y * volume, below[y], 0, y);
    }
  }

  /**
   * E.
   *
   * @param planar {@code [component][site]}, unchanged
   */
  double of(double[] planar) {
    for (int c = 0; c * volume < planar.length; c++) {
      System.arraycopy(planar, c * volume, spins[c], 0, volume);
    }
    Arrays.fill(sums, 0);
    for (int c = 0; c < spins.length; c += TOGETHER) {
      for (int y = volume - 1; y > 0; y -= 2) {
        add(y, spins[c], spins[c + 1], spins[c + 2]);
      }
    }
    double energy = 0;
    for (double sum : sums) {
      energy -= sum;
    }
    return energy;
  }

  /** sums_x += j_xy S_x.S_y + j_xz S_x.S_z with z = y - 1. */
  private void add(int y, double[] s0, double[] s1, double[] s2) {
    double[] out = sums;
    double[] rowY = below[y];
    double[] rowZ = below[y - 1];
    double y0 = s0[y];
    double y1 = s1[y];
    double y2 = s2[y];
    double z0 = s0[y - 1];
    double z1 = s1[y - 1];
    double z2 = s2[y - 1];
    int end = Math.min(volume, (y + LANES - 1) / LANES * LANES);
    for (int x = 0; x < end; x++) {
      out[x] +=
          rowY[x] * (s0[x] * y0 + s1[x] * y1 + s2[x] * y2)
              + rowZ[x] * (s0[x] * z0 + s1[x] * z1 + s2[x] * z2);
    }
  }
}
