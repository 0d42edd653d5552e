package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Vector;

/**
 * Evaluates a model on samples: its action and parameter gradient at both ends of each, once for
 * each theta ({@link Examined}); of a linear model at theta = 0 alone, from which all others
 * follow, so that a step costs no field operations. Owns the field that samples are loaded into.
 */
final class Examiner<F extends Field<F>> implements AutoCloseable {
  private final Loss loss;
  private final boolean linear;
  private final EffectiveAction<F> model;
  private final ForceGap<F> forces;
  private final F u;

  /**
   * @param u owned
   */
  Examiner(Loss loss, ActionSpec<F> target, EffectiveSpec<F> spec, F u) {
    this.loss = loss;
    this.u = u;
    this.linear = spec.linear() && loss != Loss.FORCE;
    this.model = spec.bind(u);
    this.forces = loss == Loss.FORCE ? new ForceGap<>(target.bind(u), u) : null;
  }

  /** Checks that the lessons mean something for that target and model. */
  static void requireFits(LessonPlan plan, ActionSpec<?> target, EffectiveSpec<?> model) {
    Loss loss = plan.loss();
    if (loss == Loss.MAPPED_FORCE) {
      throw new IllegalArgumentException(
          "loss = mapped-force needs the action whose forces are to be made: trainer { type ="
              + " force-matching, rate = 1e-3, reference { type = wilson-plaquette, beta = 2.5 }"
              + " }");
    }
    if (loss.ofFlows()) {
      FlowLessons.requireFits(plan, target, model);
    }
    if (loss == Loss.EXPECTED_JUMP) {
      JumpLessons.requireFits(plan, target, model);
    }
    if (loss == Loss.ACTION && target.stochastic()) {
      throw new IllegalArgumentException(
          "loss = action needs a target without pseudo-fermions: of a freshly drawn pseudo-fermion"
              + " S is |eta|^2 and knows nothing of U; use loss = difference, or an exact"
              + " determinant");
    }
  }

  /** Checks that the loss is a sum of squares whose terms are known one by one. */
  static void requireSquares(String method, Loss loss) {
    if (loss != Loss.DIFFERENCE && loss != Loss.ACTION) {
      throw new IllegalArgumentException(
          "loss = "
              + loss.written()
              + " is no sum of squares that "
              + method
              + " could use; allowed are difference and action");
    }
  }

  /** The labels of the parameters. */
  List<String> labels() {
    return model.labels();
  }

  /** theta of version 0. */
  double[] start() {
    return model.parameters();
  }

  /**
   * The loss at theta.
   *
   * @param samples at least one
   */
  Examination examine(double[] theta, List<Examined> samples, boolean gradients) {
    List<Ending> before = new ArrayList<>(samples.size());
    List<Ending> after = new ArrayList<>(samples.size());
    List<Ending> gaps = new ArrayList<>(samples.size());
    for (Examined sample : samples) {
      if (loss == Loss.FORCE) {
        gaps.add(endings(theta, sample, gradients)[0]);
      } else if (linear) {
        Ending[] ends = endings(new double[theta.length], sample, true);
        before.add(ends[0].at(theta));
        after.add(ends[1].at(theta));
      } else {
        Ending[] ends = endings(theta, sample, gradients);
        before.add(ends[0]);
        after.add(ends[1]);
      }
    }
    return loss == Loss.FORCE
        ? Losses.mean(gaps, theta.length)
        : Losses.of(loss, before, after, theta.length, gradients);
  }

  /** L; NaN for no samples. */
  double loss(double[] theta, List<Examined> samples) {
    return samples.isEmpty() ? Double.NaN : examine(theta, samples, false).loss();
  }

  /** (1 + exp(-|dS - dS_eff|))/2 on average; NaN for no samples. */
  double overlap(double[] theta, List<Examined> samples) {
    return samples.isEmpty() ? Double.NaN : examine(theta, samples, false).overlap();
  }

  /** The samples come into the next lesson with what is known of them where it begins. */
  void keepOnly(double[] theta, List<Examined> samples) {
    samples.forEach(sample -> sample.keepOnly(linear ? new double[theta.length] : theta));
  }

  private Ending[] endings(double[] theta, Examined examined, boolean gradients) {
    Sample sample = examined.sample();
    return examined.endings(
        theta,
        gradients,
        () ->
            loss == Loss.FORCE
                ? new Ending[] {forceGap(theta, sample, gradients)}
                : ends(theta, sample, gradients));
  }

  /** Loads an auxiliary field of a sample and calls the body with the model at it. */
  private interface Body<F extends Field<F>, R> {
    R with(EffectiveAction<F> action, Auxiliary auxiliary);
  }

  private <R> R withModel(double[] theta, Sample sample, Body<F, R> body) {
    Map<String, Vector> fields = new HashMap<>();
    sample.auxiliary().forEach((name, host) -> fields.put(name, host.load(u.ops())));
    try (Auxiliary auxiliary = new Auxiliary(fields)) {
      return body.with(model.with(model.version(), theta).given(auxiliary), auxiliary);
    }
  }

  private Ending[] ends(double[] theta, Sample sample, boolean gradients) {
    return withModel(
        theta,
        sample,
        (action, auxiliary) ->
            new Ending[] {
              end(action, sample.start(), theta.length, gradients),
              end(action, sample.proposal(), theta.length, gradients)
            });
  }

  private Ending end(EffectiveAction<F> action, Sample.End end, int parameters, boolean gradients) {
    u.load(end.field());
    double[] gradient = new double[gradients ? parameters : 0];
    double value = gradients ? action.valueAndGradient(u, gradient) : action.value(u);
    return new Ending(end.action(), value, gradient);
  }

  private Ending forceGap(double[] theta, Sample sample, boolean gradients) {
    return withModel(
        theta,
        sample,
        (action, auxiliary) -> {
          u.load(sample.start().field());
          return forces.at(u, auxiliary, action, gradients ? theta.length : 0);
        });
  }

  @Override
  public void close() {
    model.close();
    if (forces != null) {
      forces.close();
    }
    u.close();
  }
}
