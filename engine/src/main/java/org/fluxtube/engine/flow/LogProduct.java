package org.fluxtube.engine.flow;

import java.util.Arrays;

/**
 * ln of the product of 1 - D in each lane, a few of the factors, in (0, 2), under one logarithm.
 */
final class LogProduct {
  private static final int TOGETHER = 8;

  private final double[] products;
  private final double[] sums;
  private int count;

  LogProduct(int lanes) {
    products = new double[lanes];
    sums = new double[lanes];
  }

  /** The empty product again. */
  void clear() {
    Arrays.fill(products, 1);
    Arrays.fill(sums, 0);
    count = 0;
  }

  /** Times 1 - D of each place, {@code [place][lane]}. */
  void times(double[] d) {
    for (int at = 0; at < d.length; at += products.length) {
      for (int l = 0; l < products.length; l++) {
        products[l] *= 1 - d[at + l];
      }
      if (++count == TOGETHER) {
        gather();
      }
    }
  }

  private void gather() {
    for (int l = 0; l < products.length; l++) {
      sums[l] += StrictMath.log(products[l]);
    }
    Arrays.fill(products, 1);
    count = 0;
  }

  /** The logarithms times a factor. */
  double[] logs(double factor) {
    gather();
    return Arrays.stream(sums).map(sum -> factor * sum).toArray();
  }
}
