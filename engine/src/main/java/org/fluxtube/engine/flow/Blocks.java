package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * theta(a) = sum_k T_k(2a - 1) theta_k: the parameters of a flow over a {@link CouplingRange}, the
 * blocks theta_k one after the other; without a range one block, theta itself.
 *
 * @param terms blocks
 * @param count parameters of one
 */
record Blocks(int terms, int count) {
  Blocks(Optional<CouplingRange> range, int count) {
    this(range.map(CouplingRange::terms).orElse(1), count);
  }

  List<String> labels(List<String> own) {
    if (terms == 1) {
      return own;
    }
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < terms; k++) {
      for (String label : own) {
        labels.add("order " + k + " " + label);
      }
    }
    return labels;
  }

  /** The same at all couplings. */
  double[] constant(double[] theta) {
    return Arrays.copyOf(theta, terms * count);
  }

  /** theta(a), shape [count]. */
  Tensor at(Tensor blocks, double a) {
    if (terms == 1) {
      return blocks;
    }
    Tensor row = Tensor.create(Chebyshev.polynomials(terms, 2 * a - 1), 1, terms);
    return row.matmul(blocks.view(terms, count)).view(count);
  }

  /**
   * The blocks of what a map of parameters makes of theta(a): exact at the nodes of T_terms.
   *
   * @param map may change the number of parameters
   */
  double[] each(double[] blocks, UnaryOperator<double[]> map) {
    double[][] sums = new double[terms][];
    for (int j = 0; j < terms; j++) {
      double[] polynomials =
          Chebyshev.polynomials(terms, StrictMath.cos(Math.PI * (j + 0.5) / terms));
      double[] theta = new double[count];
      for (int k = 0; k < blocks.length; k++) {
        theta[k % count] += polynomials[k / count] * blocks[k];
      }
      double[] image = map.apply(theta);
      for (int k = 0; k < terms; k++) {
        sums[k] = sums[k] == null ? new double[image.length] : sums[k];
        for (int i = 0; i < image.length; i++) {
          sums[k][i] += (k == 0 ? 1 : 2) * polynomials[k] / terms * image[i];
        }
      }
    }
    return Arrays.stream(sums).flatMapToDouble(Arrays::stream).toArray();
  }
}
