package org.fluxtube.engine.network;

/** The blocks of a {@link SpinNetwork}: which kind, how many, and of what size. */
public sealed interface SpinBlocks {
  /** How many. */
  int layers();

  /** Learnable numbers of one block. */
  int weights();

  /**
   * How many of them, the last ones, multiply what a block adds to a spin: where these vanish it
   * hands the spins on.
   */
  int values();

  /** No block: the spins as they are. */
  record None() implements SpinBlocks {
    @Override
    public int layers() {
      return 0;
    }

    @Override
    public int weights() {
      return 0;
    }

    @Override
    public int values() {
      return 0;
    }
  }

  /**
   * Blocks of attention: query, key and value, each for shells 0 to reach.
   *
   * @param layers how many
   * @param reach farthest shell of the projections
   * @param local whether a site looks at itself alone
   */
  record Attention(int layers, int reach, boolean local) implements SpinBlocks {
    @Override
    public int weights() {
      return 3 * (reach + 1);
    }

    @Override
    public int values() {
      return reach + 1;
    }
  }

  /**
   * Convolutions: gates of all channels, then their values, each for shells 0 to reach.
   *
   * @param layers how many
   * @param reach farthest shell of the kernels
   * @param channels kernels of a layer, each with a gate
   */
  record Convolution(int layers, int reach, int channels) implements SpinBlocks {
    @Override
    public int weights() {
      return 2 * channels * (reach + 1);
    }

    @Override
    public int values() {
      return channels * (reach + 1);
    }
  }
}
