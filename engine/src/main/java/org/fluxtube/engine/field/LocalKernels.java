package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.StreamKey;

/**
 * Local updates on host arrays {@code [site][component]}: what every backend must reproduce.
 *
 * <p>Each site draws from its own counter, {@code key.at(site)}, so that the result does not depend
 * on the order of the sites. The order of draws at a site is written at each kernel. All
 * transcendental functions are StrictMath's.
 */
final class LocalKernels {
  private LocalKernels() {}

  /**
   * Applies the rule at the given sites.
   *
   * @param shape what is at a site of both arrays
   * @param environment unchanged
   * @param x overwritten at {@code sites}
   * @return the number of accepted changes
   */
  static long update(
      LocalUpdate update,
      SiteSet sites,
      Shape shape,
      double[] environment,
      StreamKey key,
      double[] x) {
    return switch (update) {
      case LocalUpdate.LinkHeatBath rule -> {
        requireLinks(rule.group(), shape, update);
        yield LinkKernels.heatBath(rule, sites, environment, key, x);
      }
      case LocalUpdate.LinkOverrelaxation rule -> {
        requireLinks(rule.group(), shape, update);
        yield LinkKernels.overrelaxation(rule, sites, environment, x);
      }
      case LocalUpdate.LinkMetropolis rule -> {
        requireLinks(rule.group(), shape, update);
        yield LinkKernels.metropolis(rule, sites, environment, key, x);
      }
      case LocalUpdate.ScalarMetropolis rule ->
          SiteKernels.scalarMetropolis(
              rule, requireReal(shape, 1, update), sites, environment, key, x);
      case LocalUpdate.SpinMetropolis rule ->
          SiteKernels.spinMetropolis(
              rule, requireReal(shape, 2, update), sites, environment, key, x);
      case LocalUpdate.SpinHeatBath rule ->
          SiteKernels.spinHeatBath(requireReal(shape, 2, rule), sites, environment, key, x);
      case LocalUpdate.SpinOverrelaxation rule ->
          SiteKernels.spinOverrelaxation(requireReal(shape, 2, rule), sites, environment, x);
    };
  }

  private static void requireLinks(Group group, Shape shape, LocalUpdate update) {
    if (!shape.equals(new Shape.Matrix(group.n()))) {
      throw new IllegalArgumentException(
          update + " needs " + group + " links, got a vector of " + shape);
    }
  }

  private static int requireReal(Shape shape, int least, LocalUpdate update) {
    if (shape instanceof Shape.Real(int reals) && reals >= least) {
      return reals;
    }
    throw new IllegalArgumentException(
        update + " needs at least " + least + " real numbers a site, got a vector of " + shape);
  }
}
