package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Updates of {@link MaskedSmearing} on plain arrays, with their adjoint by hand, for as many
 * configurations at a time as there are lanes. What is carried along are the phases of the
 * plaquettes, of which the update of a link turns two: a by -e, b by e, with
 *
 * <pre>
 * e = c_1 (sin a - sin b) + c_2 (sum sin(a + a_+-) - sum sin(b + b_+-)),
 * D = de/d(a, -b) = c_1 (cos a + cos b) + c_2 (sum cos(a + a_+-) + sum cos(b + b_+-)),
 * ln J = sum ln(1 - D).
 * </pre>
 *
 * <p>The adjoint of v.x + w ln J goes from the last update to the first and gathers p = d/dP of
 * every plaquette: forward e has the slope e' = p_b - p_a -+ v and D has D' = -w/(1 - D). Backwards
 * (the inverse) e = e(a + e, b - e), so that D' = w/(1 - D) and e' = (p_a - p_b +- v)/(1 - D) with
 * what D' gives to p_a and p_b. Both then add e' de + D' dD to the plaquettes and, through c_1 and
 * c_2, to the parameters and the loops that the network saw.
 */
final class LinkSmearing {
  private final Lattice lattice;
  private final Lattice coarse;
  private final int volume;
  private final int lanes;
  private final LinkUpdate.Subset[] subsets = new LinkUpdate.Subset[MaskedSmearing.SUBSETS];
  private final List<LinkUpdate> updates = new ArrayList<>();
  private final int parameters;

  /** Plaquettes, their phases and the derivatives with respect to them, {@code [site][lane]}. */
  private final double[] angles;

  private final double[] cos;
  private final double[] sin;
  private final double[] plaquetteSlope;
  private final LogProduct jacobians;
  private boolean inverse;
  private double[] logJacobians = {};

  /** Weights of all networks. */
  record Weights(List<PlainNetwork.Weights> updates) {}

  LinkSmearing(List<MaskedSmearing> maps, Lattice lattice, int lanes) {
    this.lattice = lattice;
    this.coarse = MaskedSmearing.coarse(lattice);
    this.volume = lattice.volume();
    this.lanes = lanes;
    this.angles = new double[volume * lanes];
    this.cos = new double[volume * lanes];
    this.sin = new double[volume * lanes];
    this.plaquetteSlope = new double[volume * lanes];
    this.jacobians = new LogProduct(lanes);
    Arrays.setAll(subsets, this::subset);
    double[][] room = LinkUpdate.room(coarse.volume() * lanes);
    int first = 0;
    for (MaskedSmearing map : maps) {
      PlainNetwork network =
          PlainNetwork.of(map.conditioner(), coarse, LinkUpdate.INPUTS, LinkUpdate.OUTPUTS, lanes);
      for (int layer = 0; layer < map.sweeps() * subsets.length; layer++) {
        updates.add(new LinkUpdate(subsets[layer % subsets.length], network, first, lanes, room));
        first += network.parameters();
      }
    }
    this.parameters = first;
  }

  private LinkUpdate.Subset subset(int which) {
    int mu = which % 2;
    int nu = 1 - mu;
    int sites = coarse.volume();
    int[] link = new int[sites];
    int[][] loops = new int[6][sites];
    for (int c = 0; c < sites; c++) {
      int s =
          lattice.site(
              2 * coarse.coordinate(c, 0) + which / 2 % 2, 2 * coarse.coordinate(c, 1) + which / 4);
      int below = lattice.backward(s, nu);
      link[c] = mu * volume + s;
      loops[0][c] = s;
      loops[1][c] = below;
      loops[2][c] = lattice.forward(s, mu);
      loops[3][c] = lattice.backward(s, mu);
      loops[4][c] = lattice.forward(below, mu);
      loops[5][c] = lattice.backward(below, mu);
    }
    return new LinkUpdate.Subset(mu, link, loops);
  }

  int parameters() {
    return parameters;
  }

  int lanes() {
    return lanes;
  }

  Weights weights(double[] theta) {
    return new Weights(updates.stream().map(update -> update.weights(theta)).toList());
  }

  /** ln |det| of the last map, in its own direction, of each lane. */
  double[] logJacobians() {
    return logJacobians;
  }

  /**
   * x = f(z).
   *
   * @param x the angles of z, configuration after configuration; overwritten
   */
  void forward(Weights w, double[] x) {
    begin(x, false);
    for (int n = 0; n < updates.size(); n++) {
      updates.get(n).forward(w.updates.get(n), cos, sin, x, 2 * volume, jacobians);
    }
    logJacobians = jacobians.logs(1);
  }

  /**
   * z = f^-1(x), link by link by Newton's method between bounds: |e| stays below 1.
   *
   * @param x overwritten: z
   */
  void inverse(Weights w, double[] x) {
    begin(x, true);
    for (int n = updates.size() - 1; n >= 0; n--) {
      updates.get(n).inverse(w.updates.get(n), cos, sin, x, 2 * volume, jacobians);
    }
    logJacobians = jacobians.logs(-1);
  }

  private void begin(double[] x, boolean backwards) {
    inverse = backwards;
    jacobians.clear();
    for (int l = 0; l < lanes; l++) {
      int own = 2 * volume * l;
      for (int s = 0; s < volume; s++) {
        angles[s * lanes + l] =
            x[own + s]
                + x[own + volume + lattice.forward(s, 0)]
                - x[own + lattice.forward(s, 1)]
                - x[own + volume + s];
      }
    }
    Elementary.sinCos(angles, sin, cos);
  }

  /**
   * The derivative of the sum over lanes of v.y + w ln |det| of the last map, y its image; once for
   * each map.
   *
   * @param v overwritten: the derivative with respect to what was mapped
   * @param weight w of each lane
   * @param gradient with respect to the parameters, added to; of length 0 if it is not wanted
   */
  void adjoint(Weights w, double[] v, double[] weight, double[] gradient) {
    Arrays.fill(plaquetteSlope, 0);
    int last = updates.size() - 1;
    for (int n = 0; n <= last; n++) {
      int which = inverse ? n : last - n;
      updates
          .get(which)
          .adjoint(inverse, w.updates.get(which), plaquetteSlope, v, 2 * volume, weight, gradient);
    }
    for (int l = 0; l < lanes; l++) {
      int own = 2 * volume * l;
      for (int s = 0; s < volume; s++) {
        double p = plaquetteSlope[s * lanes + l];
        v[own + s] += p;
        v[own + volume + lattice.forward(s, 0)] += p;
        v[own + lattice.forward(s, 1)] -= p;
        v[own + volume + s] -= p;
      }
    }
  }
}
