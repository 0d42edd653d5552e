package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Rational-quadratic spline coupling layers (C. Durkan et al., arXiv:1906.04032): on the sites of a
 * mask x = g(z), a rising spline of [-B, B] onto itself with the identity outside, on the others x
 * = z; ln J = sum ln g'.
 *
 * <p>Widths and heights of the bins are the softmax of numbers 3 tanh(o/3), o the conditioner's,
 * slopes at the inner knots their softplus; 0 is the identity. The input is the field with 0 on the
 * changed sites. In a layer that is equivariant, f(-z) = -f(z): its numbers are the mean of those
 * at z and of those at -z turned around.
 *
 * <p>A spline keeps [-B, B], so it needs a prior of about the right size: a {@link ModeScaling}
 * before it, with B at some five standard deviations of the field. Each of n components has a
 * spline of its own, see {@link AffineCoupling}.
 *
 * @param layers layers
 * @param conditioner the network of each layer
 * @param bins bins K of a spline, which has 3K - 1 numbers
 * @param bound B
 * @param mask the sites that a layer changes
 * @param equivariant whether f(-z) = -f(z); twice the work
 */
public record SplineCoupling(
    @Param(value = "coupling layers, 1 to 256", optional = true) int layers,
    @Param(value = "the network of each layer", optional = true) ConditionerSpec conditioner,
    @Param(value = "bins of a spline, 2 to 64", optional = true) int bins,
    @Param(value = "B: the splines act on [-B, B], outside is the identity", optional = true)
        double bound,
    @Param(value = "checkerboard, stripes or blocks", optional = true) Mask mask,
    @Param(value = "whether f(-z) = -f(z), for twice the work", optional = true)
        boolean equivariant)
    implements ConditionedMap {
  /** Checks the numbers. */
  public SplineCoupling {
    Coupling.requireLayers(layers);
    RationalQuadratic.requireBins(bins);
    if (!(bound > 0) || Double.isInfinite(bound)) {
      throw new IllegalArgumentException(
          "bound = " + bound + "; allowed are positive numbers, for example bound = 3");
    }
  }

  /** On a checkerboard. */
  public SplineCoupling(
      int layers, ConditionerSpec conditioner, int bins, double bound, boolean equivariant) {
    this(layers, conditioner, bins, bound, Mask.CHECKERBOARD, equivariant);
  }

  /** Splines have a first derivative alone. */
  @Override
  public boolean smooth() {
    return false;
  }

  @Override
  public int period() {
    return conditioner.translates() ? mask.period() : 0;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Flow.requireScalar("spline-coupling", type);
    mask.requireFits("spline-coupling", lattice);
    conditioner.requireFits(type, lattice);
  }
}
