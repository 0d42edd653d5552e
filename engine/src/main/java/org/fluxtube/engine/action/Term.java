package org.fluxtube.engine.action;

import org.fluxtube.engine.field.Field;

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
}
