package org.fluxtube.engine.testing;

import java.util.Arrays;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.lattice.Lattice;

/** The inverse of plaquette couplings by loops over sites, written from the formulas. */
final class DensePlaquettes {
  private DensePlaquettes() {}

  private static int numbers(PlaquetteCoupling c) {
    return switch (c.circle()) {
      case PROJECTION -> c.parts() + 1;
      case SPLINE -> 3 * c.parts() + 1;
    };
  }

  private static int layerParameters(PlaquetteCoupling c, Lattice lattice) {
    return DenseConditioner.parameters(c.conditioner(), lattice, 2, numbers(c));
  }

  /** Parameters of all layers. */
  static int parameters(PlaquetteCoupling c, Lattice lattice) {
    return c.layers() * layerParameters(c, lattice);
  }

  /**
   * theta of the links before the layers.
   *
   * @param x overwritten
   * @return ln J of the layers
   */
  static double undo(PlaquetteCoupling c, Lattice lattice, double[] theta, int first, double[] x) {
    double log = 0;
    for (int layer = c.layers() - 1; layer >= 0; layer--) {
      log += undo(c, lattice, theta, first + layer * layerParameters(c, lattice), layer, x);
    }
    return log;
  }

  private static double undo(
      PlaquetteCoupling c, Lattice lattice, double[] theta, int at, int layer, double[] x) {
    int volume = lattice.volume();
    int mu = layer % 2;
    double[] p = new double[volume];
    double[][] seen = new double[2][volume];
    boolean[] active = new boolean[volume];
    for (int s = 0; s < volume; s++) {
      p[s] = x[s] + x[volume + lattice.forward(s, 0)] - x[lattice.forward(s, 1)] - x[volume + s];
      int line = Math.floorMod(lattice.coordinate(s, 1 - mu) - layer / 2, 4);
      active[s] = line == 0;
      if (line == 1 || line == 2) {
        seen[0][s] = Math.cos(p[s]);
        seen[1][s] = Math.sin(p[s]);
      }
    }
    double[][] out = DenseConditioner.apply(c.conditioner(), lattice, theta, at, seen, numbers(c));
    double log = 0;
    for (int s = 0; s < volume; s++) {
      if (active[s]) {
        double[] own = new double[out.length];
        for (int k = 0; k < own.length; k++) {
          own[k] = out[k][s];
        }
        double image = Math.IEEEremainder(p[s] - own[own.length - 1], 2 * Math.PI);
        double before;
        if (c.circle() == PlaquetteCoupling.Circle.SPLINE) {
          DenseSpline spline = DenseSpline.circular(c.parts(), Math.PI, own);
          before = spline.inverse(image);
          log += Math.log(spline.slopeAt(before));
        } else {
          double[] exponents = Arrays.copyOf(own, c.parts());
          before = bisect(exponents, image);
          log += Math.log(slope(exponents, before));
        }
        x[mu * volume + s] += (mu == 0 ? 1 : -1) * (before - p[s]);
      }
    }
    return log;
  }

  private static double projected(double[] exponents, double x) {
    return Arrays.stream(exponents)
        .map(s -> 2 * Math.atan(Math.exp(s) * Math.tan(x / 2)))
        .average()
        .orElseThrow();
  }

  private static double slope(double[] exponents, double x) {
    double cosine = Math.cos(x / 2) * Math.cos(x / 2);
    return Arrays.stream(exponents)
        .map(s -> 1 / (Math.exp(-s) * cosine + Math.exp(s) * (1 - cosine)))
        .average()
        .orElseThrow();
  }

  private static double bisect(double[] exponents, double image) {
    double low = -Math.PI;
    double high = Math.PI;
    for (int k = 0; k < 100; k++) {
      double middle = (low + high) / 2;
      if (projected(exponents, middle) < image) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
