package org.fluxtube.engine.sampler;

import java.util.List;
import java.util.Objects;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Local Metropolis: at each site {@code hits} random steps, each accepted with min(1, exp(-dS)). A
 * step of the chain is one sweep (sequential) or a sweep and its mirror image (palindromic).
 *
 * @param width size of a step
 * @param hits proposals at each site in a sweep
 * @param targetAcceptance what tuning of the width aims at
 * @param order palindromic or sequential
 */
public record Metropolis(
    @Param(
            "deviation of a step in each component (scalars, spins before normalising) or in each"
                + " generator (links), positive")
        double width,
    @Param(value = "proposals at each site in a sweep, 1 to 1000", optional = true) int hits,
    @Param(
            value = "acceptance that tuning of the width aims at, in (0, 1); 0: do not tune",
            optional = true)
        double targetAcceptance,
    @Param(
            value = "palindromic (detailed balance) or sequential (stationary, half the work)",
            optional = true)
        Order order)
    implements SamplerSpec {
  private static final String NAME = "metropolis";

  /** Checks the ranges. */
  public Metropolis {
    LocalTarget.requireWidth(NAME, width);
    LocalTarget.requireCount(NAME, "hits", hits, 1, LocalTarget.MAX_HITS);
    LocalTarget.requireAcceptance(NAME, targetAcceptance);
    Objects.requireNonNull(order, "order");
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    List<Rule> rules = List.of(Rule.METROPOLIS);
    return LocalTarget.own(
        target.bind(like),
        action ->
            new LocalSweeps<>(NAME, action, like, rules, order, width, hits, targetAcceptance));
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    LocalTarget.requireFits(NAME, target, type, lattice, List.of(Rule.METROPOLIS));
  }
}
