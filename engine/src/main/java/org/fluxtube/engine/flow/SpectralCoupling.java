package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Gauge-equivariant coupling layers for SU(2) and SU(3) in two dimensions (arXiv:2008.05456): P' =
 * V diag(e^(i theta')) V^dagger for the active plaquettes P = V diag(e^(i theta)) V^dagger, every
 * fourth line of them, by links U' = P' P^dagger U that only they and the passive ones, the line
 * behind, contain. theta' is a function of theta and of traces of the other two lines, the frozen
 * ones, which takes the canonical cell onto itself ({@code CellMap}); ln J is that of theta with
 * the Haar measure. As P' commutes with a conjugation of P, f commutes with gauge transformations.
 *
 * <p>Layers 4 k to 4 k + 3 change links of direction k mod 2, in the lines 3, 2, 1, 0 modulo 4, so
 * that what a layer has brought into place is not passive in the next: a tree of links whose
 * plaquettes are independent in the theory. The conditioner is given Re tr P/N, of SU(3) Im tr P/N
 * too, 0 where they are not frozen; each layer has besides free numbers for each of the four places
 * along a line.
 *
 * @param layers layers; 8 change every link once
 * @param conditioner the network of each layer
 * @param bins of a spline
 */
public record SpectralCoupling(
    @Param(value = "coupling layers, 1 to 256; 8 change every link once", optional = true)
        int layers,
    @Param(value = "the network of each layer", optional = true) ConditionerSpec conditioner,
    @Param(value = "bins of each spline, 2 to 64", optional = true) int bins)
    implements ConditionedMap {
  /** Lines from one active line to the next. */
  static final int SPACING = PlaquetteCoupling.SPACING;

  /** Checks the sizes. */
  public SpectralCoupling {
    Coupling.requireLayers(layers);
    RationalQuadratic.requireBins(bins);
  }

  /** Links of the groups whose eigenvalues can be mapped. */
  static void requireGroup(String what, FieldType type) {
    if (!type.equals(new FieldType.Gauge(Group.SU2))
        && !type.equals(new FieldType.Gauge(Group.SU3))) {
      throw Spec.misfit(what, "links of SU(2) or SU(3)", type);
    }
  }

  @Override
  public boolean smooth() {
    return false;
  }

  @Override
  public int period() {
    return SPACING;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    requireGroup("spectral-coupling", type);
    Plaquettes.requireLines("spectral-coupling", SPACING, lattice);
    conditioner.requireFits(type, lattice);
  }
}
