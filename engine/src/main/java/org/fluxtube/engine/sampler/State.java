package org.fluxtube.engine.sampler;

import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.field.Field;

/**
 * What a Markov kernel carries from one trajectory to the next, and so what a checkpoint holds.
 *
 * @param field owned
 * @param auxiliary auxiliary fields that belong to the target distribution; owned
 * @param <F> the field
 */
public record State<F extends Field<F>>(F field, Auxiliary auxiliary) implements AutoCloseable {
  /** A state without auxiliary fields. */
  public State(F field) {
    this(field, Auxiliary.NONE);
  }

  @Override
  public void close() {
    field.close();
    auxiliary.close();
  }
}
