package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The parameters of an observable.
 *
 * @param <F> the field
 */
public interface ObservableSpec<F extends Field<F>> extends Spec {
  /** Name in tables and the database, unique for the parameters, for example wilson-loop-2x3. */
  String label();

  /** Names of the numbers that are measured, in order; a single one is called "value". */
  default List<String> components(FieldType type, Lattice lattice) {
    return List.of("value");
  }

  /** Names of the numbers in a report: label.component, the label alone for "value". */
  default List<String> names(FieldType type, Lattice lattice) {
    return components(type, lattice).stream()
        .map(component -> component.equals("value") ? label() : label() + "." + component)
        .toList();
  }

  /** Quantities that are functions of the components' means, for example a susceptibility. */
  default List<Derived> derived(FieldType type, Lattice lattice) {
    return List.of();
  }

  /**
   * Whether gauge transformations leave it unchanged. Where they do not, its expectation is fixed
   * by the measure alone, and it serves to compare files.
   */
  default boolean gaugeInvariant() {
    return true;
  }

  /**
   * Whether one measurement is an estimate with noise of its own: the component {@code value} then
   * has the standard error {@code noise}, and is invariant only within it.
   */
  default boolean stochastic() {
    return false;
  }

  /**
   * Whether its first component is an integer, up to rounding, that separates sectors which a
   * sampler may seldom leave: a report then says how far it moves in a trajectory.
   */
  default boolean separatesSectors() {
    return false;
  }

  /**
   * The same observable of another target, as of a chain at another temperature; itself where it
   * names no action, or another one.
   */
  default ObservableSpec<F> of(ActionSpec<?> was, ActionSpec<?> is) {
    return this;
  }

  /** The working object on the backend and of the type of {@code like}; closed by the caller. */
  Observable<F> bind(F like);
}
