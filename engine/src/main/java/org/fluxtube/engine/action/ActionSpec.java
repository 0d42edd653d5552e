package org.fluxtube.engine.action;

import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;

/**
 * The parameters of an action.
 *
 * @param <F> the field it is for
 */
public interface ActionSpec<F extends Field<F>> extends Spec {
  /** The working object on the backend and of the type of {@code like}; closed by the caller. */
  Action<F> bind(F like);
}
