package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.stats.LogWeights;

/**
 * Lessons of a flow on its own draws and on configurations of the chains: step k takes {@code
 * batch} draws from the numbers (lesson, LEARNING, direction 1, round k), and as many of the
 * configurations at which the trajectories of the window began, chosen by (lesson, LEARNING,
 * direction 3, site k); both ends of a lesson are judged on the same {@value #EVALUATION} batches
 * (direction 2).
 *
 * <p>Its loss is KL(q|p) = ln Z - mean ln w, w = exp(-S)/q, with ln Z from the better end of the
 * lesson, which makes it positive; or KL(p|q) = mean ln w - ln Z over the window; or both in the
 * parts of the plan. The held-out loss is KL(p|q) over the configurations at which held-out chains
 * began their trajectories: a flow that has lost a mode looks good by its draws and bad by them.
 */
final class ReverseKl<F extends Field<F>> implements AutoCloseable {
  private static final int EVALUATION = 8;
  private static final int MOST_STEPS = RandomStream.MAX_ROUND;

  private final LessonPlan plan;
  private final Action<F> target;

  /** Where a schedule begins; null where there is none. */
  private final Action<F> origin;

  private final EffectiveAction<F> flow;
  private final F u;
  private final Momentum force;

  /**
   * @param u the trainer's; overwritten
   */
  ReverseKl(LessonPlan plan, ActionSpec<F> target, EffectiveSpec<F> spec, F u) {
    this.plan = plan;
    this.target = target.bind(u);
    // requireFits has checked that it is for the same kind of field
    @SuppressWarnings("unchecked")
    ActionSpec<F> from = (ActionSpec<F>) plan.anneal().map(Annealing::from).orElse(null);
    this.origin = from == null ? null : from.bind(u);
    this.flow = spec.bind(u);
    this.u = u;
    this.force = u.newMomentum();
  }

  static void requireFits(LessonPlan plan, ActionSpec<?> target, EffectiveSpec<?> model) {
    String loss = "loss = " + plan.loss().written();
    if (!(model instanceof Flow)) {
      throw new IllegalArgumentException(
          loss + " needs a model that can be drawn from, type = flow; got " + model);
    }
    if (target.stochastic()) {
      throw new IllegalArgumentException(
          loss + " needs S of a configuration alone, and " + target + " has pseudo-fermions");
    }
    if (plan.batch() < 2 || plan.steps() > MOST_STEPS) {
      throw new IllegalArgumentException(
          loss
              + " with batch = "
              + plan.batch()
              + ", steps = "
              + plan.steps()
              + "; allowed are batch from 2 on and steps up to "
              + MOST_STEPS
              + ", for example batch = 64, steps = 100");
    }
  }

  private TransportMap at(double[] theta) {
    return (TransportMap) flow.with(0, theta);
  }

  private double[] prior(RandomStream rng, int direction, int round) {
    int size = at(flow.parameters()).size();
    double[] z = new double[plan.batch() * size];
    SiteRandom random = rng.key(Purpose.LEARNING, direction, round).at(0);
    for (int i = 0; i < plan.batch(); i++) {
      random.moveTo(i);
      for (int k = 0; k < size; k++) {
        z[i * size + k] = random.gaussian();
      }
    }
    return z;
  }

  /** S and dS/dx = -F. */
  private double slope(Action<F> action, double[] x, double[] slope) {
    u.load(new FieldData(u.type(), u.lattice(), x));
    double value = action.valueAndForce(u, force);
    u.ops().store(force.vector(0), slope, 0);
    for (int k = 0; k < slope.length; k++) {
      slope[k] = -slope[k];
    }
    return value;
  }

  private double value(Action<F> action, double[] x) {
    u.load(new FieldData(u.type(), u.lattice(), x));
    return action.value(u);
  }

