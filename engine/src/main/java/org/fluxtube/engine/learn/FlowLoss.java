package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.CouplingRange;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;
import org.fluxtube.engine.stats.LogWeights;

/**
 * The loss of a flow in one step and its gradient: on draws, made of the prior's numbers (lesson,
 * LEARNING, direction 1, round k) in step k; on configurations at which the trajectories of the
 * window began, chosen by (lesson, LEARNING, direction 3, site k); or both.
 */
final class FlowLoss<F extends Field<F>> implements AutoCloseable {
  private final LessonPlan plan;
  private final Action<F> target;

  /** Where a schedule or a range of couplings begins; null where there is none. */
  private final Action<F> origin;

  /** Where it ends: the target, but for a range. */
  private final Action<F> end;

  private final Optional<CouplingRange> range;

  private final EffectiveAction<F> flow;
  private final F u;
  private final Momentum force;
  private final Chart<F> chart;

  /**
   * @param flow stays the caller's
   * @param u the trainer's; overwritten
   */
  FlowLoss(LessonPlan plan, ActionSpec<F> target, EffectiveAction<F> flow, F u) {
    this.plan = plan;
    this.target = target.bind(u);
    this.range = ((TransportMap) flow).range();
    ActionSpec<?> from =
        range.map(CouplingRange::from).or(() -> plan.anneal().map(Annealing::from)).orElse(null);
    this.origin = from == null ? null : bound(from, u);
    this.end = range.map(couplings -> bound(couplings.to(), u)).orElse(this.target);
    this.flow = flow;
    this.u = u;
    this.force = u.newMomentum();
    this.chart = Chart.of(u);
    range.ifPresent(this::requireTarget);
  }

  @SuppressWarnings("unchecked") // requireFits has checked that it is for the same kind of field
  private static <F extends Field<F>> Action<F> bound(ActionSpec<?> spec, F u) {
    return ((ActionSpec<F>) spec).bind(u);
  }

  /** The target is that of its place in the range, seen by its change between two fields. */
  private void requireTarget(CouplingRange couplings) {
    double a = couplings.at();
    double scale = 1;
    double off = 0;
    StreamKey key = new RandomStream(1, RandomStream.MAX_CHAIN, 0).key(Purpose.LEARNING);
    double[] fields = at(flow.parameters()).prior(key, 2);
    for (int i = 0; i < 2; i++) {
      chart.load(Arrays.copyOfRange(fields, i * chart.size(), (i + 1) * chart.size()), u);
      double s = target.value(u);
      double expected = (1 - a) * origin.value(u) + a * end.value(u);
      off += (i == 0 ? 1 : -1) * (s - expected);
      scale += Math.abs(s) + Math.abs(expected);
    }
    if (Math.abs(off) > 1e-9 * scale) {
      throw new IllegalArgumentException(
          "range with at = "
              + a
              + ": the campaign's action is not (1-a) S_0 + a S_1 there; along the way from one"
              + " field to another they differ by "
              + off
              + "; at is (coupling - first)/(last - first), for example 0.5 for lambda = 6 between"
              + " 5 and 7");
    }
  }

  TransportMap at(double[] theta) {
    return (TransportMap) flow.with(0, theta);
  }

  /** A batch of the prior. */
  double[] prior(RandomStream rng, int direction, int round) {
    StreamKey key = rng.key(Purpose.LEARNING, direction, round);
    return at(flow.parameters()).prior(key, plan.batch());
  }

  /** Configurations of the chains, one after the other, as the flow's numbers. */
  double[] numbers(List<Sample> samples) {
    return MapLessons.numbers(chart, samples);
  }

  /** The part a of the target in (1-a) S_0 + a S after a step of this lesson. */
  double part(RandomStream rng, int step) {
    return plan.anneal()
        .map(way -> way.part((rng.trajectory() - 1) * plan.steps() + step))
        .orElse(1.0);
  }

