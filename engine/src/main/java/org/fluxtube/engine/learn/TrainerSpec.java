package org.fluxtube.engine.learn;

import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/** The parameters of a trainer: optimiser, loss, and how hard a lesson works. */
public interface TrainerSpec extends Spec {
  /**
   * What a trainer gets from its campaign.
   *
   * @param seed of the campaign
   * @param window the replay window
   * @param heldOut chains whose samples never train
   */
  record Surroundings(long seed, Window window, Set<Integer> heldOut) {
    /** Copies the set. */
    public Surroundings {
      heldOut = Set.copyOf(heldOut);
    }
  }

  /** What its lessons make small. */
  Loss loss();

  /**
   * The working object; closed by the caller.
   *
   * @param like owned by the trainer from now on
   */
  <F extends Field<F>> Trainer bind(
      ActionSpec<F> target, EffectiveSpec<F> model, F like, Surroundings surroundings);

  /**
   * Checks that it can train that model for that target.
   *
   * @throws IllegalArgumentException if not, saying why and what is allowed
   */
  default void requireFits(ActionSpec<?> target, EffectiveSpec<?> model) {}

  /**
   * Checks that its own actions, where it has some, are for that kind of field.
   *
   * @throws IllegalArgumentException if not, saying what they need
   */
  @Override
  default void requireFits(FieldType type, Lattice lattice) {}
}
