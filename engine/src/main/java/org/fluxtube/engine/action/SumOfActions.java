package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = sum of named terms. Nested time scales refer to the names. Learnable where a term is: its
 * parameters are those of its learnable terms, one after the other.
 *
 * @param terms at least one, names distinct
 * @param <F> the field
 */
public record SumOfActions<F extends Field<F>>(
    @Param("named terms, [{ name = gauge, action { type = ... } }, ...]") List<Entry<F>> terms)
    implements EffectiveSpec<F> {
  /**
   * One term.
   *
   * @param name how nested integrators call it
   * @param action its parameters
   * @param <F> the field
   */
  public record Entry<F extends Field<F>>(
      @Param("name of the term, for nested integrators") String name,
      @Param("the action") ActionSpec<F> action) {}

  /** Checks the names. */
  public SumOfActions {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a sum of actions needs at least one term");
    }
    Set<String> names = new HashSet<>();
    for (Entry<F> entry : terms) {
      if (!entry.name().matches("[A-Za-z][A-Za-z0-9_-]*")) {
        throw new IllegalArgumentException(
            "term name \""
                + entry.name()
                + "\"; allowed are letters, digits, - and _, for example gauge");
      }
      if (entry.action() instanceof SumOfActions) {
        // the rounds of their auxiliary fields would overlap
        throw new IllegalArgumentException(
            "term \""
                + entry.name()
                + "\" is itself a sum; list all terms in one sum, for example terms = [{ name = a,"
                + " action { ... } }, { name = b, action { ... } }]");
      }
      if (!names.add(entry.name())) {
        throw new IllegalArgumentException("two terms are called \"" + entry.name() + "\"");
      }
    }
  }

  @Override
  public List<String> termNames() {
    return terms.stream().map(Entry::name).toList();
  }

  @Override
  public boolean learnable() {
    return terms.stream()
        .anyMatch(e -> e.action() instanceof EffectiveSpec<F> learnt && learnt.learnable());
  }

  @Override
  public boolean stochastic() {
    return terms.stream().anyMatch(entry -> entry.action().stochastic());
  }

  @Override
  public ActionSpec<F> estimated() {
    return new SumOfActions<>(
        terms.stream().map(e -> new Entry<>(e.name(), e.action().estimated())).toList());
  }

  @Override
  public boolean linear() {
    return terms.stream()
        .allMatch(e -> !(e.action() instanceof EffectiveSpec<F> learnt) || learnt.linear());
  }

  @Override
  public EffectiveAction<F> bind(F like) {
    List<Term<F>> bound = new ArrayList<>();
    for (Entry<F> entry : terms) {
      bound.add(new Term<>(entry.name(), entry.action().bind(like)));
    }
    return new BoundSum<>(bound, like.newMomentum(), 0);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return terms.stream()
        .map(entry -> entry.action().laplacianUnknown(lattice))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    terms.forEach(entry -> entry.action().requireFits(type, lattice));
  }
}
