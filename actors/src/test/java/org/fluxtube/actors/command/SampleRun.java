package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.Row;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.io.Format;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.CheckpointFolder;
import org.fluxtube.engine.run.CheckpointTheory;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.HmcSpec;

/**
 * A run folder of two real chains of 2D U(1), made without actors. The second half of THERMALISE is
 * kept as LEARN, as by a campaign that learns.
 */
final class SampleRun {
  static final FieldSize SIZE = new FieldSize(4, 4);

  private SampleRun() {}

  record FieldSize(int x, int t) {}

  private static Phases phases(long trajectories) {
    return new Phases(trajectories / 4, trajectories / 4, trajectories / 2);
  }

  static Campaign campaign(long trajectories) {
    return new Campaign(
        "sample",
        7,
        List.of(SIZE.x(), SIZE.t()),
        SampleFiles.U1,
        new WilsonPlaquette(2),
        new Start.Hot(),
        List.of(new Campaign.ChainGroup("hmc", 2, new HmcSpec(1, new Omelyan2(6)))),
        new Phases(trajectories / 2, 0, trajectories / 2),
        List.of(new Campaign.Measurements(1, List.of(new Plaquette(), new TopologicalCharge()))),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1);
  }

  /** Runs and writes everything that a campaign writes; {@code trajectories} by chain. */
  static Path create(Path runs, long trajectories) throws IOException {
    Campaign campaign = campaign(trajectories);
    RunFolder folder = RunFolder.create(runs, campaign.name(), Renderer.render(campaign));
    try (CampaignDatabase database = CampaignDatabase.open(folder.database())) {
      List<ChainRow> rows = new ArrayList<>();
      for (int chain = 0; chain < campaign.chainCount(); chain++) {
        Phases p = phases(trajectories);
        rows.add(
            new ChainRow(
                chain,
                "hmc",
                "hmc",
                "exact (detailed balance)",
                p.thermalise(),
                p.learn(),
                p.measure(),
                "finished",
                "",
                false));
      }
      database.put(rows);
      database.putMeta(Map.of("backend", "reference"));
      for (int chain = 0; chain < campaign.chainCount(); chain++) {
        run(campaign, chain, folder, database);
      }
    }
    SampleFiles.write(
        folder.configurations().resolve("u.h5"),
        SampleFiles.hot(SampleFiles.U1, SIZE.x(), SIZE.t()),
        Format.HDF5);
    return folder.path();
  }

  private static void run(Campaign campaign, int id, RunFolder folder, CampaignDatabase database)
      throws IOException {
    Campaign.ChainGroup group = campaign.group(id);
    try (ReferenceOps ops = new ReferenceOps(campaign.geometry())) {
      GaugeField start = new GaugeField(ops, Group.U1);
      start.hot(new RandomStream(campaign.seed(), id, 0));
      Chain<GaugeField> chain =
          new Chain<>(
              id,
              campaign.seed(),
              phases(campaign.trajectories().total()),
              group.sampler().bind(new WilsonPlaquette(2), start),
              start);
      List<ObservableSpec<GaugeField>> specs = List.of(new Plaquette(), new TopologicalCharge());
      List<Row> rows = new ArrayList<>();
      while (!chain.finished()) {
        Trajectory t = chain.advance();
        rows.add(new Row.Sample(t));
        if (t.phase() != Phase.THERMALISE) {
          for (ObservableSpec<GaugeField> spec : specs) {
            try (Observable<GaugeField> bound = spec.bind(chain.field())) {
              double[] values =
                  bound.measure(
                      chain.field(), new RandomStream(campaign.seed(), id, t.trajectory()));
              rows.add(new Row.Measurement(id, t.trajectory(), t.phase(), 0, spec.label(), values));
            }
          }
        }
      }
      database.write(rows);
      new CheckpointFolder(folder.checkpoints(), 2)
          .write(Checkpoint.of(chain.save(), CheckpointTheory.of(campaign, group), 0, "reference"));
      chain.close();
    }
  }
}
