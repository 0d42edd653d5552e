package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.EpochCuts;
import org.fluxtube.engine.run.Event;

/** A campaign that runs in this process. Safe for use by many threads. */
public final class RunningCampaign implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ActorSystem<CampaignCommand> system;
  private final CompletableFuture<CampaignStatus> ended;

  private RunningCampaign(
      ActorSystem<CampaignCommand> system, CompletableFuture<CampaignStatus> ended) {
    this.system = system;
    this.ended = ended;
  }

  /**
   * Starts all chains.
   *
   * @param database open for writing, owned from now on
   * @param warn gets what a person should read, in any thread
   * @param attachments further subscribers, given (chain, stream) before the chain's first
   *     trajectory
   */
  public static RunningCampaign start(
      Setup setup,
      CampaignDatabase database,
      Consumer<String> warn,
      List<BiConsumer<Integer, ConfigurationStream>> attachments) {
    CompletableFuture<CampaignStatus> ended = new CompletableFuture<>();
    Surroundings around =
        new Surroundings(database, warn, attachments, ended, trainer(setup, warn));
    ActorSystem<CampaignCommand> system =
        ActorSystem.create(
            CampaignActor.create(setup, around), "fluxtube", settings(setup.threads()));
    // nobody waits for ever for actors that are gone
    system
        .getWhenTerminated()
        .whenComplete((done, error) ->
            ended.completeExceptionally(
                new IllegalStateException("the actors ended without a last status", error)));
    return new RunningCampaign(system, ended);
  }

  /** Brings the checkpoints of trainer and chains to one cut; the trainer's, if there is one. */
  private static Optional<Checkpoint> trainer(Setup setup, Consumer<String> warn) {
    try {
      Optional<EpochCuts> exchanging = setup.exchangeCuts();
      if (exchanging.isPresent()) {
        exchanging
            .get()
            .resume(
                setup.theories(), setup.theory(setup.chains().getFirst()), setup.campaign(), warn);
      }
      Optional<EpochCuts> cuts = setup.epochCuts();
      return cuts.isEmpty()
          ? Optional.empty()
          : cuts.get().resume(setup.theories(), setup.trainerTheory(), setup.campaign(), warn);
    } catch (IOException e) {
      throw new UncheckedIOException(RunFolder.why(e), e);
    }
  }

  /** Akka's settings: see reference.conf for the dispatchers. */
  private static Config settings(int threads) {
    return ConfigFactory.parseString(
            "fluxtube.compute.thread-pool-executor.fixed-pool-size=" + threads)
        .withFallback(ConfigFactory.parseResources("fluxtube-akka.conf"))
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve();
  }

  /** Loads the actor system's classes, which takes a while, ahead of their use. */
  public static void warmUp() {
    ActorSystem<Object> system = ActorSystem.create(Behaviors.ignore(), "warm-up", settings(1));
    system.terminate();
  }

  /** How far it is. */
  public CompletionStage<CampaignStatus> status() {
    return ended.isDone()
        ? ended
        : AskPattern.ask(system, CampaignCommand.AskStatus::new, ANSWER, system.scheduler());
  }

  /** Pauses one chain or all within one trajectory; answers for how many. */
  public CompletionStage<Integer> pause(OptionalInt chain, String who) {
    return tell(new ChainActor.Pause(who), chain, "pause", who);
  }

  /** Lets paused chains go on. */
  public CompletionStage<Integer> goOn(OptionalInt chain, String who) {
    return tell(new ChainActor.Continue(who), chain, "continue", who);
  }

  /** Ends chains with a checkpoint. */
  public CompletionStage<Integer> stop(OptionalInt chain, String who) {
    return tell(new ChainActor.Stop(who), chain, "stop", who);
  }

  /** Writes checkpoints. */
  public CompletionStage<Integer> checkpoint(OptionalInt chain, String who) {
    return tell(new ChainActor.TakeCheckpoint(), chain, "checkpoint", who);
  }

  /** Sets the number of MEASURE trajectories of running chains. */
  public CompletionStage<Integer> extend(OptionalInt chain, long measure) {
    return tell(new ChainActor.Extend(measure), chain, "extend to " + measure, "");
  }

  /** Changes a setting of one chain; answers why not, or nothing if it is done. */
  public CompletionStage<String> change(
      ChainActor.Setting setting, int chain, String what, String who) {
    CompletionStage<String> answer =
        AskPattern.ask(
            system,
            (ActorRef<String> replyTo) -> new CampaignCommand.Change(setting, chain, replyTo),
            ANSWER,
            system.scheduler());
    return answer.thenApply(refusal -> {
      String outcome = refusal.isEmpty() ? "done" : "refused, " + refusal;
      system.tell(new CampaignCommand.Note(new Event.Commanded(chain, what + ": " + outcome), who));
      return refusal;
    });
  }

  /**
   * Stretches the intervals of all measurements; answers why not, or nothing if it is done.
   *
   * @param factor times those of the campaign file
   */
  public CompletionStage<String> thin(int factor, String who) {
    return AskPattern.ask(
        system,
        (ActorRef<String> replyTo) -> new CampaignCommand.Thin(factor, who, replyTo),
        ANSWER,
        system.scheduler());
  }

  private CompletionStage<Integer> tell(
      ChainActor.Command command, OptionalInt chain, String what, String who) {
    return AskPattern.ask(
        system,
        replyTo -> new CampaignCommand.Tell(command, chain, what, who, replyTo),
        ANSWER,
        system.scheduler());
  }

  /** Completed with the last status when all chains have ended and everything is on disk. */
  public CompletableFuture<CampaignStatus> ended() {
    return ended;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
