package org.fluxtube.engine.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.BlockSplitting;
import org.fluxtube.engine.flow.ConditionerSpec;
import org.fluxtube.engine.flow.ContinuousFlow;
import org.fluxtube.engine.flow.ContinuousSpinFlow;
import org.fluxtube.engine.flow.CouplingRange;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.Mask;
import org.fluxtube.engine.flow.MaskedSmearing;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.flow.SpectralCoupling;
import org.fluxtube.engine.flow.SpectralSplitting;
import org.fluxtube.engine.flow.SplineCoupling;
import org.fluxtube.engine.lattice.Lattice;

/** ln q of flows by loops over sites, written from the formulas, without libtorch. */
public final class DenseFlow {
  private final Lattice lattice;
  private final double[] theta;
  private double[] x;
  private double log;

  private DenseFlow(Lattice lattice, double[] theta, double[] x) {
    this.lattice = lattice;
    this.theta = theta;
    this.x = x.clone();
  }

  /**
   * -ln q(x).
   *
   * @param x the numbers of the chart
   */
  public static double action(Flow<?> flow, Lattice lattice, double[] theta, double[] x) {
    DenseFlow dense = new DenseFlow(lattice, atCoupling(flow, theta), x);
    int[] first = new int[flow.maps().size() + 1];
    for (int m = 0; m < flow.maps().size(); m++) {
      first[m + 1] = first[m] + dense.parameters(flow.maps().get(m));
    }
    for (int m = flow.maps().size() - 1; m >= 0; m--) {
      switch (flow.maps().get(m)) {
        case AffineCoupling coupling -> dense.undo(coupling, first[m]);
        case ContinuousFlow continuous -> dense.undo(continuous, first[m]);
        case ContinuousSpinFlow _ -> throw new IllegalArgumentException("a flow of spins");
        case SpectralCoupling _, SpectralSplitting _ ->
            throw new IllegalArgumentException("a flow of matrices");
        case SplineCoupling coupling -> dense.undo(coupling, first[m]);
        case ModeScaling _ -> dense.undoModes(first[m]);
        case MaskedSmearing smearing ->
            dense.log -= DenseSmearing.undo(smearing, lattice, dense.theta, first[m], dense.x);
        case PlaquetteCoupling coupling ->
            dense.log -=
                new DensePlaquettes(lattice, dense.theta, dense.x).undo(coupling, first[m]);
        case BlockSplitting splitting ->
            dense.log -=
                new DensePlaquettes(lattice, dense.theta, dense.x).undo(splitting, first[m]);
      }
    }
    MapSpec map = flow.maps().getFirst();
    if (map instanceof PlaquetteCoupling
        || map instanceof BlockSplitting
        || map instanceof MaskedSmearing) {
      return -dense.log;
    }
    double s = 0.5 * x.length * Math.log(2 * Math.PI) - dense.log;
    for (double z : dense.x) {
      s += z * z / 2;
    }
    return s;
  }

  /** sum_k cos(k acos(2a - 1)) theta_k of a flow over a range of couplings. */
  private static double[] atCoupling(Flow<?> flow, double[] theta) {
    if (flow.range().isEmpty()) {
      return theta;
    }
    CouplingRange range = flow.range().get();
    int count = theta.length / (range.order() + 1);
    double[] out = new double[count];
    for (int k = 0; k <= range.order(); k++) {
      double weight = Math.cos(k * Math.acos(2 * range.at() - 1));
      for (int i = 0; i < count; i++) {
        out[i] += weight * theta[k * count + i];
      }
    }
    return out;
  }

  private int layerParameters(ConditionerSpec network, int outputs) {
    int n = components();
    return DenseConditioner.parameters(network, lattice, n, n * outputs);
  }

  /** Numbers at a site of scalars, which are together. */
  private int components() {
    return x.length / lattice.volume();
  }

  private int parameters(MapSpec map) {
    return switch (map) {
      case AffineCoupling c -> c.layers() * layerParameters(c.conditioner(), 2);
      case SplineCoupling c -> c.layers() * layerParameters(c.conditioner(), 3 * c.bins() - 1);
      case ContinuousSpinFlow _ -> throw new IllegalArgumentException("a flow of spins");
      case SpectralCoupling _, SpectralSplitting _ ->
          throw new IllegalArgumentException("a flow of matrices");
      case ContinuousFlow c ->
          c.frequencies() + c.times() * orbits(c).size() * (c.frequencies() + 1);
      case ModeScaling _ -> modes().size();
      case MaskedSmearing c -> DenseSmearing.parameters(c, lattice);
      case PlaquetteCoupling c -> DensePlaquettes.parameters(c, lattice);
      case BlockSplitting b -> DensePlaquettes.parameters(b, lattice);
    };
  }