  /** What draws are judged by in a step of this lesson. */
  private TransportMap.Target judge(RandomStream rng, int step) {
    double a = part(rng, step);
    if (a == 1) {
      return (x, slope) -> slope(target, x, slope);
    }
    double[] other = new double[at(flow.parameters()).size()];
    return (x, slope) -> {
      double s0 = slope(origin, x, other);
      double s = slope(target, x, slope);
      for (int k = 0; k < slope.length; k++) {
        slope[k] = (1 - a) * other[k] + a * slope[k];
      }
      return (1 - a) * s0 + a * s;
    };
  }

  /** The part of the target in S after a step of this lesson. */
  private double part(RandomStream rng, int step) {
    return plan.anneal()
        .map(way -> way.part((rng.trajectory() - 1) * plan.steps() + step))
        .orElse(1.0);
  }

  /** A lesson; what it finds includes whether it is to be rolled back. */
  Course course(
      Model old, Method method, ReplayWindow window, ReplayWindow judging, RandomStream rng) {
    Course course = new Course(old.parameters());
    course.reason = "learnt";
    List<Sample> known = window.samples().stream().map(Examined::sample).toList();
    for (int step = 1; step <= plan.steps() && course.finite(); step++) {
      double[] z = prior(rng, 1, step);
      double[] configurations = chosen(known, rng, step);
      TransportMap.Target by = judge(rng, step);
      Method.Step next =
          method.step(
              course.theta, (theta, gradients) -> examine(theta, z, by, configurations), plan);
      course.theta = next.theta();
      course.steps = step;
      if (step == 1) {
        course.gradientNorm = next.gradientNorm();
      }
    }
    judge(course, old.parameters(), window, judging, rng);
    return course;
  }

  /** The configurations of a step; none where no forward KL is wanted. */
  private double[] chosen(List<Sample> window, RandomStream rng, int step) {
    if (plan.forwardPart() == 0) {
      return new double[0];
    }
    int size = at(flow.parameters()).size();
    double[] x = new double[plan.batch() * size];
    SiteRandom random = rng.key(Purpose.LEARNING, 3, 0).at(step);
    for (int i = 0; i < plan.batch(); i++) {
      Sample sample = window.get(random.below(window.size()));
      System.arraycopy(sample.start().field().values(), 0, x, i * size, size);
    }
    return x;
  }

  private Examination examine(
      double[] theta, double[] z, TransportMap.Target by, double[] configurations) {
    double f = plan.forwardPart();
    double[] gradient = new double[theta.length];
    double loss = 0;
    if (f < 1) {
      TransportMap.Reverse r =
          plan.loss() == Loss.REVERSE_KL_REINFORCE
              ? reinforce(at(theta), z, by)
              : at(theta).reverse(z, by, plan.loss() == Loss.REVERSE_KL_PATH);
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
  }

  /** mean (l - b) d ln q/dtheta, l = ln q + S, b the mean of the others: n/(n-1) (l - mean l). */
  private TransportMap.Reverse reinforce(TransportMap map, double[] z, TransportMap.Target by) {
    TransportMap.Batch x = map.forward(z);
    int size = map.size();
    double[] logWeights = new double[plan.batch()];
    double[] logs = map.logDensity(x.values());
    double[] slope = new double[size];
    double mean = 0;
    for (int i = 0; i < logs.length; i++) {
      double[] one = Arrays.copyOfRange(x.values(), i * size, (i + 1) * size);
      logWeights[i] = -by.at(one, slope) - logs[i];
      mean += logWeights[i] / logs.length;
    }
    double[] weights = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      weights[i] = (mean - logWeights[i]) / (logs.length - 1);
    }
    return new TransportMap.Reverse(logWeights, map.density(x.values(), weights).gradient());
  }

