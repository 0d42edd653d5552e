package org.fluxtube.engine.sampler;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link FlowMetropolis}. */
final class FlowMetropolisSampler<F extends Field<F>> implements Sampler<F> {
  private final FlowMetropolis spec;
  private final Action<F> target;
  private final Optional<Sampler<F>> fallback;
  private final Chart<F> chart;
  private final F start;
  private final F proposed;

  /** The field whose ln q is {@link #logDensity}, where that is known. */
  private final F held;

  private EffectiveAction<F> flow;
  private boolean guided = true;
  private boolean fell;
  private Optional<Ends<F>> ends = Optional.empty();

  private boolean known;
  private double logDensity;
  private double rejections;

  private TransportMap.Batch batch;
  private RandomStream batchOf;

  /**
   * @param target owned
   * @param flow owned
   * @param fallback owned
   */
  FlowMetropolisSampler(
      FlowMetropolis spec,
      Action<F> target,
      EffectiveAction<F> flow,
      Optional<Sampler<F>> fallback,
      F like) {
    this.spec = spec;
    this.target = target;
    this.flow = flow;
    this.fallback = fallback;
    this.chart = Chart.of(like);
    this.start = like.allocateLike();
    this.proposed = like.allocateLike();
    this.held = like.allocateLike();
  }

  @Override
  public Exactness exactness() {
    return new Exactness.Reversible();
  }

  /** The model drives, or the fall-back where there is one. */
  @Override
  public void guided(boolean byModel) {
    guided = byModel || fallback.isEmpty();
  }

  private TransportMap map() {
    return (TransportMap) flow;
  }

  /** The batch that holds the proposal of that trajectory, the first of which is number 1. */
  private TransportMap.Batch batch(RandomStream rng) {
    long first = Math.max(0, rng.trajectory() - 1) / spec.batch() * spec.batch() + 1;
    RandomStream of = rng.trajectory(first);
    if (batch == null || !of.equals(batchOf)) {
      batch = map().draw(of, spec.batch());
      batchOf = of;
    }
    return batch;
  }

  @Override
  public Transition<F> step(State<F> state, RandomStream rng) {
    ends = Optional.empty();
    fell = !guided;
    return guided ? propose(state, rng) : fallback.orElseThrow().step(state, rng);
  }

  private Transition<F> propose(State<F> state, RandomStream rng) {
    F u = state.field();
    TransportMap.Batch drawn = batch(rng);
    int slot = (int) (Math.max(0, rng.trajectory() - 1) % spec.batch());
    int size = drawn.values().length / spec.batch();
    double logProposed = drawn.logs()[slot];
    if (!known || held.distance2(u) != 0) {
      logDensity = map().logDensity(chart.numbers(u))[0];
      rejections = 0;
    }
    start.copyFrom(u);
    double[] values = Arrays.copyOfRange(drawn.values(), slot * size, (slot + 1) * size);
    chart.load(values, proposed);
    Map<String, Double> before = Hmc.values(target, start);
    Map<String, Double> after = Hmc.values(target, proposed);
    double change = Hmc.sum(after) - Hmc.sum(before);
    double exponent = change + logProposed - logDensity;
    if (Double.isNaN(exponent)) {
      throw new SamplerException(
          "trajectory "
              + rng.trajectory()
              + ": S changes by "
              + change
              + ", ln q from "
              + logDensity
              + " to "
              + logProposed
              + "; check the couplings, and the model of version "
              + version());
    }
    ends = Optional.of(new Ends<>(start, proposed, Auxiliary.NONE, before, after));
    boolean accept = rng.key(Purpose.ACCEPT).at(0).uniform() < StrictMath.exp(-exponent);
    if (accept) {
      u.copyFrom(proposed);
      logDensity = logProposed;
    }
    rejections = accept ? 0 : rejections + 1;
    held.copyFrom(u);
    known = true;
    StepInfo info =
        new StepInfo(
            1,
            accept ? 1 : 0,
            exponent,
            Math.min(1, StrictMath.exp(-exponent)),
            Map.of(
                StepInfo.TARGET_CHANGE,
                change,
                StepInfo.LOG_WEIGHT,
                -Hmc.sum(after) - logProposed,
                StepInfo.REJECTIONS,
                rejections));
    return new Transition<>(state, info);
  }

  @Override
  public Optional<Ends<F>> ends() {
    return fell ? fallback.flatMap(Sampler::ends) : ends;
  }

  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    return guided ? Optional.empty() : fallback.flatMap(plain -> plain.reversibility(state, rng));
  }

  @Override
  public void cancelWhen(BooleanSupplier condition) {
    fallback.ifPresent(plain -> plain.cancelWhen(condition));
  }

  /** That of the fall-back, which is tuned while it drives; proposals of a flow have none. */
  @Override
  public Optional<StepSize> stepSize() {
    return fallback.flatMap(Sampler::stepSize);
  }

  /** ln q of the present field, which the inverse would give with other last bits. */
  @Override
  public double[] memory(State<F> state) {
    return known && held.distance2(state.field()) == 0
        ? new double[] {logDensity, rejections}
        : new double[0];
  }

  @Override
  public void recall(State<F> state, double[] memory) {
    known = memory.length > 0;
    if (known) {
      logDensity = memory[0];
      rejections = memory[1];
      held.copyFrom(state.field());
    }
  }

  @Override
  public int version() {
    return guided && spec.learned() ? flow.version() : 0;
  }

  @Override
  public double[] parameters() {
    return spec.learned() ? flow.parameters() : new double[0];
  }

  @Override
  public void adopt(int version, double[] parameters) {
    if (spec.learned()) {
      flow = flow.with(version, parameters);
      batch = null;
      known = false;
    }
  }

  @Override
  public void close() {
    fallback.ifPresent(Sampler::close);
    flow.close();
    target.close();
    chart.close();
    start.close();
    proposed.close();
    held.close();
  }
}
