package org.fluxtube.engine.field;

import org.fluxtube.engine.rng.StreamKey;

/**
 * Kernels on numbers in host order {@code [site][component]}, for backends that leave an operation
 * to the host: the results are those of the reference, bit by bit.
 */
public final class HostKernels {
  private HostKernels() {}

  /**
   * {@link FieldOps#update} on arrays.
   *
   * @param shape what is at a site of both arrays
   * @param environment read at {@code sites} only
   * @param x read and overwritten at {@code sites} only
   * @return the number of accepted changes
   */
  public static long update(
      LocalUpdate update,
      SiteSet sites,
      Shape shape,
      double[] environment,
      StreamKey key,
      double[] x) {
    return LocalKernels.update(update, sites, shape, environment, key, x);
  }

  /** {@link FieldOps#reunitarise} on the n x n matrix at {@code offset}, which is overwritten. */
  public static void reunitarise(int n, double[] u, int offset) {
    MatrixKernels.reunitarise(n, u, offset);
  }
}
