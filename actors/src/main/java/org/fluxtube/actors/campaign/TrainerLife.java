package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.fluxtube.actors.database.LessonRow;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.learn.Sample;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.EpochCuts;
import org.fluxtube.engine.run.Event;

/**
 * The course of the trainer inside its {@link TrainerActor}: when a lesson begins, what is told to
 * whom when it ends, and when trainer and chains are cut. Lesson k carries the order to cut all
 * chains that it drives where its model takes effect, which is behind none of them; the trainer
 * follows after the lesson of that border.
 */
final class TrainerLife {
  private final Setup setup;
  private final Epochs epochs;
  private final EpochCuts cuts;
  private final TrainerWork work;
  private final Lessons lessons;
  private final Journal journal;
  private final ActorRef<DatabaseActor.Command> database;
  private final ActorRef<CampaignCommand> campaign;
  private final ActorRef<TrainerActor.Command> self;
  private final BiConsumer<Duration, Supplier<TrainerWork.Outcome>> begin;
  private final TreeMap<Integer, Model> models;
  private final Set<Integer> cutAfter = new HashSet<>();
  private final Set<Integer> cutWith = new HashSet<>();
  private final Map<Integer, ActorRef<ChainActor.Command>> chains = new TreeMap<>();
  private Optional<Lesson> last = Optional.empty();
  private boolean busy;
  private boolean closed;
  private boolean asked;
  private boolean cutting;
  private long nextCut;

  TrainerLife(
      Setup setup,
      Optional<Checkpoint> from,
      ActorRef<DatabaseActor.Command> database,
      ActorRef<CampaignCommand> campaign,
      ActorRef<TrainerActor.Command> self,
      BiConsumer<Duration, Supplier<TrainerWork.Outcome>> begin) {
    this.setup = setup;
    this.cuts = setup.epochCuts().orElseThrow();
    this.epochs = cuts.epochs();
    this.database = database;
    this.campaign = campaign;
    this.self = self;
    this.begin = begin;
    this.journal = new Journal(setup, database);
    this.work = new TrainerWork(setup);
    this.models = from.map(work::restore).orElseGet(work::begin);
    this.lessons = new Lessons(epochs, setup.feeding(), work.done());
    from.map(work::waiting).ifPresent(lessons::restore);
    scheduleCut();
    report();
  }

  private void scheduleCut() {
    nextCut = System.nanoTime() + (long) (1e9 * setup.campaign().checkpoint().seconds());
  }

  void enrol(int chain, ActorRef<ChainActor.Command> replyTo) {
    chains.put(chain, replyTo);
    models.values().forEach(model -> replyTo.tell(adopt(model)));
  }

  private ChainActor.Adopt adopt(Model model) {
    return new ChainActor.Adopt(model, cutWith.contains(model.version()));
  }

  void deliver(Delivery delivery) {
    delivery.configuration().sample().ifPresent(lessons::add);
    delivery.configuration().release();
    delivery.more().run();
    next();
  }

  private void next() {
    if (!busy && !closed && lessons.ready()) {
      busy = true;
      int number = lessons.next();
      List<Sample> samples = lessons.take();
      begin.accept(work.rest(), () -> work.learn(number, samples));
      report();
    }
  }

  void learnt(TrainerWork.Outcome outcome) {
    busy = false;
    Lesson lesson = outcome.lesson();
    int number = lesson.number();
    last = Optional.of(lesson);
    models.put(number, outcome.adopt());
    record(outcome);
    // one cut after the other: files that the disk has not taken yet are memory
    boolean due = asked || System.nanoTime() > nextCut;
    if (due && !cutting && cutAfter.isEmpty()) {
      asked = false;
      scheduleCut();
      cutWith.add(number);
      cutAfter.add(Math.min(epochs.lessons(), number + epochs.lag()));
    }
    chains.values().forEach(chain -> chain.tell(adopt(outcome.adopt())));
    if (cutAfter.remove(number) || number == epochs.lessons()) {
      cutting = true;
      database.tell(new Cut(work.checkpoint(cuts, models, lessons), self));
    }
    if (lessons.over()) {
      close();
    }
    report();
    next();
  }

  private void record(TrainerWork.Outcome outcome) {
    Lesson l = outcome.lesson();
    String detail = LessonDetail.json(l);
    ModelWatch.Verdict verdict = outcome.verdict();
    String done =
        l.rolledBack()
            ? "rolled back"
            : !verdict.trusted() ? "not trusted" : verdict.drift().isEmpty() ? "learnt" : "drifted";
    // before any chain hears of it: a trajectory on disk has its choice there too
    outcome
        .choice()
        .ifPresent(choice -> {
          journal.write(new Row.Chosen(choice));
          journal.add(new Event.ModelChosen(l.number(), choice.chosen(), choice.detail()));
        });
    journal.write(new Row.Model(outcome.model()));
    journal.write(
        new Row.Lesson(
            new LessonRow(
                l.number(),
                epochs.lastSample(l.number()),
                l.model().version(),
                done,
                l.samples(),
                l.after(),
                l.heldOutAfter(),
                outcome.seconds(),
                detail)));
    journal.add(
        new Event.LessonLearnt(
            l.number(),
            l.model().version(),
            l.after(),
            l.heldOutAfter(),
            l.overlap(),
            l.gradientNorm(),
            l.window(),
            outcome.seconds(),
            l.further(),
            l.reason()));
    if (l.rolledBack()) {
      journal.add(new Event.ModelRolledBack(l.number(), l.model().version(), l.reason()));
      campaign.tell(new CampaignCommand.Warn("lesson " + l.number() + " " + l.reason()));
    }
    if (!verdict.drift().isEmpty()) {
      journal.add(new Event.ModelDrifted(l.number(), l.model().version(), verdict.drift()));
      campaign.tell(new CampaignCommand.Warn("lesson " + l.number() + ": " + verdict.drift()));
    }
  }

  /** A lesson that cannot be taken would fail again: the chains that learn must end. */
  void failed(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    busy = false;
    close();
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    campaign.tell(
        new CampaignCommand.LearningFailed("lesson " + (lessons.next() - 1) + ": " + why));
  }

  void cutSoon() {
    asked = true;
  }

  void written() {
    cutting = false;
    report();
  }

  void refused(String reason) {
    campaign.tell(new CampaignCommand.Warn(reason + "; the cut before is intact"));
    cutting = false;
    asked = true;
  }

  private void report() {
    campaign.tell(
        new CampaignCommand.TrainerReport(
            new LearningStatus(
                lessons.next() - (busy ? 2 : 1),
                epochs.lessons(),
                busy ? lessons.next() - 1 : 0,
                last.map(Lesson::after).orElse(Double.NaN),
                last.map(Lesson::heldOutAfter).orElse(Double.NaN),
                last.map(Lesson::overlap).orElse(Double.NaN),
                epochs.lastSample(Math.min(lessons.next(), epochs.lessons())))));
  }

  void close() {
    if (!closed && !busy) {
      closed = true;
      work.close();
    }
  }
}
