package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.flow.PhaseMap;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Lessons that make the expected squared jump of the charge large (arXiv:2105.03418, eq. 13): E =
 * mean A (Q' - Q)^2 over proposals T or T^-1 from configurations of the chains, A = min(1, exp(H -
 * H' + ln J)), Q = (1/2 pi) sum_P sin P. Half of a batch goes each way. The steps go down ln(1/E),
 * whose gradient does not depend on the unit of Q; the loss of a lesson is 1/E, proposals for one
 * unit of squared jump.
 *
 * <p>Randomness of step k: configurations (lesson, LEARNING, direction 3, site k), momenta (lesson,
 * LEARNING, direction 1, round k); both ends of a lesson are judged on the same momenta (direction
 * 2).
 */
final class JumpLessons<F extends Field<F>> implements MapLessons {
  /** Configurations on which both ends of a lesson are judged. */
  private static final int MOST_JUDGED = 256;

  private final LessonPlan plan;
  private final Action<F> target;
  private final EffectiveAction<F> leapfrog;
  private final Momentum force;
  private final Chart<F> chart;

  JumpLessons(LessonPlan plan, ActionSpec<F> target, EffectiveSpec<F> spec, F like) {
    this.plan = plan;
    this.target = target.bind(like);
    this.leapfrog = spec.bind(like);
    this.force = like.newMomentum();
    this.chart = Chart.of(like);
  }

  static void requireFits(LessonPlan plan, ActionSpec<?> target, EffectiveSpec<?> model) {
    String loss = "loss = " + plan.loss().written();
    if (!(model instanceof LearnedLeapfrog)) {
      throw new IllegalArgumentException(
          loss + " needs trajectories that are learnt, type = learned-leapfrog; got " + model);
    }
    MapLessons.requireFits(plan, target);
  }

  @Override
  public boolean needsSamples() {
    return true;
  }

  @Override
  public Course course(
      Model old, Method method, ReplayWindow window, ReplayWindow judging, RandomStream rng) {
    Course course = new Course(old.parameters());
    course.reason = "learnt";
    double[] known = MapLessons.starts(chart, window);
    for (int step = 1; step <= plan.steps() && course.finite(); step++) {
      double[] x = chosen(known, rng, step);
      double[] v = momenta(rng.key(Purpose.LEARNING, 1, step), plan.batch());
      Method.Step next =
          method.step(course.theta, (theta, gradients) -> examine(theta, x, v, gradients), plan);
      course.theta = next.theta();
      course.steps = step;
      if (step == 1) {
        course.gradientNorm = next.gradientNorm();
      }
    }
    double[] judges = MapLessons.starts(chart, judging);
    Jumps before = judge(old.parameters(), known, rng);
    Jumps after = course.finite() ? judge(course.theta, known, rng) : Jumps.NONE;
    course.before = 1 / before.mean;
    course.after = 1 / after.mean;
    course.judgedBefore = 1 / judge(old.parameters(), judges, rng).mean;
    course.judgedAfter = 1 / (course.finite() ? judge(course.theta, judges, rng) : Jumps.NONE).mean;
    course.trouble = course.trouble(plan.growth(), course.before, course.judgedBefore);
    Jumps kept = course.trouble.isEmpty() ? after : before;
    // what the trust of a campaign is compared with is then the acceptance
    course.overlap = (1 + kept.acceptance) / 2;
    Map<String, Double> further = new TreeMap<>();
    further.put("expectedJump", kept.mean);
    further.put("jumpAcceptance", kept.acceptance);
    course.further = further;
    return course;
  }

  private double[] chosen(double[] known, RandomStream rng, int step) {
    int size = chart.size();
    double[] x = new double[plan.batch() * size];
    SiteRandom random = rng.key(Purpose.LEARNING, 3, 0).at(step);
    for (int i = 0; i < plan.batch(); i++) {
      int which = random.below(known.length / size);
      System.arraycopy(known, which * size, x, i * size, size);
    }
    return x;
  }

  private double[] momenta(StreamKey key, int count) {
    double[] v = new double[count * chart.size()];
    for (int i = 0; i < count; i++) {
      SiteRandom random = key.at(i);
      for (int k = i * chart.size(); k < (i + 1) * chart.size(); k++) {
        v[k] = random.gaussian();
      }
    }
    return v;
  }

  /**
   * What comes of a batch of proposals.
   *
   * @param mean E
   * @param acceptance mean A
   * @param gradient of E
   */
  private record Jumps(double mean, double acceptance, double[] gradient) {
    static final Jumps NONE = new Jumps(Double.NaN, Double.NaN, new double[0]);
  }

  /** The first half of a batch by T, the others by T^-1. */
  private Jumps jumps(double[] theta, double[] x, double[] v, boolean gradients) {
    PhaseMap map = (PhaseMap) leapfrog.with(0, theta);
    TransportMap.Target by = chart.target(target, force);
    int count = x.length / chart.size();
    int half = count / 2 * chart.size();
    double mean = 0;
    double acceptance = 0;
    double[] gradient = new double[gradients ? theta.length : 0];
    for (boolean backwards : new boolean[] {false, true}) {
      int from = backwards ? half : 0;
      int to = backwards ? x.length : half;
      if (from == to) {
        continue;
      }
      PhaseMap.Jumps part =
          map.jumps(
              Arrays.copyOfRange(x, from, to),
              Arrays.copyOfRange(v, from, to),
              backwards,
              by,
              gradients);
      for (int i = 0; i < part.squares().length; i++) {
        mean += part.acceptance()[i] * part.squares()[i] / count;
        acceptance += part.acceptance()[i] / count;
      }
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += part.gradient()[k] / count;
      }
    }
    return new Jumps(mean, acceptance, gradient);
  }

  /** ln(1/E) and its gradient. */
  Examination examine(double[] theta, double[] x, double[] v, boolean gradients) {
    Jumps here = jumps(theta, x, v, gradients);
    double[] gradient = here.gradient.clone();
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] /= -here.mean;
    }
    double loss = -StrictMath.log(here.mean);
    return new Examination(loss, Double.NaN, gradient, new double[0], new double[0][]);
  }

  /** The newest configurations: the window keeps its order. */
  private Jumps judge(double[] theta, double[] known, RandomStream rng) {
    int some = Math.min(known.length, MOST_JUDGED * chart.size());
    if (some == 0) {
      return Jumps.NONE;
    }
    double[] x = Arrays.copyOfRange(known, known.length - some, known.length);
    double[] v = momenta(rng.key(Purpose.LEARNING, 2, 0), some / chart.size());
    return jumps(theta, x, v, false);
  }

  @Override
  public void close() {
    chart.close();
    force.close();
    leapfrog.close();
    target.close();
  }
}
