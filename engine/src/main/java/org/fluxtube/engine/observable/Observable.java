package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.rng.RandomStream;

/**
 * A measurement, bound to a backend. Owns its workspace; used by one thread.
 *
 * @param <F> the field
 */
public interface Observable<F extends Field<F>> extends AutoCloseable {
  /**
   * Measures.
   *
   * @param u unchanged
   * @param rng randomness of (chain, trajectory), purpose {@code MEASUREMENT} only
   * @return one number for each of {@link ObservableSpec#components}
   */
  double[] measure(F u, RandomStream rng);

  @Override
  default void close() {}
}
