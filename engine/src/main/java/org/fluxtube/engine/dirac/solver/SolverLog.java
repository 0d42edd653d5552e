package org.fluxtube.engine.dirac.solver;

import java.util.Map;

/** What the solves since the last {@link #take} took; used by one thread. */
public final class SolverLog {
  /** End of the name of the sum of all iterations. */
  public static final String ITERATIONS = "Iterations";

  /** End of the name of the sum of all additions and multiplications. */
  public static final String OPERATIONS = "Operations";

  /** End of the name of the part of the time (package {@code field}) that solves take. */
  public static final String PART = "solve";

  /** End of the name of the share of the allowed iterations that the longest solve took. */
  public static final String LIMIT_SHARE = "LimitShare";

  private final int limit;
  private long solves;
  private long iterations;
  private int mostIterations;
  private double worstResidual;
  private double operations;

  /**
   * @param limit iterations after which a solve fails
   */
  public SolverLog(int limit) {
    this.limit = limit;
  }

  /**
   * Counts a solve.
   *
   * @param operations additions and multiplications that it took, in the usual count
   */
  public void add(Solution solution, double operations) {
    solves++;
    this.operations += operations;
    iterations += solution.iterations();
    mostIterations = Math.max(mostIterations, solution.iterations());
    worstResidual = Math.max(worstResidual, solution.residual());
  }

  /**
   * Numbers by name, the prefix first: {@code Solves}; {@code Iterations}, their sum; {@code
   * MostIterations} of one solve; {@code LimitShare}, what part these are of the iterations
   * allowed; {@code WorstResidual}, the largest true residual; {@code Operations}, additions and
   * multiplications. Starts again from 0.
   */
  public Map<String, Double> take(String prefix) {
    Map<String, Double> all =
        Map.of(
            prefix + "Solves",
            (double) solves,
            prefix + ITERATIONS,
            (double) iterations,
            prefix + "MostIterations",
            (double) mostIterations,
            prefix + LIMIT_SHARE,
            (double) mostIterations / limit,
            prefix + "WorstResidual",
            worstResidual,
            prefix + OPERATIONS,
            operations);
    operations = 0;
    solves = 0;
    iterations = 0;
    mostIterations = 0;
    worstResidual = 0;
    return all;
  }
}
