package org.fluxtube.actors.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;

/** A campaign with the chains and trajectories that `resume` has added to its file's. */
public final class ExtendedCampaign {
  private ExtendedCampaign() {}

  /**
   * The campaign as the database has it: added chains belong to the last group, and measurements
   * have the interval at which there were some at all times.
   */
  public static Campaign of(Campaign file, CampaignReader reader) throws IOException {
    return of(thinned(file, Thinning.of(reader.meta()).common()), reader.chains());
  }

  private static Campaign thinned(Campaign file, int by) {
    return file.withMeasurements(
        file.measurements().stream()
            .map(m -> new Campaign.Measurements(by * m.every(), m.observables()))
            .toList(),
        new Campaign.Checks(file.checks().every(), by * file.checks().schwingerDyson()));
  }

  private static Campaign of(Campaign file, List<ChainRow> rows) {
    if (rows.isEmpty()) {
      return file;
    }
    List<Campaign.ChainGroup> groups = new ArrayList<>(file.chains());
    Campaign.ChainGroup last = groups.removeLast();
    groups.add(
        new Campaign.ChainGroup(
            last.label(),
            last.count() + rows.size() - file.chainCount(),
            last.sampler(),
            last.published()));
    Phases phases = file.trajectories();
    long measure = rows.stream().mapToLong(ChainRow::measure).max().orElseThrow();
    return new Campaign(
        file.name(),
        file.seed(),
        file.lattice(),
        file.field(),
        file.action(),
        file.start(),
        groups,
        phases.withMeasure(measure),
        file.measurements(),
        file.checkpoint(),
        file.archive(),
        file.http(),
        file.backend(),
        file.threads(),
        file.learning(),
        file.checks(),
        file.temperatures());
  }
}
