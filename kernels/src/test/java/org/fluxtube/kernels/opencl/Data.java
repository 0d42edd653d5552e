package org.fluxtube.kernels.opencl;

import java.util.SplittableRandom;

/** Random arguments. */
final class Data {
  private Data() {}

  /** Independent normal numbers. */
  static double[] normal(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }
}
