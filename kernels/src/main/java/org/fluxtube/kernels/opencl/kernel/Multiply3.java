package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = alpha op(a) op(b) + beta out(s) for 3 x 3 matrices, one work-item a site. */
public final class Multiply3 extends Kernel {
  double[] a;
  double[] b;
  double[] out;
  double alpha;
  double beta;
  int adjointA;
  int adjointB;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, alpha, a, adjointA, b, adjointB, beta, volume, out);
    }
  }

  static void at(
      int s,
      double alpha,
      double[] a,
      int adjointA,
      double[] b,
      int adjointB,
      double beta,
      int volume,
      double[] out) {
    double[] myA = new double[18];
    double[] myB = new double[18];
    Matrices.load(3, a, adjointA, s, volume, myA);
    Matrices.load(3, b, adjointB, s, volume, myB);
    Matrices.multiplyStore(3, alpha, myA, myB, beta, s, volume, out);
  }
}
