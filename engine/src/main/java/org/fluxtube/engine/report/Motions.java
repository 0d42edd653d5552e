package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.stats.SquaredChange;

/** Makes the {@link RunReport.Motion} of a charge that separates sectors. */
final class Motions {
  private static final int LAGS = 3;

  private Motions() {}

  /**
   * How a group's charge moves; no steps where its chains are too short.
   *
   * @param chains the charge of each of its chains
   * @param every trajectories from one measurement to the next
   */
  static RunReport.Motion of(String observable, String group, List<double[]> chains, int every) {
    List<RunReport.Step> steps = new ArrayList<>();
    for (int k = 1; k <= LAGS; k++) {
      int least = SquaredChange.minimum(k);
      List<double[]> own = chains.stream().filter(chain -> chain.length >= least).toList();
      if (!own.isEmpty()) {
        Estimate e = SquaredChange.of(own, k);
        RunReport.Measured change = new RunReport.Measured(e.value(), e.error());
        steps.add(new RunReport.Step(k * every, change, e.n()));
      }
    }
    List<double[]> squares =
        chains.stream().map(x -> Arrays.stream(x).map(q -> q * q).toArray()).toList();
    Estimate square = GammaMethod.DEFAULT.analyse(squares).estimate();
    return new RunReport.Motion(
        observable,
        group,
        List.copyOf(steps),
        new RunReport.Measured(2 * square.value(), 2 * square.error()));
  }
}
