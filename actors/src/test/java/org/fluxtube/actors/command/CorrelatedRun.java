package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.Row;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.StepInfo;

/**
 * A run of 2D U(1) whose numbers are made up: Q' = a Q + sqrt(1 - a^2) noise with the exact
 * variance, so that tau_int = (1 + a)/(2 (1 - a)), and independent plaquettes around the exact one.
 */
final class CorrelatedRun {
  static final double SECONDS = 0.004;
  static final double ACCEPTANCE = 0.75;

  private CorrelatedRun() {}

  /** (1 + a)/(2 (1 - a)). */
  static double tauInt(double a) {
    return (1 + a) / (2 * (1 - a));
  }

  /**
   * @param groups a of each, one chain a group; 1 for a charge that never changes
   * @param shift of the plaquette
   */
  static Path create(
      Path runs,
      String name,
      int extent,
      double beta,
      Map<String, Double> groups,
      int trajectories,
      double shift)
      throws IOException {
    Campaign campaign =
        new Campaign(
            name,
            7,
            List.of(extent, extent),
            SampleFiles.U1,
            new WilsonPlaquette(beta),
            new Start.Hot(),
            groups.keySet().stream()
                .sorted()
                .map(g -> new Campaign.ChainGroup(g, 1, new HmcSpec(1, new Omelyan2(6))))
                .toList(),
            new Phases(0, 0, trajectories),
            List.of(
                new Campaign.Measurements(1, List.of(new Plaquette(), new TopologicalCharge()))),
            new Campaign.Checkpointing(60, 2),
            new Campaign.Archive(0, 0, "hdf5"),
            new Campaign.Http("127.0.0.1", 0),
            "reference",
            1);
    RunFolder folder = RunFolder.create(runs, name, Renderer.render(campaign));
    U1Torus exact = new U1Torus(beta, extent * extent);
    try (CampaignDatabase database = CampaignDatabase.open(folder.database())) {
      List<ChainRow> chains = new ArrayList<>();
      List<Row> rows = new ArrayList<>();
      for (Campaign.ChainGroup group : campaign.chains()) {
        int id = chains.size();
        chains.add(
            new ChainRow(
                id,
                group.label(),
                "hmc",
                "exact (detailed balance)",
                0,
                0,
                trajectories,
                "finished",
                "",
                false));
        Random rng = new Random(campaign.seed() + id);
        double a = groups.get(group.label());
        double q = a == 1 ? 1 : rng.nextGaussian();
        for (int t = 1; t <= trajectories; t++) {
          double plaquette = exact.plaquette() + shift + 0.01 * rng.nextGaussian();
          double noise = rng.nextGaussian();
          q = a * q + Math.sqrt(1 - a * a) * noise;
          double charge = Math.sqrt(exact.meanSquareCharge()) * q;
          StepInfo info = new StepInfo(1, 1, Double.NaN, ACCEPTANCE, Map.of());
          rows.add(
              new Row.Sample(
                  new Trajectory(id, t, Phase.MEASURE, 0, 0.1, info, Map.of("other", SECONDS))));
          rows.add(measured(id, t, "plaquette", plaquette));
          rows.add(measured(id, t, "topological-charge", charge, charge * charge));
        }
      }
      database.put(chains);
      database.putMeta(Map.of("backend", "reference"));
      database.write(rows);
    }
    return folder.path();
  }

  private static Row measured(int chain, long trajectory, String label, double... values) {
    return new Row.Measurement(chain, trajectory, Phase.MEASURE, 0, label, values);
  }
}
