package org.fluxtube.engine.sampler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Heat bath H with n overrelaxation sweeps O: a step is H O^n (sequential) or H O^n H followed by
 * its mirror image (palindromic; without overrelaxation H and its mirror image). The second H
 * stands between the overrelaxation sweeps and their mirror images, which are their inverses and
 * would cancel.
 *
 * <p>For gauge actions that are sums of Re tr over loops with each link at most once, and for
 * spins.
 *
 * @param overrelaxation overrelaxation sweeps after each first heat bath
 * @param order palindromic or sequential
 */
public record HeatBath(
    @Param("overrelaxation sweeps n after a heat-bath sweep, 0 to 1000") int overrelaxation,
    @Param(
            value = "palindromic (detailed balance) or sequential (stationary, half the work)",
            optional = true)
        Order order)
    implements SamplerSpec {
  private static final String NAME = "heat-bath";

  /** Checks the ranges. */
  public HeatBath {
    LocalTarget.requireCount(NAME, "overrelaxation", overrelaxation, 0, 1000);
    Objects.requireNonNull(order, "order");
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(List.of(Rule.HEAT_BATH));
    rules.addAll(Collections.nCopies(overrelaxation, Rule.OVERRELAXATION));
    if (overrelaxation > 0 && order == Order.PALINDROMIC) {
      rules.add(Rule.HEAT_BATH);
    }
    return rules;
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    return LocalTarget.own(
        target.bind(like),
        action -> new LocalSweeps<>(NAME, action, like, rules(), order, 1, 1, 0));
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    LocalTarget.requireFits(NAME, target, type, lattice, rules());
  }
}
