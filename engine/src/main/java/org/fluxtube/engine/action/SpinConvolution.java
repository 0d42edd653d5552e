package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.network.SpinBlocks;

/**
 * S_eff = -sum_n j_n sum over pairs of n-th neighbours of S'_x.S'_y, where S' is the output of
 * {@code layers} convolutions with gates: what {@link SpinTransformer} is to be compared with (as
 * in arXiv:2306.11527, which leaves the form open). All is alike but for the blocks:
 *
 * <p>S' = normalised(S_x + sum_c g_cx sum_n a_cn T_nx), g_cx = max(d, d/10) of d = sum_n b_cn
 * S_x.T_nx, where T_nx is the sum of the spins in shell n of x, n = 0 to {@code reach}, and c = 1
 * to {@code channels}. Omitted: the constant E_0. Invariant under rotations, inversion and
 * translations by construction, as the Transformer is, so that the comparison is of attention
 * alone: there the weight of each pair of sites, as far apart as they may be, comes from their
 * spins.
 *
 * <p>A block has 2 channels (reach + 1) weights, one of attention 3 (reach + 1): 30 at reach = 9,
 * and 30 here with reach = 2 and 5 channels (a kernel of 3 x 3 in two dimensions).
 *
 * <p>Where learning starts: {@link SpinNetworkSpec}. A change of one spin costs the sites within
 * {@code reach} of it in the first block; the other blocks are computed anew.
 *
 * @param layers number of convolutions
 * @param reach farthest shell of the kernels
 * @param channels kernels and gates of a layer
 * @param scale size of the weights where learning starts
 * @param seed of those weights
 * @param couplings j_1, j_2, ... where learning starts
 * @param weights of the first blocks where learning starts; empty: drawn
 */
public record SpinConvolution(
    @Param("number of convolutions, 1 to 16") int layers,
    @Param("farthest shell of neighbours in the kernels, 0 or more; 2 is 3 x 3 on a square lattice")
        int reach,
    @Param("kernels of a convolution, each with a gate, 1 to 64") int channels,
    @Param(value = "size of the random weights where learning starts, positive", optional = true)
        double scale,
    @Param(value = "seed of those weights", optional = true) long seed,
    @Param("couplings of the first, second, ... neighbours where learning starts, [0.1, 0, 0]")
        List<Double> couplings,
    @Param(
            value =
                "weights of the first blocks where learning starts, each the gates, then the values"
                    + " of all channels for shells 0 to reach; none: drawn",
            optional = true)
        List<Double> weights)
    implements SpinNetworkSpec {
  /** Checks the ranges. */
  public SpinConvolution {
    couplings = SpinCouplings.requireCouplings(couplings);
    weights = List.copyOf(weights);
    BlockWeights.requireSize(layers, reach);
    if (channels < 1 || channels > 64) {
      throw new IllegalArgumentException(
          "channels = " + channels + "; allowed are 1 to 64, for example channels = 5");
    }
    BlockWeights.requireStart(new SpinBlocks.Convolution(layers, reach, channels), scale, weights);
  }

  /** Of random weights alone. */
  public SpinConvolution(
      int layers, int reach, int channels, double scale, long seed, List<Double> couplings) {
    this(layers, reach, channels, scale, seed, couplings, List.of());
  }

  @Override
  public SpinBlocks blocks() {
    return new SpinBlocks.Convolution(layers, reach, channels);
  }

  @Override
  public SpinNetworkSpec withLayers(int number) {
    return new SpinConvolution(number, reach, channels, scale, seed, couplings, weights);
  }
}
