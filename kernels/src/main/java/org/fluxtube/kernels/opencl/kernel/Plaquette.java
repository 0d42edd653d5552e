package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = Re tr P_{mu nu}(s), one work-item a site. */
public final class Plaquette extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] out;
  int[] hop;
  int mu;
  int nu;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myB = new double[18];
      double[] myT = new double[18];
      out[s] = Loops.plaquette(colours, s, uMu, uNu, hop, mu, nu, volume, myA, myB, myT);
    }
  }
}
