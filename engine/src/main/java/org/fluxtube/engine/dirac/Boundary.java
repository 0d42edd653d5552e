package org.fluxtube.engine.dirac;

import java.util.List;

/** Phases exp(i pi theta_mu) that a fermion takes on when it crosses the boundary in mu. */
final class Boundary {
  private Boundary() {}

  static List<Double> checked(List<Double> theta) {
    if (theta.stream().anyMatch(t -> !(Math.abs(t) <= 1))) {
      throw new IllegalArgumentException(
          "boundary = "
              + theta
              + "; allowed are numbers in [-1, 1] in units of pi, one a direction, 0 for periodic"
              + " and 1 for antiperiodic, for example [0, 0, 0, 1]; [] is antiperiodic in time");
    }
    return List.copyOf(theta);
  }

  static void requireFits(List<Double> theta, int dimensions) {
    if (!theta.isEmpty() && theta.size() != dimensions) {
      throw new IllegalArgumentException(
          "boundary = "
              + theta
              + " has "
              + theta.size()
              + " entries, the lattice "
              + dimensions
              + " directions; [] is antiperiodic in time, the last direction");
    }
  }

  /** {re, im} of the phase in direction mu; exact for periodic and antiperiodic. */
  static double[] phase(List<Double> theta, int mu, int dimensions) {
    double t = theta.isEmpty() ? (mu == dimensions - 1 ? 1 : 0) : theta.get(mu);
    if (t == 0) {
      return new double[] {1, 0};
    }
    if (Math.abs(t) == 1) {
      return new double[] {-1, 0};
    }
    return new double[] {StrictMath.cos(Math.PI * t), StrictMath.sin(Math.PI * t)};
  }

  /** Part of a label: empty for antiperiodic in time. */
  static String label(List<Double> theta) {
    StringBuilder label = new StringBuilder();
    theta.forEach(t -> label.append(label.isEmpty() ? "-boundary" : "").append('_').append(t));
    return label.toString();
  }

  /** For messages and the output. */
  static String text(List<Double> theta) {
    return theta.isEmpty() ? "antiperiodic in time" : "boundary phases " + theta + " pi";
  }
}
