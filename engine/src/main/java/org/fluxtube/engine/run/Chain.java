package org.fluxtube.engine.run;

import java.util.Optional;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.State;
import org.fluxtube.engine.sampler.Transition;

/**
 * One Markov chain: a sampler, its state, its phase and its tuning. Pure but for the memory it
 * owns: the numbers depend on (seed, chain, trajectory) and the start alone. Used by one thread at
 * a time.
 *
 * @param <F> the field
 */
public final class Chain<F extends Field<F>> implements AutoCloseable {
  private final int id;
  private final long seed;
  private final Sampler<F> sampler;
  private Phases phases;
  private State<F> state;
  private long trajectory;
  private DualAveraging tuning;

  /**
   * A chain at trajectory 0.
   *
   * @param sampler owned from now on
   * @param start owned from now on
   */
  public Chain(int id, long seed, Phases phases, Sampler<F> sampler, F start) {
    this.id = id;
    this.seed = seed;
    this.phases = phases;
    this.sampler = sampler;
    this.state = sampler.start(start);
    this.tuning = tuned().map(step -> DualAveraging.startingAt(step.value())).orElse(null);
  }

  private Optional<Sampler.StepSize> tuned() {
    return sampler.stepSize().filter(step -> step.targetAcceptance() > 0);
  }

  /** Number of the chain in its campaign. */
  public int id() {
    return id;
  }

  /** Finished trajectories. */
  public long trajectory() {
    return trajectory;
  }

  /** The phases. */
  public Phases phases() {
    return phases;
  }

  /** Changes the number of all MEASURE trajectories, done and still to come. */
  public void extend(long measure) {
    phases = phases.withMeasure(measure);
  }

  /** Whether all trajectories are done. */
  public boolean finished() {
    return trajectory >= phases.total();
  }

  /**
   * The phase of the last finished trajectory; THERMALISE before the first unless there is none.
   */
  public Phase phase() {
    return phases.of(Math.max(1, trajectory));
  }

  /** The sampler. */
  public Sampler<F> sampler() {
    return sampler;
  }

  /** The physical field after the last trajectory; owned by the chain, unchanged by the caller. */
  public F field() {
    return sampler.field(state);
  }

  /**
   * One trajectory.
   *
   * @throws org.fluxtube.engine.md.MolecularDynamics.CancelledException if the sampler was told to
   *     stop; the chain is then as before
   * @throws org.fluxtube.engine.sampler.SamplerException if the chain cannot go on
   */
  public Trajectory advance() {
    long next = trajectory + 1;
    Phase phase = phases.of(next);
    double stepSize = sampler.stepSize().map(Sampler.StepSize::value).orElse(Double.NaN);
    long begin = System.nanoTime();
    Transition<F> result = sampler.step(state, new RandomStream(seed, id, next));
    double seconds = 1e-9 * (System.nanoTime() - begin);
    state = result.state();
    trajectory = next;
    if (phase == Phase.THERMALISE && tuning != null) {
      tune(result.info().acceptance(), next == phases.thermalise());
    }
    return new Trajectory(id, next, phase, 0, stepSize, result.info(), seconds);
  }

  private void tune(double acceptance, boolean last) {
    Sampler.StepSize step = tuned().orElseThrow();
    tuning = tuning.update(acceptance, step.targetAcceptance());
    step.set(last ? tuning.average() : tuning.step());
  }

  /** The present field on the host. */
  public FieldData snapshot() {
    return field().snapshot();
  }

  /** What is needed to go on bitwise. */
  public ChainState save() {
    return new ChainState(
        id,
        trajectory,
        sampler.stepSize().map(Sampler.StepSize::value).orElse(Double.NaN),
        tuning == null ? new double[0] : tuning.toArray(),
        state.field().snapshot());
  }

  /**
   * Goes back to a saved state.
   *
   * @throws IllegalArgumentException if it is another chain's, or of another field
   */
  public void restore(ChainState saved) {
    if (saved.chain() != id) {
      throw new IllegalArgumentException(
          "the checkpoint is of chain " + saved.chain() + ", needed is chain " + id);
    }
    state.field().load(saved.field());
    trajectory = saved.trajectory();
    if (tuning != null && saved.tuning().length > 0) {
      tuning = DualAveraging.of(saved.tuning());
    }
    if (!Double.isNaN(saved.stepSize())) {
      sampler.stepSize().ifPresent(step -> step.set(saved.stepSize()));
    }
  }

  @Override
  public void close() {
    state.close();
    sampler.close();
  }
}
