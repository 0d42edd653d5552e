package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;

/**
 * The steps of a flow's lessons one by one, without the judgement at the ends of a lesson: what a
 * step costs, and whether its gradient is that of its loss. The configurations that forward KL
 * learns from are draws of the flow as it starts. Used by one thread.
 *
 * @param <F> the field
 */
public final class FlowSteps<F extends Field<F>> implements AutoCloseable {
  private final F u;
  private final LessonPlan plan;
  private final Method method;
  private final EffectiveAction<F> flow;
  private final FlowLoss<F> loss;
  private final Action<F> target;
  private final Momentum force;
  private final Chart<F> chart;
  private final List<Sample> window;
  private final RandomStream rng;
  private double[] theta;
  private int step;

  private FlowSteps(
      ActionSpec<F> target, Flow<F> spec, LessonPlan plan, Method method, long seed, F like) {
    this.u = like;
    this.plan = plan;
    this.method = method;
    this.flow = spec.bind(u);
    this.loss = new FlowLoss<>(plan, target, flow, u);
    this.target = target.bind(u);
    this.force = u.newMomentum();
    this.chart = Chart.of(u);
    this.rng = new RandomStream(seed, RandomStream.MAX_CHAIN, 1);
    this.theta = flow.parameters();
    this.window = plan.forwardPart() > 0 ? drawn(u.type(), u.lattice()) : List.of();
  }

  /**
   * The steps of a campaign that trains a flow.
   *
   * @param threads of libtorch
   * @param ops stay the caller's; for the target's force
   * @throws IllegalArgumentException for a campaign that trains something else, saying what
   */
  public static FlowSteps<?> open(Campaign campaign, int threads, FieldOps ops) {
    Learning learning =
        campaign.learning().orElseThrow(() -> refusal(campaign, "it has no block learning"));
    if (!(learning.effective() instanceof Flow<?> flow)) {
      throw refusal(campaign, "its model is " + learning.model());
    }
    LessonPlan plan;
    Method method;
    switch (learning.trainer()) {
      case Adam adam -> {
        plan = adam.lesson();
        method = new AdamDescent(adam);
      }
      case Sgd sgd -> {
        plan = sgd.lesson();
        method = new GradientDescent(sgd);
      }
      case TrainerSpec other -> throw refusal(campaign, "its trainer is " + other);
    }
    if (!plan.loss().ofFlows()) {
      throw refusal(campaign, "its loss is " + plan.loss().written());
    }
    Flow<?> with = new Flow<>(flow.maps(), flow.seed(), threads, flow.range());
    long seed = campaign.seed();
    return switch (Field.allocate(ops, campaign.field())) {
      case GaugeField u -> new FlowSteps<>(cast(campaign), cast(with), plan, method, seed, u);
      case ScalarField u -> new FlowSteps<>(cast(campaign), cast(with), plan, method, seed, u);
      case SpinField u -> new FlowSteps<>(cast(campaign), cast(with), plan, method, seed, u);
    };
  }

  private static IllegalArgumentException refusal(Campaign campaign, String why) {
    return new IllegalArgumentException(
        campaign.name()
            + " trains no flow by its density: "
            + why
            + "; needed is learning { model { type = flow ... }, trainer { type = adam, lesson {"
            + " loss = reverse-kl } } }, for example config/campaigns/phi4-flow-2d.conf");
  }

  @SuppressWarnings("unchecked") // requireFits has checked that it is for this kind of field
  private static <F extends Field<F>> ActionSpec<F> cast(Campaign campaign) {
    return (ActionSpec<F>) campaign.action();
  }

  @SuppressWarnings("unchecked") // the same
  private static <F extends Field<F>> Flow<F> cast(Flow<?> flow) {
    return (Flow<F>) flow;
  }

  /** Draws of the flow, as samples of chains. */
  private List<Sample> drawn(FieldType type, Lattice lattice) {
    int size = chart.size();
    double[] x = map().draw(rng, plan.batch()).values();
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < plan.batch(); i++) {
      double[] host = chart.host(Arrays.copyOfRange(x, i * size, (i + 1) * size));
      Sample.End end = new Sample.End(new FieldData(type, lattice, host), Map.of());
      all.add(new Sample(0, i + 1, Phase.LEARN, 0, Map.of(), end, end));
    }
    return List.copyOf(all);
  }

  /** Configurations in a step. */
  public int batch() {
    return plan.batch();
  }

  /** Numbers that are trained. */
  public int parameters() {
    return theta.length;
  }

  /** The flow as it is after the steps so far. */
  public TransportMap map() {
    return loss.at(theta);
  }

  /** One step of the optimiser on a batch of its own. */
  public void next() {
    step = step % plan.steps() + 1;
    theta = method.step(theta, loss.of(window, rng, step), plan).theta();
  }

  /**
   * How far the gradient of mean (ln q + S) over draws is from its difference quotient, along the
   * gradient and signs at random together, as a part of the derivative.
   *
   * @param h length of the step to each side
   */
  public double gradientDefect(double h) {
    double[] z = map().prior(rng.key(Purpose.LEARNING, 1, 0), plan.batch());
    TransportMap.Target by = chart.target(target, force);
    double[] gradient = map().reverse(z, by, false).gradient();
    double norm = Method.norm(gradient);
    SiteRandom random = rng.key(Purpose.LEARNING, 1, 1).at(0);
    double[] direction = new double[gradient.length];
    double slope = 0;
    for (int k = 0; k < direction.length; k++) {
      double sign = random.uniform() < 0.5 ? -1 : 1;
      direction[k] = gradient[k] / norm + sign / Math.sqrt(direction.length);
      slope += gradient[k] * direction[k];
    }
    double ahead = mean(z, by, direction, h);
    double behind = mean(z, by, direction, -h);
    return Math.abs((ahead - behind) / (2 * h) - slope) / Math.abs(slope);
  }

  private double mean(double[] z, TransportMap.Target by, double[] direction, double h) {
    double[] there = theta.clone();
    for (int k = 0; k < there.length; k++) {
      there[k] += h * direction[k];
    }
    TransportMap.Batch x = loss.at(there).pushed(z);
    int size = chart.size();
    double[] slope = new double[size];
    double sum = 0;
    for (int i = 0; i < x.logs().length; i++) {
      sum += x.logs()[i] + by.at(Arrays.copyOfRange(x.values(), i * size, (i + 1) * size), slope);
    }
    return sum / x.logs().length;
  }

  @Override
  public void close() {
    chart.close();
    force.close();
    target.close();
    loss.close();
    flow.close();
    u.close();
  }
}
