package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * S = sum of named terms. Nested time scales refer to the names.
 *
 * @param terms at least one, names distinct
 * @param <F> the field
 */
public record SumOfActions<F extends Field<F>>(
    @Param("named terms, [{ name = gauge, action { type = ... } }, ...]") List<Entry<F>> terms)
    implements ActionSpec<F> {
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
  public Action<F> bind(F like) {
    List<Term<F>> bound = new ArrayList<>();
    for (Entry<F> entry : terms) {
      bound.add(new Term<>(entry.name(), entry.action().bind(like)));
    }
    return new Bound<>(bound, like.newMomentum());
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

  private static final class Bound<F extends Field<F>> implements Action<F> {
    private final List<Term<F>> terms;
    private final Momentum part;

    Bound(List<Term<F>> terms, Momentum part) {
      this.terms = List.copyOf(terms);
      this.part = part;
    }

    @Override
    public double value(F u) {
      double sum = 0;
      for (Term<F> term : terms) {
        sum += term.action().value(u);
      }
      return sum;
    }

    @Override
    public void force(F u, Momentum out) {
      out.zero();
      for (Term<F> term : terms) {
        term.action().force(u, part);
        out.axpy(1, part);
      }
    }

    @Override
    public double laplacian(F u) {
      double sum = 0;
      for (Term<F> term : terms) {
        sum += term.action().laplacian(u);
      }
      return sum;
    }

    @Override
    public Auxiliary draw(F u, RandomStream rng, int round) {
      Map<String, Vector> fields = new HashMap<>();
      int inner = round * terms.size();
      for (Term<F> term : terms) {
        Auxiliary drawn = term.action().draw(u, rng, inner++);
        drawn.fields().forEach((name, field) -> fields.put(term.name() + "." + name, field));
      }
      return fields.isEmpty() ? Auxiliary.NONE : new Auxiliary(fields);
    }

    @Override
    public Action<F> given(Auxiliary auxiliary) {
      if (auxiliary.fields().isEmpty()) {
        return this;
      }
      List<Term<F>> given = new ArrayList<>();
      for (Term<F> term : terms) {
        Map<String, Vector> own = new HashMap<>();
        String prefix = term.name() + ".";
        auxiliary
            .fields()
            .forEach((name, field) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), field);
              }
            });
        given.add(new Term<>(term.name(), term.action().given(new Auxiliary(own))));
      }
      return new Bound<>(given, part);
    }

    @Override
    public List<Term<F>> terms() {
      return terms;
    }

    @Override
    public void close() {
      terms.forEach(term -> term.action().close());
      part.close();
    }
  }
}
