package org.fluxtube.actors.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.learn.AcceptanceWatch;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.ChainStart;
import org.fluxtube.engine.run.ChainState;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Trajectory;

/** A chain with its memory and its running means; used by one thread at a time, plain Java. */
final class ChainWork implements AutoCloseable {
  private final Setup setup;
  private final ChainPlan plan;
  private final FieldOps ops;
  private final Chain<?> chain;
  private final AcceptanceWatch watch = new AcceptanceWatch();
  private Phase averaged = Phase.THERMALISE;
  private long count;
  private double acceptance = Double.NaN;
  private long done;
  private double busy;

  /**
   * Opens the chain at its newest checkpoint, or at its start where there is none.
   *
   * @param cancelled looked at in long trajectories
   * @param note gets a sentence about each damaged checkpoint
   * @throws IOException if the disk does not answer
   * @throws org.fluxtube.engine.run.CheckpointException if the checkpoint is not this chain's
   */
  ChainWork(Setup setup, ChainPlan plan, BooleanSupplier cancelled, Consumer<String> note)
      throws IOException {
    this.setup = setup;
    this.plan = plan;
    Campaign campaign = setup.campaign().of(plan.chain());
    this.ops = setup.backend().open(campaign.geometry(), setup.threadsPerChain());
    Optional<ChainState> saved =
        setup
            .checkpoints()
            .newest(plan.chain(), setup.theory(plan), campaign.field(), campaign.geometry(), note);
    this.chain =
        ChainStart.open(
            campaign, plan.chain(), plan.group(), plan.phases(), ops, ChainWork::readFile);
    if (saved.isPresent()) {
      chain.restore(saved.get());
    } else if (plan.group().sampler().learned()) {
      campaign
          .learning()
          .flatMap(learning -> learning.first(setup.campaign()))
          .ifPresent(first -> chain.begin(part(first)));
    }
    chain.sampler().cancelWhen(cancelled);
  }

  private static FieldData readFile(Path file) {
    try {
      return ConfigurationFile.read(file).data();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  Chain<?> chain() {
    return chain;
  }

  /** One trajectory; see {@link Chain#advance}. */
  Trajectory advance() {
    Trajectory t = chain.advance();
    if (t.phase() != averaged || count == 0) {
      averaged = t.phase();
      count = 0;
      acceptance = 0;
    }
    count++;
    acceptance += (t.info().acceptance() - acceptance) / count;
    return t;
  }

  /** What the chain has to say of itself after its last trajectory, where that is due. */
  Optional<Event.ChainChecked> check() {
    if (!chain.checkDue(setup.campaign().checks().every())) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    List<ChainCheck> found = chain.check();
    double seconds = 1e-9 * (System.nanoTime() - begin);
    return Optional.of(
        new Event.ChainChecked(plan.chain(), chain.trajectory(), chain.phase(), found, seconds));
  }

  /** Whether acceptance has fallen in MEASURE; see {@link AcceptanceWatch}. */
  Optional<Event.AcceptanceFell> fall(Trajectory t) {
    if (t.phase() != Phase.MEASURE) {
      return Optional.empty();
    }
    return watch
        .add(t.version(), t.info().acceptance())
        .map(said -> new Event.AcceptanceFell(plan.chain(), t.trajectory(), t.version(), said));
  }

  /** Time of the chain's own work and waiting, without pauses. */
  void ran(double seconds) {
    done++;
    busy += seconds;
  }

  /** The next trajectory is driven by that model. */
  void adopt(Model model) {
    chain.adopt(part(model));
  }

  private Model part(Model model) {
    return model.part(setup.campaign().rank(plan.chain()), setup.campaign().ranks());
  }

  Phase nextPhase() {
    return chain.phases().of(chain.trajectory() + 1);
  }

  /** The chain at this cut, for its file. */
  Checkpoint checkpoint(long epoch) {
    return Checkpoint.of(chain.save(), setup.theory(plan), epoch, setup.backend().name());
  }

  ChainStatus status(String state, String detail, long checkpointed) {
    Phases phases = chain.phases();
    return new ChainStatus(
        plan.chain(),
        plan.group().label(),
        state,
        detail,
        chain.trajectory(),
        phases.total(),
        chain.phase(),
        chain.version(),
        acceptance,
        checkpointed,
        busy > 0 ? done / busy : 0);
  }

  @Override
  public void close() {
    chain.close();
    ops.close();
  }
}
