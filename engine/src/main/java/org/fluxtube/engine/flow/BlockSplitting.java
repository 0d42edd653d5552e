package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A gauge-equivariant flow for U(1) in two dimensions from coarse to fine: W_A - W/2 = g(W_A' -
 * W/2; cos W/2). The angle W of the loop around a block of plaquettes, within (-pi, pi], is W_A +
 * W_B of its halves; one link between them is turned, theta' = theta +- (W_A' - W_A), which changes
 * no other block of this level and no W; ln J = -sum ln g'. The first block is the torus, W = 0;
 * the last halves are plaquettes.
 *
 * <p>This is the structure of the theory: plaquettes of density p are independent but for W = 0 of
 * the torus, so that the density of W_A at given W is p_n(W_A) p_n(W - W_A)/p_2n(W), p_n the n-fold
 * convolution. It is even around W/2 and a function of cos W/2, and so the exact flow is of this
 * form with g odd, a function of the block's own W (a convolution with kernel = 1), and 2 pi times
 * that density its slope, which a spline follows more easily than the inverse. log_2 V levels do
 * what layers of single plaquettes (arXiv:2003.06413) must carry from line to line.
 *
 * <p>The conditioner is given cos W/2 of the blocks of a level, a periodic lattice of their own.
 * Its numbers are multiplied by cos W/2, which is the strength of p(W_A) p(W - W_A) for p =
 * exp(beta cos P), and makes f continuous where W/2 jumps. f commutes with gauge transformations,
 * with theta to -theta, and with translations by the whole torus alone. With {@code transfer =
 * volume} blocks of equal size keep their networks.
 *
 * @param conditioner the network of each level
 * @param circle what g is
 * @param parts of g: maps that are averaged, or bins
 */
public record BlockSplitting(
    @Param(value = "the network of each level", optional = true) ConditionerSpec conditioner,
    @Param(
            value =
                "maps of the angle of a half: projection (averages of 2 atan(e^s tan(W/2))) or"
                    + " spline (circular, rational-quadratic)",
            optional = true)
        Circle circle,
    @Param(value = "projections that are averaged, or bins of a spline, 1 to 64", optional = true)
        int parts)
    implements ConditionedMap {
  /** Checks the sizes. */
  public BlockSplitting {
    circle.requireParts(parts);
  }

  @Override
  public boolean smooth() {
    return false;
  }

  @Override
  public int period() {
    return Halving.period();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Plaquettes.requireFits("block-splitting", type, lattice);
    conditioner.requireFits(type, lattice);
    Halving.requireFits("block-splitting", lattice);
  }
}
