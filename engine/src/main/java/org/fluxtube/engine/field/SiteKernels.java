package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/** Updates of scalars and unit vectors, h the environment at the site. */
final class SiteKernels {
  private SiteKernels() {}

  /**
   * Metropolis with weight exp(-[quadratic x^2 + quartic (x^2)^2 - x.h]). Draws of a hit: the
   * normal step of each component, then the uniform of the accept.
   */
  static long scalarMetropolis(
      LocalUpdate.ScalarMetropolis rule,
      int n,
      SiteSet sites,
      double[] h,
      StreamKey key,
      double[] x) {
    double[] trial = new double[n];
    SiteRandom random = key.at(0);
    long accepted = 0;
    for (int site : sites.sites()) {
      random.moveTo(site);
      int o = site * n;
      double old = scalarAction(rule, n, x, o, h, o);
      for (int hit = 0; hit < rule.hits(); hit++) {
        for (int c = 0; c < n; c++) {
          trial[c] = x[o + c] + rule.width() * random.gaussian();
        }
        double next = scalarAction(rule, n, trial, 0, h, o);
        if (random.uniform() < StrictMath.exp(old - next)) {
          System.arraycopy(trial, 0, x, o, n);
          old = next;
          accepted++;
        }
      }
    }
    return accepted;
  }

  private static double scalarAction(
      LocalUpdate.ScalarMetropolis rule, int n, double[] x, int xo, double[] h, int ho) {
    double square = 0;
    double linear = 0;
    for (int c = 0; c < n; c++) {
      square += x[xo + c] * x[xo + c];
      linear += x[xo + c] * h[ho + c];
    }
    return square * (rule.quadratic() + rule.quartic() * square) - linear;
  }

  /**
   * Metropolis with weight exp(x.h). Draws of a hit: the normal step of each component, then the
   * uniform of the accept. The density of the proposal depends on the angle alone, so it is
   * symmetric.
   */
  static long spinMetropolis(
      LocalUpdate.SpinMetropolis rule,
      int n,
      SiteSet sites,
      double[] h,
      StreamKey key,
      double[] x) {
    double[] trial = new double[n];
    SiteRandom random = key.at(0);
    long accepted = 0;
    for (int site : sites.sites()) {
      random.moveTo(site);
      int o = site * n;
      for (int hit = 0; hit < rule.hits(); hit++) {
        double norm = 0;
        for (int c = 0; c < n; c++) {
          trial[c] = x[o + c] + rule.width() * random.gaussian();
          norm += trial[c] * trial[c];
        }
        double scale = 1 / Math.sqrt(norm);
        double gain = 0;
        for (int c = 0; c < n; c++) {
          trial[c] *= scale;
          gain += (trial[c] - x[o + c]) * h[o + c];
        }
        if (random.uniform() < StrictMath.exp(gain)) {
          System.arraycopy(trial, 0, x, o, n);
          accepted++;
        }
      }
    }
    return accepted;
  }

  /** Draws from the density exp(x.h) on the sphere; see {@link VonMisesFisher} for the draws. */
  static long spinHeatBath(int n, SiteSet sites, double[] h, StreamKey key, double[] x) {
    VonMisesFisher distribution = VonMisesFisher.create(n);
    SiteRandom random = key.at(0);
    long changed = 0;
    for (int site : sites.sites()) {
      changed += distribution.draw(h, site * n, random.moveTo(site), x, site * n) ? 1 : 0;
    }
    return changed;
  }

  /** x = 2 (x.h) h/h^2 - x, where h is not 0; no random numbers. */
  static long spinOverrelaxation(int n, SiteSet sites, double[] h, double[] x) {
    long changed = 0;
    for (int site : sites.sites()) {
      double square = 0;
      double along = 0;
      for (int c = site * n; c < (site + 1) * n; c++) {
        square += h[c] * h[c];
        along += x[c] * h[c];
      }
      if (square > 0) {
        double factor = 2 * along / square;
        for (int c = site * n; c < (site + 1) * n; c++) {
          x[c] = factor * h[c] - x[c];
        }
        changed++;
      }
    }
    return changed;
  }
}
