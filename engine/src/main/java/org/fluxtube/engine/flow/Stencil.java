package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The sites around one that a convolution weighs, and the parameters that make their weights: one
 * each, or sums of several where convolutions of fewer dimensions overlap.
 */
final class Stencil {
  /** Where the sites are from the middle. */
  private final List<int[]> offsets = new ArrayList<>();

  /** The offset to whose weight a parameter adds; more than one where a parameter is shared. */
  private final List<List<Integer>> feeds = new ArrayList<>();

  private final int fan;
  private boolean direct = true;

  private Stencil(int fan) {
    this.fan = fan;
  }

  /** All sites of a cube, the first direction fastest, with a parameter each. */
  static Stencil cube(int dimensions, int kernel) {
    return planes(dimensions, kernel, dimensions, false);
  }

  /**
   * The cubes of dimension {@code axes} in all C(d, axes) sets of directions, in the order of the
   * sets' smallest directions.
   *
   * @param shared whether all cubes have the same parameters, their first direction to their first
   */
  static Stencil planes(int dimensions, int kernel, int axes, boolean shared) {
    Stencil stencil = new Stencil(Math.powExact(kernel, axes));
    int plane = 0;
    for (int[] directions : choices(dimensions, axes)) {
      int[] local = new int[axes];
      Arrays.fill(local, -(kernel / 2));
      int parameter = shared ? 0 : stencil.feeds.size();
      boolean more = true;
      while (more) {
        int[] offset = new int[dimensions];
        for (int a = 0; a < axes; a++) {
          offset[directions[a]] = local[a];
        }
        stencil.feed(parameter++, offset);
        int a = 0;
        while (a < axes && ++local[a] > kernel / 2) {
          local[a++] = -(kernel / 2);
        }
        more = a < axes;
      }
      plane++;
    }
    stencil.direct = plane == 1;
    return stencil;
  }

  private void feed(int parameter, int[] offset) {
    int at = 0;
    while (at < offsets.size() && !Arrays.equals(offsets.get(at), offset)) {
      at++;
    }
    if (at == offsets.size()) {
      offsets.add(offset);
    }
    if (parameter == feeds.size()) {
      feeds.add(new ArrayList<>());
    }
    feeds.get(parameter).add(at);
  }

  /** All sets of k of the directions, each ascending, in lexicographic order. */
  private static List<int[]> choices(int dimensions, int k) {
    List<int[]> all = new ArrayList<>();
    int[] c = new int[k];
    for (int i = 0; i < k; i++) {
      c[i] = i;
    }
    boolean more = true;
    while (more) {
      all.add(c.clone());
      int i = k - 1;
      while (i >= 0 && c[i] == dimensions - k + i) {
        i--;
      }
      more = i >= 0;
      if (more) {
        c[i]++;
        for (int j = i + 1; j < k; j++) {
          c[j] = c[j - 1] + 1;
        }
      }
    }
    return all;
  }

  int sites() {
    return offsets.size();
  }

  int[] offset(int k) {
    return offsets.get(k);
  }

  /** Parameters of a pair of channels. */
  int parameters() {
    return feeds.size();
  }

  /**
   * Adds one number for each weight to those of the parameters, or the other way round.
   *
   * @param back whether {@code parameters} are overwritten by adding; else {@code weights}
   */
  void feed(double[] parameters, int first, double[] weights, int at, boolean back) {
    for (int p = 0; p < feeds.size(); p++) {
      for (int k : feeds.get(p)) {
        if (back) {
          parameters[first + p] += weights[at + k];
        } else {
          weights[at + k] += parameters[first + p];
        }
      }
    }
  }

  /** Sites of one cube. */
  int fan() {
    return fan;
  }

  /** Whether every weight is a parameter of its own, in the same order. */
  boolean direct() {
    return direct;
  }

  /** The matrix [parameters, sites] from parameters to weights. */
  Tensor matrix() {
    double[] m = new double[parameters() * sites()];
    for (int p = 0; p < parameters(); p++) {
      for (int at : feeds.get(p)) {
        m[p * sites() + at] += 1;
      }
    }
    return Tensor.create(m, parameters(), sites());
  }
}
