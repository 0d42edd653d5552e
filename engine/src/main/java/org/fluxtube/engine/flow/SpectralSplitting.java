package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * {@link BlockSplitting} for SU(2) and SU(3), by spectra: Q = W_A W^(-1/2) = V diag(e^(i theta))
 * V^dagger becomes V diag(e^(i theta')) V^dagger, and so W_A' = Q' Q^dagger W_A; further passes do
 * the same with W_A, W_A W^-1, W_A W^(-1/2) and so on. W is the loop around a block of plaquettes
 * from its first corner, W^(1/2) has half its angles in the canonical cell, W_A is the loop around
 * the first half. One link between the halves is turned, which changes no other block of this level
 * and no W. The first block is the torus, whose W is the commutator of two holonomies; the last
 * halves are plaquettes. theta' takes the cell onto itself ({@code CellMap}, arXiv:2008.05456),
 * with splines that depend on the class of W; ln J is that of theta with the Haar measure.
 *
 * <p>Plaquettes of density p are independent but for W of the torus, so that the density of W_A at
 * given W is p_n(W_A) p_n(W_A^-1 W)/p_2n(W), p_n the n-fold convolution. For n = 1 and p =
 * exp((beta/N) Re tr P) the product is exp((beta/N) Re tr Q K), K = W^(1/2) + W^(-1/2). Of SU(2) K
 * = 2 cos(w/2), e^(+-iw) the eigenvalues of W: a function of the class of Q alone, so that one pass
 * can be exact in the last level, and in those before it is but for the square of what p_n differs
 * from 1 by. Of SU(3) K is a number only for W near 1; the passes with W_A and W_A W^-1, conjugate
 * to the inverse of the second half, see what is left, the product of two functions of their
 * classes.
 *
 * <p>The conditioner is given tr W^(1/2)/N of the blocks of a level, a periodic lattice of their
 * own (of SU(3) both parts). Its numbers for Q are multiplied by cos (theta_1 - theta_N)/4 of W: f
 * is continuous where the root of W is not. f commutes with gauge transformations, and with
 * translations by the whole torus alone. The density of the two holonomies stays that of the prior;
 * in the theory it differs by terms of the order (c_r/d_r)^V of the lowest representation, 2e-6 for
 * SU(2), V = 16, beta = 2. With {@code transfer = volume} blocks of equal size keep their networks.
 *
 * @param conditioner the network of each level
 * @param bins of a spline
 * @param passes maps of a half
 */
public record SpectralSplitting(
    @Param(value = "the network of each level", optional = true) ConditionerSpec conditioner,
    @Param(value = "bins of each spline, 2 to 64", optional = true) int bins,
    @Param(
            value =
                "maps of a half, of W_A W^(-1/2), W_A, W_A W^-1 in turn, 1 to 12; 1 for SU(2), 3 or"
                    + " more for SU(3)",
            optional = true)
        int passes)
    implements ConditionedMap {
  private static final int MOST_PASSES = 12;

  /** Checks the sizes. */
  public SpectralSplitting {
    RationalQuadratic.requireBins(bins);
    if (passes < 1 || passes > MOST_PASSES) {
      throw new IllegalArgumentException(
          "passes = " + passes + "; allowed are 1 to " + MOST_PASSES + ", for example passes = 3");
    }
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
    SpectralCoupling.requireGroup("spectral-splitting", type);
    Halving.requireFits("spectral-splitting", lattice);
    conditioner.requireFits(type, lattice);
  }
}
