package org.fluxtube.engine.testing;

import java.util.function.ToDoubleBiFunction;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.Cask;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.network.DenseCovariant;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.Stout;

/** The layers of networks from their definition, by loops walked link by link. */
public final class DenseLayers {
  private DenseLayers() {}

  /** F(U), a new field. */
  public static GaugeField apply(LayerSpec layer, GaugeField u) {
    return switch (layer) {
      case Stout(double rho, int steps, boolean spatial) -> {
        GaugeField v = u;
        int time = u.lattice().dimensions() - 1;
        for (int k = 0; k < steps; k++) {
          v =
              step(
                  v,
                  (mu, nu) -> spatial && (mu == time || nu == time) ? 0 : rho,
                  (mu, nu) -> 0,
                  new double[time + 1]);
        }
        yield v;
      }
      case Covariant c -> covariant(c, u);
      case DenseCovariant c -> dense(c, u);
      case Cask c -> attention(c, u);
      default -> throw new IllegalStateException("write the definition of " + layer + " here");
    };
  }

  private static GaugeField covariant(Covariant c, GaugeField u) {
    int time = u.lattice().dimensions() - 1;
    double[] lines = new double[time + 1];
    for (int mu = 0; mu <= time && !c.polyakov().isEmpty(); mu++) {
      lines[mu] = mu == time ? c.polyakov().getLast() : c.polyakov().getFirst();
    }
    return step(
        u,
        (mu, nu) -> weight(c.plaquette(), mu, nu, time),
        (mu, nu) -> weight(c.rectangle(), mu, nu, time),
        lines);
  }

  /** The network link by link, with the sums of loops as matrices. */
  private static GaugeField dense(DenseCovariant c, GaugeField u) {
    Lattice lattice = u.lattice();
    Loops loops = new Loops(u);
    int d = lattice.dimensions();
    int n = u.group().n();
    int kinds = c.loops().size();
    double[] theta = c.weights();
    double[] host = new double[u.type().size(lattice)];
    for (int mu = 0; mu < d; mu++) {
      int at = c.temporal() && mu == d - 1 ? theta.length / 2 : 0;
      int shift = at + c.hidden() * kinds;
      int out = shift + c.hidden();
      for (int x = 0; x < lattice.volume(); x++) {
        Mat[] part = new Mat[kinds];
        double[] f = new double[kinds];
        for (int k = 0; k < kinds; k++) {
          part[k] = Mat.zero(n);
          int count = 0;
          for (int[] path : through(c.loops().get(k), mu, lattice)) {
            part[k] = part[k].plus(1, loops.loop(x, path));
            count++;
          }
          f[k] = part[k].reTrace() / (n * count);
        }
        Mat sum = Mat.zero(n);
        for (int k = 0; k < kinds; k++) {
          double rho = theta[out + kinds * c.hidden() + k];
          for (int j = 0; j < c.hidden(); j++) {
            double z = theta[shift + j];
            for (int l = 0; l < kinds; l++) {
              z += theta[at + j * kinds + l] * f[l];
            }
            rho += theta[out + k * c.hidden() + j] * Math.sin(z);
          }
          sum = sum.plus(rho, part[k]);
        }
        Mat v = exp(antiHermitian(sum.adjoint())).times(loops.link(mu, x));
        v.put(host, (mu * lattice.volume() + x) * 2 * n * n);
      }
    }
    GaugeField out = u.allocateLike();
    out.load(new FieldData(u.type(), lattice, host));
    return out;
  }

  /** The loops of a kind that begin with the link in the direction mu. */
  private static java.util.List<int[]> through(DenseCovariant.Loop kind, int mu, Lattice lattice) {
    int m = mu + 1;
    if (kind == DenseCovariant.Loop.POLYAKOV) {
      int[] line = new int[lattice.extent(mu)];
      java.util.Arrays.fill(line, m);
      return java.util.List.of(line);
    }
    java.util.List<int[]> paths = new java.util.ArrayList<>();
    for (int partner = 0; partner < lattice.dimensions(); partner++) {
      for (int sign = -1; sign <= 1 && partner != mu; sign += 2) {
        int k = sign * (partner + 1);
        if (kind == DenseCovariant.Loop.PLAQUETTE) {
          paths.add(new int[] {m, k, -m, -k});
        } else {
          paths.add(new int[] {m, m, k, -m, -m, -k});
          paths.add(new int[] {m, k, -m, -m, -k, m});
          paths.add(new int[] {m, k, k, -m, -k, -k});
        }
      }
    }
    return paths;
  }