  private int minus(int k) {
    int[] n = new int[lattice.dimensions()];
    for (int mu = 0; mu < n.length; mu++) {
      n[mu] = -lattice.coordinate(k, mu);
    }
    return lattice.site(n);
  }

  /** The lower of k and -k to the number of their parameter. */
  private Map<Integer, Integer> modes() {
    Map<Integer, Integer> modes = new HashMap<>();
    for (int k = 0; k < lattice.volume(); k++) {
      if (k <= minus(k)) {
        modes.put(k, modes.size());
      }
    }
    return modes;
  }

  private void undoModes(int offset) {
    Map<Integer, Integer> modes = modes();
    double[] z = new double[x.length];
    int volume = lattice.volume();
    int n = components();
    for (int k = 0; k < volume; k++) {
      double s = theta[offset + modes.get(Math.min(k, minus(k)))];
      log -= n * s;
      for (int a = 0; a < volume; a++) {
        for (int b = 0; b < volume; b++) {
          double phase = 0;
          for (int mu = 0; mu < lattice.dimensions(); mu++) {
            int distance = lattice.coordinate(a, mu) - lattice.coordinate(b, mu);
            phase += 2 * Math.PI * lattice.coordinate(k, mu) * distance / lattice.extent(mu);
          }
          for (int c = 0; c < n; c++) {
            z[a * n + c] += Math.exp(-s) * Math.cos(phase) * x[b * n + c] / volume;
          }
        }
      }
    }
    x = z;
  }

