package org.fluxtube.engine.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.BlockSplitting;
import org.fluxtube.engine.flow.ConditionerSpec;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.MaskedSmearing;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.PlaquetteCoupling;
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
    DenseFlow dense = new DenseFlow(lattice, theta, x);
    int[] first = new int[flow.maps().size() + 1];
    for (int m = 0; m < flow.maps().size(); m++) {
      first[m + 1] = first[m] + dense.parameters(flow.maps().get(m));
    }
    for (int m = flow.maps().size() - 1; m >= 0; m--) {
      switch (flow.maps().get(m)) {
        case AffineCoupling coupling -> dense.undo(coupling, first[m]);
        case SplineCoupling coupling -> dense.undo(coupling, first[m]);
        case ModeScaling _ -> dense.undoModes(first[m]);
        case MaskedSmearing smearing ->
            dense.log -= DenseSmearing.undo(smearing, lattice, theta, first[m], dense.x);
        case PlaquetteCoupling coupling ->
            dense.log -= new DensePlaquettes(lattice, theta, dense.x).undo(coupling, first[m]);
        case BlockSplitting splitting ->
            dense.log -= new DensePlaquettes(lattice, theta, dense.x).undo(splitting, first[m]);
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

  private int layerParameters(ConditionerSpec network, int outputs) {
    return DenseConditioner.parameters(network, lattice, 1, outputs);
  }

  private int parameters(MapSpec map) {
    return switch (map) {
      case AffineCoupling c -> c.layers() * layerParameters(c.conditioner(), 2);
      case SplineCoupling c -> c.layers() * layerParameters(c.conditioner(), 3 * c.bins() - 1);
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
    for (int k = 0; k < x.length; k++) {
      if (k <= minus(k)) {
        modes.put(k, modes.size());
      }
    }
    return modes;
  }

  private void undoModes(int offset) {
    Map<Integer, Integer> modes = modes();
    double[] z = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      double s = theta[offset + modes.get(Math.min(k, minus(k)))];
      log -= s;
      for (int a = 0; a < x.length; a++) {
        for (int b = 0; b < x.length; b++) {
          double phase = 0;
          for (int mu = 0; mu < lattice.dimensions(); mu++) {
            int distance = lattice.coordinate(a, mu) - lattice.coordinate(b, mu);
            phase += 2 * Math.PI * lattice.coordinate(k, mu) * distance / lattice.extent(mu);
          }
          z[a] += Math.exp(-s) * Math.cos(phase) * x[b] / x.length;
        }
      }
    }
    x = z;
  }

  private void undo(AffineCoupling c, int offset) {
    int each = layerParameters(c.conditioner(), 2);
    for (int layer = c.layers() - 1; layer >= 0; layer--) {
      double[][] out = network(c.conditioner(), layer, offset + layer * each, 2, 1);
      tanh(1, out);
      if (c.equivariant()) {
        double[][] other = network(c.conditioner(), layer, offset + layer * each, 2, -1);
        tanh(1, other);
        for (int s = 0; s < x.length; s++) {
          out[0][s] = (out[0][s] + other[0][s]) / 2;
          out[1][s] = (out[1][s] - other[1][s]) / 2;
        }
      }
      for (int s = 0; s < x.length; s++) {
        if (lattice.parity(s) == layer % 2) {
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
      double[][] out = network(c.conditioner(), layer, offset + layer * each, numbers, 1);
      double[][] other = network(c.conditioner(), layer, offset + layer * each, numbers, -1);
      tanh(3, out);
      tanh(3, other);
      for (int s = 0; s < x.length; s++) {
        if (lattice.parity(s) != layer % 2) {
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

  private double[][] network(
      ConditionerSpec network, int layer, int offset, int outputs, int sign) {
    double[] frozen = new double[x.length];
    for (int s = 0; s < x.length; s++) {
      frozen[s] = lattice.parity(s) == layer % 2 ? 0 : sign * x[s];
    }
    return DenseConditioner.apply(
        network, lattice, theta, offset, new double[][] {frozen}, outputs);
  }

  private static void tanh(double bound, double[][] out) {
    for (double[] channel : out) {
      Arrays.setAll(channel, k -> bound * Math.tanh(channel[k] / bound));
    }
  }
}
