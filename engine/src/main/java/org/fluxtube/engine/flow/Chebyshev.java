package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Tensor;

/**
 * c_i(t) = sum_k w[k][i] T_k(2t - 1)/sqrt(times): coefficients that depend on the time of a flow.
 *
 * @param times polynomials T_0 ..
 * @param count of c
 */
record Chebyshev(int times, int count) {
  int parameters() {
    return times * count;
  }

  /** T_0(x) .. T_(count-1)(x). */
  static double[] polynomials(int count, double x) {
    double[] out = new double[count];
    double before = x;
    double now = 1;
    for (int k = 0; k < count; k++) {
      out[k] = now;
      double next = 2 * x * now - before;
      before = now;
      now = next;
    }
    return out;
  }

  /**
   * One row of coefficients for each time.
   *
   * @param w shape [times count]
   */
  Tensor at(Tensor w, double[] at) {
    double norm = 1 / Math.sqrt(times);
    double[] polynomials = new double[at.length * times];
    for (int i = 0; i < at.length; i++) {
      double[] own = polynomials(times, 2 * at[i] - 1);
      for (int k = 0; k < times; k++) {
        polynomials[i * times + k] = norm * own[k];
      }
    }
    return Tensor.create(polynomials, at.length, times).matmul(w.view(times, count));
  }
}
