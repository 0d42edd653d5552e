package org.fluxtube.engine.action;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The effective action of self-learning Monte Carlo (arXiv:2010.11900),
 *
 * <p>S_eff = -(1/N) sum_i beta_i sum over all loops of kind i of Re tr(loop), each loop once.
 * Omitted: the constant E_0. The beta_i are learnt; linear. With the plaquette alone it is {@link
 * WilsonPlaquette}.
 *
 * <p>Every loop contains a link at most once (where extents are large enough), so heat bath and
 * overrelaxation work with any of them: the environment of a link is the sum of its staples of all
 * kinds.
 *
 * @param terms kinds and where their beta starts
 */
public record LoopAction(
    @Param("the loops, [{ loop = plaquette, beta = 2.5 }, { loop = rectangle }, ...]")
        List<LoopTerm> terms)
    implements EffectiveSpec<GaugeField> {
  /**
   * One kind of loops.
   *
   * @param loop the kind
   * @param beta where its coupling starts
   */
  public record LoopTerm(
      @Param("plaquette, rectangle, chair, crown, polyakov or polyakov-space") LoopKind loop,
      @Param(value = "its coupling where learning starts", optional = true) double beta) {
    /** Checks the coupling. */
    public LoopTerm {
      Couplings.requireFinite("beta", beta, "beta = 2.5");
    }
  }

  /** Checks that there are loops and that no kind comes twice. */
  public LoopAction {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException(
          "terms is empty; at least one kind of loops is needed, for example terms = [{ loop ="
              + " plaquette }]");
    }
    Set<LoopKind> kinds = new HashSet<>();
    for (LoopTerm term : terms) {
      if (!kinds.add(term.loop())) {
        throw new IllegalArgumentException("two terms of the loop " + term.loop());
      }
    }
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public EffectiveAction<GaugeField> bind(GaugeField like) {
    return new BoundLoops(this, like);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    GaugeAction.requireGauge("an action of loops", type, lattice);
    for (LoopTerm term : terms) {
      if (lattice.dimensions() < term.loop().leastDimensions()) {
        throw new IllegalArgumentException(
            "loops of kind "
                + term.loop()
                + " need at least "
                + term.loop().leastDimensions()
                + " dimensions, got the lattice "
                + lattice);
      }
    }
  }
}
