package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.database.Series;
import org.fluxtube.actors.database.TrajectoryRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceBackend;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.Magnetisation;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.SamplerSpec;

/** A small phi^4 campaign in a folder of its own, run by the real actors. */
final class Fixture implements AutoCloseable {
  static final SamplerSpec HMC = new HmcSpec(1, new Omelyan2(4), 0.9, Optional.empty());

  final RunFolder folder;
  final Campaign campaign;
  final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
  private final CampaignDatabase database;
  private RunningCampaign running;

  Fixture(Path runs, String name, long measure, double checkpointSeconds, SamplerSpec... samplers)
      throws IOException {
    this(List.of(4, 4), runs, name, measure, checkpointSeconds, samplers);
  }

  Fixture(
      List<Integer> lattice,
      Path runs,
      String name,
      long measure,
      double checkpointSeconds,
      SamplerSpec... samplers)
      throws IOException {
    this(Campaign.Checks.NONE, lattice, runs, name, measure, checkpointSeconds, samplers);
  }

  Fixture(
      Campaign.Checks checks,
      List<Integer> lattice,
      Path runs,
      String name,
      long measure,
      double checkpointSeconds,
      SamplerSpec... samplers)
      throws IOException {
    List<Campaign.ChainGroup> groups = new ArrayList<>();
    for (int i = 0; i < samplers.length; i++) {
      groups.add(new Campaign.ChainGroup("group-" + i, 1, samplers[i]));
    }
    campaign =
        new Campaign(
                name,
                11,
                lattice,
                new FieldType.Scalar(1),
                new Phi4(-4, 6.975),
                new Start.Hot(),
                groups,
                new Phases(20, 0, measure),
                List.of(new Campaign.Measurements(1, List.of(new Magnetisation<>()))),
                new Campaign.Checkpointing(checkpointSeconds, 2),
                new Campaign.Archive(0, 0, "hdf5"),
                new Campaign.Http("127.0.0.1", 0),
                "reference",
                0)
            .withChecks(checks);
    folder = RunFolder.create(runs, name, "made by a test");
    database = CampaignDatabase.open(folder.database());
    database.put(
        plans().stream()
            .map(p ->
                new ChainRow(
                    p.chain(), p.group().label(), "", "", 20, 0, measure, "new", "", false))
            .toList());
  }

  List<ChainPlan> plans() {
    List<ChainPlan> plans = new ArrayList<>();
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      plans.add(new ChainPlan(chain, campaign.group(chain), campaign.trajectories()));
    }
    return plans;
  }

  CampaignDatabase database() {
    return database;
  }

  RunningCampaign start() {
    return start(new ReferenceBackend(), List.of());
  }

  RunningCampaign start(
      Backend backend, List<BiConsumer<Integer, ConfigurationStream>> attachments) {
    Setup setup =
        new Setup(
            campaign,
            folder,
            backend,
            plans(),
            "test",
            events::add,
            Duration.ofMillis(200),
            Duration.ofMillis(20));
    running = RunningCampaign.start(setup, database, warnings::add, attachments);
    return running;
  }

  /** Waits for the end, closes everything and gives the last status. */
  CampaignStatus finish() throws InterruptedException, ExecutionException, TimeoutException {
    CampaignStatus last = running.ended().get(60, TimeUnit.SECONDS);
    running.close();
    running = null;
    return last;
  }

  ChainStatus status(int chain) {
    return running.status().toCompletableFuture().join().chains().get(chain);
  }

  /** Rows of a chain without the wall clock. */
  List<String> rows(int chain) throws IOException {
    List<String> rows = new ArrayList<>();
    try (CampaignDatabase d = CampaignDatabase.openReadOnly(folder.database())) {
      d.reader().trajectories(chain, t -> rows.add(text(t)));
    }
    return rows;
  }

  /** The magnetisation of a chain's configurations in MEASURE, as bits. */
  List<String> measurements(int chain) throws IOException {
    try (CampaignDatabase d = CampaignDatabase.openReadOnly(folder.database())) {
      Series series = d.reader().series(new Magnetisation<>().label(), 0, Phase.MEASURE).get(chain);
      return IntStream.range(0, series.values().length)
          .mapToObj(
              i -> series.trajectories()[i] + " " + Double.doubleToRawLongBits(series.values()[i]))
          .toList();
    }
  }

  private static String text(TrajectoryRow t) {
    return t.trajectory()
        + " "
        + t.phase()
        + " "
        + t.accepted()
        + " "
        + Double.doubleToRawLongBits(t.deltaH())
        + " "
        + Double.doubleToRawLongBits(t.stepSize());
  }

  <E extends Event> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
