package org.fluxtube.engine.network;

import java.util.List;

/**
 * Which weight of a list acts on which link. Length 0: none, all coefficients 0. 1: the same for
 * all. 2: links in spatial planes, links in planes that contain the time (for lines: spatial links,
 * temporal links). 3: spatial links in spatial planes, spatial links in temporal planes, temporal
 * links. The last direction is time.
 */
final class WeightClasses {
  private WeightClasses() {}

  static void check(String name, List<Double> weights, int most) {
    if (weights.size() > most) {
      throw new IllegalArgumentException(
          name
              + " has "
              + weights.size()
              + " weights; allowed are 0 to "
              + most
              + ", for example "
              + name
              + " = [0.1]");
    }
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            name + " = " + weights + "; allowed are finite numbers, for example [0.1]");
      }
    }
  }

  /** Refuses a weight that would act on nothing. */
  static void requireFits(String name, List<Double> weights, int dimensions) {
    if (dimensions == 2 && weights.size() > 1) {
      throw new IllegalArgumentException(
          name
              + " = "
              + weights
              + ": two dimensions have no spatial plane, so the first weight would act on nothing;"
              + " use one weight, for example "
              + name
              + " = [0.1]");
    }
  }

  /** Names of that many weights. */
  static List<String> labels(String name, int count) {
    return switch (count) {
      case 0 -> List.of();
      case 1 -> List.of(name);
      case 2 -> List.of(name + " spatial", name + " temporal");
      default ->
          List.of(
              name + " spatial", name + " spatial link in temporal plane", name + " temporal link");
    };
  }

  /** Coefficient of the loops of the plane (mu, nu) in the sum of the link mu. */
  static double[][] planes(int dimensions, double[] weights) {
    double[][] all = new double[dimensions][dimensions];
    int time = dimensions - 1;
    for (int mu = 0; mu < dimensions; mu++) {
      for (int nu = 0; nu < dimensions; nu++) {
        if (mu == nu || weights.length == 0) {
          continue;
        }
        boolean temporal = mu == time || nu == time;
        int k =
            switch (weights.length) {
              case 1 -> 0;
              case 2 -> temporal ? 1 : 0;
              default -> mu == time ? 2 : nu == time ? 1 : 0;
            };
        all[mu][nu] = weights[k];
      }
    }
    return all;
  }

  /** Coefficient of the line in the sum of the link mu. */
  static double[] lines(int dimensions, double[] weights) {
    double[] all = new double[dimensions];
    for (int mu = 0; mu < dimensions && weights.length > 0; mu++) {
      all[mu] = weights[weights.length == 2 && mu == dimensions - 1 ? 1 : 0];
    }
    return all;
  }
}
