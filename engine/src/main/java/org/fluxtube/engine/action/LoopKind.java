package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;

/** Closed loops on the lattice, all orientations in space of one shape. */
public enum LoopKind {
  /** Around a unit square. */
  PLAQUETTE(2),
  /** Around two squares side by side in one plane. */
  RECTANGLE(2),
  /** Around two squares that share an edge at a right angle. */
  CHAIR(3),
  /** Around a cube, past six of its corners: all but two that face each other. */
  CROWN(3),
  /** Straight around the lattice in time. */
  POLYAKOV(1),
  /** Straight around the lattice in the other directions. */
  POLYAKOV_SPACE(2);

  private final int leastDimensions;

  LoopKind(int leastDimensions) {
    this.leastDimensions = leastDimensions;
  }

  /** Directions that a lattice needs to have such loops. */
  int leastDimensions() {
    return leastDimensions;
  }

  /**
   * The loops through one site up to translation and orientation, as steps: mu + 1 forwards in
   * direction mu, -(mu + 1) backwards.
   */
  List<int[]> paths(Lattice lattice) {
    int d = lattice.dimensions();
    List<int[]> paths = new ArrayList<>();
    switch (this) {
      case PLAQUETTE -> {
        for (int a = 1; a <= d; a++) {
          for (int b = a + 1; b <= d; b++) {
            paths.add(new int[] {a, b, -a, -b});
          }
        }
      }
      case RECTANGLE -> {
        for (int a = 1; a <= d; a++) {
          for (int b = 1; b <= d; b++) {
            if (a != b) {
              paths.add(new int[] {a, a, b, -a, -a, -b});
            }
          }
        }
      }
      case CHAIR -> {
        for (int a = 1; a <= d; a++) {
          for (int b = 1; b <= d; b++) {
            for (int c = b + 1; c <= d; c++) {
              if (a != b && a != c) {
                for (int signs = 0; signs < 4; signs++) {
                  int sb = (signs & 1) == 0 ? b : -b;
                  int sc = (signs & 2) == 0 ? c : -c;
                  paths.add(new int[] {sb, a, -sb, sc, -a, -sc});
                }
              }
            }
          }
        }
      }
      case CROWN -> {
        for (int a = 1; a <= d; a++) {
          for (int b = a + 1; b <= d; b++) {
            for (int c = b + 1; c <= d; c++) {
              for (int signs = 0; signs < 4; signs++) {
                int sb = (signs & 1) == 0 ? b : -b;
                int sc = (signs & 2) == 0 ? c : -c;
                paths.add(new int[] {a, sb, sc, -a, -sb, -sc});
              }
            }
          }
        }
      }
      case POLYAKOV -> paths.add(line(d, lattice.extent(d - 1)));
      case POLYAKOV_SPACE -> {
        for (int a = 1; a < d; a++) {
          paths.add(line(a, lattice.extent(a - 1)));
        }
      }
    }
    return paths;
  }

  private static int[] line(int direction, int length) {
    int[] path = new int[length];
    java.util.Arrays.fill(path, direction);
    return path;
  }

  /**
   * How often the sum over all sites counts a loop: a line is the same from each of its sites;
   * every other loop counts once.
   */
  int repeats(int[] path) {
    return this == POLYAKOV || this == POLYAKOV_SPACE ? path.length : 1;
  }
}
