package org.fluxtube.engine.sampler;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.field.Field;

/**
 * Both ends of the last proposal, whether it was accepted or not, with what the accept step has
 * computed anyway: what learning is made of. A view into the sampler and its state, valid until the
 * next step; nothing of it is the reader's to change or to close.
 *
 * @param start the field before
 * @param proposal the proposed field
 * @param auxiliary the auxiliary fields, the same at both ends
 * @param before S of the start, term by term, in the order of the target's terms
 * @param after S of the proposal, term by term
 * @param <F> the field
 */
public record Ends<F extends Field<F>>(
    F start,
    F proposal,
    Auxiliary auxiliary,
    Map<String, Double> before,
    Map<String, Double> after) {
  /** Copies the values in their order. */
  public Ends {
    before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
  }
}
