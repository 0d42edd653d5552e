package org.fluxtube.actors.database;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;

/** A campaign with the chains and trajectories that `resume` has added to its file's. */
public final class ExtendedCampaign {
  private ExtendedCampaign() {}

  /** The campaign as the table of chains has it; added chains belong to the last group. */
  public static Campaign of(Campaign file, List<ChainRow> rows) {
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
        file.learning());
  }
}
