package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Event;

/**
 * A process that runs a campaign of 10,000 configurations and says how much of the heap is in use:
 * SU(2) on 4^4, two chains, the plaquette and an extra subscriber on every configuration, files of
 * every tenth, checkpoints every 0.2 s. At each sample the chains are paused and their rows
 * written, so that what is counted is kept for good. Prints lines {@code used CONFIGURATIONS
 * BYTES}, then {@code live MAXIMUM}, {@code subscribers N} and {@code failures [...]}.
 *
 * <p>The second argument, bytes for each configuration, makes it leak on purpose.
 */
final class HeapProbe {
  private static final int CHAINS = 2;
  private static final int EACH = 5000;
  private static final int SAMPLES = 10;

  private static final String CAMPAIGN =
      """
      name = heap
      seed = 3
      lattice = [4, 4, 4, 4]
      field { type = gauge, group = "SU(2)" }
      action { type = wilson-plaquette, beta = 2.3 }
      start = cold
      chains = [{ label = local, count = 2, sampler { type = heat-bath, overrelaxation = 0 } }]
      trajectories { thermalise = 0, measure = 5000 }
      measurements = [{ observables = [plaquette] }]
      archive { every = 10, keep = 20, format = hdf5 }
      checkpoint { seconds = 0.2 }
      """;

  private HeapProbe() {}

  /** See the class. */
  public static void main(String[] args)
      throws IOException, CampaignFileException, InterruptedException {
    int leak = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    ConcurrentLinkedQueue<byte[]> leaked = new ConcurrentLinkedQueue<>();
    Campaign campaign = Binder.bindText("heap", CAMPAIGN);
    RunFolder folder = RunFolder.create(Path.of(args[0]), "heap", CAMPAIGN);
    CampaignDatabase database = CampaignDatabase.open(folder.database());
    List<ChainPlan> plans = new ArrayList<>();
    List<ChainRow> rows = new ArrayList<>();
    for (int chain = 0; chain < CHAINS; chain++) {
      plans.add(new ChainPlan(chain, campaign.group(chain), campaign.trajectories()));
      rows.add(new ChainRow(chain, "local", "", "", 0, 0, EACH, "new", "", false));
    }
    database.put(rows);
    AtomicLong made = new AtomicLong();
    AtomicInteger live = new AtomicInteger();
    Setup setup =
        new Setup(
            campaign,
            folder,
            Backend.choose("reference").backend(),
            plans,
            "test",
            event -> {
              if (event instanceof Event.TrajectoryFinished) {
                made.incrementAndGet();
              }
            });
    try (RunningCampaign running =
        RunningCampaign.start(
            setup,
            database,
            System.out::println,
            List.of((chain, stream) ->
                stream
                    .flux("probe", Interest.ALL)
                    .subscribe(c -> {
                      live.accumulateAndGet(stream.live(), Math::max);
                      if (leak > 0) {
                        leaked.add(new byte[leak]);
                      }
                      c.release();
                    })))) {
      for (int sample = 1; sample < SAMPLES; sample++) {
        long target = (long) sample * CHAINS * EACH / SAMPLES;
        while (made.get() < target && !running.ended().isDone()) {
          Thread.sleep(2);
        }
        sample(running, made);
      }
      System.out.println("failures " + running.ended().join().ended().orElseThrow().failures());
    }
    System.out.println("made " + made.get() + " leaked " + leaked.size());
    System.out.println("live " + live.get());
    System.out.println("subscribers 3");
  }

  private static void sample(RunningCampaign running, AtomicLong made) throws InterruptedException {
    running.pause(OptionalInt.empty(), "probe").toCompletableFuture().join();
    while (!running.status().toCompletableFuture().join().chains().stream()
        .allMatch(c -> c.state().equals("paused") || c.ended())) {
      Thread.sleep(2);
    }
    Thread.sleep(300); // rows are written after 100 ms
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    System.out.println("used " + made.get() + " " + used);
    running.goOn(OptionalInt.empty(), "probe").toCompletableFuture().join();
  }
}
