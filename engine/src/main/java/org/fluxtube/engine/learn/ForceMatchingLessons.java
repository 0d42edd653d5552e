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
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * Lessons of {@link ForceMatching}. With g = dL/dd, dL/dtheta = (d/deps) dA/dtheta at z + eps g, as
 * dA/dz dtheta is symmetric: a central difference of two gradients of reverse KL, whose A is the
 * same up to ln r(z). So any action can be learnt that has a force, without second derivatives.
 */
final class ForceMatchingLessons<F extends Field<F>> implements MapLessons {
  private static final int[] NORMS = {2, 4, 6, 8};

  /**
   * Root-mean-square displacement of a number of z: errors of some h^2 and of rounding/h, 1e-9 of
   * the gradient in double.
   */
  private static final double IN_DOUBLE = 3e-5;

  private static final double IN_FLOAT = 1e-3;

  /** Configurations on which both ends of a lesson are judged. */
  private static final int MOST_JUDGED = 64;

  private final LessonPlan plan;
  private final Action<F> target;
  private final Action<F> reference;
  private final EffectiveAction<F> flow;
  private final Momentum force;
  private final Chart<F> chart;
  private final double displacement;

  ForceMatchingLessons(
      LessonPlan plan,
      ActionSpec<F> target,
      ActionSpec<F> reference,
      EffectiveSpec<F> spec,
      F like) {
    this.plan = plan;
    this.target = target.bind(like);
    this.reference = reference.bind(like);
    this.flow = spec.bind(like);
    this.force = like.newMomentum();
    this.chart = Chart.of(like);
    boolean inFloat =
        spec instanceof Flow<F> maps
            && maps.maps().stream().anyMatch(map -> map.precision() == Precision.FLOAT);
    this.displacement = inFloat ? IN_FLOAT : IN_DOUBLE;
  }

  private TransportMap at(double[] theta) {
    return (TransportMap) flow.with(0, theta);
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
    double[] known = origins(course.theta, window);
    double[] judges = origins(course.theta, judging);
    int count = known.length / chart.size();
    for (int step = 1; step <= plan.steps() && course.finite(); step++) {
      double[] z = chosen(known, count, rng, step);
      double[] wanted = slopes(z);
      Method.Step next =
          method.step(
              course.theta, (theta, gradients) -> examine(at(theta), z, wanted, gradients), plan);
      course.theta = next.theta();
      course.steps = step;
      if (step == 1) {
        course.gradientNorm = next.gradientNorm();
      }
    }
    double[] first = old.parameters();
    Norms start = judge(first, known);
    Norms end = course.finite() ? judge(course.theta, known) : Norms.NONE;
    course.before = start.loss;
    course.after = end.loss;
    course.judgedBefore = judge(first, judges).loss;
    course.judgedAfter = course.finite() ? judge(course.theta, judges).loss : Double.NaN;
    course.trouble = course.trouble(plan.growth(), course.before, course.judgedBefore);
    Norms kept = course.trouble.isEmpty() ? end : start;
    course.overlap = 1; // with any map HMC is exact, and what it costs shows in its acceptance
    Map<String, Double> further = new TreeMap<>();
    further.put("forceGap", kept.square);
    further.put("largestForceGap", kept.largest);
    course.further = further;
    return course;
  }

  /** z of the configurations at which the trajectories of a window began. */
  private double[] origins(double[] theta, ReplayWindow window) {
    double[] x = MapLessons.starts(chart, window);
    return x.length == 0 ? x : at(theta).inverse(x).values();
  }

  private double[] chosen(double[] known, int count, RandomStream rng, int step) {
    int wanted = plan.batch() == 0 ? count : plan.batch();
    int size = chart.size();
    double[] z = new double[wanted * size];
    SiteRandom random = rng.key(Purpose.LEARNING, 3, 0).at(step);
    for (int i = 0; i < wanted; i++) {
      int which = plan.batch() == 0 ? i : random.below(count);
      System.arraycopy(known, which * size, z, i * size, size);
    }
    return z;
  }

