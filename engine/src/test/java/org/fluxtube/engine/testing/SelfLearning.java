package org.fluxtube.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.learn.Sample;
import org.fluxtube.engine.learn.Trainer;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.ChainStart;
import org.fluxtube.engine.run.ChainState;
import org.fluxtube.engine.run.Trajectory;

/**
 * A learning campaign in one thread, without actors: chains step in turn, lessons are taken and
 * adopted at their epochs. It can be cut after any trajectory.
 */
public final class SelfLearning implements AutoCloseable {
  private final Campaign campaign;
  private final Learning learning;
  private final Epochs epochs;
  private final FieldOps ops;
  private final List<Chain<?>> chains = new ArrayList<>();
  private final Trainer trainer;
  private final Map<Integer, Model> models = new HashMap<>();
  private final List<Sample> pending = new ArrayList<>();
  private final List<Lesson> lessons = new ArrayList<>();
  private final List<List<Trajectory>> trajectories = new ArrayList<>();
  private long done;

  /**
   * What a cut holds: chains, trainer, models that are still to come and samples not yet learnt.
   */
  public record Cut(
      long done,
      List<ChainState> chains,
      Map<String, double[]> trainer,
      Map<Integer, Model> models,
      List<Sample> pending) {}

  /** Opens chains and trainer. */
  public SelfLearning(Campaign campaign) {
    this.campaign = campaign;
    this.learning = campaign.learning().orElseThrow();
    learning.requireFits(campaign);
    this.epochs = learning.epochs(campaign.trajectories());
    this.ops = new ReferenceOps(campaign.geometry());
    for (int chain = 0; chain < campaign.chainCount(); chain++) {
      Campaign.ChainGroup group = campaign.group(chain);
      Campaign own = campaign.of(chain);
      own.sampler(group).requireFits(own.action(), campaign.field(), campaign.geometry());
      chains.add(
          ChainStart.open(own, chain, group, campaign.trajectories(), ops, SelfLearning::none));
      trajectories.add(new ArrayList<>());
    }
    this.trainer = Trainer.open(campaign, ops);
    models.put(0, trainer.model());
  }

  private static FieldData none(java.nio.file.Path file) {
    throw new IllegalStateException("no files here: " + file);
  }

  /** One trajectory of every chain, and the lesson that it completes. */
  public void advance() {
    long next = done + 1;
    for (Chain<?> chain : chains) {
      Campaign.ChainGroup group = campaign.group(chain.id());
      int due = epochs.versionAt(next);
      if (group.sampler().learned() && due != chain.version()) {
        chain.adopt(models.get(due).part(campaign.rank(chain.id()), campaign.ranks()));
      }
      trajectories.get(chain.id()).add(chain.advance());
      if (epochs.lessonOf(next) > 0 && learning.listens(group)) {
        chain.sample().ifPresent(pending::add);
      }
    }
    done = next;
    int lesson = epochs.lessonOf(next);
    if (lesson > 0 && epochs.lastSample(lesson) == next) {
      lessons.add(trainer.learn(lesson, List.copyOf(pending)));
      models.put(lesson, trainer.model());
      pending.clear();
    }
  }

  /** Advances to a number of trajectories. */
  public SelfLearning to(long trajectory) {
    while (done < trajectory) {
      advance();
    }
    return this;
  }

  /** The cut here. */
  public Cut cut() {
    return new Cut(
        done,
        chains.stream().map(Chain::save).toList(),
        new HashMap<>(trainer.save()),
        new HashMap<>(models),
        List.copyOf(pending));
  }

  /** Goes on from a cut of the same campaign. */
  public SelfLearning restore(Cut cut) {
    done = cut.done();
    for (Chain<?> chain : chains) {
      chain.restore(cut.chains().get(chain.id()));
    }
    trainer.restore(cut.trainer());
    models.clear();
    models.putAll(cut.models());
    pending.clear();
    pending.addAll(cut.pending());
    return this;
  }

  /** The chains. */
  public List<Chain<?>> chains() {
    return chains;
  }

  /** The trainer. */
  public Trainer trainer() {
    return trainer;
  }

  /** The lessons so far. */
  public List<Lesson> lessons() {
    return lessons;
  }

  /** The trajectories of a chain since this object was made. */
  public List<Trajectory> trajectories(int chain) {
    return trajectories.get(chain);
  }

  /** The samples that wait for the next lesson. */
  public List<Sample> pending() {
    return List.copyOf(pending);
  }

  @Override
  public void close() {
    trainer.close();
    chains.forEach(Chain::close);
    ops.close();
  }
}
