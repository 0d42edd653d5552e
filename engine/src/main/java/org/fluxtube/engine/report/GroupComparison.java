package org.fluxtube.engine.report;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.run.Published;

/**
 * Groups of chains side by side: whether they have one target, and what an independent sample
 * costs, (wall-clock time of a trajectory) x 2 tau_int of the slowest observable. The first group
 * is what the others are compared with.
 *
 * @param slowest name of the observable whose tau_int counts: that with the longest in the first
 *     group, of those measured often enough to see an autocorrelation (if any is)
 * @param rows one a group, in the order of the campaign
 * @param trainingSeconds wall-clock time of all lessons
 * @param published what others found, beside what was found here
 */
public record GroupComparison(
    String slowest, List<Row> rows, double trainingSeconds, List<Literature> published) {
  /**
   * One group.
   *
   * @param group its label
   * @param learnt whether a model drove it
   * @param acceptance mean acceptance in MEASURE
   * @param secondsPerTrajectory mean wall-clock time of a trajectory in MEASURE
   * @param tauInt of the slowest observable, in trajectories, with its error; NaN, and what follows
   *     from it, where that never changed in any chain of the group
   * @param seconds cost of an independent sample
   * @param secondsWithTraining the same, and the time of all lessons spread over this group's
   *     independent samples of MEASURE
   * @param ratio cost of the first group / cost of this one: above 1 this one is cheaper
   * @param ratioWithTraining the same with the lessons
   * @param agreement with the first group; absent for the first
   */
  public record Row(
      String group,
      boolean learnt,
      double acceptance,
      double secondsPerTrajectory,
      RunReport.Measured tauInt,
      RunReport.Measured seconds,
      RunReport.Measured secondsWithTraining,
      RunReport.Measured ratio,
      RunReport.Measured ratioWithTraining,
      Optional<Agreement> agreement) {}

  /**
   * All compared observables of two groups at once: chi^2 = d^T C^-1 d with the differences d and
   * their covariance C, which is estimated, as p knows: it is a little larger than that of a chi^2.
   *
   * @param chiSquared its value
   * @param dof its degrees of freedom
   * @param p probability of one at least as large
   * @param samples independent samples in a bin, of the slowest observable of the slower group
   */
  public record Agreement(double chiSquared, int dof, double p, double samples) {
    /** Smallest p that passes. */
    public static final double SMALLEST = 0.01;

    /**
     * With fewer independent samples the means of bins of a fourth moment are not normal, and small
     * p are too frequent: with 4, three times as many are below 0.01 as should be.
     */
    public static final double FEWEST_SAMPLES = 10;

    /** Whether p is large enough; a small one counts only if {@link #judged}. */
    public boolean passed() {
      return p > SMALLEST || !judged();
    }

    /** Whether there are enough samples for a verdict. */
    public boolean judged() {
      return samples >= FEWEST_SAMPLES;
    }
  }

  /**
   * A published number and the one measured here.
   *
   * @param group label of the group
   * @param published what others found
   * @param measured here; its error is NaN where it is not known
   * @param sigma (measured - published)/error, both errors in quadrature; NaN where none is known
   */
  public record Literature(
      String group, Published published, RunReport.Measured measured, double sigma) {}
}
