package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Updates of {@link MaskedSmearing} on plain arrays, one configuration at a time, with their
 * adjoint by hand. What is carried along are the phases of the plaquettes, of which the update of a
 * link turns two: a by -e, b by e, with
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
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;
  private static final double PLAQUETTES = 2 / (Math.PI * 4);
  private static final double RECTANGLES = 2 / (Math.PI * 8);

  private final Lattice lattice;
  private final Lattice coarse;
  private final int volume;
  private final int sites;
  private final Subset[] subsets = new Subset[MaskedSmearing.SUBSETS];
  private final List<Update> updates = new ArrayList<>();
  private final int parameters;

  private final double[] cos;
  private final double[] sin;
  private final double[] plaquetteSlope;
  private boolean inverse;
  private double logJacobian;

  /** The active links of a subset, and the plaquettes around each: a, b, a_+, a_-, b_+, b_-. */
  private record Subset(int mu, int[] link, int[][] loops) {}

  /** One update: the subset, its network, its first parameter, and what it leaves behind. */
  private final class Update {
    private final Subset subset;
    private final PlainNetwork network;
    private final PlainNetwork.Tape tape;
    private final int first;

    /** Phases of all plaquettes on the side of z, D and the derivatives of c_1 and c_2. */
    private final double[] cos = new double[volume];

    private final double[] sin = new double[volume];
    private final double[] slope = new double[sites];
    private final double[] c = new double[OUTPUTS * sites];

    Update(Subset subset, PlainNetwork network, int first) {
      this.subset = subset;
      this.network = network;
      this.tape = network.new Tape();
      this.first = first;
    }

    LinkLoops around(int s, double[] cosines, double[] sines) {
      return new LinkLoops(subset.loops, c, s, cosines, sines);
    }
  }

  /** Weights of all networks. */
  record Weights(List<PlainNetwork.Weights> updates) {}

  LinkSmearing(List<MaskedSmearing> maps, Lattice lattice) {
    this.lattice = lattice;
    this.coarse = MaskedSmearing.coarse(lattice);
    this.volume = lattice.volume();
    this.sites = coarse.volume();
    this.cos = new double[volume];
    this.sin = new double[volume];
    this.plaquetteSlope = new double[volume];
    Arrays.setAll(subsets, this::subset);
    int first = 0;
    for (MaskedSmearing map : maps) {
      PlainNetwork network = PlainNetwork.of(map.conditioner(), coarse, INPUTS, OUTPUTS);
      for (int layer = 0; layer < map.sweeps() * subsets.length; layer++) {
        updates.add(new Update(subsets[layer % subsets.length], network, first));
        first += network.parameters();
      }
    }
    this.parameters = first;
  }

  private Subset subset(int which) {
    int mu = which % 2;
    int nu = 1 - mu;
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
    return new Subset(mu, link, loops);
  }

  int parameters() {
    return parameters;
  }

  Weights weights(double[] theta) {
    return new Weights(updates.stream().map(u -> u.network.weights(theta, u.first)).toList());
  }

  /** ln |det| of the last map, in its own direction. */
  double logJacobian() {
    return logJacobian;
  }

  /**
   * x = f(z).
   *
   * @param x the angles of z; overwritten
   */
  void forward(Weights w, double[] x) {
    begin(x, false);
    LogProduct jacobian = new LogProduct();
    for (int n = 0; n < updates.size(); n++) {
      Update update = updates.get(n);
      System.arraycopy(cos, 0, update.cos, 0, volume);
      System.arraycopy(sin, 0, update.sin, 0, volume);
      coefficients(update, w.updates.get(n));
      for (int s = 0; s < sites; s++) {
        LinkLoops at = update.around(s, cos, sin);
        update.slope[s] = at.slope(at.ca, at.sa, at.cb, at.sb);
        jacobian.times(1 - update.slope[s]);
        turn(update.subset, s, -at.step(at.ca, at.sa, at.cb, at.sb), x);
      }
    }
    logJacobian = jacobian.log();
  }

  /**
   * z = f^-1(x), link by link by Newton's method between bounds: |e| stays below 1.
   *
   * @param x overwritten: z
   */
  void inverse(Weights w, double[] x) {
    begin(x, true);
    LogProduct jacobian = new LogProduct();
    for (int n = updates.size() - 1; n >= 0; n--) {
      Update update = updates.get(n);
      coefficients(update, w.updates.get(n));
      for (int s = 0; s < sites; s++) {
        turn(update.subset, s, update.around(s, cos, sin).root(), x);
        LinkLoops there = update.around(s, cos, sin);
        update.slope[s] = there.slope(there.ca, there.sa, there.cb, there.sb);
        jacobian.times(1 - update.slope[s]);
      }
      System.arraycopy(cos, 0, update.cos, 0, volume);
      System.arraycopy(sin, 0, update.sin, 0, volume);
    }
    logJacobian = -jacobian.log();
  }

  private void begin(double[] x, boolean backwards) {
    inverse = backwards;
    for (int s = 0; s < volume; s++) {
      double p =
          x[s] + x[volume + lattice.forward(s, 0)] - x[lattice.forward(s, 1)] - x[volume + s];
      cos[s] = StrictMath.cos(p);
      sin[s] = StrictMath.sin(p);
    }
  }

  /** c_1 and c_2 of an update; what the network sees is the same before and after it. */
  private void coefficients(Update update, PlainNetwork.Weights w) {
    int[][] loops = update.subset.loops;
    double[] seen = update.tape.input();
    for (int s = 0; s < sites; s++) {
      int a = loops[0][s];
      int b = loops[1][s];
      seen[s] = cos[a] * cos[b] - sin[a] * sin[b];
      seen[sites + s] = cos[loops[2][s]];
      seen[2 * sites + s] = cos[loops[4][s]];
    }
    update.network.apply(w, update.tape);
    double[] out = update.tape.output();
    for (int s = 0; s < sites; s++) {
      update.c[s] = PLAQUETTES * StrictMath.atan(out[s]);
      update.c[sites + s] = RECTANGLES * StrictMath.atan(out[sites + s]);
    }
  }

  /** The link of a place turned so that a grows by e and b falls by it. */
  private void turn(Subset subset, int place, double e, double[] x) {
    double ce = StrictMath.cos(e);
    double se = StrictMath.sin(e);
    int a = subset.loops[0][place];
    int b = subset.loops[1][place];
    double ca = cos[a];
    double cb = cos[b];
    cos[a] = ca * ce - sin[a] * se;
    sin[a] = sin[a] * ce + ca * se;
    cos[b] = cb * ce + sin[b] * se;
    sin[b] = sin[b] * ce - cb * se;
    // a link of direction 0 is the first of its plaquette, one of direction 1 the last, against it
    x[subset.link[place]] += subset.mu == 0 ? e : -e;
  }

  /**
   * The derivative of v.y + w ln |det| of the last map, y its image.
   *
   * @param v overwritten: the derivative with respect to what was mapped
   * @param gradient with respect to the parameters, added to; of length 0 if it is not wanted
   */
  void adjoint(Weights w, double[] v, double weight, double[] gradient) {
    Arrays.fill(plaquetteSlope, 0);
    int last = updates.size() - 1;
    for (int n = 0; n <= last; n++) {
      int which = inverse ? n : last - n;
      Update update = updates.get(which);
      links(update, v, weight);
      update.network.adjoint(w.updates.get(which), update.tape, gradient, update.first);
      seen(update);
    }
    for (int s = 0; s < volume; s++) {
      double p = plaquetteSlope[s];
      v[s] += p;
      v[volume + lattice.forward(s, 0)] += p;
      v[lattice.forward(s, 1)] -= p;
      v[volume + s] -= p;
    }
  }

  /** What e and D give to the plaquettes and to the output of the network. */
  private void links(Update update, double[] v, double weight) {
    int[][] loops = update.subset.loops;
    double[] p = plaquetteSlope;
    double[] out = update.tape.output();
    double[] pull = update.tape.outputSlope();
    for (int s = 0; s < sites; s++) {
      LinkLoops at = update.around(s, update.cos, update.sin);
      int a = loops[0][s];
      int b = loops[1][s];
      double sinesA = at.sa * at.cosA + at.ca * at.sinA;
      double sinesB = at.sb * at.cosB + at.cb * at.sinB;
      double cosinesA = at.ca * at.cosA - at.sa * at.sinA;
      double cosinesB = at.cb * at.cosB - at.sb * at.sinB;
      double stepA = at.c1 * at.ca + at.c2 * cosinesA;
      double stepB = -at.c1 * at.cb - at.c2 * cosinesB;
      double slopeA = -at.c1 * at.sa - at.c2 * sinesA;
      double slopeB = -at.c1 * at.sb - at.c2 * sinesB;
      double left = 1 - update.slope[s];
      double d = (inverse ? weight : -weight) / left;
      // forward a falls by e, and with it a link of direction 0
      double link = update.subset.mu == 0 ? -v[update.subset.link[s]] : v[update.subset.link[s]];
      double e =
          inverse ? (p[a] + d * slopeA - p[b] - d * slopeB - link) / left : link + p[b] - p[a];
      p[a] += e * stepA + d * slopeA;
      p[b] += e * stepB + d * slopeB;
      side(update, loops[2][s], at.c2, at.ca, at.sa, e, d);
      side(update, loops[3][s], at.c2, at.ca, at.sa, e, d);
      side(update, loops[4][s], at.c2, at.cb, at.sb, -e, d);
      side(update, loops[5][s], at.c2, at.cb, at.sb, -e, d);
      double c1 = e * (at.sa - at.sb) + d * (at.ca + at.cb);
      double c2 = e * (sinesA - sinesB) + d * (cosinesA + cosinesB);
      pull[s] = c1 * PLAQUETTES / (1 + out[s] * out[s]);
      pull[sites + s] = c2 * RECTANGLES / (1 + out[sites + s] * out[sites + s]);
    }
  }

  private void side(Update update, int at, double c2, double c, double s, double e, double d) {
    double cosine = c * update.cos[at] - s * update.sin[at];
    double sine = s * update.cos[at] + c * update.sin[at];
    plaquetteSlope[at] += c2 * (e * cosine - d * sine);
  }

  /** What the network gives to the loops that it saw. */
  private void seen(Update update) {
    int[][] loops = update.subset.loops;
    double[] pull = update.tape.inputSlope();
    for (int s = 0; s < sites; s++) {
      int a = loops[0][s];
      int b = loops[1][s];
      double both = update.sin[a] * update.cos[b] + update.cos[a] * update.sin[b];
      plaquetteSlope[a] -= both * pull[s];
      plaquetteSlope[b] -= both * pull[s];
      plaquetteSlope[loops[2][s]] -= update.sin[loops[2][s]] * pull[sites + s];
      plaquetteSlope[loops[4][s]] -= update.sin[loops[4][s]] * pull[2 * sites + s];
    }
  }
}
