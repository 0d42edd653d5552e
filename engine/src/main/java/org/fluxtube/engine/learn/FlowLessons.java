package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.stats.LogWeights;

/**
 * Lessons of a flow: steps of {@link FlowLoss}, both ends judged on the same {@value #EVALUATION}
 * batches of draws (direction 2).
 *
 * <p>Its loss is KL(q|p) = ln Z - mean ln w, w = exp(-S)/q, with ln Z from the better end of the
 * lesson, which makes it positive; or KL(p|q) = mean ln w - ln Z over the window; or both in the
 * parts of the plan. The held-out loss is KL(p|q) over the configurations at which held-out chains
 * began their trajectories: a flow that has lost a mode looks good by its draws and bad by them.
 */
final class FlowLessons<F extends Field<F>> implements MapLessons {
  private static final int EVALUATION = 8;

  private final LessonPlan plan;
  private final EffectiveAction<F> flow;
  private final FlowLoss<F> loss;

  /**
   * @param u the trainer's; overwritten
   */
  FlowLessons(LessonPlan plan, ActionSpec<F> target, EffectiveSpec<F> spec, F u) {
    this.plan = plan;
    this.flow = spec.bind(u);
    this.loss = new FlowLoss<>(plan, target, flow, u);
  }

  static void requireFits(LessonPlan plan, ActionSpec<?> target, EffectiveSpec<?> model) {
    String loss = "loss = " + plan.loss().written();
    if (!(model instanceof Flow<?> flow)) {
      throw new IllegalArgumentException(
          loss + " needs a model that can be drawn from, type = flow; got " + model);
    }
    if (flow.range().isPresent() && (plan.anneal().isPresent() || plan.forwardPart() > 0)) {
      throw new IllegalArgumentException(
          loss
              + " of a flow over a range of couplings is of draws alone, and of all couplings at"
              + " once; leave forward and anneal out, for example loss = reverse-kl-path");
    }
    MapLessons.requireFits(plan, target);
  }

  @Override
  public boolean needsSamples() {
    return !plan.loss().ofDraws() || plan.forward() > 0;
  }

  @Override
  public Course course(
      Model old, Method method, ReplayWindow window, ReplayWindow judging, RandomStream rng) {
    Course course = new Course(old.parameters());
    course.reason = "learnt";
    List<Sample> known = window.samples().stream().map(Examined::sample).toList();
    for (int step = 1; step <= plan.steps() && course.finite(); step++) {
      Method.Step next = method.step(course.theta, loss.of(known, rng, step), plan);
      course.theta = next.theta();
      course.steps = step;
      if (step == 1) {
        course.gradientNorm = next.gradientNorm();
      }
    }
    judge(course, old.parameters(), window, judging, rng);
    return course;
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
      LogWeights chains = back ? known : learnt;
      further.put("forwardEss", chains.forwardEss());
      further.put("forwardLnZ", chains.forwardLogZ());
      further.put("forwardLnZError", chains.forwardLogZError());
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
    double a = loss.part(rng, plan.steps());
    TransportMap map = loss.at(theta);
    double[] all = new double[EVALUATION * plan.batch()];
    double[] judged = new double[all.length];
    int size = map.size();
    for (int k = 0; k < all.length; k += plan.batch()) {
      TransportMap.Batch x = map.pushed(loss.prior(rng, 2, k / plan.batch()));
      for (int i = 0; i < plan.batch(); i++) {
        double[] one = Arrays.copyOfRange(x.values(), i * size, (i + 1) * size);
        double action = loss.target(one);
        double by = a < 1 ? (1 - a) * loss.origin(one) + a * action : action;
        all[k + i] = -action - x.logs()[i];
        judged[k + i] = -by - x.logs()[i];
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
    double[] logs = loss.at(theta).logDensity(loss.numbers(samples));
    double[] weights = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      weights[i] = -samples.get(i).start().action() - logs[i];
    }
    return LogWeights.of(weights);
  }

  @Override
  public void close() {
    loss.close();
    flow.close();
  }
}
