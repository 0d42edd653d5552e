package org.fluxtube.engine.action;

import java.util.function.ToDoubleFunction;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * A named term of a sum of actions.
 *
 * @param name unique in the sum
 * @param action the term
 * @param <F> the field
 */
public record Term<F extends Field<F>>(String name, Action<F> action) {
  /** The name of the only term of an action that is no sum. */
  public static final String WHOLE = "action";

  /** The force of the term; its time is a part of its own, unless the term is the whole. */
  public void force(F u, Momentum out) {
    if (name.equals(WHOLE)) {
      action.force(u, out);
    } else {
      try (var _ = u.ops().times().enter(name)) {
        action.force(u, out);
      } catch (SamplerException e) {
        throw named(e);
      }
    }
  }

  /** The term's auxiliary fields. */
  Auxiliary draw(F u, RandomStream rng, int round) {
    try {
      return action.draw(u, rng, round);
    } catch (SamplerException e) {
      throw named(e);
    }
  }

  /** A failure says whose it is. */
  private SamplerException named(SamplerException e) {
    return new SamplerException("term " + name + ": " + e.getMessage());
  }

  /** S of the term, its time as in {@link #force}. */
  public double value(F u) {
    return timed(u, action::value);
  }

  /** {@link Action#valueWhereDrawn} of the term. */
  public double valueWhereDrawn(F u) {
    return timed(u, action::valueWhereDrawn);
  }

  private double timed(F u, ToDoubleFunction<F> value) {
    if (name.equals(WHOLE)) {
      return value.applyAsDouble(u);
    }
    try (var _ = u.ops().times().enter(name)) {
      return value.applyAsDouble(u);
    } catch (SamplerException e) {
      throw named(e);
    }
  }
}
