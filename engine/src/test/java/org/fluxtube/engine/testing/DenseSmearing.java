package org.fluxtube.engine.testing;

import org.fluxtube.engine.flow.MaskedSmearing;
import org.fluxtube.engine.lattice.Lattice;

/** The inverse of masked smearing by loops over links, written from the formulas. */
final class DenseSmearing {
  private static final int SUBSETS = 8;

  private final Lattice lattice;
  private final double[] x;

  /** Direction of the links that are undone. */
  private int mu;

  private DenseSmearing(Lattice lattice, double[] x) {
    this.lattice = lattice;
    this.x = x;
  }

  private static Lattice coarse(Lattice lattice) {
    return new Lattice(lattice.extent(0) / 2, lattice.extent(1) / 2);
  }

  private static int layerParameters(MaskedSmearing c, Lattice lattice) {
    return DenseConditioner.parameters(c.conditioner(), coarse(lattice), 3, 2);
  }

  /** Parameters of all subsets. */
  static int parameters(MaskedSmearing c, Lattice lattice) {
    return c.sweeps() * SUBSETS * layerParameters(c, lattice);
  }

  /**
   * theta of the links before the sweeps.
   *
   * @param x overwritten
   * @return ln J of the sweeps
   */
  static double undo(MaskedSmearing c, Lattice lattice, double[] theta, int first, double[] x) {
    double log = 0;
    for (int layer = c.sweeps() * SUBSETS - 1; layer >= 0; layer--) {
      int at = first + layer * layerParameters(c, lattice);
      log += new DenseSmearing(lattice, x).undo(c, theta, at, layer);
    }
    return log;
  }

  private double plaquette(int s) {
    int volume = lattice.volume();
    return x[s] + x[volume + lattice.forward(s, 0)] - x[lattice.forward(s, 1)] - x[volume + s];
  }

  private int moved(int s, int direction, int steps) {
    int to = s;
    for (int i = 0; i < Math.abs(steps); i++) {
      to = steps > 0 ? lattice.forward(to, direction) : lattice.backward(to, direction);
    }
    return to;
  }

  private double undo(MaskedSmearing c, double[] theta, int at, int layer) {
    mu = layer % 2;
    int nu = 1 - mu;
    Lattice coarse = coarse(lattice);
    int[] sites = new int[coarse.volume()];
    double[][] seen = new double[3][sites.length];
    for (int k = 0; k < sites.length; k++) {
      int parity = layer / 2 % 4;
      int s =
          lattice.site(
              2 * coarse.coordinate(k, 0) + parity % 2, 2 * coarse.coordinate(k, 1) + parity / 2);
      sites[k] = s;
      int below = moved(s, nu, -1);
      seen[0][k] = Math.cos(plaquette(s) + plaquette(below));
      seen[1][k] = Math.cos(plaquette(moved(s, mu, 1)));
      seen[2][k] = Math.cos(plaquette(moved(below, mu, 1)));
    }
    double[][] out = DenseConditioner.apply(c.conditioner(), coarse, theta, at, seen, 2);
    double log = 0;
    double[] before = x.clone();
    for (int k = 0; k < sites.length; k++) {
      double c1 = 2 / (Math.PI * 4) * Math.atan(out[0][k]);
      double c2 = 2 / (Math.PI * 8) * Math.atan(out[1][k]);
      int link = mu * lattice.volume() + sites[k];
      double image = x[link];
      double low = image - 1;
      double high = image + 1;
      for (int i = 0; i < 100; i++) {
        x[link] = (low + high) / 2;
        if (x[link] + gradient(sites[k], c1, c2, false) < image) {
          low = x[link];
        } else {
          high = x[link];
        }
      }
      before[link] = x[link];
      log += Math.log(1 + gradient(sites[k], c1, c2, true));
      x[link] = image;
    }
    System.arraycopy(before, 0, x, 0, x.length);
    return log;
  }

  /**
   * c_1 sum dcos(P)/dtheta + c_2 sum dcos(R)/dtheta over the loops with the link, or its
   * derivative: a loop is what both sums of plaquettes are.
   */
  private double gradient(int s, double c1, double c2, boolean derivative) {
    double sum = 0;
    for (int side = 0; side < 2; side++) {
      int first = moved(s, 1 - mu, -side);
      // the first link of a plaquette goes with it, the last one against it
      double sign = (side == 0 ? 1 : -1) * (mu == 0 ? 1 : -1);
      double p = plaquette(first);
      sum += c1 * (derivative ? -Math.cos(p) : -sign * Math.sin(p));
      for (int along : new int[] {1, -1}) {
        double r = p + plaquette(moved(first, mu, along));
        sum += c2 * (derivative ? -Math.cos(r) : -sign * Math.sin(r));
      }
    }
    return sum;
  }
}
