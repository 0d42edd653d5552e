package org.fluxtube.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.stats.GammaMethod;

/** Makes the {@link RunReport.Pace} of each group. */
final class Paces {
  private Paces() {}

  static List<RunReport.Pace> of(Campaign campaign, List<Samples.ChainHistory> history) {
    List<RunReport.Pace> paces = new ArrayList<>();
    for (Campaign.ChainGroup group : campaign.chains()) {
      List<Samples.ChainHistory> own =
          history.stream()
              .filter(chain -> chain.acceptance().length > 0)
              .filter(chain -> campaign.group(chain.chain()).equals(group))
              .toList();
      if (!own.isEmpty()) {
        paces.add(pace(group.label(), own));
      }
    }
    return List.copyOf(paces);
  }

  private static RunReport.Pace pace(String group, List<Samples.ChainHistory> chains) {
    List<double[]> accepted = chains.stream().map(Samples.ChainHistory::acceptance).toList();
    boolean enough =
        accepted.stream().allMatch(a -> a.length >= GammaMethod.MINIMUM)
            // heat baths have none
            && accepted.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    double error = enough ? GammaMethod.DEFAULT.analyse(accepted).estimate().error() : Double.NaN;
    double[] all = accepted.stream().flatMapToDouble(Arrays::stream).toArray();
    double mean = Arrays.stream(all).average().orElseThrow();
    double seconds =
        chains.stream()
            .flatMapToDouble(chain -> Arrays.stream(chain.seconds()))
            .average()
            .orElse(Double.NaN);
    return new RunReport.Pace(group, all.length, new RunReport.Measured(mean, error), seconds);
  }
}
