package org.fluxtube.engine.catalogue;

import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A specification: a record of plain parameters (numbers, booleans, texts, enums, lists, other
 * specifications). Its compact constructor validates; equality is what a checkpoint compares; its
 * components, with their {@link Param}, are the schema of the campaign file. Binding it to a field
 * makes the working object.
 */
public interface Spec {
  /**
   * Checks that this specification makes sense for a field.
   *
   * @throws IllegalArgumentException if it does not, saying what was got and what is allowed
   */
  default void requireFits(FieldType type, Lattice lattice) {}

  /** Throws the error for a field of the wrong kind. */
  static IllegalArgumentException misfit(String what, String needs, FieldType got) {
    return new IllegalArgumentException(what + " needs " + needs + ", but the field is a " + got);
  }
}