  /** Multiples of the golden ratio fill the range evenly, however many steps there are. */
  private double coupling(RandomStream rng, int step) {
    double turns = ((rng.trajectory() - 1.0) * plan.steps() + step) * (Math.sqrt(5) - 1) / 2;
    return turns - Math.floor(turns);
  }

  /** S. */
  double target(double[] x) {
    chart.load(x, u);
    return target.value(u);
  }

  /** S_0, where a schedule begins. */
  double origin(double[] x) {
    chart.load(x, u);
    return origin.value(u);
  }

  private TransportMap.Target judge(double a) {
    TransportMap.Target all = chart.target(end, force);
    if (a == 1) {
      return all;
    }
    TransportMap.Target first = chart.target(origin, force);
    double[] other = new double[chart.size()];
    return (x, slope) -> {
      double s0 = first.at(x, other);
      double s = all.at(x, slope);
      for (int k = 0; k < slope.length; k++) {
        slope[k] = (1 - a) * other[k] + a * slope[k];
      }
      return (1 - a) * s0 + a * s;
    };
  }

  /**
   * The loss of a step as a function of theta.
   *
   * @param window samples of the chains that feed; not empty where the plan has forward KL
   */
  Method.Landscape of(List<Sample> window, RandomStream rng, int step) {
    double f = plan.forwardPart();
    double[] z = f < 1 ? prior(rng, 1, step) : new double[0];
    double[] configurations = f > 0 ? chosen(window, rng, step) : new double[0];
    double a = range.isPresent() ? coupling(rng, step) : part(rng, step);
    TransportMap.Target by = judge(a);
    return (theta, gradients) -> {
      double[] gradient = new double[theta.length];
      double loss = 0;
      if (f < 1) {
        TransportMap map = range.isPresent() ? at(theta).coupled(a) : at(theta);
        TransportMap.Reverse r =
            plan.loss() == Loss.REVERSE_KL_REINFORCE
                ? reinforce(map, z, by)
                : map.reverse(z, by, plan.loss() == Loss.REVERSE_KL_PATH);
        add(1 - f, r.gradient(), gradient);
        loss += (1 - f) * LogWeights.of(r.logWeights()).reverseKl();
      }
      if (f > 0) {
        double[] weights = new double[plan.batch()];
        Arrays.fill(weights, -1.0 / plan.batch());
        TransportMap.Density d = at(theta).density(configurations, weights);
        add(f, d.gradient(), gradient);
        loss -= f * Arrays.stream(d.logs()).average().orElseThrow();
      }
      return new Examination(loss, Double.NaN, gradient, new double[0], new double[0][]);
    };
  }

  private double[] chosen(List<Sample> window, RandomStream rng, int step) {
    SiteRandom random = rng.key(Purpose.LEARNING, 3, 0).at(step);
    Sample[] some = new Sample[plan.batch()];
    Arrays.setAll(some, i -> window.get(random.below(window.size())));
    return numbers(List.of(some));
  }

  /** mean (l - b) d ln q/dtheta, l = ln q + S, b the mean of the others: n/(n-1) (l - mean l). */
  private TransportMap.Reverse reinforce(TransportMap map, double[] z, TransportMap.Target by) {
    TransportMap.Batch x = map.pushed(z);
    int size = map.size();
    int n = plan.batch();
    double[] logWeights = new double[n];
    double[] slope = new double[size];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      double[] one = Arrays.copyOfRange(x.values(), i * size, (i + 1) * size);
      logWeights[i] = -by.at(one, slope) - x.logs()[i];
      mean += logWeights[i] / n;
    }
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = (mean - logWeights[i]) / (n - 1);
    }
    return new TransportMap.Reverse(logWeights, map.density(x.values(), weights).gradient());
  }

  private static void add(double factor, double[] x, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * x[k];
    }
  }

  @Override
  public void close() {
    chart.close();
    force.close();
    if (origin != null) {
      origin.close();
    }
    if (range.isPresent()) {
      end.close();
    }
    target.close();
  }
}
