package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.SiteRandom;

/**
 * An angle t with density exp(kappa cos t)/(2 pi I_0(kappa)): rejection from the wrapped Cauchy
 * distribution (Best, Fisher, Applied Statistics 28 (1979) 152).
 *
 * <p>Written with r - 1 and 1 - cos t, which have no cancellation, so that it holds from kappa = 0
 * to the largest coupling. Draws: two uniforms a try (one block), at least 65 % of the tries
 * succeed.
 */
final class VonMises {
  /** Tries before the caller keeps its value; the chance to need them all is below 1e-400. */
  static final int TRIES = 1000;

  private double versine;
  private double sin;

  /** cos t of the last draw. */
  double cos() {
    return 1 - versine;
  }

  /** 1 - cos t of the last draw, without cancellation. */
  double versine() {
    return versine;
  }

  /** sin t of the last draw. */
  double sin() {
    return sin;
  }

  /** Draws an angle; false if no try succeeded (which has no dependence on anything but kappa). */
  boolean draw(double kappa, SiteRandom random) {
    boolean flat = kappa < 1e-300;
    double q = Math.sqrt(1 + 4 * kappa * kappa);
    // r = (1 + q)/(2 kappa) of Best and Fisher, minus 1
    double s = flat ? 0 : (1 + 1 / (q + 2 * kappa)) / (2 * kappa);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double first = random.uniform();
      double second = random.uniform();
      double angle = Math.PI * first;
      double sine = StrictMath.sin(angle);
      double cosine = StrictMath.cos(angle);
      double low = 2 * sine * sine;
      double lift = flat ? low : s * low / (s + 2 * cosine * cosine);
      double c = kappa * (s + lift);
      if (flat || c * (2 - c) > second || StrictMath.log(c / second) + 1 - c >= 0) {
        versine = lift;
        sin = Math.sqrt(Math.max(0, lift * (2 - lift)));
        if (first > 0.5) {
          sin = -sin;
        }
        return true;
      }
    }
    return false;
  }
}
