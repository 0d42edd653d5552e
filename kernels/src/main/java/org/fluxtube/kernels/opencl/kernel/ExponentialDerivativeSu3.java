package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * out = alpha eps (1 - e^-ad)/ad g + beta out for SU(3) where |eps w| is at most 1, ad = [X, .], X
 * = eps w^a T^a, one work-item a site; {@link ExponentialDerivativeSu3Large} does the sites with
 * {@code rest(s)} = 1, for the reason given at {@link ExponentiateSu3}. out may be g.
 */
public final class ExponentialDerivativeSu3 extends Kernel {
  double[] w;
  double[] g;
  double[] out;
  double[] rest;
  double alpha;
  double beta;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, alpha * eps, eps, w, g, beta, volume, out, rest);
    }
  }

  static void at(
      int s,
      double factor,
      double eps,
      double[] w,
      double[] g,
      double beta,
      int volume,
      double[] out,
      double[] rest) {
    double[] myX = new double[18];
    double[] myG = new double[18];
    double[] mySquare = new double[18];
    double[] myM = new double[18];
    double[] myV = new double[18];
    double[] myS = new double[18];
    double[] myE = new double[18];
    double[] myR = new double[18];
    Matrices.algebra(3, eps, w, s, volume, myX);
    double large = 0;
    if (ExponentiateSu3.norm(myX) > 0.5) {
      large = 1;
    }
    rest[s] = large;
    if (large == 0) {
      Matrices.algebra(3, 1.0, g, s, volume, myG);
      Derivatives.gamma(myX, myG, mySquare, myM, myV, myS, myE, myR);
      Matrices.project(3, factor, myR, beta, s, volume, out);
    }
  }
}
