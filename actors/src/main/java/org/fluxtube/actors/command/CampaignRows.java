package org.fluxtube.actors.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fluxtube.engine.run.Campaign;

/** What was measured of a campaign: printed as it comes, or all at the end as one JSON array. */
final class CampaignRows {
  private final Campaign campaign;
  private final boolean json;
  private final PrintWriter out;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private boolean right = true;

  CampaignRows(Campaign campaign, boolean json, PrintWriter out) {
    this.campaign = campaign;
    this.json = json;
    this.out = out;
  }

  /**
   * One result.
   *
   * @param rows for JSON
   * @param print for a reader
   */
  record Measured(List<Map<String, Object>> rows, Runnable print) {}

  /** Takes what a measurement gives, or says that a check was not passed. */
  void add(Supplier<Measured> measurement) {
    try {
      Measured one = measurement.get();
      rows.addAll(one.rows);
      if (!json) {
        one.print.run();
      }
    } catch (IllegalStateException e) {
      right = false;
      rows.add(Map.of("campaign", campaign.name(), "checked", false, "trouble", e.getMessage()));
      if (!json) {
        out.println("NO FIGURE: " + e.getMessage());
      }
    }
    out.flush();
  }

  /** Prints what is left; false if a check was not passed. */
  boolean end() {
    if (json) {
      out.println(Json.text(rows));
    }
    return right;
  }
}
