package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.SpinWalk;
import org.fluxtube.engine.action.ValueWalk;
import org.fluxtube.engine.action.WalkableAction;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link SingleSpin}; the walk is on the host. */
final class SingleSpinSampler implements Sampler<SpinField> {
  private final SingleSpin spec;
  private final Action<SpinField> action;
  private final SpinField scratch;
  private final double[] spins;
  private BooleanSupplier cancelled = () -> false;
  private double width;

  /**
   * @param action owned
   */
  SingleSpinSampler(SingleSpin spec, Action<SpinField> action, SpinField like) {
    this.spec = spec;
    this.action = action;
    this.scratch = like.allocateLike();
    this.spins = new double[like.type().size(like.lattice())];
    this.width = spec.width();
  }

  @Override
  public Exactness exactness() {
    return new Exactness.Reversible();
  }

  /** Draws of update k, all at the place k of one key: the site, the Gaussians, the accept. */
  @Override
  public Transition<SpinField> step(State<SpinField> state, RandomStream rng) {
    SpinField u = state.field();
    int n = u.components();
    int volume = u.lattice().volume();
    u.store(spins);
    SpinWalk walk = walk();
    double[] trial = new double[n];
    StreamKey key = rng.key(Purpose.METROPOLIS);
    SiteRandom random = key.at(0);
    long accepted = 0;
    for (int k = 0; k < spec.updates(); k++) {
      if (cancelled.getAsBoolean()) {
        throw new MolecularDynamics.CancelledException();
      }
      random.moveTo(k);
      int site = random.below(volume);
      double norm = 0;
      for (int c = 0; c < n; c++) {
        trial[c] = spins[site * n + c] + width * random.gaussian();
        norm += trial[c] * trial[c];
      }
      double scale = 1 / Math.sqrt(norm);
      for (int c = 0; c < n; c++) {
        trial[c] *= scale;
      }
      double change = walk.change(site, trial);
      if (Double.isNaN(change)) {
        throw new SamplerException(
            SingleSpin.NAME
                + ": S changes by NaN at site "
                + site
                + "; check the couplings of the action and the start configuration");
      }
      if (random.uniform() < StrictMath.exp(-change)) {
        walk.accept();
        System.arraycopy(trial, 0, spins, site * n, n);
        accepted++;
      }
    }
    u.ops().load(spins, 0, u.vector());
    u.restore();
    double fraction = (double) accepted / spec.updates();
    return new Transition<>(
        state, new StepInfo(spec.updates(), accepted, Double.NaN, fraction, Map.of()));
  }

  private SpinWalk walk() {
    return action instanceof WalkableAction walkable
        ? walkable.walk(spins)
        : new ValueWalk(
            spins,
            at -> {
              scratch.load(new FieldData(scratch.type(), scratch.lattice(), at));
              return action.value(scratch);
            });
  }

  @Override
  public void cancelWhen(BooleanSupplier condition) {
    cancelled = condition;
  }

  @Override
  public Optional<StepSize> stepSize() {
    return Optional.of(new Width());
  }

  private final class Width implements StepSize {
    @Override
    public double value() {
      return width;
    }

    @Override
    public void set(double size) {
      width = LocalTarget.requireWidth(SingleSpin.NAME, size);
    }

    @Override
    public double targetAcceptance() {
      return spec.targetAcceptance();
    }
  }

  @Override
  public void close() {
    action.close();
    scratch.close();
  }
}
