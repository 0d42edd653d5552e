package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.run.CheckpointException;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.ReplicaExchange.Swap;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * The course of one chain inside its {@link ChainActor}: when it steps, waits, writes checkpoints,
 * goes back to one, and ends. After each message {@link #next} decides whether to step again.
 */
final class ChainLife {
  /**
   * How a chain ends.
   *
   * @param state finished, stopped or failed
   * @param reason why
   * @param repeats whether going on from the checkpoint would only meet the same failure
   */
  record Ending(String state, String reason, boolean repeats) {
    Ending(String state, String reason) {
      this(state, reason, false);
    }
  }

  private final Setup setup;
  private ChainPlan plan; // its phases change where somebody changes THERMALISE
  private final ChainLinks links;
  private final ConfigurationStream stream;
  private final ActorRef<MeasurementActor.Command> measurement;
  private final ActorRef<ChainActor.Command> self;
  private final BiConsumer<Duration, ChainActor.Command> later;
  private final ChainNews news;
  private ChainWork work;
  private Optional<Ending> ending = Optional.empty();
  private boolean ended;
  private boolean stepping;
  private boolean paused;
  private boolean cutting;
  private long lastCut;
  private long nextCut;
  private int underway;
  private int restarts;
  private int refusals;
  private final Waiting waiting = new Waiting();
  private final Optional<EpochGate> gate;
  private final Optional<ExchangeGate> exchange;
  private long clock = System.nanoTime();
  private int lessonAwaited;
  private String partnerAwaited = "";
  private boolean looksAgain;

  ChainLife(
      Setup setup,
      ChainPlan plan,
      ChainLinks links,
      ConfigurationStream stream,
      ActorRef<MeasurementActor.Command> measurement,
      ActorRef<ChainActor.Command> self,
      BiConsumer<Duration, ChainActor.Command> later) {
    this.setup = setup;
    this.plan = plan;
    this.links = links;
    this.stream = stream;
    this.measurement = measurement;
    this.self = self;
    this.later = later;
    Journal journal = new Journal(setup, links.database());
    this.news = new ChainNews(plan.chain(), journal, links.campaign());
    this.gate = EpochGate.of(setup, plan);
    this.exchange = ExchangeGate.of(setup, plan, links);
  }

  ConfigurationStream stream() {
    return stream;
  }

  /** Opens the chain at its checkpoint or start, and asks for the first step. */
  void open() {
    try {
      work = new ChainWork(setup, plan, links.cancel()::get, news::damaged);
    } catch (IOException | UncheckedIOException | CheckpointException e) {
      fail(e.getMessage());
      self.tell(new ChainActor.Released());
      return;
    }
    lastCut = work.chain().trajectory();
    scheduleCut();
    news.opened(work);
    gate.flatMap(g -> links.trainer())
        .ifPresent(trainer -> trainer.tell(new TrainerActor.Enrol(plan.chain(), self)));
    exchange.ifPresent(e -> e.enrol(self));
    stepping = true;
    report("running", "");
    self.tell(new ChainActor.Step());
  }

  /** A lesson is over. */
  void hear(ChainActor.Adopt adopt) {
    gate.ifPresent(g -> g.hear(adopt));
  }

  /** What became of the pair at the border where this chain is. */
  void hear(ChainActor.Exchanged exchanged) {
    exchange.ifPresent(e -> e.hear(exchanged));
    conclude();
  }

  void withdrawn() {
    exchange.ifPresent(ExchangeGate::withdrawn);
    conclude();
  }

  void cutAt(long trajectory) {
    exchange.ifPresent(e -> e.cutAt(trajectory));
    cutWhereAsked();
  }

  private void scheduleCut() {
    nextCut = System.nanoTime() + (long) (1e9 * setup.campaign().checkpoint().seconds());
  }

  /** One trajectory, if nothing has come up since it was asked for. */
  void step() {
    stepping = false;
    if (mayStep()) {
      try {
        adopt();
        Optional<Swap> swap = exchange.flatMap(e -> e.settle(work));
        Trajectory t = work.advance();
        exchange.ifPresent(ExchangeGate::passed);
        swap.ifPresent(s -> news.exchanged(s, t.phase()));
        record(t);
        conclude();
      } catch (MolecularDynamics.CancelledException e) {
        // a stop is waiting in the mailbox; the chain is as before the trajectory
        exchange.ifPresent(ExchangeGate::spoil);
        conclude();
      } catch (SamplerException e) {
        fail(e.getMessage(), true);
      } catch (UncheckedIOException e) {
        restart(e.getMessage());
      } catch (RuntimeException e) {
        fail("defect in trajectory " + (work.chain().trajectory() + 1) + ": " + e);
      }
    }
  }

  private void adopt() {
    gate.flatMap(g -> g.due(work.chain()))
        .ifPresent(model -> {
          work.adopt(model);
          long at = work.chain().trajectory();
          news.journal().add(new Event.ModelAdopted(plan.chain(), at, model.version()));
        });
  }

  private void record(Trajectory t) {
    underway++;
    news.finished(t, self);
    stream.emit(work.chain());
    work.check().ifPresent(found -> news.checked(found, work.chain().lastVersion()));
    work.fall(t).ifPresent(news::fell);
    long now = System.nanoTime();
    work.ran(1e-9 * (now - clock));
    clock = now;
    if (now > nextCut) {
      cut();
    }
    if (news.reportDue()) {
      report("running", "");
    }
  }

  private void report(String state, String detail) {
    news.report(work.status(state, detail, lastCut));
  }

  private void reportState() {
    boolean waits = (lessonAwaited > 0 || !partnerAwaited.isEmpty()) && !paused;
    String whom = lessonAwaited > 0 ? Waiting.LESSON + lessonAwaited : partnerAwaited;
    report(paused ? "paused" : waits ? "waiting" : "running", waits ? "for " + whom : "");
  }

  private boolean mayStep() {
    boolean owes = ending.isPresent() && exchange.filter(ExchangeGate::owes).isPresent();
    if (ended || work.chain().finished() || (!owes && (paused || ending.isPresent()))) {
      return false;
    }
    cutWhereAsked();
    int lesson = gate.map(g -> g.missing(work.chain())).orElse(0);
    String blocker =
        lesson > 0
            ? Waiting.LESSON + lesson
            : underway >= Setup.WINDOW
                ? "database"
                : stream.blocker(work.chain().trajectory() + 1, work.nextPhase()).orElse("");
    String partner = exchange.map(e -> e.blocker(work)).orElse("");
    if (blocker.isEmpty()) {
      blocker = partner;
    }
    waitFor(blocker);
    if (lesson != lessonAwaited || isNews(partner)) {
      lessonAwaited = lesson;
      partnerAwaited = partner;
      reportState();
    }
    return blocker.isEmpty();
  }

  /**
   * Exchanges are many and short: only a wait that lasts is worth a report. Nothing else may come
   * to the chain while it waits, so that it looks again by itself.
   */
  private boolean isNews(String partner) {
    if (partner.equals(partnerAwaited)) {
      return false;
    }
    if (!partner.isEmpty() && !news.reportDue()) {
      if (!looksAgain) {
        looksAgain = true;
        later.accept(ChainNews.REPORTS, new ChainActor.LookAgain());
      }
      return false;
    }
    return true;
  }

  /** A wait may have lasted long enough to be told. */
  void lookAgain() {
    looksAgain = false;
  }

  /** Notes for whom the chain waits, and for how long it did for somebody else. */
  private void waitFor(String blocker) {
    waiting
        .now(blocker)
        .ifPresent(over -> over.tell(plan.chain(), work.chain().trajectory(), news.journal()));
  }

  /** At a border where the trainer wants all chains cut; once. */
  private void cutWhereAsked() {
    long at = work.chain().trajectory();
    if (gate.isPresent() && gate.get().cutsAt(at)) {
      makeCut();
    }
    if (exchange.isPresent() && exchange.get().cutsAt(at) && !tied()) {
      makeCut();
    }
  }

  /** Asks for the next step where it may be made; false when the chain is at its end. */
  boolean next() {
    if (ended) {
      return false;
    }
    if (work.chain().finished() && ending.isEmpty()) {
      conclude(new Ending("finished", ""));
    }
    if (!stepping && mayStep()) {
      stepping = true;
      self.tell(new ChainActor.Step());
    }
    return !ended;
  }

  void stored(int rows) {
    underway -= rows;
  }

  void pause(String who) {
    if (!paused && !ended) {
      paused = true;
      waitFor("");
      news.journal().add(new Event.ChainPaused(plan.chain(), work.chain().trajectory(), who), who);
      report("paused", "by " + who);
    }
  }

  void goOn(String who) {
    if (paused) {
      paused = false;
      clock = System.nanoTime();
      news.journal()
          .add(new Event.ChainContinued(plan.chain(), work.chain().trajectory(), who), who);
      reportState();
    }
  }

  void extend(long measure) {
    work.chain().extend(measure);
    if (ending.isPresent() && ending.get().state().equals("finished")) {
      ending = Optional.empty();
    }
  }

  /** Changes a setting and keeps it in a checkpoint; why not, or nothing if it is done. */
  String change(ChainActor.Setting setting) {
    if (gate.isPresent()) {
      return "its epochs are counted from the end of THERMALISE as the campaign file says";
    }
    if (ended || ending.isPresent() || cutting) {
      return cutting ? "a checkpoint is being written; ask again" : "the chain is ending";
    }
    try {
      switch (setting) {
        case ChainActor.StepSize(double value) -> work.chain().changeStepSize(value);
        case ChainActor.Thermalise(long n) -> {
          work.chain().changeThermalise(n);
          plan = new ChainPlan(plan.chain(), plan.group(), work.chain().phases(), plan.thinning());
          news.journal().write(new Row.ChainPhases(plan.chain(), plan.phases().thermalise()));
        }
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      return e.getMessage();
    }
    cutting = true; // also at the trajectory of the last one, which does not know of the change
    measurement.tell(new Cut(work.checkpoint(0), self));
    return "";
  }

  /**
   * Sends a checkpoint on its way, unless one is underway or this trajectory has one. A chain that
   * is tied to the trainer is cut with it.
   */
  void cut() {
    if (tied()) {
      scheduleCut();
    } else if (exchange.isPresent() && ending.isEmpty()) {
      scheduleCut();
      exchange.get().cutSoon();
    } else {
      makeCut();
    }
  }

  /** What a person asks for. */
  void cutNow() {
    if (tied()) {
      links.trainer().ifPresent(trainer -> trainer.tell(new TrainerActor.TakeCut()));
    } else if (exchange.isPresent()) {
      exchange.get().cutSoon();
    } else {
      makeCut();
    }
  }

  private boolean tied() {
    return gate.isPresent() && !gate.get().free(work.chain().trajectory());
  }

  private void makeCut() {
    long trajectory = work.chain().trajectory();
    if (!cutting && trajectory > lastCut) {
      cutting = true;
      long epoch = gate.map(g -> g.epoch(trajectory)).orElse(0L);
      measurement.tell(new Cut(work.checkpoint(epoch), self));
    }
  }

  void written(long trajectory) {
    cutting = false;
    refusals = 0;
    restarts = 0;
    lastCut = trajectory;
    scheduleCut();
    reportState();
    conclude();
  }

  void refused(String reason) {
    cutting = false;
    scheduleCut();
    if (++refusals >= Setup.ATTEMPTS) {
      fail(reason + " (" + refusals + " attempts)");
      return;
    }
    news.warn(reason + "; the one before is intact");
    if (ending.isPresent()) {
      later.accept(setup.retryPause(), new ChainActor.Conclude());
    }
  }

  void conclude(Ending how) {
    if (ending.isEmpty()) {
      ending = Optional.of(how);
    }
    conclude();
  }

  /** Ends as was decided, once everything up to here is on disk. */
  void conclude() {
    if (!ended && ending.isPresent() && !cutting && !unsettled(work.chain().trajectory())) {
      boolean whole = exchange.isEmpty() || exchange.get().whole();
      if (lastCut < work.chain().trajectory() && !tied() && whole) {
        cut();
      } else {
        end(ending.get());
      }
    }
  }

  /** Whether a pair has to be settled before the chain is saved and ends. */
  private boolean unsettled(long at) {
    return exchange.isPresent()
        && !work.chain().finished()
        && !tied()
        && (exchange.get().owes() || exchange.get().open(at));
  }

  private void fail(String reason) {
    fail(reason, false);
  }

  void fail(String reason, boolean repeats) {
    if (!ended) {
      end(new Ending("failed", reason, repeats));
    }
  }

  private void end(Ending how) {
    ended = true;
    news.ended(work == null ? 0 : work.chain().trajectory(), how);
    if (work != null) {
      report(how.state(), how.reason());
    }
    stream.complete();
    links.campaign().tell(new CampaignCommand.ChainEnded(plan.chain(), how));
  }

  /**
   * Goes back to the last checkpoint after a fault of the environment, at most k times in a row.
   */
  private void restart(String reason) {
    if (exchange.isPresent()) {
      fail(reason + " (chains that exchange go on together: fluxtube resume)");
      return;
    }
    if (++restarts > Setup.ATTEMPTS) {
      fail(reason + " (" + Setup.ATTEMPTS + " restarts did not help)");
      return;
    }
    news.restarts(work.chain().trajectory(), reason);
    work.close();
    work = null;
    open();
  }

  void close() {
    if (work != null) {
      work.close();
    }
  }
}
