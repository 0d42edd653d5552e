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
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;
import org.fluxtube.engine.stats.LogWeights;

/**
 * Lessons of a flow on its own draws: step k takes {@code batch} of them from the numbers (lesson,
 * LEARNING, direction 1, round k); both ends of a lesson are judged on the same {@value
 * #EVALUATION} batches (direction 2).
 *
 * <p>Its loss is KL(q|p) = ln Z - mean ln w, w = exp(-S)/q, with ln Z from the better end of the
 * lesson, which makes it positive. The held-out loss is KL(p|q) = mean ln w - ln Z over the
 * configurations at which held-out chains began their trajectories: a flow that has lost a mode
 * looks good by the first and bad by the second.
 */
final class ReverseKl<F extends Field<F>> implements AutoCloseable {
  private static final int EVALUATION = 8;
  private static final int MOST_STEPS = RandomStream.MAX_ROUND;

  private final LessonPlan plan;
  private final Action<F> target;
  private final EffectiveAction<F> flow;
  private final F u;
  private final Momentum force;
  private final Chart<F> chart;
  private final TransportMap.Target slopes;

  /**
   * @param u the trainer's; overwritten
   */
  ReverseKl(LessonPlan plan, ActionSpec<F> target, EffectiveSpec<F> spec, F u) {
    this.plan = plan;
    this.target = target.bind(u);
    this.flow = spec.bind(u);
    this.u = u;
    this.force = u.newMomentum();
    this.chart = Chart.of(u);
    this.slopes = chart.target(this.target, force);
  }

  static void requireFits(LessonPlan plan, ActionSpec<?> target, EffectiveSpec<?> model) {
    String loss = "loss = " + (plan.loss() == Loss.REVERSE_KL ? "reverse-kl" : "reverse-kl-path");
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
    StreamKey key = rng.key(Purpose.LEARNING, direction, round);
    return at(flow.parameters()).prior(key, plan.batch());
  }

  private double value(double[] x) {
    chart.load(x, u);
    return target.value(u);
  }

  /** A lesson; what it finds includes whether it is to be rolled back. */
  Course course(Model old, Method method, ReplayWindow judging, RandomStream rng) {
    Course course = new Course(old.parameters());
    course.reason = "learnt";
    boolean path = plan.loss() == Loss.REVERSE_KL_PATH;
    for (int step = 1; step <= plan.steps() && course.finite(); step++) {
      double[] z = prior(rng, 1, step);
      Method.Step next =
          method.step(
              course.theta,
              (theta, gradients) -> {
                TransportMap.Reverse r = at(theta).reverse(z, slopes, path);
                double loss = LogWeights.of(r.logWeights()).reverseKl();
                double[][] none = {};
                return new Examination(loss, Double.NaN, r.gradient(), new double[0], none);
              },
              plan);
      course.theta = next.theta();
      course.steps = step;
      if (step == 1) {
        course.gradientNorm = next.gradientNorm();
      }
    }
    judge(course, old.parameters(), judging, rng);
    return course;
  }

  private void judge(Course course, double[] old, ReplayWindow judging, RandomStream rng) {
    LogWeights before = draws(old, rng);
    LogWeights after = course.finite() ? draws(course.theta, rng) : LogWeights.of(new double[0]);
    // one ln Z for both ends, so that it drops out of what is compared; from few draws of a bad
    // flow it comes out too small
    double logZ = after.logZ() > before.logZ() ? after.logZ() : before.logZ();
    course.before = logZ - before.mean();
    course.after = logZ - after.mean();
    LogWeights known = chains(old, judging);
    course.judgedBefore = known.mean() - logZ;
    LogWeights learnt = course.finite() ? chains(course.theta, judging) : known;
    course.judgedAfter = learnt.mean() - logZ;
    // below one unit of KL a factor says nothing
    course.trouble =
        course.trouble(plan.growth(), Math.max(1, course.before), Math.max(1, course.judgedBefore));
    boolean back = !course.trouble.isEmpty();
    LogWeights kept = back ? before : after;
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

  private LogWeights draws(double[] theta, RandomStream rng) {
    TransportMap map = at(theta);
    double[] all = new double[EVALUATION * plan.batch()];
    for (int k = 0; k < EVALUATION; k++) {
      TransportMap.Batch x = map.pushed(prior(rng, 2, k));
      int size = map.size();
      for (int i = 0; i < plan.batch(); i++) {
        double[] one = Arrays.copyOfRange(x.values(), i * size, (i + 1) * size);
        all[k * plan.batch() + i] = -value(one) - x.logs()[i];
      }
    }
    return LogWeights.of(all);
  }

  /** ln w of the configurations at which held-out chains began their trajectories. */
  private LogWeights chains(double[] theta, ReplayWindow judging) {
    List<Sample> samples = judging.samples().stream().map(Examined::sample).toList();
    if (samples.isEmpty()) {
      return LogWeights.of(new double[0]);
    }
    TransportMap map = at(theta);
    int size = map.size();
    double[] x = new double[samples.size() * size];
    for (int i = 0; i < samples.size(); i++) {
      double[] numbers = chart.numbers(samples.get(i).start().field().values());
      System.arraycopy(numbers, 0, x, i * size, size);
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
    chart.close();
    force.close();
    flow.close();
    target.close();
  }
}
