package org.fluxtube.engine.run;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * Replica exchange: two chains with the weights exp(-S_a) and exp(-S_b) swap their configurations u
 * and v with probability min(1, exp(-[S_a(v) + S_b(u) - S_a(u) - S_b(v)])), which keeps the product
 * of both distributions (detailed balance on pairs; K. Hukushima and K. Nemoto, J. Phys. Soc. Jpn.
 * 65 (1996) 1604, eqs. 4-6). The random number belongs to (seed, chain of the lower beta,
 * trajectory, {@link Purpose#EXCHANGE}). Owns its memory; used by one thread.
 *
 * @param <F> the field
 */
public final class ReplicaExchange<F extends Field<F>> implements AutoCloseable {
  private final Campaign campaign;
  private final List<Action<F>> actions = new ArrayList<>();
  private final F field;

  /**
   * What became of a pair.
   *
   * @param lower chain of the lower beta
   * @param upper chain of the higher beta
   * @param trajectory after which they met
   * @param change S_a(v) + S_b(u) - S_a(u) - S_b(v)
   * @param accepted whether they swap
   */
  public record Swap(int lower, int upper, long trajectory, double change, boolean accepted) {
    /** Name of the two numbers in the database: 1 or 0, and the change of the joint action. */
    public static final String LABEL = "exchange";

    /** The two numbers. */
    public double[] numbers() {
      return new double[] {accepted ? 1 : 0, change};
    }
  }

  private ReplicaExchange(Campaign campaign, F field) {
    this.campaign = campaign;
    this.field = field;
    for (Campaign at : campaign.each()) {
      // requireFits has checked that the action is for this kind of field
      @SuppressWarnings("unchecked")
      ActionSpec<F> action = (ActionSpec<F>) at.action();
      actions.add(action.bind(field));
    }
  }

  /**
   * Binds the actions of all temperatures.
   *
   * @param ops memory and operations; stay the caller's
   */
  public static ReplicaExchange<?> open(Campaign campaign, FieldOps ops) {
    return switch (Field.allocate(ops, campaign.field())) {
      case GaugeField u -> new ReplicaExchange<>(campaign, u);
      case ScalarField u -> new ReplicaExchange<>(campaign, u);
      case SpinField u -> new ReplicaExchange<>(campaign, u);
    };
  }

  /**
   * Decides about a pair.
   *
   * @param lower chain of the lower beta
   * @param u its configuration
   * @param upper chain of the higher beta
   * @param v its configuration
   * @param trajectory after which both are
   * @throws SamplerException if the change is not a number
   */
  public Swap decide(int lower, FieldData u, int upper, FieldData v, long trajectory) {
    Action<F> a = actions.get(campaign.rank(lower));
    Action<F> b = actions.get(campaign.rank(upper));
    field.load(v);
    double change = a.value(field) - b.value(field);
    field.load(u);
    change += b.value(field) - a.value(field);
    if (Double.isNaN(change)) {
      throw new SamplerException(
          "exchange of chains "
              + lower
              + " and "
              + upper
              + " after trajectory "
              + trajectory
              + ": the actions are not numbers; check their couplings and the start configuration");
    }
    double random =
        new RandomStream(campaign.seed(), lower, trajectory).key(Purpose.EXCHANGE).at(0).uniform();
    return new Swap(lower, upper, trajectory, change, random < StrictMath.exp(-change));
  }

  @Override
  public void close() {
    actions.forEach(Action::close);
    field.close();
  }
}
