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
   * @param cancelled asked before each element of the outermost level
   */
  public MolecularDynamics(F like, BooleanSupplier cancelled) {
    this.force = like.newMomentum();
    this.displaced = like.allocateLike();
    this.cancelled = cancelled;
  }

  /** One level: which terms kick, and what a drift does. */
  private record Level<F extends Field<F>>(
      List<Term<F>> terms, List<Element> elements, Level<F> inner) {}

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
    run(level(action, spec), tau, u, p, true);
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

  private static <F extends Field<F>> Level<F> level(Action<F> action, IntegratorSpec spec) {
    requireTerms(action, spec);
    return checked(action, spec);
  }

  private static <F extends Field<F>> Level<F> checked(Action<F> action, IntegratorSpec spec) {
    List<Term<F>> terms =
        spec.terms().isEmpty()
            ? List.of(new Term<>(Term.WHOLE, action))
            : spec.terms().stream()
                .flatMap(name -> action.terms().stream().filter(t -> t.name().equals(name)))
                .toList();
    return new Level<>(
        terms, merged(spec), spec.inner() == null ? null : checked(action, spec.inner()));
  }

  /**
   * All elements of all steps, with neighbouring kicks made one: coefficients count whole steps.
   */
  private static List<Element> merged(IntegratorSpec spec) {
    List<Element> result = new ArrayList<>();
    double h = 1.0 / spec.steps();
    for (int step = 0; step < spec.steps(); step++) {
      for (Element element : spec.elements()) {
        Element scaled =
            switch (element) {
              case Element.Kick(double c) -> new Element.Kick(c * h);
              case Element.Drift(double c) -> new Element.Drift(c * h);
              case Element.GradientKick(double c, double g) ->
                  new Element.GradientKick(c * h, g * h * h);
            };
        if (!result.isEmpty()
            && result.getLast() instanceof Element.Kick(double last)
            && scaled instanceof Element.Kick(double next)) {
          result.set(result.size() - 1, new Element.Kick(last + next));
        } else {
          result.add(scaled);
        }
      }
    }
    return result;
  }

  private void run(Level<F> level, double time, F u, Momentum p, boolean outermost) {
    for (Element element : level.elements) {
      if (outermost && cancelled.getAsBoolean()) {
        throw new CancelledException();
      }
      switch (element) {
        case Element.Kick(double c) -> kick(level, c * time, u, p);
        case Element.Drift(double c) -> {
          if (level.inner == null) {
            drift(c * time, u, p);
          } else {
            run(level.inner, c * time, u, p, false);
          }
        }
        case Element.GradientKick(double c, double g) -> {
          displaced.copyFrom(u);
          for (Term<F> term : level.terms) {
            force(term, u);
            drift(g * time * time, displaced, force);
          }
          kick(level, c * time, displaced, p);
        }
      }
    }
  }

  private void kick(Level<F> level, double time, F u, Momentum p) {
    for (Term<F> term : level.terms) {
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
