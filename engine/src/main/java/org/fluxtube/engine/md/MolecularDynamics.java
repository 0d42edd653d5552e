package org.fluxtube.engine.md;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Term;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;

/**
 * Integrates dU/dt = p U, dp/dt = F(U) with the elements of an {@link IntegratorSpec}. Owns a force
 * and a displaced field; used by one thread.
 *
 * @param <F> the field
 */
public final class MolecularDynamics<F extends Field<F>> implements AutoCloseable {
  private final Momentum force;
  private final F displaced;
  private final BooleanSupplier cancelled;

  /** Thrown between two elements when a stop was asked for; field and momenta are then garbage. */
  public static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Also for kernels without integrator that look at their condition themselves. */
    public CancelledException() {
      super("trajectory cancelled", null, false, false);
    }
  }

  /**
   * Workspace for fields like the given one.
   *
   * @param cancelled asked before each kick and drift
   */
  public MolecularDynamics(F like, BooleanSupplier cancelled) {
    this.force = like.newMomentum();
    this.displaced = like.allocateLike();
    this.cancelled = cancelled;
  }

  /** An element, its coefficients in trajectories, with the terms whose force it takes. */
  private record Stage<F extends Field<F>>(int level, List<Term<F>> terms, Element element) {}

  /**
   * Integrates for the time tau.
   *
   * @param action the driving action; its terms' names are what nested levels refer to
   * @param u overwritten
   * @param p overwritten
   * @throws IllegalArgumentException if a level names a term that the action does not have, or a
   *     term is on no level
   */
  public void integrate(Action<F> action, IntegratorSpec spec, double tau, F u, Momentum p) {
    requireTerms(action, spec);
    List<Stage<F>> stages = new ArrayList<>();
    add(action, spec, 0, 1, stages);
    for (Stage<F> stage : stages) {
      if (cancelled.getAsBoolean()) {
        throw new CancelledException();
      }
      run(stage, tau, u, p);
    }
  }

  /**
   * Checks the names that {@code spec} uses against the names of an action's terms.
   *
   * @throws IllegalArgumentException if a level names a term that the action does not have, or a
   *     term is on no level
   */
  public static void requireTerms(List<String> names, IntegratorSpec spec) {
    if (spec.terms().isEmpty()) {
      return;
    }
    List<String> unused = new ArrayList<>(names);
    for (IntegratorSpec level = spec; level != null; level = level.inner()) {
      for (String name : level.terms()) {
        if (!unused.remove(name)) {
          throw new IllegalArgumentException(
              "the nested integrator names the term \"" + name + "\", but the action has " + names);
        }
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          "the nested integrator has no level for the term \""
              + unused.getFirst()
              + "\" of the action; every term must be on one level");
    }
  }

  /** {@link #requireTerms(List, IntegratorSpec)} for a bound action. */
  public static <F extends Field<F>> void requireTerms(Action<F> action, IntegratorSpec spec) {
    requireTerms(action.terms().stream().map(Term::name).toList(), spec);
  }

  /** Adds a level that takes so much of the trajectory's time. */
  private static <F extends Field<F>> void add(
      Action<F> action, IntegratorSpec spec, int level, double time, List<Stage<F>> stages) {
    List<Term<F>> terms =
        spec.terms().isEmpty()
            ? List.of(new Term<>(Term.WHOLE, action))
            : spec.terms().stream()
                .flatMap(name -> action.terms().stream().filter(t -> t.name().equals(name)))
                .toList();
    double h = time / spec.steps();
    for (int step = 0; step < spec.steps(); step++) {
      for (Element element : spec.elements()) {
        switch (element) {
          case Element.Kick(double c) -> addKick(level, terms, c * h, stages);
          case Element.Drift(double c) -> {
            if (spec.inner() == null) {
              stages.add(new Stage<>(level, terms, new Element.Drift(c * h)));
            } else {
              add(action, spec.inner(), level + 1, c * h, stages);
            }
          }
          case Element.GradientKick(double c, double g) ->
              stages.add(new Stage<>(level, terms, new Element.GradientKick(c * h, g * h * h)));
        }
      }
    }
  }

  /**
   * A kick and an earlier one of its level are one where the field has not moved in between: at the
   * border of two steps, and where two drifts of an outer level, each a trajectory of this one,
   * meet with nothing but kicks between them.
   */
  private static <F extends Field<F>> void addKick(
      int level, List<Term<F>> terms, double c, List<Stage<F>> stages) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage<F> before = stages.get(i);
      if (before.element instanceof Element.Drift) {
        break;
      }
      if (before.level == level && before.element instanceof Element.Kick(double last)) {
        stages.set(i, new Stage<>(level, terms, new Element.Kick(last + c)));
        return;
      }
    }
    stages.add(new Stage<>(level, terms, new Element.Kick(c)));
  }

  private void run(Stage<F> stage, double tau, F u, Momentum p) {
    switch (stage.element) {
      case Element.Kick(double c) -> kick(stage.terms, c * tau, u, p);
      case Element.Drift(double c) -> drift(c * tau, u, p);
      case Element.GradientKick(double c, double g) -> {
        displaced.copyFrom(u);
        for (Term<F> term : stage.terms) {
          force(term, u);
          drift(g * tau * tau, displaced, force);
        }
        kick(stage.terms, c * tau, displaced, p);
      }
    }
  }

  private void kick(List<Term<F>> terms, double time, F u, Momentum p) {
    for (Term<F> term : terms) {
      force(term, u);
      p.axpy(time, force);
    }
  }

  private void force(Term<F> term, F u) {
    try (var _ = u.ops().times().enter("force")) {
      term.force(u, force);
    }
  }

  private void drift(double time, F u, Momentum by) {
    try (var _ = u.ops().times().enter("drift")) {
      u.drift(time, by);
    }
  }

  @Override
  public void close() {
    force.close();
    displaced.close();
  }
}
