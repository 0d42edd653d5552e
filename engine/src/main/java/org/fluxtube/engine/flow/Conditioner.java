package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.rng.SiteRandom;

/** The bound form of a {@link ConditionerSpec}: a network without parameters of its own. */
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
   * Numbers at every site, not bounded.
   *
   * @param theta the parameters, shape [parameters]
   * @param x shape [inputs, sites, batch]; with one input also [sites, batch]
   * @return shape [outputs, sites, batch]
   */
  Tensor apply(Tensor theta, Tensor x);

  @Override
  void close();
}
