package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link SumOfActions}. */
final class BoundSum<F extends Field<F>> implements EffectiveAction<F> {
  private final List<Term<F>> terms;
  private final Momentum part;
  private final int version;

  /**
   * @param part workspace, owned
   */
  BoundSum(List<Term<F>> terms, Momentum part, int version) {
    this.terms = List.copyOf(terms);
    this.part = part;
    this.version = version;
  }

  @Override
  public double value(F u) {
    double sum = 0;
    for (Term<F> term : terms) {
      sum += term.value(u);
    }
    return sum;
  }

  @Override
  public double valueWhereDrawn(F u) {
    double sum = 0;
    for (Term<F> term : terms) {
      sum += term.valueWhereDrawn(u);
    }
    return sum;
  }

  @Override
  public void force(F u, Momentum out) {
    out.zero();
    for (Term<F> term : terms) {
      term.force(u, part);
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
  public Map<String, Double> cost() {
    Map<String, Double> all = new HashMap<>();
    for (Term<F> term : terms) {
      term.action().cost().forEach((name, value) -> all.put(term.name() + "." + name, value));
    }
    return all;
  }

  @Override
  public Auxiliary draw(F u, RandomStream rng, int round) {
    Map<String, Vector> fields = new HashMap<>();
    Map<String, Double> known = new HashMap<>();
    int inner = round * terms.size();
    for (Term<F> term : terms) {
      Auxiliary drawn = term.draw(u, rng, inner++);
      drawn.fields().forEach((name, field) -> fields.put(term.name() + "." + name, field));
      drawn.drawn().forEach((name, value) -> known.put(term.name() + "." + name, value));
    }
    return fields.isEmpty() ? Auxiliary.NONE : new Auxiliary(fields, known);
  }

  @Override
  public EffectiveAction<F> given(Auxiliary auxiliary) {
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
      Map<String, Double> known = new HashMap<>();
      auxiliary
          .drawn()
          .forEach((name, value) -> {
            if (name.startsWith(prefix)) {
              known.put(name.substring(prefix.length()), value);
            }
          });
      given.add(new Term<>(term.name(), term.action().given(new Auxiliary(own, known))));
    }
    return new BoundSum<>(given, part, version);
  }

  @Override
  public Action<F> withFloatForce() {
    List<Term<F>> changed =
        terms.stream()
            .map(term -> new Term<>(term.name(), term.action().withFloatForce()))
            .toList();
    return changed.equals(terms) ? this : new BoundSum<>(changed, part, version);
  }

  @Override
  public List<Term<F>> terms() {
    return terms;
  }

  /** What each term learns; null where it learns nothing. */
  private static <F extends Field<F>> EffectiveAction<F> learnt(Term<F> term) {
    return term.action() instanceof EffectiveAction<F> effective ? effective : null;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    double[] all = new double[labels().size()];
    int at = 0;
    for (Term<F> term : terms) {
      EffectiveAction<F> effective = learnt(term);
      if (effective != null) {
        double[] own = effective.parameters();
        System.arraycopy(own, 0, all, at, own.length);
        at += own.length;
      }
    }
    return all;
  }

  /** Labels of the terms, each behind the name of its term. */
  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Term<F> term : terms) {
      EffectiveAction<F> effective = learnt(term);
      if (effective != null) {
        effective.labels().forEach(label -> labels.add(term.name() + " " + label));
      }
    }
    return labels;
  }

  @Override
  public EffectiveAction<F> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    List<Term<F>> changed = new ArrayList<>();
    int at = 0;
    for (Term<F> term : terms) {
      EffectiveAction<F> effective = learnt(term);
      if (effective == null) {
        changed.add(term);
      } else {
        int count = effective.labels().size();
        double[] own = java.util.Arrays.copyOfRange(parameters, at, at + count);
        changed.add(new Term<>(term.name(), effective.with(newVersion, own)));
        at += count;
      }
    }
    return new BoundSum<>(changed, part, newVersion);
  }

  @Override
  public void parameterGradient(F u, double[] out) {
    int at = 0;
    for (Term<F> term : terms) {
      EffectiveAction<F> effective = learnt(term);
      if (effective != null) {
        double[] own = new double[effective.labels().size()];
        effective.parameterGradient(u, own);
        System.arraycopy(own, 0, out, at, own.length);
        at += own.length;
      }
    }
  }

  @Override
  public double valueAndGradient(F u, double[] out) {
    int at = 0;
    double sum = 0;
    for (Term<F> term : terms) {
      EffectiveAction<F> effective = learnt(term);
      if (effective == null) {
        sum += term.value(u);
      } else {
        double[] own = new double[effective.labels().size()];
        sum += effective.valueAndGradient(u, own);
        System.arraycopy(own, 0, out, at, own.length);
        at += own.length;
      }
    }
    return sum;
  }

  @Override
  public void close() {
    terms.forEach(term -> term.action().close());
    part.close();
  }
}
