package org.fluxtube.kernels.opencl.kernel;

/**
 * Numbers of kernels that also run in vectors: then every {@code double} is a vector of lanes, a
 * work-item is a block of sites, and {@code volume} counts blocks. What has one value for all lanes
 * is called alpha, beta or sign, or has a name that starts with {@code uniform}.
 */
final class Lanes {
  private Lanes() {}

  /**
   * Lane l of the result is lane l xor {@code turn} of the value. As a scalar there is one lane and
   * turn is 0; the text in vectors has another body.
   */
  static double turned(double value, int turn) {
    return value;
  }
}