  /** dS_0/dz of each. */
  private double[] slopes(double[] z) {
    TransportMap.Target by = chart.target(reference, force);
    int size = chart.size();
    double[] all = new double[z.length];
    double[] slope = new double[size];
    for (int at = 0; at < z.length; at += size) {
      by.at(Arrays.copyOfRange(z, at, at + size), slope);
      System.arraycopy(slope, 0, all, at, size);
    }
    return all;
  }

  /**
   * What is left between the forces.
   *
   * @param loss L
   * @param square root mean square of d
   * @param largest the largest |d|
   * @param g n dL/dd, n the number of configurations
   */
  private record Norms(double loss, double square, double largest, double[] g) {
    static final Norms NONE = new Norms(Double.NaN, Double.NaN, Double.NaN, new double[0]);
  }

  private Norms norms(TransportMap map, double[] z, double[] wanted) {
    double[] d = new double[z.length];
    map.pulled(z, chart.target(target, force), d);
    int size = chart.size();
    int n = z.length / size;
    double[] g = new double[d.length];
    double loss = 0;
    double square = 0;
    double largest = 0;
    for (int k = 0; k < d.length; k++) {
      d[k] -= wanted[k];
      square += d[k] * d[k] / d.length;
      largest = Math.abs(d[k]) <= largest ? largest : Math.abs(d[k]); // NaN stays
    }
    for (int i = 0; i < n; i++) {
      for (int p : NORMS) {
        double mean = 0;
        for (int k = i * size; k < (i + 1) * size; k++) {
          mean += power(d[k] * d[k], p / 2) / size;
        }
        double norm = StrictMath.pow(mean, 1.0 / p);
        loss += norm / NORMS.length / n;
        for (int k = i * size; k < (i + 1) * size && norm > 0; k++) {
          double part = d[k] / norm;
          g[k] += part * power(part * part, p / 2 - 1) / size / NORMS.length;
        }
      }
    }
    return new Norms(loss, Math.sqrt(square), largest, g);
  }

  private static double power(double x, int n) {
    double y = 1;
    for (int i = 0; i < n; i++) {
      y *= x;
    }
    return y;
  }

  private Norms judge(double[] theta, double[] known) {
    int some = Math.min(known.length, MOST_JUDGED * chart.size());
    double[] z = Arrays.copyOf(known, some);
    return some == 0 ? Norms.NONE : norms(at(theta), z, slopes(z));
  }

  /** L and its gradient. */
  Examination examine(TransportMap map, double[] z, double[] wanted, boolean gradients) {
    Norms here = norms(map, z, wanted);
    double[] gradient = new double[0];
    double rms = Math.sqrt(Arrays.stream(here.g).map(v -> v * v).average().orElse(0));
    if (gradients && rms > 0) {
      TransportMap.Target by = chart.target(target, force);
      double h = displacement / rms;
      double[] plus = map.reverse(moved(z, h, here.g), by, false).gradient();
      double[] minus = map.reverse(moved(z, -h, here.g), by, false).gradient();
      gradient = new double[plus.length];
      for (int k = 0; k < plus.length; k++) {
        gradient[k] = (plus[k] - minus[k]) / (2 * h);
      }
    } else if (gradients) {
      gradient = new double[flow.parameters().length];
    }
    return new Examination(here.loss, Double.NaN, gradient, new double[0], new double[0][]);
  }

  /** L and its gradient, with the forces of the reference. */
  Examination examine(double[] theta, double[] z) {
    return examine(at(theta), z, slopes(z), true);
  }

  private static double[] moved(double[] z, double h, double[] along) {
    double[] to = new double[z.length];
    for (int k = 0; k < to.length; k++) {
      to[k] = z[k] + h * along[k];
    }
    return to;
  }

  @Override
  public void close() {
    chart.close();
    force.close();
    flow.close();
    reference.close();
    target.close();
  }
}
