package org.fluxtube.actors.report;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxtube.actors.database.CampaignReader;
import org.fluxtube.actors.database.Series;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;

/**
 * Every series of measurements of a run.
 *
 * @param campaign names the observables and their components
 * @param reader the database
 */
record SeriesSource(Campaign campaign, CampaignReader reader) {
  /** Gets one series after the other. */
  interface Sink {
    /** A component of an observable on one chain in one phase. */
    void take(String name, Phase phase, Series series) throws IOException;
  }

  void each(Sink sink) throws IOException {
    Set<String> seen = new HashSet<>();
    for (Campaign.Measurements group :
        campaign.each().stream().flatMap(at -> at.measured().stream()).toList()) {
      for (ObservableSpec<?> spec : group.observables()) {
        if (!seen.add(spec.label())) {
          continue; // of another temperature, with all of its chains
        }
        List<String> names = spec.names(campaign.field(), campaign.geometry());
        for (int c = 0; c < names.size(); c++) {
          for (Phase phase : Phase.values()) {
            for (Series series : reader.series(spec.label(), c, phase)) {
              sink.take(names.get(c), phase, series);
            }
          }
        }
      }
    }
  }
}
