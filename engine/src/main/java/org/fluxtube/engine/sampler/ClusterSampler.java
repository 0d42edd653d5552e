package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.action.NeighbourCoupling;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link Wolff}; clusters grow on the host. */
final class ClusterSampler<F extends Field<F>> implements Sampler<F> {
  private final Wolff spec;
  private final NeighbourCoupling<F> action;
  private final Clusters clusters;
  private final Optional<Sweep<F>> sweep;
  private final double[] host;
  private double width;

  ClusterSampler(Wolff spec, Action<F> action, F like) {
    this.spec = spec;
    this.action = Wolff.coupling(action);
    this.width = spec.width();
    Vector x = like.vectors()[0];
    this.host = new double[like.type().size(like.lattice())];
    this.clusters = new Clusters(like.lattice(), x.shape().reals(), this.action.coupling());
    this.sweep =
        width > 0
            ? Optional.of(new Sweep<>(LocalTarget.require(Wolff.NAME, action), like))
            : Optional.empty();
  }

  @Override
  public Exactness exactness() {
    return new Exactness.Reversible();
  }

  @Override
  public Transition<F> step(State<F> state, RandomStream rng) {
    F u = state.field();
    long accepted = metropolis(u, false, rng);
    Vector x = u.vectors()[0];
    u.ops().store(x, host, 0);
    double sites = 0;
    for (int k = 0; k < spec.clusters(); k++) {
      sites +=
          switch (spec.variant()) {
            case SINGLE -> clusters.single(host, rng, k);
            case ALL -> (double) u.lattice().volume() / clusters.all(host, rng, k);
          };
    }
    u.ops().load(host, 0, x);
    u.restore();
    accepted += metropolis(u, true, rng);
    Sweep.requireFinite(u, Wolff.NAME);
    Map<String, Double> details = Map.of("clusterSize", sites / spec.clusters());
    if (sweep.isEmpty()) {
      return new Transition<>(
          state, new StepInfo(spec.clusters(), spec.clusters(), Double.NaN, 1, details));
    }
    long proposals = 2L * u.lattice().volume() * spec.hits();
    double fraction = (double) accepted / proposals;
    return new Transition<>(
        state, new StepInfo(proposals, accepted, Double.NaN, fraction, details));
  }

  private long metropolis(F u, boolean backward, RandomStream rng) {
    if (sweep.isEmpty()) {
      return 0;
    }
    LocalUpdate update = sweep.get().update(Rule.METROPOLIS, width, spec.hits());
    return sweep.get().run(u, update, backward, rng, backward ? 1 : 0);
  }

  @Override
  public Optional<StepSize> stepSize() {
    return sweep.isPresent() ? Optional.of(new Width()) : Optional.empty();
  }

  private final class Width implements StepSize {
    @Override
    public double value() {
      return width;
    }

    @Override
    public void set(double size) {
      width = LocalTarget.requireWidth(Wolff.NAME, size);
    }

    @Override
    public double targetAcceptance() {
      return spec.targetAcceptance();
    }
  }

  @Override
  public void close() {
    sweep.ifPresent(Sweep::close);
    action.close();
  }
}
