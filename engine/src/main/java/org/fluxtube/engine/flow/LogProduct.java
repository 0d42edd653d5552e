package org.fluxtube.engine.flow;

/** ln of a product of numbers in (0, 2), a few of them under one logarithm. */
final class LogProduct {
  private static final int TOGETHER = 8;

  private double product = 1;
  private double sum;
  private int count;

  void times(double factor) {
    product *= factor;
    if (++count == TOGETHER) {
      sum += StrictMath.log(product);
      product = 1;
      count = 0;
    }
  }

  double log() {
    return sum + StrictMath.log(product);
  }
}