  private static void add(double factor, double[] x, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * x[k];
    }
  }

  private void judge(
      Course course, double[] old, ReplayWindow window, ReplayWindow judging, RandomStream rng) {
    boolean finite = course.finite();
    LogWeights none = LogWeights.of(new double[0]);
    Drawn start = draws(old, rng);
    Drawn end = finite ? draws(course.theta, rng) : new Drawn(none, none);
    // one ln Z for both ends, so that it drops out of what is compared; from few draws of a bad
    // flow it comes out too small
    double f = plan.forwardPart();
    double logZ = larger(start.target.logZ(), end.target.logZ());
    double waypoint = larger(start.judged.logZ(), end.judged.logZ());
    course.before = waypoint - start.judged.mean();
    course.after = waypoint - end.judged.mean();
    if (f > 0) {
      double taught = chains(old, window).mean() - logZ;
      double after = finite ? chains(course.theta, window).mean() - logZ : Double.NaN;
      // the part of the draws is 0 where forward KL stands alone
      course.before = f * taught + (1 - f) * course.before;
      course.after = f * after + (1 - f) * course.after;
    }
    LogWeights known = chains(old, judging);
    course.judgedBefore = known.mean() - logZ;
    LogWeights learnt = finite ? chains(course.theta, judging) : known;
    course.judgedAfter = learnt.mean() - logZ;
    // below one unit of KL a factor says nothing
    course.trouble =
        course.trouble(plan.growth(), Math.max(1, course.before), Math.max(1, course.judgedBefore));
    boolean back = !course.trouble.isEmpty();
    LogWeights kept = back ? start.target : end.target;
    // what the trust of a campaign is compared with is then the acceptance
    course.overlap = (1 + kept.acceptance()) / 2;
    Map<String, Double> further = new TreeMap<>();
    further.put("ess", kept.ess());
    further.put("acceptance", kept.acceptance());
    further.put("lnZ", kept.logZ());
    further.put("lnZError", kept.logZError());
    further.put("reverseKl", kept.reverseKl());
    if (!judging.samples().isEmpty()) {
      further.put("forwardKl", back ? course.judgedBefore : course.judgedAfter);
      further.put("forwardEss", (back ? known : learnt).forwardEss());
    }
    course.further = further;
  }

  private static double larger(double start, double end) {
    return end > start ? end : start;
  }

  /**
   * Draws of a flow.
   *
   * @param target ln w by the target
   * @param judged ln w by what the lesson's last step was judged by
   */
  private record Drawn(LogWeights target, LogWeights judged) {}

  private Drawn draws(double[] theta, RandomStream rng) {
    double a = part(rng, plan.steps());
    TransportMap map = at(theta);
    double[] all = new double[EVALUATION * plan.batch()];
    double[] judged = new double[all.length];
    for (int k = 0; k < EVALUATION; k++) {
      double[] z = prior(rng, 2, k);
      TransportMap.Batch x = map.forward(z);
      int size = map.size();
      double constant = -0.5 * size * Math.log(2 * Math.PI);
      for (int i = 0; i < plan.batch(); i++) {
        double[] one = new double[size];
        double square = 0;
        for (int s = 0; s < size; s++) {
          one[s] = x.values()[i * size + s];
          square += z[i * size + s] * z[i * size + s];
        }
        double logDensity = constant - square / 2 - x.logs()[i];
        double action = value(target, one);
        double by = a < 1 ? (1 - a) * value(origin, one) + a * action : action;
        all[k * plan.batch() + i] = -action - logDensity;
        judged[k * plan.batch() + i] = -by - logDensity;
      }
    }
    return new Drawn(LogWeights.of(all), LogWeights.of(judged));
  }

  /** ln w of the configurations at which the chains of a window began their trajectories. */
  private LogWeights chains(double[] theta, ReplayWindow window) {
    List<Sample> samples = window.samples().stream().map(Examined::sample).toList();
    if (samples.isEmpty()) {
      return LogWeights.of(new double[0]);
    }
    TransportMap map = at(theta);
    int size = map.size();
    double[] x = new double[samples.size() * size];
    for (int i = 0; i < samples.size(); i++) {
      System.arraycopy(samples.get(i).start().field().values(), 0, x, i * size, size);
    }
    double[] logs = map.logDensity(x);
    double[] weights = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      weights[i] = -samples.get(i).start().action() - logs[i];
    }
    return LogWeights.of(weights);
  }

  @Override
  public void close() {
    force.close();
    flow.close();
    if (origin != null) {
      origin.close();
    }
    target.close();
  }
}
