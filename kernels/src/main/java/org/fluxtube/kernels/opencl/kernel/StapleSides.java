package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * The two plaquette staples of U_mu(s) in the plane of mu and nu, one work-item a site: up = U_nu(s
 * +mu) U_mu(s+nu)^+ U_nu(s)^+, down = U_nu(s+mu-nu)^+ U_mu(s-nu)^+ U_nu(s-nu).
 */
public final class StapleSides extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] up;
  double[] down;
  int[] hop;
  int mu;
  int nu;
  int dimensions;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myB = new double[18];
      double[] myT = new double[18];
      Loops.upper(colours, s, uMu, uNu, hop, mu, nu, volume, myA, myB, myT);
      Matrices.multiply(colours, myT, myA, myB);
      Matrices.store(colours, myB, s, volume, up);
      Loops.lower(colours, s, uMu, uNu, hop, mu, nu, dimensions, volume, myA, myB, myT);
      Matrices.multiply(colours, myT, myA, myB);
      Matrices.store(colours, myB, s, volume, down);
    }
  }
}
