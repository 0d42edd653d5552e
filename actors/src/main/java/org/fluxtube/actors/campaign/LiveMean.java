package org.fluxtube.actors.campaign;

import org.fluxtube.engine.run.Phase;

/**
 * A running mean for a first look; the report has the errors to quote. Immutable, but for the array
 * of its history, which readers leave as it is.
 *
 * @param chain the chain; -1 for the mean over all of them
 * @param name label of the observable, with its component where it has several
 * @param phase the phase that it averages: LEARN until MEASURE begins
 * @param mean over what this process has measured in that phase
 * @param error its standard deviation by blocking; NaN for too few measurements
 * @param tauInt integrated autocorrelation time in measurements, 1/2 + sum convention; NaN likewise
 * @param count measurements
 * @param history means of consecutive measurements
 */
public record LiveMean(
    int chain,
    String name,
    Phase phase,
    double mean,
    double error,
    double tauInt,
    long count,
    History history) {
  /**
   * At most {@value LiveHistory#MOST} points.
   *
   * @param each measurements in a point; neighbours are joined when there are too many
   * @param first trajectory of the first measurement
   * @param last trajectory of the last measurement
   * @param points the means, oldest first
   */
  public record History(long each, long first, long last, double[] points) {}
}
