package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/** out(s) = the phase of the trace, one work-item a site. */
public final class Phase extends Kernel {
  double[] m;
  double[] out;
  int n;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      out[s] = Math.atan2(Trace.sum(s, m, 1, n, volume), Trace.sum(s, m, 0, n, volume));
    }
  }
}
