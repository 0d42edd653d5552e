package org.fluxtube.engine.flow;

import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * One flow for a range of couplings: its parameters are theta(a) = sum_k T_k(2a - 1) theta_k, k = 0
 * .. K, and it is learnt for all targets S_a = (1-a) S_0 + a S_1, 0 &lt;= a &lt;= 1, which are
 * those of a coupling that S is linear in (beta, lambda, m^2). All weights of all maps depend on a;
 * a constant plane as one more input of a network would change the biases of its first layer alone.
 *
 * @param from S_0
 * @param to S_1
 * @param at a of the action of the campaign
 * @param order K
 */
public record CouplingRange(
    @Param("S_0, an action of the same kind of field") ActionSpec<?> from,
    @Param("S_1") ActionSpec<?> to,
    @Param("a in [0, 1], with which (1-a) S_0 + a S_1 is the campaign's action") double at,
    @Param(value = "order in a of the parameters, 1 to 16", optional = true) int order) {
  private static final int HIGHEST = 16;

  /** Checks the numbers. */
  public CouplingRange {
    if (!(at >= 0 && at <= 1)) {
      throw new IllegalArgumentException(
          "range with at = " + at + "; allowed are numbers in [0, 1], for example at = 0.5");
    }
    if (order < 1 || order > HIGHEST) {
      throw new IllegalArgumentException(
          "range with order = "
              + order
              + "; allowed are 1 to "
              + HIGHEST
              + ", for example order = 1; without a range a flow is of one coupling");
    }
    for (ActionSpec<?> end : List.of(from, to)) {
      if (end.stochastic()) {
        throw new IllegalArgumentException(
            "range with "
                + end
                + ", which has pseudo-fermions; needed is S of a configuration alone");
      }
    }
  }

  /** Blocks of parameters, K + 1. */
  int terms() {
    return order + 1;
  }

  void requireFits(FieldType type, Lattice lattice) {
    from.requireFits(type, lattice);
    to.requireFits(type, lattice);
  }

  /** What models of the same range have in common: not the place in it. */
  String architecture() {
    return " from " + from + " to " + to + " of order " + order;
  }
}
