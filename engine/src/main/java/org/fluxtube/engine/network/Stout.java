package org.fluxtube.engine.network;

import java.util.Collections;
import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Stout smearing, U_mu to exp(Q_mu) U_mu a number of times, Q the traceless anti-Hermitian part of
 * rho [sum over the plaquette staples C from x to x + mu] U^dagger. C. Morningstar, M. Peardon,
 * hep-lat/0311018, eqs. (1) to (3). Nothing is trainable.
 *
 * @param rho weight of a staple; 0.1 to 0.15 in use, at most about 1/(2(d - 1)) smooths
 * @param steps number of steps
 * @param spatial whether only spatial links move, by spatial staples
 */
public record Stout(
    @Param("weight of a staple, for example 0.1") double rho,
    @Param(value = "number of steps, 1 to 100", optional = true) int steps,
    @Param(
            value =
                "true: only spatial links move, by spatial staples (the last direction is time)",
            optional = true)
        boolean spatial)
    implements LayerSpec {
  private static final double[] NONE = {};

  /** Checks the parameters. */
  public Stout {
    WeightClasses.check("rho", List.of(rho), 1);
    if (steps < 1 || steps > 100) {
      throw new IllegalArgumentException(
          "steps = " + steps + "; allowed are integers from 1 to 100, for example steps = 3");
    }
  }

  @Override
  public double[] weights() {
    return NONE;
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public Stout with(double[] weights) {
    return this;
  }

  @Override
  public Layer bind(GaugeField like) {
    Covariant step =
        new Covariant(spatial ? List.of(rho, 0.0, 0.0) : List.of(rho), List.of(), List.of());
    return new FixedLayer(new Network(Collections.nCopies(steps, step), like), step, steps);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Covariant.requireGauge("stout smearing", type, lattice);
    if (spatial && lattice.dimensions() < 3) {
      throw new IllegalArgumentException(
          "stout smearing of spatial links needs a spatial plane, at least 3 dimensions; got the"
              + " lattice "
              + lattice);
    }
  }
}
