package org.fluxtube.kernels.simd;

/** Arrays of numbers outside the backend, which are double in the twins too. */
final class Host {
  private Host() {}

  static double[] numbers(int count) {
    return new double[count];
  }

  static double[][] rows(int count) {
    return new double[count][];
  }
}
