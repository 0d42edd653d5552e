package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** u(s) = exp(i eps p(s)) u(s), one work-item a site. */
public final class ExponentiateU1 extends Kernel {
  double[] p;
  double[] u;
  double eps;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      RotateO2.at(s, eps * p[s], volume, u);
    }
  }
}
