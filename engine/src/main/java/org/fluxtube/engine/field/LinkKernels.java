package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/** Updates of links U with weight exp(coefficient Re tr[U A]), A the environment at the site. */
final class LinkKernels {
  private LinkKernels() {}

  /** Draws from the conditional distribution; for SU(N) subgroup by subgroup. */
  static long heatBath(
      LocalUpdate.LinkHeatBath rule, SiteSet sites, double[] a, StreamKey key, double[] u) {
    SiteRandom random = key.at(0);
    int n = rule.group().n();
    long changed = 0;
    if (n == 1) {
      VonMises vonMises = new VonMises();
      for (int site : sites.sites()) {
        random.moveTo(site);
        changed += phaseHeatBath(rule.coefficient(), vonMises, a, random, u, 2 * site) ? 1 : 0;
      }
      return changed;
    }
    SubgroupKernel kernel = new SubgroupKernel(n, rule.reversed());
    for (int site : sites.sites()) {
      random.moveTo(site);
      changed += kernel.heatBath(rule.coefficient(), a, random, u, 2 * n * n * site) ? 1 : 0;
    }
    return changed;
  }

  /** U(1): U = exp(i t) sign(c) conj(A)/|A| with t von Mises of concentration |c A|. */
  private static boolean phaseHeatBath(
      double coefficient, VonMises vonMises, double[] a, SiteRandom random, double[] u, int o) {
    double norm = Math.sqrt(a[o] * a[o] + a[o + 1] * a[o + 1]);
    double re = 1;
    double im = 0;
    if (norm > 0) {
      double sign = coefficient < 0 ? -1 : 1;
      re = sign * a[o] / norm;
      im = -sign * a[o + 1] / norm;
    }
    if (!vonMises.draw(Math.abs(coefficient) * norm, random)) {
      return false;
    }
    u[o] = vonMises.cos() * re - vonMises.sin() * im;
    u[o + 1] = vonMises.cos() * im + vonMises.sin() * re;
    return true;
  }

  /** The reflection at constant Re tr[U A]; no random numbers. */
  static long overrelaxation(
      LocalUpdate.LinkOverrelaxation rule, SiteSet sites, double[] a, double[] u) {
    int n = rule.group().n();
    long changed = 0;
    if (n == 1) {
      for (int site : sites.sites()) {
        changed += phaseReflection(a, u, 2 * site) ? 1 : 0;
      }
      return changed;
    }
    SubgroupKernel kernel = new SubgroupKernel(n, rule.reversed());
    for (int site : sites.sites()) {
      changed += kernel.overrelaxation(a, u, 2 * n * n * site) ? 1 : 0;
    }
    return changed;
  }

  /** U(1): U = conj(U A) conj(A)/|A|^2. */
  private static boolean phaseReflection(double[] a, double[] u, int o) {
    double norm2 = a[o] * a[o] + a[o + 1] * a[o + 1];
    if (!(norm2 > 0)) {
      return false;
    }
    // conj(U A)
    double re = u[o] * a[o] - u[o + 1] * a[o + 1];
    double im = -(u[o] * a[o + 1] + u[o + 1] * a[o]);
    u[o] = (re * a[o] + im * a[o + 1]) / norm2;
    u[o + 1] = (im * a[o] - re * a[o + 1]) / norm2;
    return true;
  }

  /**
   * Metropolis. Draws of a hit: the normal w^a in the order of the generators, then the uniform of
   * the accept.
   */
  static long metropolis(
      LocalUpdate.LinkMetropolis rule, SiteSet sites, double[] a, StreamKey key, double[] u) {
    Group group = rule.group();
    int size = 2 * group.n() * group.n();
    Exponential exponential = new Exponential(group.n());
    double[] w = new double[group.algebraDimension()];
    double[] trial = new double[size];
    SiteRandom random = key.at(0);
    long accepted = 0;
    for (int site : sites.sites()) {
      random.moveTo(site);
      int o = site * size;
      double old = traceOfProduct(group.n(), u, o, a, o);
      for (int hit = 0; hit < rule.hits(); hit++) {
        for (int k = 0; k < w.length; k++) {
          w[k] = random.gaussian();
        }
        System.arraycopy(u, o, trial, 0, size);
        exponential.apply(rule.width(), w, 0, trial, 0);
        double next = traceOfProduct(group.n(), trial, 0, a, o);
        if (random.uniform() < StrictMath.exp(rule.coefficient() * (next - old))) {
          System.arraycopy(trial, 0, u, o, size);
          old = next;
          accepted++;
        }
      }
    }
    return accepted;
  }

  /** Re tr[U A]. */
  static double traceOfProduct(int n, double[] u, int uo, double[] a, int ao) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int ij = uo + 2 * (i * n + j);
        int ji = ao + 2 * (j * n + i);
        sum += u[ij] * a[ji] - u[ij + 1] * a[ji + 1];
      }
    }
    return sum;
  }
}