  private static GaugeField attention(Cask cask, GaugeField u) {
    Lattice lattice = u.lattice();
    int d = lattice.dimensions();
    int n = u.group().n();
    Loops plain = new Loops(u);
    Loops query = new Loops(apply(new Stout(cask.query(), 1, false), u));
    Loops key = new Loops(apply(new Stout(cask.key(), 1, false), u));
    Loops value = new Loops(apply(new Stout(cask.value(), 1, false), u));
    double[] host = new double[u.type().size(lattice)];
    for (int mu = 0; mu < d; mu++) {
      for (int x = 0; x < lattice.volume(); x++) {
        Mat sum = Mat.zero(n);
        for (int[] path : extended(mu, d, cask.rho().size())) {
          Mat old = plain.link(mu, x).times(staple(plain, mu, x, path));
          Mat score = query.link(mu, x).times(staple(key, mu, x, path));
          double a = Math.tan(Math.PI * (score.reTrace() - old.reTrace()) / (4 * (n + 0.01)));
          double rho = cask.rho().get(path.length / 2 - 2);
          sum = sum.plus(rho * (1 + a), staple(value, mu, x, path));
        }
        Mat omega = value.link(mu, x).times(sum).adjoint();
        Mat v = exp(antiHermitian(omega)).times(plain.link(mu, x));
        v.put(host, (mu * lattice.volume() + x) * 2 * n * n);
      }
    }
    GaugeField out = u.allocateLike();
    out.load(new FieldData(u.type(), lattice, host));
    return out;
  }

  /** The loops along mu, s steps up or down, back. */
  private static java.util.List<int[]> extended(int mu, int d, int most) {
    java.util.List<int[]> paths = new java.util.ArrayList<>();
    for (int nu = 0; nu < d; nu++) {
      for (int s = 1; s <= most && nu != mu; s++) {
        for (int sign = -1; sign <= 1; sign += 2) {
          int[] path = new int[2 * s + 2];
          path[0] = mu + 1;
          path[s + 1] = -mu - 1;
          java.util.Arrays.fill(path, 1, s + 1, sign * (nu + 1));
          java.util.Arrays.fill(path, s + 2, path.length, -sign * (nu + 1));
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private static Mat staple(Loops field, int mu, int x, int[] path) {
    return field.link(mu, x).adjoint().times(field.loop(x, path));
  }

  private static double weight(java.util.List<Double> weights, int mu, int nu, int time) {
    return switch (weights.size()) {
      case 0 -> 0;
      case 1 -> weights.get(0);
      case 2 -> weights.get(mu == time || nu == time ? 1 : 0);
      default -> weights.get(mu == time ? 2 : nu == time ? 1 : 0);
    };
  }

  /** exp(Q) U with Omega the sum of the loops through U, each run through against U. */
  private static GaugeField step(
      GaugeField u,
      ToDoubleBiFunction<Integer, Integer> plaquette,
      ToDoubleBiFunction<Integer, Integer> rectangle,
      double[] lines) {
    Lattice lattice = u.lattice();
    Loops loops = new Loops(u);
    int d = lattice.dimensions();
    int n = u.group().n();
    double[] host = new double[u.type().size(lattice)];
    for (int mu = 0; mu < d; mu++) {
      for (int s = 0; s < lattice.volume(); s++) {
        int m = mu + 1;
        Mat sum = Mat.zero(n);
        for (int partner = 0; partner < d; partner++) {
          for (int sign = -1; sign <= 1 && partner != mu; sign += 2) {
            int k = sign * (partner + 1);
            double p = plaquette.applyAsDouble(mu, partner);
            double r = rectangle.applyAsDouble(mu, partner);
            sum = sum.plus(p, loops.loop(s, m, k, -m, -k));
            sum = sum.plus(r, loops.loop(s, m, m, k, -m, -m, -k));
            sum = sum.plus(r, loops.loop(s, m, k, -m, -m, -k, m));
            sum = sum.plus(r, loops.loop(s, m, k, k, -m, -k, -k));
          }
        }
        int[] line = new int[lattice.extent(mu)];
        java.util.Arrays.fill(line, m);
        sum = sum.plus(lines[mu], loops.loop(s, line));
        Mat v = exp(antiHermitian(sum.adjoint())).times(loops.link(mu, s));
        v.put(host, (mu * lattice.volume() + s) * 2 * n * n);
      }
    }
    GaugeField out = u.allocateLike();
    out.load(new FieldData(u.type(), lattice, host));
    return out;
  }

  /** (m - m^dagger)/2 without its trace; U(1): i Im m. */
  static Mat antiHermitian(Mat m) {
    int n = m.n();
    Mat half = m.plus(-1, m.adjoint()).scaled(0.5);
    double trace = n == 1 ? 0 : half.imTrace() / n;
    Mat i = Mat.zero(n);
    for (int k = 0; k < n; k++) {
      i = i.plus(1, Mat.unit(n, k, k, 0, 1));
    }
    return half.plus(-trace, i);
  }

  /** exp of a matrix by its Taylor series at x/16. */
  static Mat exp(Mat x) {
    Mat small = x.scaled(1.0 / 16);
    Mat sum = Mat.one(x.n());
    Mat term = Mat.one(x.n());
    for (int k = 1; k < 20; k++) {
      term = term.times(small).scaled(1.0 / k);
      sum = sum.plus(1, term);
    }
    for (int k = 0; k < 4; k++) {
      sum = sum.times(sum);
    }
    return sum;
  }
}
