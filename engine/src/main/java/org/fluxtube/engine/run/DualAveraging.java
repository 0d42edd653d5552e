package org.fluxtube.engine.run;

/**
 * Dual averaging of the logarithm of a step size (Hoffman, Gelman, J. Mach. Learn. Res. 15 (2014)
 * 1593, eq. (6)) with t0 = 10, kappa = 0.75 and gamma = 0.25: the paper's 0.05 makes the first
 * moves too large where a step is a simple fraction of a trajectory. Immutable: (state, acceptance)
 * to state.
 *
 * @param anchor mu, log of the initial step
 * @param logStep log of the step to use next
 * @param logAverage log of the averaged step, used when tuning ends
 * @param gap running mean of (target - acceptance)
 * @param count updates so far
 */
public record DualAveraging(
    double anchor, double logStep, double logAverage, double gap, long count) {
  private static final double GAMMA = 0.25;
  private static final double T0 = 10;
  private static final double KAPPA = 0.75;

  /** Tuning that starts at the given step. */
  public static DualAveraging startingAt(double step) {
    double log = StrictMath.log(step);
    return new DualAveraging(log, log, log, 0, 0);
  }

  /** The state after a trajectory with acceptance probability a. */
  public DualAveraging update(double acceptance, double target) {
    long m = count + 1;
    double eta = 1 / (m + T0);
    double newGap = (1 - eta) * gap + eta * (target - acceptance);
    double newLog = anchor - Math.sqrt(m) / GAMMA * newGap;
    double weight = StrictMath.pow(m, -KAPPA);
    return new DualAveraging(
        anchor, newLog, weight * newLog + (1 - weight) * logAverage, newGap, m);
  }

  /** The step to use for the next trajectory. */
  public double step() {
    return StrictMath.exp(logStep);
  }

  /** The step to keep. */
  public double average() {
    return StrictMath.exp(logAverage);
  }

  /** The numbers, in the order of the components, for a checkpoint. */
  public double[] toArray() {
    return new double[] {anchor, logStep, logAverage, gap, count};
  }

  /** The inverse of {@link #toArray}. */
  public static DualAveraging of(double[] numbers) {
    return new DualAveraging(numbers[0], numbers[1], numbers[2], numbers[3], (long) numbers[4]);
  }
}
