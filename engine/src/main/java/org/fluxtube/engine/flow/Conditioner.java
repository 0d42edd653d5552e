package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * The bound form of a {@link ConditionerSpec}: a network whose parameters are handed to it. It may
 * be asked for its output on all sites or on one of the sets of sites that it was bound with.
 */
interface Conditioner extends AutoCloseable {
  /** Parameters of one network. */
  int parameters();

  /** A name for each parameter. */
  List<String> labels(String prefix);

  /**
   * The parameters where learning starts.
   *
   * @param out overwritten from {@code offset} on
   */
  void start(SiteRandom random, double[] out, int offset);

  /**
   * Numbers at every site of a set, not bounded.
   *
   * @param theta the parameters, shape [parameters]
   * @param x shape [inputs, sites, batch]; with one input also [sites, batch]
   * @param set 0 for all sites, k for set k - 1 of those that it was bound with
   * @return shape [outputs, sites of the set, batch]
   */
  Tensor apply(Tensor theta, Tensor x, int set);

  /** Numbers at every site, shape [outputs, sites, batch]. */
  default Tensor apply(Tensor theta, Tensor x) {
    return apply(theta, x, 0);
  }

  @Override
  void close();

  /** Inputs, hidden widths, outputs. */
  static int[] widths(int inputs, List<Integer> hidden, int outputs) {
    int[] widths = new int[hidden.size() + 2];
    widths[0] = inputs;
    for (int k = 1; k + 1 < widths.length; k++) {
      widths[k] = hidden.get(k - 1);
    }
    widths[widths.length - 1] = outputs;
    return widths;
  }

  /**
   * Uniform within +-1/sqrt(inputs of a number), weights and biases, as PyTorch starts.
   *
   * @return the first place behind them
   */
  static int uniform(SiteRandom random, int inputs, int count, double[] out, int first) {
    double bound = 1 / Math.sqrt(inputs);
    for (int at = first; at < first + count; at++) {
      out[at] = bound * (2 * random.uniform() - 1);
    }
    return first + count;
  }
}
