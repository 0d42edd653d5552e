package org.fluxtube.actors.overhead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.fluxtube.actors.campaign.ChainPlan;
import org.fluxtube.actors.campaign.RunningCampaign;
import org.fluxtube.actors.campaign.Setup;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.Series;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.ChainStart;
import org.fluxtube.engine.run.CheckpointFile;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;

/**
 * The same trajectories of a campaign twice: in a bare loop, one thread a chain, and in the
 * runtime. Both measure the plaquette after every trajectory of MEASURE.
 *
 * @param campaign of a gauge field, measuring the plaquette alone, without THERMALISE and LEARN
 * @param backend where it computes
 */
record Trial(Campaign campaign, Backend backend) {
  /**
   * What must not depend on how it was made, bit by bit.
   *
   * @param plaquettes of each chain, after each trajectory
   * @param fields the last configuration of each chain
   */
  record Numbers(List<double[]> plaquettes, List<double[]> fields) {
    void requireSame(Numbers other) {
      for (int chain = 0; chain < fields.size(); chain++) {
        if (!same(plaquettes.get(chain), other.plaquettes.get(chain))
            || !same(fields.get(chain), other.fields.get(chain))) {
          throw new IllegalStateException(
              "chain " + chain + ": the bare loop and the runtime made different numbers");
        }
      }
    }

    private static boolean same(double[] a, double[] b) {
      return Arrays.equals(
          Arrays.stream(a).mapToLong(Double::doubleToRawLongBits).toArray(),
          Arrays.stream(b).mapToLong(Double::doubleToRawLongBits).toArray());
    }
  }

  /** Time and numbers of one run. */
  record Result(Took took, Numbers numbers) {}

  /** {@link Chain#advance} and the plaquette, in one thread for each chain, and nothing else. */
  Result bare() {
    Took.Watch watch = new Took.Watch();
    List<CompletableFuture<Loop>> loops = new ArrayList<>();
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      int id = chain;
      CompletableFuture<Loop> done = new CompletableFuture<>();
      Thread.ofPlatform().start(() -> done.completeAsync(() -> loop(id, watch), Runnable::run));
      loops.add(done);
    }
    List<Loop> done = loops.stream().map(CompletableFuture::join).toList();
    return new Result(
        watch.stop(campaign.chainCount()),
        new Numbers(
            done.stream().map(Loop::plaquettes).toList(), done.stream().map(Loop::field).toList()));
  }

  private record Loop(double[] plaquettes, double[] field) {}

  private Loop loop(int id, Took.Watch watch) {
    double[] plaquettes = new double[Math.toIntExact(campaign.trajectories().total())];
    try (FieldOps ops = backend.open(campaign.geometry());
        Chain<?> chain = open(id, ops);
        Observable<GaugeField> plaquette = new Plaquette().bind((GaugeField) chain.field())) {
      while (!chain.finished()) {
        int at = (int) chain.advance().trajectory();
        RandomStream rng = new RandomStream(campaign.seed(), id, at);
        plaquettes[at - 1] = plaquette.measure((GaugeField) chain.field(), rng)[0];
        if (at == 1) {
          watch.first();
        }
      }
      watch.last();
      return new Loop(plaquettes, chain.snapshot().values());
    }
  }

  Chain<?> open(int id, FieldOps ops) {
    return ChainStart.open(
        campaign, id, campaign.group(id), campaign.trajectories(), ops, Trial::read);
  }

  private static FieldData read(Path file) {
    try {
      return ConfigurationFile.read(file).data();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole runtime but the HTTP door: actors, stream, database, checkpoints. */
  Result runtime(Path runs, String name) throws IOException {
    int chains = campaign.chainCount();
    Took.Watch watch = new Took.Watch();
    RunFolder folder = RunFolder.create(runs, name, "made by a benchmark");
    CampaignDatabase database = CampaignDatabase.open(folder.database());
    List<ChainPlan> plans = new ArrayList<>();
    List<ChainRow> rows = new ArrayList<>();
    for (int chain = 0; chain < chains; chain++) {
      Campaign.ChainGroup group = campaign.group(chain);
      plans.add(new ChainPlan(chain, group, campaign.trajectories()));
      long measure = campaign.trajectories().measure();
      rows.add(new ChainRow(chain, group.label(), "", "", 0, 0, measure, "new", "", false));
    }
    database.put(rows);
    Setup setup =
        new Setup(
            campaign,
            folder,
            backend,
            plans,
            "benchmark",
            event -> {
              if (event instanceof Event.Measured m && m.trajectory() == 1) {
                watch.first();
              }
              if (event instanceof Event.Measured m
                  && m.trajectory() == campaign.trajectories().total()) {
                watch.last();
              }
            });
    List<String> warnings = new ArrayList<>();
    try (RunningCampaign running =
        RunningCampaign.start(setup, database, warnings::add, List.of())) {
      List<String> failures = running.ended().join().ended().orElseThrow().failures();
      if (!failures.isEmpty() || !warnings.isEmpty()) {
        throw new IllegalStateException("failures " + failures + ", warnings " + warnings);
      }
    }
    Took took = watch.stop(campaign.chainCount());
    return new Result(took, kept(folder));
  }

  /** What is on disk. */
  private Numbers kept(RunFolder folder) throws IOException {
    List<double[]> plaquettes;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      plaquettes =
          database.reader().series("plaquette", 0, Phase.MEASURE).stream()
              .map(Series::values)
              .toList();
    }
    List<double[]> fields = new ArrayList<>();
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      String prefix = "chain-%04d-".formatted(chain);
      try (Stream<Path> files = Files.list(folder.checkpoints())) {
        Path newest =
            files
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        fields.add(CheckpointFile.read(newest).arrays().get("field"));
      }
    }
    return new Numbers(plaquettes, fields);
  }
}
