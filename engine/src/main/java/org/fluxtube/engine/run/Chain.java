package org.fluxtube.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.TimeSplit;
import org.fluxtube.engine.io.PlainObservables;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.learn.Model;
import org.fluxtube.engine.learn.Sample;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.SamplerException;
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
  private final Optional<Epochs> epochs;
  private Phases phases;
  private State<F> state;
  private long trajectory;
  private DualAveraging tuning;
  private int lastVersion;
  private int heldVersion;
  private boolean trusted = true;

  /**
   * A chain at trajectory 0 that learns nothing.
   *
   * @param sampler owned from now on
   * @param start owned from now on
   */
  public Chain(int id, long seed, Phases phases, Sampler<F> sampler, F start) {
    this(id, seed, phases, Optional.empty(), sampler, start);
  }

  /**
   * A chain at trajectory 0.
   *
   * @param epochs of the campaign's learning, if the sampler uses its model
   * @param sampler owned from now on
   * @param start owned from now on
   */
  public Chain(
      int id, long seed, Phases phases, Optional<Epochs> epochs, Sampler<F> sampler, F start) {
    this.epochs = epochs;
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
    if (tuning != null && epochs.isPresent() && epochs.get().tunes(next)) {
      if (!epochs.get().tunes(trajectory)) {
        // the final model has its own best step: tuning starts anew from the present one
        tuning = DualAveraging.startingAt(tuned().orElseThrow().value());
      }
    }
    sampler.guided(phase != Phase.THERMALISE && trusted);
    double stepSize = sampler.stepSize().map(Sampler.StepSize::value).orElse(Double.NaN);
    int version = sampler.version();
    TimeSplit times = state.field().ops().times();
    times.take();
    Transition<F> result = sampler.step(state, new RandomStream(seed, id, next));
    Map<String, Double> seconds = times.take();
    state = result.state();
    trajectory = next;
    if (tuning != null) {
      if (phase == Phase.THERMALISE) {
        tune(result.info().tunable(), next == phases.thermalise());
      } else if (epochs.isPresent() && epochs.get().tunes(next)) {
        tune(result.info().tunable(), next == epochs.get().tuned());
      }
    }
    lastVersion = version;
    return new Trajectory(id, next, phase, version, stepSize, result.info(), seconds);
  }

  /** Version of the model that was adopted last; 0 where nothing is learnt. */
  public int version() {
    return heldVersion;
  }

  /** Version of the model that drove the last trajectory; 0 where the target itself did. */
  public int lastVersion() {
    return lastVersion;
  }

  /**
   * The next trajectory is driven by that model, or by the target itself where the model is not
   * trusted and the sampler has such a way.
   *
   * @throws IllegalStateException if it is not one of LEARN: a model that changes later would bias
   *     the averages
   */
  public void adopt(Model model) {
    if (phases.of(trajectory + 1) != Phase.LEARN) {
      throw new IllegalStateException(
          "chain "
              + id
              + " was given model "
              + model.version()
              + " before trajectory "
              + (trajectory + 1)
              + " of "
              + phases.of(trajectory + 1)
              + "; models change in LEARN alone");
    }
    adopt(model.version(), model.parameters(), model.trusted());
  }

  /**
   * Begins with a model that was learnt before; it may drive from LEARN on, or from MEASURE on
   * where nothing is learnt.
   *
   * @param first version 0
   * @throws IllegalStateException if trajectories were made already
   */
  public void begin(Model first) {
    if (trajectory > 0) {
      throw new IllegalStateException("chain " + id + " has begun with another model");
    }
    adopt(0, first.parameters(), true);
  }

  private void adopt(int version, double[] parameters, boolean mayDrive) {
    sampler.adopt(version, parameters);
    heldVersion = version;
    trusted = mayDrive;
  }

  /**
   * What the last trajectory has to teach, copied to the host; empty before the first one, after a
   * restore, and for samplers that know no action.
   */
  public Optional<Sample> sample() {
    return Sample.of(sampler, id, trajectory, phase(), lastVersion);
  }

  /**
   * Sets the step of the integrator; tuning, where there is any, goes on from it.
   *
   * @throws IllegalStateException after THERMALISE, or where the sampler has no step
   * @throws IllegalArgumentException if the sampler cannot take it
   */
  public void changeStepSize(double step) {
    Sampler.StepSize has =
        sampler
            .stepSize()
            .orElseThrow(() ->
                new IllegalStateException("the sampler of chain " + id + " has no step size"));
    requireThermalising("step size");
    has.set(step);
    if (tuning != null) {
      tuning = DualAveraging.startingAt(has.value());
    }
  }

  /**
   * Sets the number of THERMALISE trajectories; MEASURE keeps its own.
   *
   * @param trajectories counted from the start; 0 means that the next one is the last
   * @throws IllegalStateException after THERMALISE, or if LEARN follows
   * @throws IllegalArgumentException if more are done already
   */
  public void changeThermalise(long trajectories) {
    requireThermalising("length of THERMALISE");
    if (phases.learn() > 0) {
      throw new IllegalStateException(
          "the epochs of LEARN, which all chains share, begin where the campaign file says");
    }
    long wanted = trajectories == 0 ? trajectory + 1 : trajectories;
    if (wanted <= trajectory) {
      throw new IllegalArgumentException(
          "chain "
              + id
              + " has done "
              + trajectory
              + " trajectories; allowed are more than that, or phase MEASURE to end it now");
    }
    phases = new Phases(wanted, 0, phases.measure());
  }

  private void requireThermalising(String what) {
    Phase next = phases.of(trajectory + 1);
    if (next != Phase.THERMALISE || finished()) {
      throw new IllegalStateException(
          "the "
              + what
              + " of chain "
              + id
              + " is frozen since THERMALISE ended, at trajectory "
              + phases.thermalise()
              + ": a chain that is adapted to its own history while it is averaged has a wrong"
              + " distribution; start a new run to change it");
    }
  }

  private void tune(double acceptance, boolean last) {
    Sampler.StepSize step = tuned().orElseThrow();
    tuning = tuning.update(acceptance, step.targetAcceptance());
    step.set(last ? tuning.average() : tuning.step());
  }

  /** Whether production checks are due after the last trajectory, with that interval. */
  public boolean checkDue(int every) {
    long first = phases.thermalise() + phases.learn() + 1;
    return every > 0
        && trajectory > phases.thermalise()
        && (trajectory % every == 0 || trajectory == first);
  }

  /**
   * Checks reversibility, where the sampler has molecular dynamics, and that the field is in its
   * group. Uses random numbers of its own and leaves everything as it was.
   *
   * @throws org.fluxtube.engine.md.MolecularDynamics.CancelledException if the sampler was told to
   *     stop
   */
  public List<ChainCheck> check() {
    List<ChainCheck> found = new ArrayList<>();
    try {
      sampler
          .reversibility(state, new RandomStream(seed, id, trajectory))
          .ifPresent(r -> {
            found.add(ChainCheck.of(ChainCheck.REVERSIBILITY_H, r.deltaH()));
            found.add(ChainCheck.of(ChainCheck.REVERSIBILITY_U, r.deltaU()));
            r.forces()
                .forEach(
                    (term, size) -> found.add(ChainCheck.shown(ChainCheck.FORCE + term, size)));
          });
    } catch (SamplerException e) {
      found.add(ChainCheck.of(ChainCheck.REVERSIBILITY_H, Double.NaN));
    }
    FieldData u = field().snapshot();
    if (!(u.type() instanceof FieldType.Scalar)) {
      found.add(
          ChainCheck.of(
              ChainCheck.UNITARITY,
              Math.max(
                  PlainObservables.unitarityDeviation(u),
                  PlainObservables.determinantDeviation(u))));
    }
    if (field().ops().deviceBytes() > 0) {
      found.add(ChainCheck.shown(ChainCheck.DEVICE, field().ops().deviceBytes()));
    }
    return found;
  }

  /** The present field on the host. */
  public FieldData snapshot() {
    return field().snapshot();
  }

  /**
   * Takes over a configuration of another chain, as of a replica exchange; the tuning and the model
   * stay this chain's.
   */
  public void take(FieldData other) {
    state.field().load(other);
  }

  /** What is needed to go on bitwise. */
  public ChainState save() {
    return new ChainState(
        id,
        trajectory,
        sampler.stepSize().map(Sampler.StepSize::value).orElse(Double.NaN),
        tuning == null ? new double[0] : tuning.toArray(),
        state.field().snapshot(),
        heldVersion,
        sampler.parameters(),
        trusted,
        sampler.memory(state));
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
    adopt(saved.version(), saved.parameters(), saved.trusted());
    state.field().load(saved.field());
    sampler.recall(state, saved.memory());
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
