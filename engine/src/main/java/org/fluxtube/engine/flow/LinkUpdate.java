package org.fluxtube.engine.flow;

/**
 * One update of {@link LinkSmearing}: the links of a subset in all lanes, and what it leaves behind
 * for its adjoint. Arrays are {@code [place][lane]}, a place an active link.
 */
final class LinkUpdate {
  private static final double PLAQUETTES = 2 / (Math.PI * 4);
  private static final double RECTANGLES = 2 / (Math.PI * 8);

  /** Plaquettes around a link. */
  private static final int LOOPS = 6;

  /** What the network sees: a + b, a_+ and b_+; and gives: C_1 and C_2. */
  static final int INPUTS = 3;

  static final int OUTPUTS = 2;

  /**
   * The active links of a subset.
   *
   * @param mu their direction
   * @param link number of each among the angles of a configuration
   * @param loops the plaquettes around each: a, b, a_+, a_-, b_+, b_-
   */
  record Subset(int mu, int[] link, int[][] loops) {}

  private final Subset subset;
  private final PlainNetwork network;
  private final PlainNetwork.Tape tape;
  private final int first;
  private final int lanes;
  private final int size;

  /** Phases of the plaquettes around each link, on the side of z. */
  private final double[][] cos;

  private final double[][] sin;

  /** Sums over the rectangles with a, and with b. */
  private final double[] cosinesA;

  private final double[] sinesA;
  private final double[] cosinesB;
  private final double[] sinesB;

  private final double[] c1;
  private final double[] c2;
  private final double[] step;
  private final double[] slope;

  /** Room for all updates alike. */
  private final double[][] part;

  /**
   * An update.
   *
   * @param first its first parameter
   * @param part of {@link #room}
   */
  LinkUpdate(Subset subset, PlainNetwork network, int first, int lanes, double[][] part) {
    this.subset = subset;
    this.network = network;
    this.tape = network.new Tape();
    this.first = first;
    this.lanes = lanes;
    this.size = subset.link.length * lanes;
    this.cos = new double[LOOPS][size];
    this.sin = new double[LOOPS][size];
    this.cosinesA = new double[size];
    this.sinesA = new double[size];
    this.cosinesB = new double[size];
    this.sinesB = new double[size];
    this.c1 = new double[size];
    this.c2 = new double[size];
    this.step = new double[size];
    this.slope = new double[size];
    this.part = part;
  }

  /** Room that updates of one size share. */
  static double[][] room(int size) {
    return new double[LOOPS + 4][size];
  }

  PlainNetwork.Weights weights(double[] theta) {
    return network.weights(theta, first);
  }

  private void gather(double[] from, int[] places, double[] to) {
    if (lanes == 1) {
      for (int s = 0; s < places.length; s++) {
        to[s] = from[places[s]];
      }
      return;
    }
    for (int s = 0; s < places.length; s++) {
      System.arraycopy(from, places[s] * lanes, to, s * lanes, lanes);
    }
  }

  private void scatter(double[] from, int[] places, double[] to) {
    for (int s = 0; s < places.length; s++) {
      System.arraycopy(from, s * lanes, to, places[s] * lanes, lanes);
    }
  }

  private void add(double[] from, int[] places, double[] to) {
    for (int s = 0; s < places.length; s++) {
      int at = places[s] * lanes;
      for (int l = 0; l < lanes; l++) {
        to[at + l] += from[s * lanes + l];
      }
    }
  }

  /** Phases around the links and the coefficients, which are the same before and after it. */
  private void begin(PlainNetwork.Weights w, double[] cosines, double[] sines) {
    for (int j = 0; j < LOOPS; j++) {
      gather(cosines, subset.loops[j], cos[j]);
      gather(sines, subset.loops[j], sin[j]);
    }
    compose(cos[0], sin[0], cos[1], sin[1], part[0], part[1]);
    tape.input(0, part[0]);
    for (int input = 1; input < INPUTS; input++) {
      tape.input(input, cos[2 * input]);
    }
    network.apply(w, tape);
    tape.output(0, part[0]);
    tape.output(1, part[1]);
    Elementary.atan(part[0], PLAQUETTES, c1);
    Elementary.atan(part[1], RECTANGLES, c2);
  }

  /** Phases of sums: (c + i s)(c' + i s'). */
  private static void compose(
      double[] c, double[] s, double[] c2, double[] s2, double[] cosines, double[] sines) {
    for (int k = 0; k < sines.length; k++) {
      cosines[k] = c[k] * c2[k] - s[k] * s2[k];
      sines[k] = s[k] * c2[k] + c[k] * s2[k];
    }
  }

