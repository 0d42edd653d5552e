package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;

/**
 * The parameters of an action.
 *
 * @param <F> the field it is for
 */
public interface ActionSpec<F extends Field<F>> extends Spec {
  /** Names of the terms that {@link #bind} makes; nested time scales refer to them. */
  default List<String> termNames() {
    return List.of(Term.WHOLE);
  }

  /** The working object on the backend and of the type of {@code like}; closed by the caller. */
  Action<F> bind(F like);
}
