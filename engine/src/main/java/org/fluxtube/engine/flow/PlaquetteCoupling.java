package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Gauge-equivariant coupling layers for U(1) in two dimensions (arXiv:2003.06413; masks of the
 * notebook arXiv:2101.08176): P' = g(P) for the active plaquettes, every fourth line of them, by
 * links theta' = theta +- (P' - P) that only they and the passive ones, the line behind, contain.
 * Of the other two lines, the frozen ones, the map g of the circle is a function; ln J = sum ln
 * g'(P). As P is gauge-invariant, f commutes with gauge transformations.
 *
 * <p>Layer l changes links of direction l mod 2 in the lines (l/2) mod 4 + 4 n. The conditioner is
 * given cos P and sin P, 0 where they are not frozen.
 *
 * @param layers layers; 8 change every link once
 * @param conditioner the network of each layer
 * @param circle what g is
 * @param parts of g: maps that are averaged, or bins
 */
public record PlaquetteCoupling(
    @Param(value = "coupling layers, 1 to 256; 8 change every link once", optional = true)
        int layers,
    @Param(value = "the network of each layer", optional = true) ConditionerSpec conditioner,
    @Param(
            value =
                "maps of the active plaquettes: projection (averages of 2 atan(e^s tan(P/2))) or"
                    + " spline (circular, rational-quadratic)",
            optional = true)
        Circle circle,
    @Param(value = "projections that are averaged, or bins of a spline, 1 to 64", optional = true)
        int parts)
    implements ConditionedMap {
  /** Lines from one active line to the next. */
  static final int SPACING = 4;

  /** Checks the sizes. */
  public PlaquetteCoupling {
    Coupling.requireLayers(layers);
    circle.requireParts(parts);
  }

  @Override
  public boolean smooth() {
    return circle.smooth() && conditioner.smooth();
  }

  @Override
  public int period() {
    return SPACING;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Plaquettes.requireFits("plaquette-coupling", type, lattice);
    conditioner.requireFits(type, lattice);
    Plaquettes.requireLines("plaquette-coupling", SPACING, lattice);
  }
}