  private static void sum(double[] x, double[] y, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = x[k] + y[k];
    }
  }

  /** to = u (x + sign y) + v (x' + sign y'). */
  private static void both(
      double[] u,
      double[] x,
      double[] y,
      double[] v,
      double[] x2,
      double[] y2,
      double sign,
      double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = u[k] * (x[k] + sign * y[k]) + v[k] * (x2[k] + sign * y2[k]);
    }
  }

  /** e and D with the phases as they are. */
  private void stepAndSlope() {
    sum(cos[2], cos[3], part[0]);
    sum(sin[2], sin[3], part[1]);
    compose(cos[0], sin[0], part[0], part[1], cosinesA, sinesA);
    sum(cos[4], cos[5], part[0]);
    sum(sin[4], sin[5], part[1]);
    compose(cos[1], sin[1], part[0], part[1], cosinesB, sinesB);
    both(c1, sin[0], sin[1], c2, sinesA, sinesB, -1, step);
    both(c1, cos[0], cos[1], c2, cosinesA, cosinesB, 1, slope);
  }

  /** Plaquettes a and b turned by sign e and -sign e, into parts 0 to 3: cos and sin of a, of b. */
  private void turn(double[] e, double sign) {
    double[] ce = part[4];
    double[] se = part[5];
    Elementary.cos(e, ce);
    Elementary.sin(e, se);
    for (int k = 0; k < se.length; k++) {
      se[k] *= sign;
    }
    compose(cos[0], sin[0], ce, se, part[0], part[1]);
    for (int k = 0; k < se.length; k++) {
      se[k] = -se[k];
    }
    compose(cos[1], sin[1], ce, se, part[2], part[3]);
  }

  private void moved(
      double[] e, double sign, double[] cosines, double[] sines, double[] x, int numbers) {
    turn(e, sign);
    scatter(part[0], subset.loops[0], cosines);
    scatter(part[1], subset.loops[0], sines);
    scatter(part[2], subset.loops[1], cosines);
    scatter(part[3], subset.loops[1], sines);
    // a link of direction 0 is the first of its plaquette, one of direction 1 the last, against it
    double up = subset.mu == 0 ? sign : -sign;
    for (int l = 0; l < lanes; l++) {
      for (int s = 0; s < subset.link.length; s++) {
        x[l * numbers + subset.link[s]] += up * e[s * lanes + l];
      }
    }
  }

  /**
   * From z towards x.
   *
   * @param cosines of all plaquettes; those of a and b are overwritten
   * @param sines likewise
   * @param x angles, configuration after configuration; those of the links are overwritten
   * @param jacobians multiplied by 1 - D
   */
  void forward(
      PlainNetwork.Weights w,
      double[] cosines,
      double[] sines,
      double[] x,
      int numbers,
      LogProduct jacobians) {
    begin(w, cosines, sines);
    stepAndSlope();
    jacobians.times(slope);
    moved(step, -1, cosines, sines, x, numbers);
  }

  /** From x towards z; arguments as {@link #forward}. */
  void inverse(
      PlainNetwork.Weights w,
      double[] cosines,
      double[] sines,
      double[] x,
      int numbers,
      LogProduct jacobians) {
    begin(w, cosines, sines);
    for (int k = 0; k < size; k++) {
      step[k] = new LinkLoops(cos, sin, c1, c2, k).root();
    }
    moved(step, 1, cosines, sines, x, numbers);
    for (int j = 0; j < 2; j++) {
      System.arraycopy(part[2 * j], 0, cos[j], 0, size);
      System.arraycopy(part[2 * j + 1], 0, sin[j], 0, size);
    }
    stepAndSlope();
    jacobians.times(slope);
  }

  /**
   * The adjoint of the last {@link #forward} or {@link #inverse}, with the phases of its {@link
   * Subset}.
   *
   * @param plaquettes d/dP of all plaquettes; added to
   * @param v d/dx, configuration after configuration; unchanged
   * @param weight d/d ln |det|, of each lane
   * @param gradient of the parameters, added to; of length 0 if it is not wanted
   */
  void adjoint(
      boolean inverse,
      PlainNetwork.Weights w,
      double[] plaquettes,
      double[] v,
      int numbers,
      double[] weight,
      double[] gradient) {
    double[] links = part[LOOPS];
    double[] weights = part[LOOPS + 1];
    // forward a falls by e, and with it a link of direction 0
    double sign = subset.mu == 0 ? -1 : 1;
    for (int l = 0; l < lanes; l++) {
      for (int s = 0; s < subset.link.length; s++) {
        links[s * lanes + l] = sign * v[l * numbers + subset.link[s]];
        weights[s * lanes + l] = weight[l];
      }
    }
    gather(plaquettes, subset.loops[0], part[0]);
    gather(plaquettes, subset.loops[1], part[1]);
    pulls(inverse, links, weights);
    coefficients(links, weights);
    links(links, weights);
    network.adjoint(w, tape, gradient, first);
    seen();
    for (int j = 0; j < LOOPS; j++) {
      add(part[j], subset.loops[j], plaquettes);
    }
  }

  /**
   * e' and D' from p_a and p_b in parts 0 and 1.
   *
   * @param up d/d(link); overwritten: e'
   * @param d d/d ln |det|; overwritten: D'
   */
  private void pulls(boolean inverse, double[] up, double[] d) {
    double[] a = part[0];
    double[] b = part[1];
    if (inverse) {
      for (int k = 0; k < up.length; k++) {
        double left = 1 / (1 - slope[k]);
        d[k] *= left;
        // what D' gives to p_a - p_b is -D' e
        up[k] = (a[k] - b[k] - d[k] * step[k] - up[k]) * left;
      }
    } else {
      for (int k = 0; k < up.length; k++) {
        d[k] /= slope[k] - 1;
        up[k] += b[k] - a[k];
      }
    }
  }

  /** dL/d(output of the network). */
  private void coefficients(double[] up, double[] d) {
    double[] of1 = part[LOOPS + 2];
    double[] of2 = part[LOOPS + 3];
    for (int k = 0; k < of1.length; k++) {
      of1[k] = up[k] * (sin[0][k] - sin[1][k]) + d[k] * (cos[0][k] + cos[1][k]);
      of2[k] = up[k] * (sinesA[k] - sinesB[k]) + d[k] * (cosinesA[k] + cosinesB[k]);
    }
    outputSlope(0, PLAQUETTES, of1);
    outputSlope(1, RECTANGLES, of2);
  }

  /** Through scale atan. */
  private void outputSlope(int which, double scale, double[] pull) {
    double[] out = part[0];
    tape.output(which, out);
    for (int k = 0; k < pull.length; k++) {
      pull[k] *= scale / (1 + out[k] * out[k]);
    }
    tape.outputSlope(which, pull);
  }

  /** What e' and D' give to the plaquettes, into the parts. */
  private void links(double[] up, double[] d) {
    side(up, d, 0, 1);
    side(up, d, 1, -1);
  }

  /** The plaquette a, or b, and its neighbours. */
  private void side(double[] up, double[] d, int which, double sign) {
    double[] c = cos[which];
    double[] s = sin[which];
    double[] cosines = which == 0 ? cosinesA : cosinesB;
    double[] sines = which == 0 ? sinesA : sinesB;
    double[] own = part[which];
    for (int k = 0; k < own.length; k++) {
      own[k] =
          sign * up[k] * (c1[k] * c[k] + c2[k] * cosines[k])
              - d[k] * (c1[k] * s[k] + c2[k] * sines[k]);
    }
    double[] along = part[LOOPS + 2];
    double[] across = part[LOOPS + 3];
    for (int k = 0; k < along.length; k++) {
      along[k] = c2[k] * (sign * up[k] * c[k] - d[k] * s[k]);
      across[k] = c2[k] * (sign * up[k] * s[k] + d[k] * c[k]);
    }
    for (int j = 2 + 2 * which; j < 4 + 2 * which; j++) {
      difference(along, cos[j], across, sin[j], part[j]);
    }
  }

  private static void difference(double[] u, double[] x, double[] v, double[] y, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = u[k] * x[k] - v[k] * y[k];
    }
  }

  /** What the network gives to the loops that it saw. */
  private void seen() {
    double[] pull = part[LOOPS];
    double[] a = part[0];
    double[] b = part[1];
    tape.inputSlope(0, pull);
    for (int k = 0; k < a.length; k++) {
      double of = (sin[0][k] * cos[1][k] + cos[0][k] * sin[1][k]) * pull[k];
      a[k] -= of;
      b[k] -= of;
    }
    for (int input = 1; input < INPUTS; input++) {
      tape.inputSlope(input, pull);
      take(pull, sin[2 * input], part[2 * input]);
    }
  }

  private static void take(double[] pull, double[] s, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] -= s[k] * pull[k];
    }
  }
}
