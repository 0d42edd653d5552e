package org.fluxtube.engine.sampler;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.LocalAction;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;

/** What local samplers ask of their target and of their parameters. */
final class LocalTarget {
  /** The largest number of Metropolis hits at a site. */
  static final int MAX_HITS = 1000;

  private LocalTarget() {}

  /** The action as a local one, or the error that says why not. */
  static <F extends Field<F>> LocalAction<F> require(String sampler, Action<F> action) {
    if (action instanceof LocalAction<F> local) {
      return local;
    }
    throw new IllegalArgumentException(
        sampler
            + " needs an action whose dependence on one site is a staple or neighbour sum; "
            + action.getClass().getSimpleName()
            + " is not of that kind, use for example hmc");
  }

  /** The sampler that {@code make} makes of the action, which it then owns; closed if it cannot. */
  static <F extends Field<F>> Sampler<F> own(
      Action<F> action, Function<Action<F>, Sampler<F>> make) {
    try {
      return make.apply(action);
    } catch (IllegalArgumentException e) {
      action.close();
      throw e;
    }
  }

  /** Checks that the target allows the rules and that the lattice can be coloured. */
  static void requireFits(
      String sampler, ActionSpec<?> target, FieldType type, Lattice lattice, List<Rule> rules) {
    probe(
        target,
        type,
        lattice,
        action -> {
          LocalAction<?> local = require(sampler, action);
          rules.forEach(rule -> local.update(rule, 1, 1));
          int parts = type instanceof FieldType.Gauge ? lattice.dimensions() : 1;
          for (int part = 0; part < parts; part++) {
            Colouring.requireColourable(lattice, local.stencil(part));
          }
        });
  }

  /**
   * Hands over the target bound on a small lattice of the same directions and parities, so that the
   * check of a campaign file costs no memory.
   */
  static <F extends Field<F>> void probe(
      ActionSpec<F> target, FieldType type, Lattice lattice, Consumer<Action<F>> check) {
    target.requireFits(type, lattice);
    LocalTarget.<F>probeField(
        type,
        lattice,
        like -> {
          try (Action<F> action = target.bind(like)) {
            check.accept(action);
          }
        });
  }

  /** Hands over a field on a small lattice of the same directions and parities. */
  static <F extends Field<F>> void probeField(FieldType type, Lattice lattice, Consumer<F> check) {
    int[] extents = lattice.extents();
    for (int mu = 0; mu < extents.length; mu++) {
      extents[mu] = extents[mu] < 6 ? extents[mu] : 4 + extents[mu] % 2;
    }
    try (ReferenceOps ops = new ReferenceOps(new Lattice(extents))) {
      @SuppressWarnings("unchecked") // requireFits of the target has accepted the type
      F like = (F) Field.allocate(ops, type);
      try (like) {
        check.accept(like);
      }
    }
  }

  static double requireWidth(String sampler, double width) {
    if (!(width > 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          sampler + ": width is " + width + ", allowed is a positive number, for example 0.5");
    }
    return width;
  }

  static int requireCount(String sampler, String what, int got, int least, int most) {
    if (got < least || got > most) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %s is %d, allowed is %d to %d, for example %d",
              sampler, what, got, least, most, Math.max(least, 1)));
    }
    return got;
  }

  static double requireAcceptance(String sampler, double target) {
    if (!(target >= 0 && target < 1)) {
      throw new IllegalArgumentException(
          sampler
              + ": targetAcceptance is "
              + target
              + ", allowed is 0 (no tuning) or a number in (0, 1), for example 0.5");
    }
    return target;
  }
}
