package org.fluxtube.engine.sampler;

import java.util.List;
import java.util.Objects;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.action.NeighbourCoupling;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Embedded cluster updates (Wolff, Phys. Rev. Lett. 62 (1989) 361; Swendsen, Wang, Phys. Rev. Lett.
 * 58 (1987) 86; scalars: Brower, Tamayo, Phys. Rev. Lett. 62 (1989) 1087): x becomes x - 2 (x.r) r
 * on a cluster, r a random direction, the bond between x and y present with probability 1 -
 * exp(min(0, -2 J (x.r)(y.r))).
 *
 * <p>A reflection keeps |x|, so clusters alone are not ergodic for scalar fields: there, a step is
 * a Metropolis sweep, the clusters, and the mirror image of the sweep. With width 0 there is no
 * Metropolis, which only spins allow. Either way the step is in detailed balance.
 *
 * @param clusters cluster updates in a step
 * @param variant one cluster or all of them in an update
 * @param width size of a Metropolis step, 0 for none
 * @param hits Metropolis proposals at each site in a sweep
 * @param targetAcceptance what tuning of the width aims at
 */
public record Wolff(
    @Param("cluster updates in a step, 1 to 10000, each in its own random direction") int clusters,
    @Param(
            value =
                "single (the cluster of a random site, reflected) or all (Swendsen-Wang: each"
                    + " cluster reflected with probability 1/2)",
            optional = true)
        Variant variant,
    @Param(
            value =
                "deviation of a Metropolis step in each component; positive for scalars (a sweep"
                    + " before and after the clusters), 0 for no Metropolis (spins)",
            optional = true)
        double width,
    @Param(value = "Metropolis proposals at each site in a sweep, 1 to 1000", optional = true)
        int hits,
    @Param(
            value = "acceptance that tuning of the width aims at, in (0, 1); 0: do not tune",
            optional = true)
        double targetAcceptance)
    implements SamplerSpec {
  static final String NAME = "wolff";

  /** How many clusters an update reflects. */
  public enum Variant {
    /** Wolff: the cluster of a random site. */
    SINGLE,
    /** Swendsen-Wang: every cluster with probability 1/2. */
    ALL
  }

  /** Checks the ranges. */
  public Wolff {
    LocalTarget.requireCount(NAME, "clusters", clusters, 1, 10_000);
    Objects.requireNonNull(variant, "variant");
    if (width != 0) {
      LocalTarget.requireWidth(NAME, width);
    }
    LocalTarget.requireCount(NAME, "hits", hits, 1, LocalTarget.MAX_HITS);
    LocalTarget.requireAcceptance(NAME, targetAcceptance);
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    requireErgodic(like.type());
    return LocalTarget.own(target.bind(like), action -> new ClusterSampler<>(this, action, like));
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    requireErgodic(type);
    LocalTarget.probe(target, type, lattice, Wolff::coupling);
    if (width > 0) {
      LocalTarget.requireFits(NAME, target, type, lattice, List.of(Rule.METROPOLIS));
    }
  }

  /** The action as one of coupled neighbours, or the error that says why not. */
  static <F extends Field<F>> NeighbourCoupling<F> coupling(Action<F> action) {
    if (action instanceof NeighbourCoupling<F> neighbours) {
      return neighbours;
    }
    throw new IllegalArgumentException(
        NAME
            + " needs an action of nearest neighbours coupled by x.y, as phi^4 and O(n) are; "
            + action.getClass().getSimpleName()
            + " is not of that kind");
  }

  private void requireErgodic(FieldType type) {
    if (type instanceof FieldType.Scalar && width == 0) {
      throw new IllegalArgumentException(
          NAME
              + " on a "
              + type
              + " with width 0: clusters never change the length of phi; give the Metropolis sweeps"
              + " a positive width, for example 1.0");
    }
    if (type instanceof FieldType.Gauge) {
      throw new IllegalArgumentException(
          NAME + " is for scalar and spin fields, but the campaign's field is a " + type);
    }
  }
}
