package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.SiteRandom;

/**
 * A unit quaternion x with density exp(alpha x_0) with respect to the Haar measure of SU(2), that
 * is x_0 with density sqrt(1-x_0^2) exp(alpha x_0) and a direction (x_1, x_2, x_3) uniform on the
 * sphere.
 *
 * <p>alpha above {@link #CROSSOVER}: Kennedy, Pendleton, Phys. Lett. B156 (1985) 393, four uniforms
 * (two blocks) a try. Below: Creutz, Phys. Rev. D21 (1980) 2308, two uniforms (one block) a try.
 * Then two uniforms for the direction. Drawn is 1 - x_0, so that nothing cancels at large alpha.
 */
final class QuaternionHeatBath {
  /** Where the two methods accept equally often. */
  static final double CROSSOVER = 1.7;

  /**
   * Tries before the caller keeps its value: exact, as failure depends on alpha alone, and never
   * met (chance below 1e-500, as more than 70 % of the tries succeed at any alpha).
   */
  static final int TRIES = 1000;

  private final double[] x = new double[4];

  /** x_0, x_1, x_2, x_3 of the last draw; shared. */
  double[] value() {
    return x;
  }

  /** Draws x; false if no try succeeded, x is then unchanged. */
  boolean draw(double alpha, SiteRandom random) {
    double versine = alpha > CROSSOVER ? kennedyPendleton(alpha, random) : creutz(alpha, random);
    if (Double.isNaN(versine)) {
      return false;
    }
    double radius = Math.sqrt(versine * (2 - versine));
    double z = 2 * random.uniform() - 1;
    double angle = 2 * Math.PI * random.uniform();
    double flat = radius * Math.sqrt((1 - z) * (1 + z));
    x[0] = 1 - versine;
    x[1] = flat * StrictMath.cos(angle);
    x[2] = flat * StrictMath.sin(angle);
    x[3] = radius * z;
    return true;
  }

  /** 1 - x_0 from the Gamma(3/2) distribution, accepted with sqrt(1 - (1-x_0)/2). */
  private static double kennedyPendleton(double alpha, SiteRandom random) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double first = StrictMath.log(random.uniform());
      double cos = StrictMath.cos(2 * Math.PI * random.uniform());
      double third = StrictMath.log(random.uniform());
      double fourth = random.uniform();
      double versine = -(first + cos * cos * third) / alpha;
      if (fourth * fourth <= 1 - 0.5 * versine) {
        return versine;
      }
    }
    return Double.NaN;
  }

  /** 1 - x_0 from the exponential distribution on [0, 2], accepted with sqrt(1-x_0^2). */
  private static double creutz(double alpha, SiteRandom random) {
    boolean flat = alpha < 1e-300;
    double span = StrictMath.expm1(-2 * alpha);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double first = random.uniform();
      double second = random.uniform();
      double versine = flat ? 2 * first : -StrictMath.log1p(first * span) / alpha;
      if (second * second <= versine * (2 - versine)) {
        return versine;
      }
    }
    return Double.NaN;
  }

  /** g = x v^dagger for the x of the last draw; v unchanged, g overwritten. */
  void timesAdjoint(double[] v, double[] g) {
    g[0] = x[0] * v[0] + x[1] * v[1] + x[2] * v[2] + x[3] * v[3];
    g[1] = v[0] * x[1] - x[0] * v[1] + x[2] * v[3] - x[3] * v[2];
    g[2] = v[0] * x[2] - x[0] * v[2] + x[3] * v[1] - x[1] * v[3];
    g[3] = v[0] * x[3] - x[0] * v[3] + x[1] * v[2] - x[2] * v[1];
  }
}
