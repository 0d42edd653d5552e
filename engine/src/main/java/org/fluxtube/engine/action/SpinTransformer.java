package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.network.SpinBlocks;

/**
 * S_eff = -sum_n j_n sum over pairs of n-th neighbours of S'_x.S'_y, where S' is the output of
 * {@code layers} blocks of equivariant attention (arXiv:2306.11527, eqs. 5-9; arXiv:2310.13222):
 *
 * <p>S' = normalised(S_x + sum_y M_xy V_y), M_xy = max(0, Q_x.K_y/sqrt 3), where Q, K and V are
 * sums of the spins over the shells 0 to {@code reach} of neighbours, with a weight for each shell.
 * Omitted: the constant E_0. Invariant under rotations, inversion and translations by construction.
 *
 * <p>Where learning starts: {@link SpinNetworkSpec}. It is not differentiable where a score is 0.
 *
 * @param layers number of blocks
 * @param reach farthest shell in Q, K and V
 * @param mixing attention, or local: only y = x, a convolution with a gate, of the same size
 * @param scale size of the weights where learning starts
 * @param seed of those weights
 * @param couplings j_1, j_2, ... where learning starts
 * @param weights of the first blocks where learning starts; empty: drawn
 */
public record SpinTransformer(
    @Param("number of attention blocks, 1 to 16") int layers,
    @Param("farthest shell of neighbours in query, key and value, 0 or more") int reach,
    @Param(
            value = "attention (all pairs of sites) or local (a site with itself: a convolution)",
            optional = true)
        Mixing mixing,
    @Param(value = "size of the random weights where learning starts, positive", optional = true)
        double scale,
    @Param(value = "seed of those weights", optional = true) long seed,
    @Param("couplings of the first, second, ... neighbours where learning starts, [0.1, 0, 0]")
        List<Double> couplings,
    @Param(
            value =
                "weights of the first blocks where learning starts, each query, key, value for"
                    + " shells 0 to reach; none: drawn",
            optional = true)
        List<Double> weights)
    implements SpinNetworkSpec {
  /** Which pairs of sites a block joins. */
  public enum Mixing {
    /** All. */
    ATTENTION,
    /** A site with itself. */
    LOCAL
  }

  /** Checks the ranges. */
  public SpinTransformer {
    couplings = SpinCouplings.requireCouplings(couplings);
    weights = List.copyOf(weights);
    BlockWeights.requireSize(layers, reach);
    BlockWeights.requireStart(
        new SpinBlocks.Attention(layers, reach, mixing == Mixing.LOCAL), scale, weights);
  }

  /** Of random weights alone. */
  public SpinTransformer(
      int layers, int reach, Mixing mixing, double scale, long seed, List<Double> couplings) {
    this(layers, reach, mixing, scale, seed, couplings, List.of());
  }

  @Override
  public SpinBlocks blocks() {
    return new SpinBlocks.Attention(layers, reach, mixing == Mixing.LOCAL);
  }

  @Override
  public SpinNetworkSpec withLayers(int number) {
    return new SpinTransformer(number, reach, mixing, scale, seed, couplings, weights);
  }
}
