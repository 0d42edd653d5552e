package org.fluxtube.engine.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link FlowMetropolis}. */
final class FlowMetropolisSampler<F extends Field<F>> extends GuidedSampler<F> {
  private final FlowMetropolis spec;
  private final Chart<F> chart;

  /** The field whose ln q is {@link #logDensity}, where that is known. */
  private final F held;

  private final List<Measured<F>> measured;
  private EffectiveAction<F> flow;
  private boolean known;
  private double logDensity;
  private double rejections;

  private TransportMap.Batch batch;
  private RandomStream batchOf;
  private Turns turns = Turns.ALL;

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
    super(target, true, fallback, like);
    this.spec = spec;
    this.flow = flow;
    this.chart = Chart.of(like);
    this.held = like.allocateLike();
    this.measured = spec.reweighted().stream().map(one -> Measured.of(one, like)).toList();
  }

  private TransportMap map() {
    return (TransportMap) flow;
  }

  /** The batch that holds the proposal of that turn. */
  private TransportMap.Batch batch(long turn, RandomStream rng) {
    long first = turn / spec.batch() * spec.batch();
    RandomStream of = rng.trajectory(turns.stream(first));
    if (batch == null || !of.equals(batchOf)) {
      List<RandomStream> streams =
          LongStream.range(first, first + spec.batch())
              .mapToObj(n -> rng.trajectory(turns.stream(n)))
              .toList();
      batch = map().draw(streams);
      batchOf = of;
    }
    return batch;
  }

  /** An observable of proposals, with the names of its numbers. */
  private record Measured<F extends Field<F>>(Observable<F> observable, List<String> names) {
    @SuppressWarnings("unchecked") // requireFits has checked that it is for this kind of field
    static <F extends Field<F>> Measured<F> of(ObservableSpec<?> spec, F like) {
      return new Measured<>(
          ((ObservableSpec<F>) spec).bind(like), spec.names(like.type(), like.lattice()));
    }

    void measure(F u, RandomStream rng, Map<String, Double> details) {
      double[] values = observable.measure(u, rng);
      for (int k = 0; k < values.length; k++) {
        details.put(StepInfo.PROPOSED + names.get(k), values[k]);
      }
    }
  }

  @Override
  public void turns(Turns announced) {
    turns = announced;
    batch = null;
  }

  @Override
  Transition<F> propose(State<F> state, RandomStream rng) {
    F u = state.field();
    long turn = turns.index(rng.trajectory());
    TransportMap.Batch drawn = batch(turn, rng);
    int slot = (int) (turn % spec.batch());
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
    between(Auxiliary.NONE, before, after);
    boolean accept = rng.key(Purpose.ACCEPT).at(0).uniform() < StrictMath.exp(-exponent);
    if (accept) {
      u.copyFrom(proposed);
      logDensity = logProposed;
    }
    rejections = accept ? 0 : rejections + 1;
    held.copyFrom(u);
    known = true;
    Map<String, Double> details = new TreeMap<>();
    details.put(StepInfo.TARGET_CHANGE, change);
    details.put(StepInfo.LOG_WEIGHT, -Hmc.sum(after) - logProposed);
    details.put(StepInfo.REJECTIONS, rejections);
    measured.forEach(one -> one.measure(proposed, rng, details));
    double accepted = Math.min(1, StrictMath.exp(-exponent));
    return new Transition<>(state, new StepInfo(1, accept ? 1 : 0, exponent, accepted, details));
  }

  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    return guided() ? Optional.empty() : fallback.flatMap(plain -> plain.reversibility(state, rng));
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
    return guided() && spec.learned() ? flow.version() : 0;
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
    super.close();
    measured.forEach(one -> one.observable.close());
    flow.close();
    chart.close();
    held.close();
  }
}
