package org.fluxtube.engine.sampler;

import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.PhaseMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link L2Hmc}. */
final class L2HmcSampler<F extends Field<F>> extends GuidedSampler<F> {
  private final boolean learned;
  private final Chart<F> chart;
  private final Momentum p;
  private EffectiveAction<F> leapfrog;

  /**
   * @param target owned
   * @param leapfrog owned
   * @param fallback owned
   */
  L2HmcSampler(
      boolean learned,
      Action<F> target,
      EffectiveAction<F> leapfrog,
      Optional<Sampler<F>> fallback,
      F like) {
    super(target, true, fallback, like);
    this.learned = learned;
    this.leapfrog = leapfrog;
    this.chart = Chart.of(like);
    this.p = like.newMomentum();
  }

  private PhaseMap map() {
    return (PhaseMap) leapfrog;
  }

  private double[] momenta(RandomStream rng, Purpose purpose) {
    p.refresh(rng, purpose);
    double[] v = new double[chart.size()];
    int each = v.length / p.size();
    for (int mu = 0; mu < p.size(); mu++) {
      start.ops().store(p.vector(mu), v, mu * each);
    }
    return v;
  }

  private static boolean backwards(RandomStream rng) {
    return rng.key(Purpose.ORDER).at(0).uniform() < 0.5;
  }

  private static double kinetic(double[] v) {
    double sum = 0;
    for (double one : v) {
      sum += one * one / 2;
    }
    return sum;
  }

  @Override
  Transition<F> propose(State<F> state, RandomStream rng) {
    F u = state.field();
    double[] v = momenta(rng, Purpose.MOMENTUM);
    PhaseMap.Moved moved = map().moved(chart.numbers(u), v, backwards(rng));
    start.copyFrom(u);
    chart.load(moved.x(), proposed);
    Map<String, Double> before = Hmc.values(target, start);
    Map<String, Double> after = Hmc.values(target, proposed);
    double change = Hmc.sum(after) - Hmc.sum(before);
    double deltaH = change + kinetic(moved.v()) - kinetic(v) - moved.logs()[0];
    if (Double.isNaN(deltaH)) {
      throw new SamplerException(
          "trajectory "
              + rng.trajectory()
              + ": S changes by "
              + change
              + ", ln J is "
              + moved.logs()[0]
              + "; check the couplings, and the model of version "
              + version());
    }
    between(Auxiliary.NONE, before, after);
    boolean accept = rng.key(Purpose.ACCEPT).at(0).uniform() < StrictMath.exp(-deltaH);
    if (accept) {
      u.copyFrom(proposed);
    }
    Map<String, Double> details =
        Map.of(StepInfo.TARGET_CHANGE, change, StepInfo.LOG_JACOBIAN, moved.logs()[0]);
    double accepted = Math.min(1, StrictMath.exp(-deltaH));
    return new Transition<>(state, new StepInfo(1, accept ? 1 : 0, deltaH, accepted, details));
  }

  /** T and then T^-1. */
  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    if (!guided()) {
      return fallback.flatMap(plain -> plain.reversibility(state, rng));
    }
    F u = state.field();
    double[] x = chart.numbers(u);
    double[] v = momenta(rng, Purpose.REVERSIBILITY);
    PhaseMap.Moved there = map().moved(x, v, false);
    PhaseMap.Moved back = map().moved(there.x(), there.v(), true);
    try (F end = u.allocateLike()) {
      chart.load(back.x(), end);
      double deltaH = target.value(end) - target.value(u) + kinetic(back.v()) - kinetic(v);
      double logs = there.logs()[0] + back.logs()[0];
      double[] first = u.snapshot().values();
      double[] last = end.snapshot().values();
      double deltaU = Hmc.farthest(first, last);
      return Optional.of(new Reversibility(Math.abs(deltaH - logs), deltaU, Map.of()));
    }
  }

  /** That of the fall-back, which is tuned while it drives; the sizes of the steps are learnt. */
  @Override
  public Optional<StepSize> stepSize() {
    return fallback.flatMap(Sampler::stepSize);
  }

  @Override
  public int version() {
    return guided() && learned ? leapfrog.version() : 0;
  }

  @Override
  public double[] parameters() {
    return learned ? leapfrog.parameters() : new double[0];
  }

  @Override
  public void adopt(int version, double[] parameters) {
    if (learned) {
      leapfrog = leapfrog.with(version, parameters);
    }
  }

  @Override
  public void close() {
    super.close();
    leapfrog.close();
    chart.close();
    p.close();
  }
}
