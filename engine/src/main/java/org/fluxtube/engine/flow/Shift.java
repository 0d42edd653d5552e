package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * y(s) = h(n(s)), the numbers of each site's neighbour, as copies of runs: where sites follow each
 * other, so do most of their neighbours.
 *
 * @param to first number of each run in y
 * @param from the same in h
 * @param length numbers of each run
 */
record Shift(int[] to, int[] from, int[] length) {
  private static final int SHORT = 6;

  /**
   * The shift to neighbours.
   *
   * @param neighbour n(s)
   * @param lanes numbers of each site, side by side
   */
  static Shift of(int[] neighbour, int lanes) {
    List<int[]> runs = new ArrayList<>();
    int begin = 0;
    for (int s = 1; s <= neighbour.length; s++) {
      if (s == neighbour.length || neighbour[s] != neighbour[s - 1] + 1) {
        runs.add(new int[] {begin, neighbour[begin], s - begin});
        begin = s;
      }
    }
    return new Shift(column(runs, 0, lanes), column(runs, 1, lanes), column(runs, 2, lanes));
  }

  private static int[] column(List<int[]> runs, int which, int times) {
    return runs.stream().mapToInt(run -> run[which] * times).toArray();
  }

  /** The way back: h(s) = y(n^-1(s)). */
  Shift back() {
    return new Shift(from, to, length);
  }

  /** y of h. */
  void copy(double[] h, double[] y) {
    for (int r = 0; r < to.length; r++) {
      if (length[r] > SHORT) {
        System.arraycopy(h, from[r], y, to[r], length[r]);
      } else {
        for (int k = 0; k < length[r]; k++) {
          y[to[r] + k] = h[from[r] + k];
        }
      }
    }
  }
}