  private boolean changes(Mask mask, int site, int layer) {
    int sum = 0;
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      int x = lattice.coordinate(site, mu);
      sum +=
          switch (mask) {
            case CHECKERBOARD -> x;
            case STRIPES -> mu == layer / 2 % lattice.dimensions() ? x : 0;
            case BLOCKS -> x / 2;
          };
    }
    return (sum + layer) % 2 == 0;
  }

  /** Squared distances along the directions, sorted where extents are equal: count of each. */
  private Map<String, Integer> orbits(ContinuousFlow c) {
    Map<String, Integer> orbits = new LinkedHashMap<>();
    for (int s = 0; s < x.length; s++) {
      if (within(c, s)) {
        orbits.merge(orbit(0, s), 1, Integer::sum);
      }
    }
    return orbits;
  }

  private boolean within(ContinuousFlow c, int site) {
    boolean within = true;
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      int d = lattice.coordinate(site, mu);
      within &= c.range() == 0 || d <= c.range() || lattice.extent(mu) - d <= c.range();
    }
    return within;
  }

  private String orbit(int a, int b) {
    int[] keys = new int[lattice.dimensions()];
    for (int mu = 0; mu < keys.length; mu++) {
      int extent = lattice.extent(mu);
      int d = Math.floorMod(lattice.coordinate(a, mu) - lattice.coordinate(b, mu), extent);
      keys[mu] = 1000 * extent + d * (extent - d);
    }
    Arrays.sort(keys);
    return Arrays.toString(keys);
  }

  /** Chebyshev sums over sqrt(size), for each orbit and feature. */
  private double[][] weights(ContinuousFlow c, int offset, double t) {
    Integer[] sizes = orbits(c).values().toArray(new Integer[0]);
    int features = c.frequencies() + 1;
    double[][] w = new double[sizes.length][features];
    for (int o = 0; o < sizes.length; o++) {
      for (int f = 0; f < features; f++) {
        for (int k = 0; k < c.times(); k++) {
          int at = offset + c.frequencies() + (k * sizes.length + o) * features + f;
          w[o][f] += theta[at] * Math.cos(k * Math.acos(Math.clamp(2 * t - 1, -1, 1)));
        }
        w[o][f] /= Math.sqrt((double) sizes[o] * c.times() * features);
      }
    }
    return w;
  }

  private int[][] orbitOfPairs(ContinuousFlow c) {
    List<String> names = List.copyOf(orbits(c).keySet());
    int[][] out = new int[x.length][x.length];
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        out[a][b] = names.indexOf(orbit(a, b));
      }
    }
    return out;
  }

  /** dx/dt and, last, the divergence. */
  private double[] velocity(ContinuousFlow c, int offset, int[][] pairs, double[] phi, double t) {
    int n = phi.length - 1;
    double[][] w = weights(c, offset, t);
    double[] out = new double[n + 1];
    for (int f = 0; f <= c.frequencies(); f++) {
      boolean linear = f == c.frequencies();
      double omega = linear ? 1 : theta[offset + f];
      for (int b = 0; b < n; b++) {
        double feature = linear ? phi[b] : Math.sin(omega * phi[b]);
        for (int a = 0; a < n; a++) {
          if (pairs[a][b] >= 0) {
            out[a] += w[pairs[a][b]][f] * feature;
          }
        }
        out[n] += w[pairs[b][b]][f] * (linear ? 1 : omega * Math.cos(omega * phi[b]));
      }
    }
    return out;
  }

  /** Backwards by the classical method of order 4, extrapolated from two step sizes. */
  private void undo(ContinuousFlow c, int offset) {
    double[] coarse = undone(c, offset, 150);
    double[] fine = undone(c, offset, 300);
    for (int s = 0; s < x.length; s++) {
      x[s] = (16 * fine[s] - coarse[s]) / 15;
    }
    log += (16 * fine[x.length] - coarse[x.length]) / 15;
  }

  private double[] undone(ContinuousFlow c, int offset, int steps) {
    int[][] pairs = orbitOfPairs(c);
    double[] y = Arrays.copyOf(x, x.length + 1);
    double h = -1.0 / steps;
    for (int n = 0; n < steps; n++) {
      double t = 1 + n * h;
      double[] k1 = velocity(c, offset, pairs, y, t);
      double[] k2 = velocity(c, offset, pairs, moved(y, h / 2, k1), t + h / 2);
      double[] k3 = velocity(c, offset, pairs, moved(y, h / 2, k2), t + h / 2);
      double[] k4 = velocity(c, offset, pairs, moved(y, h, k3), t + h);
      for (int s = 0; s < y.length; s++) {
        y[s] += h / 6 * (k1[s] + 2 * k2[s] + 2 * k3[s] + k4[s]);
      }
    }
    return y;
  }

  private static double[] moved(double[] y, double h, double[] k) {
    double[] out = y.clone();
    for (int s = 0; s < out.length; s++) {
      out[s] += h * k[s];
    }
    return out;
  }

  private void undo(AffineCoupling c, int offset) {
    int each = layerParameters(c.conditioner(), 2);
    for (int layer = c.layers() - 1; layer >= 0; layer--) {
      double[][] out = network(c.conditioner(), c.mask(), layer, offset + layer * each, 2, 1);
      tanh(1, out);
      if (c.equivariant()) {
        double[][] other = network(c.conditioner(), c.mask(), layer, offset + layer * each, 2, -1);
        tanh(1, other);
        for (int s = 0; s < x.length; s++) {
          out[0][s] = (out[0][s] + other[0][s]) / 2;
          out[1][s] = (out[1][s] - other[1][s]) / 2;
        }
      }
      for (int s = 0; s < x.length; s++) {
        if (changes(c.mask(), s / components(), layer)) {
          x[s] = (x[s] - out[1][s]) * Math.exp(-out[0][s]);
          log -= out[0][s];
        }
      }
    }
  }

  private void undo(SplineCoupling c, int offset) {
    int k = c.bins();
    int numbers = 3 * k - 1;
    int each = layerParameters(c.conditioner(), numbers);
    for (int layer = c.layers() - 1; layer >= 0; layer--) {
      double[][] out = network(c.conditioner(), c.mask(), layer, offset + layer * each, numbers, 1);
      double[][] other =
          network(c.conditioner(), c.mask(), layer, offset + layer * each, numbers, -1);
      tanh(3, out);
      tanh(3, other);
      for (int s = 0; s < x.length; s++) {
        if (!changes(c.mask(), s / components(), layer)) {
          continue;
        }
        double[] own = new double[numbers];
        for (int n = 0; n < numbers; n++) {
          // of -g(-x) the widths, the heights and the slopes run backwards
          int turned = n < k ? k - 1 - n : n < 2 * k ? 3 * k - 1 - n : 5 * k - 2 - n;
          own[n] = c.equivariant() ? (out[n][s] + other[turned][s]) / 2 : out[n][s];
        }
        DenseSpline spline = DenseSpline.linear(k, c.bound(), own);
        x[s] = spline.inverse(x[s]);
        log -= Math.log(spline.slopeAt(x[s]));
      }
    }
  }

  /** Numbers of every component of every site: [outputs][sites components]. */
  private double[][] network(
      ConditionerSpec network, Mask mask, int layer, int offset, int outputs, int sign) {
    int n = components();
    double[][] frozen = new double[n][lattice.volume()];
    for (int s = 0; s < x.length; s++) {
      frozen[s % n][s / n] = changes(mask, s / n, layer) ? 0 : sign * x[s];
    }
    double[][] all = DenseConditioner.apply(network, lattice, theta, offset, frozen, n * outputs);
    double[][] out = new double[outputs][x.length];
    for (int k = 0; k < outputs; k++) {
      for (int s = 0; s < x.length; s++) {
        out[k][s] = all[k * n + s % n][s / n];
      }
    }
    return out;
  }

  private static void tanh(double bound, double[][] out) {
    for (double[] channel : out) {
      Arrays.setAll(channel, k -> bound * Math.tanh(channel[k] / bound));
    }
  }
}
