package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = P_{mu nu}(s), one work-item a site. */
public final class PlaquetteMatrix extends Kernel {
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
      double[] myT = new double[18];
      double[] myP = new double[18];
      int right = hop[mu * volume + s];
      int up = hop[nu * volume + s];
      Loops.loop(colours, s, uMu, uNu, right, up, volume, myA, myT, myP);
      Matrices.store(colours, myP, s, volume, out);
    }
  }
}
