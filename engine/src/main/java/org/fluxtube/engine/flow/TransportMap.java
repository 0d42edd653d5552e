package org.fluxtube.engine.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/**
 * x = f(z), a trained change of variables: z is drawn from the prior r, so that x has the density
 * q(x) = r(f^-1(x)) |det df^-1/dx|. A batch is an array of configurations one after the other, each
 * in the numbers of its {@link Chart}, which has the prior and the measure too; arrays that are
 * given stay unchanged. Used by one thread.
 *
 * <p>The numbers of a configuration may depend in their last bits on the others of its batch and on
 * libtorch's threads; equal batches give equal bits.
 */
public interface TransportMap {
  /**
   * A batch and a number for each of its configurations.
   *
   * @param values the configurations
   * @param logs ln q, or ln |det| of the map that made them
   */
  record Batch(double[] values, double[] logs) {}

  /** Real numbers of a configuration. */
  int size();

  /** The couplings that the map is for; empty: one. */
  default Optional<CouplingRange> range() {
    return Optional.empty();
  }

  /**
   * The map at another coupling of its range.
   *
   * @param a of {@link CouplingRange}
   */
  default TransportMap coupled(double a) {
    throw new IllegalStateException("a map of one coupling has none at a = " + a);
  }

  /** x = f(z) with ln |det df/dz|. */
  Batch forward(double[] z);

  /** z = f^-1(x) with ln |det df^-1/dx|. */
  Batch inverse(double[] x);

  /** ln q of each. */
  double[] logDensity(double[] x);

  /** Configurations of the prior; that of number i has the random numbers of site i of the key. */
  double[] prior(StreamKey key, int count);

  /**
   * x = f(z) with ln q(x) = ln r(z) - ln |det df/dz|.
   *
   * @param z a batch of the prior
   */
  Batch pushed(double[] z);

  /**
   * Independent configurations with ln q, one of each stream: what the prior makes of its purpose
   * LEARNING, site 0.
   */
  Batch draw(List<RandomStream> streams);

  /** From the streams of trajectory {@code first.trajectory()} and those after it. */
  default Batch draw(RandomStream first, int count) {
    return draw(
        IntStream.range(0, count).mapToObj(i -> first.trajectory(first.trajectory() + i)).toList());
  }

  /** A target that gives S and dS/dx. */
  interface Target {
    /**
     * S of a configuration.
     *
     * @param x unchanged
     * @param slope overwritten: dS/dx
     */
    double at(double[] x, double[] slope);
  }

  /**
   * S(f(z)) - ln |det df/dz| of each: the action in the mapped variables, in which HMC may run (for
   * phi^4 arXiv:0907.5491; with a flow arXiv:2112.01586).
   *
   * @param slopes overwritten: its derivative with respect to z, of which for links and spins only
   *     the tangent part counts ({@link Chart#force})
   */
  double[] pulled(double[] z, Target target, double[] slopes);

  /**
   * The loss of reverse KL on a batch.
   *
   * @param logWeights -S(x) - ln q(x) of each
   * @param gradient of mean (ln q(x) + S(x)) with respect to the parameters
   */
  record Reverse(double[] logWeights, double[] gradient) {}

  /**
   * L = mean (ln q(f(z)) + S(f(z))), up to -ln Z the reverse Kullback-Leibler divergence, and an
   * estimate of its gradient. Plain: mean (dS/dx dx/dtheta - d ln J/dtheta). Along the path alone:
   * mean (d(S + ln q)/dx dx/dtheta) with ln q at fixed parameters (arXiv:2207.08219, eq. 14), which
   * has the same mean, and no variance where q is the target.
   *
   * @param z a batch of the prior
   */
  Reverse reverse(double[] z, Target target, boolean pathOnly);

  /**
   * Densities and their dependence on the parameters.
   *
   * @param logs ln q of each
   * @param gradient of a weighted sum of them with respect to the parameters
   */
  record Density(double[] logs, double[] gradient) {}

  /**
   * ln q(x_i) and the gradient of sum_i w_i ln q(x_i) at fixed x: with w = -1/n that of forward KL
   * on n samples of the target.
   *
   * @param weights w, as many as configurations
   */
  Density density(double[] x, double[] weights);
}
