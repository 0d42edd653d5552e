package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.network.SpinBlocks;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/** Where learning starts for couplings of spins behind blocks; what such models check alike. */
final class BlockWeights {
  private BlockWeights() {}

  /** Checks layers and reach. */
  static void requireSize(int layers, int reach) {
    if (layers < 1 || layers > 16) {
      throw new IllegalArgumentException(
          "layers = "
              + layers
              + "; allowed are 1 to 16, for example layers = 1; without layers it is type ="
              + " spin-couplings");
    }
    if (reach < 0) {
      throw new IllegalArgumentException(
          "reach = " + reach + "; allowed are numbers from 0, for example reach = 3");
    }
  }

  /** Checks the numbers that the weights come from. */
  static void requireStart(SpinBlocks blocks, double scale, List<Double> weights) {
    if (!(scale > 0 && scale <= 10)) {
      throw new IllegalArgumentException(
          "scale = " + scale + "; allowed are positive numbers to 10, for example scale = 0.1");
    }
    int each = blocks.weights();
    if (weights.size() % each != 0 || weights.size() > blocks.layers() * each) {
      throw new IllegalArgumentException(
          "weights has "
              + weights.size()
              + " numbers; a block of this size has "
              + each
              + ", so allowed are 0 to "
              + blocks.layers()
              + " times as many");
    }
    weights.forEach(w -> Couplings.requireFinite("a number of weights", w, "0.1"));
  }

  /**
   * The given weights, then drawn ones, then the couplings. Where weights are given the blocks
   * behind them have no values: they hand the spins on.
   */
  static double[] start(
      SpinBlocks blocks, double scale, long seed, List<Double> weights, List<Double> couplings) {
    int each = blocks.weights();
    int first = blocks.layers() * each;
    double[] theta = new double[first + couplings.size()];
    SiteRandom random = new RandomStream(seed, 0, 0).key(Purpose.LEARNING).at(0);
    for (int k = 0; k < first; k++) {
      double drawn = scale * random.gaussian();
      boolean value = k % each >= each - blocks.values();
      theta[k] = k < weights.size() ? weights.get(k) : value && !weights.isEmpty() ? 0 : drawn;
    }
    for (int n = 0; n < couplings.size(); n++) {
      theta[first + n] = couplings.get(n);
    }
    return theta;
  }
}
