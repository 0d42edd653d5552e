package org.fluxtube.engine.testing;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/** Wilson loops of a gauge field on the host, by walking along them link by link. */
public final class Loops {
  private final Lattice lattice;
  private final int n;
  private final Mat[][] links;

  /** Copies the field. */
  public Loops(GaugeField u) {
    this.lattice = u.lattice();
    this.n = u.group().n();
    double[] host = u.snapshot().values();
    int size = 2 * n * n;
    this.links = new Mat[lattice.dimensions()][lattice.volume()];
    for (int mu = 0; mu < links.length; mu++) {
      for (int s = 0; s < lattice.volume(); s++) {
        links[mu][s] = Mat.at(n, host, (mu * lattice.volume() + s) * size);
      }
    }
  }

  /** U_mu(s). */
  public Mat link(int mu, int s) {
    return links[mu][s];
  }

  /** One step of a path: along mu from a site, forwards or backwards. */
  private record Step(int mu, int site, boolean forward) {}

  /**
   * The steps of a path, directions counted from 1 and negative for backwards: {1, 2, -1, -2} is
   * the plaquette in the first two directions.
   */
  private List<Step> walk(int site, int... path) {
    List<Step> steps = new ArrayList<>();
    int x = site;
    for (int direction : path) {
      int mu = Math.abs(direction) - 1;
      if (direction > 0) {
        steps.add(new Step(mu, x, true));
        x = lattice.forward(x, mu);
      } else {
        x = lattice.backward(x, mu);
        steps.add(new Step(mu, x, false));
      }
    }
    if (x != site) {
      throw new IllegalArgumentException("the path does not close");
    }
    return steps;
  }

  private Mat product(List<Step> steps) {
    Mat m = Mat.one(n);
    for (Step s : steps) {
      Mat u = links[s.mu][s.site];
      m = m.times(s.forward ? u : u.adjoint());
    }
    return m;
  }

  /** Product of the links along a closed path; see the directions of {@link #plaquettePath}. */
  public Mat loop(int site, int... path) {
    return product(walk(site, path));
  }

  /** {mu, nu, -mu, -nu}, directions counted from 1. */
  public static int[] plaquettePath(int mu, int nu) {
    return new int[] {mu + 1, nu + 1, -mu - 1, -nu - 1};
  }

  /** Two steps in mu, one in nu. */
  public static int[] rectanglePath(int mu, int nu) {
    return new int[] {mu + 1, mu + 1, nu + 1, -mu - 1, -mu - 1, -nu - 1};
  }

  /** sum_s Re tr of the path. */
  public double sum(int... path) {
    double sum = 0;
    for (int s = 0; s < lattice.volume(); s++) {
      sum += loop(s, path).reTrace();
    }
    return sum;
  }

  /** S = -(beta/N)[c0 sum Re tr P + c1 sum Re tr R]. */
  public double action(double beta, double c0, double c1) {
    double sum = 0;
    for (int mu = 0; mu < links.length; mu++) {
      for (int nu = 0; nu < links.length; nu++) {
        if (mu < nu) {
          sum += c0 * sum(plaquettePath(mu, nu));
        }
        if (mu != nu && c1 != 0) {
          sum += c1 * sum(rectanglePath(mu, nu));
        }
      }
    }
    return -beta / n * sum;
  }

  /**
   * All staples of one direction by opening every loop of the action, in both orientations, at
   * every forward step along it.
   */
  public Mat[] staples(int direction, double c0, double c1) {
    Mat[] out = new Mat[lattice.volume()];
    java.util.Arrays.fill(out, Mat.zero(n));
    for (int mu = 0; mu < links.length; mu++) {
      for (int nu = 0; nu < links.length; nu++) {
        if (mu == nu) {
          continue;
        }
        for (int s = 0; s < lattice.volume(); s++) {
          // (mu, nu) and (nu, mu) are the two orientations of one plaquette
          open(walk(s, plaquettePath(mu, nu)), direction, c0, out);
          List<Step> rectangle = walk(s, rectanglePath(mu, nu));
          open(rectangle, direction, c1, out);
          List<Step> reversed = new ArrayList<>();
          rectangle.reversed().forEach(x -> reversed.add(new Step(x.mu, x.site, !x.forward)));
          open(reversed, direction, c1, out);
        }
      }
    }
    return out;
  }

  private void open(List<Step> loop, int direction, double weight, Mat[] out) {
    for (int i = 0; i < loop.size(); i++) {
      Step s = loop.get(i);
      if (s.mu == direction && s.forward) {
        List<Step> rest = new ArrayList<>(loop.subList(i + 1, loop.size()));
        rest.addAll(loop.subList(0, i));
        out[s.site] = out[s.site].plus(weight, product(rest));
      }
    }
  }
}
