package org.fluxtube.engine.flow;

/**
 * exp, atan, sin and cos of many numbers at once by arithmetic alone, without tables and branches,
 * in loops short enough for the compiler to make vectors of; every machine finds the same bits.
 * Errors are a few units of the last place, of sin and cos a few of 1; what is not a number stays
 * so.
 */
final class Elementary {
  private static final double FARTHEST = 48;
  private static final int SQUARINGS = 8;
  private static final double LARGEST = 1e150;
  private static final double TURN = 2 * Math.PI;

  /** 2 pi - TURN. */
  private static final double REST = 2.4492935982947064e-16;

  private Elementary() {}

  /**
   * s = 1/(1 + exp(-x)), beyond |x| = 48 that of 48: q = exp(-x/256) - 1 by its series, then eight
   * times q (2 + q), which keeps the digits of a small q.
   *
   * @param s overwritten; may be x
   */
  static void logistic(double[] x, double[] s) {
    for (int k = 0; k < x.length; k++) {
      double r = Math.max(-FARTHEST, Math.min(FARTHEST, x[k])) * (-1.0 / (1 << SQUARINGS));
      double q = 1.0 / 3628800 + r * (1.0 / 39916800);
      q = 1.0 / 362880 + r * q;
      q = 1.0 / 40320 + r * q;
      q = 1.0 / 5040 + r * q;
      q = 1.0 / 720 + r * q;
      q = 1.0 / 120 + r * q;
      q = 1.0 / 24 + r * q;
      q = 1.0 / 6 + r * q;
      q = 0.5 + r * q;
      s[k] = r + r * r * q;
    }
    for (int k = 0; k < x.length; k++) {
      double q = s[k];
      q *= 2 + q;
      q *= 2 + q;
      q *= 2 + q;
      q *= 2 + q;
      q *= 2 + q;
      q *= 2 + q;
      q *= 2 + q;
      q *= 2 + q;
      s[k] = 1 / (2 + q);
    }
  }

  /**
   * to = scale atan x: atan x = 2 atan(x/(1 + sqrt(1 + x^2))) three times, then the series.
   *
   * @param to overwritten; may be x
   */
  static void atan(double[] x, double scale, double[] to) {
    for (int k = 0; k < to.length; k++) {
      double t = Math.max(-LARGEST, Math.min(LARGEST, x[k]));
      t /= 1 + Math.sqrt(1 + t * t);
      t /= 1 + Math.sqrt(1 + t * t);
      t /= 1 + Math.sqrt(1 + t * t);
      to[k] = t;
    }
    double times = 8 * scale;
    for (int k = 0; k < to.length; k++) {
      double t = to[k];
      double y = t * t;
      double sum = 1.0 / 21 - y * (1.0 / 23);
      sum = 1.0 / 19 - y * sum;
      sum = 1.0 / 17 - y * sum;
      sum = 1.0 / 15 - y * sum;
      sum = 1.0 / 13 - y * sum;
      sum = 1.0 / 11 - y * sum;
      sum = 1.0 / 9 - y * sum;
      sum = 1.0 / 7 - y * sum;
      sum = 1.0 / 5 - y * sum;
      sum = 1.0 / 3 - y * sum;
      to[k] = times * (t - t * y * sum);
    }
  }

  /**
   * sin and cos of any angles, from those of a quarter of what is left of p after whole turns.
   *
   * @param sin overwritten
   * @param cos overwritten
   */
  static void sinCos(double[] p, double[] sin, double[] cos) {
    for (int k = 0; k < p.length; k++) {
      double turns = Math.rint(p[k] * (1 / TURN));
      cos[k] = 0.25 * (p[k] - turns * TURN - turns * REST);
    }
    sin(cos, sin);
    cos(cos, cos);
    for (int k = 0; k < p.length; k++) {
      double s = sin[k];
      double c = cos[k];
      double twice = 2 * s * c;
      c = (c - s) * (c + s);
      sin[k] = 2 * twice * c;
      cos[k] = (c - twice) * (c + twice);
    }
  }

  /**
   * Sines of angles of at most 1.
   *
   * @param sin overwritten; may be the angles
   */
  static void sin(double[] e, double[] sin) {
    for (int k = 0; k < sin.length; k++) {
      sin[k] = sin(e[k]);
    }
  }

  /**
   * Cosines of angles of at most 1.
   *
   * @param cos overwritten; may be the angles
   */
  static void cos(double[] e, double[] cos) {
    for (int k = 0; k < cos.length; k++) {
      cos[k] = cos(e[k]);
    }
  }

  /** sin e for |e| of at most 1, by its series. */
  static double sin(double e) {
    double y = e * e;
    double q = 1.0 / 355687428096000.0 - y * (1.0 / 121645100408832000.0);
    q = 1.0 / 1307674368000.0 - y * q;
    q = 1.0 / 6227020800.0 - y * q;
    q = 1.0 / 39916800 - y * q;
    q = 1.0 / 362880 - y * q;
    q = 1.0 / 5040 - y * q;
    q = 1.0 / 120 - y * q;
    q = 1.0 / 6 - y * q;
    return e - e * y * q;
  }

  /** cos e for |e| of at most 1, by its series. */
  static double cos(double e) {
    double y = e * e;
    double q = 1.0 / 20922789888000.0 - y * (1.0 / 6402373705728000.0);
    q = 1.0 / 87178291200.0 - y * q;
    q = 1.0 / 479001600 - y * q;
    q = 1.0 / 3628800 - y * q;
    q = 1.0 / 40320 - y * q;
    q = 1.0 / 720 - y * q;
    q = 1.0 / 24 - y * q;
    q = 0.5 - y * q;
    return 1 - y * q;
  }
}
