package org.fluxtube.engine.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.dirac.solver.SolverLog;
import org.fluxtube.engine.field.TimeSplit;
import org.fluxtube.engine.run.Trajectory;

/**
 * Where the time of a mean trajectory goes, and how fast the solver was; wall-clock times.
 *
 * @param what whose trajectories, for example a group of chains
 * @param parts seconds by part (package {@code field}, {@code TimeSplit})
 * @param iterations of the solver
 * @param operations additions and multiplications of the solver in the usual counts
 */
public record TimeReport(
    String what, Map<String, Double> parts, double iterations, double operations) {
  /** Copies the parts. */
  public TimeReport {
    parts = java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** Seconds of all parts. */
  public double seconds() {
    return parts.values().stream().mapToDouble(x -> x).sum();
  }

  /** Whether more is known than the sum. */
  public boolean split() {
    return parts.keySet().stream().anyMatch(part -> !part.equals(TimeSplit.OTHER));
  }

  /** Seconds in solves, of all terms, for force, accept and draw. */
  public double solving() {
    double sum = 0;
    for (Map.Entry<String, Double> part : parts.entrySet()) {
      String name = part.getKey();
      if (name.equals(SolverLog.PART) || name.endsWith("." + SolverLog.PART)) {
        sum += part.getValue();
      }
    }
    return sum;
  }

  /** Iterations a second of solving; NaN without solves. */
  public double iterationsPerSecond() {
    return iterations > 0 ? iterations / solving() : Double.NaN;
  }

  /** 1e9 operations a second of solving; NaN without solves. */
  public double gflops() {
    return iterations > 0 ? 1e-9 * operations / solving() : Double.NaN;
  }

  /** The mean of some trajectories, at least one. */
  public static TimeReport of(String what, List<Trajectory> trajectories) {
    double n = trajectories.size();
    Map<String, Double> details =
        mean(n, trajectories.stream().map(t -> t.info().details()).toList());
    return new TimeReport(
        what,
        mean(n, trajectories.stream().map(Trajectory::parts).toList()),
        total(details, SolverLog.ITERATIONS),
        total(details, SolverLog.OPERATIONS));
  }

  private static Map<String, Double> mean(double n, Collection<Map<String, Double>> all) {
    Map<String, Double> sum = new TreeMap<>();
    all.forEach(one -> one.forEach((name, value) -> sum.merge(name, value / n, Double::sum)));
    return sum;
  }

  /** The sum of the details that solvers log under that name, whatever stands before it. */
  public static double total(Map<String, Double> details, String name) {
    return details.entrySet().stream()
        .filter(e -> e.getKey().matches("(.*[.])?(accept|force)" + name))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
