package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Closed paths opened at their links. */
final class LoopPaths {
  private LoopPaths() {}

  /**
   * Adds to the tree of each direction what closes a link of that direction to this loop, starting
   * at the link's far end, once for every link of the loop.
   */
  static void open(int[] path, int kind, double weight, StapleTree[] staples) {
    for (int i = 0; i < path.length; i++) {
      List<Integer> rest = new ArrayList<>();
      for (int j = 1; j < path.length; j++) {
        // a backward step is a forward one of the loop walked the other way
        int step =
            path[i] > 0 ? path[(i + j) % path.length] : -path[(i - j + path.length) % path.length];
        rest.add(step);
      }
      staples[Math.abs(path[i]) - 1].add(rest, kind, weight);
    }
  }

  /** Adds the offsets between links of one direction in the loop, by their text. */
  static void stencil(int[] path, List<Map<String, int[]>> offsets) {
    int d = offsets.size();
    int[][] at = new int[path.length][];
    int[] x = new int[d];
    for (int i = 0; i < path.length; i++) {
      int mu = Math.abs(path[i]) - 1;
      if (path[i] < 0) {
        x[mu]--;
      }
      at[i] = x.clone();
      if (path[i] > 0) {
        x[mu]++;
      }
    }
    for (int i = 0; i < path.length; i++) {
      for (int j = 0; j < path.length; j++) {
        if (i != j && Math.abs(path[i]) == Math.abs(path[j])) {
          int[] y = new int[d];
          for (int mu = 0; mu < d; mu++) {
            y[mu] = at[j][mu] - at[i][mu];
          }
          offsets.get(Math.abs(path[i]) - 1).put(Arrays.toString(y), y);
        }
      }
    }
  }
}
