package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * outMu(s) += above(s-nu) and outNu(s) += ahead(s-mu): what the plaquettes of one plane leave for
 * their upper and right links; one work-item a site.
 */
public final class AddBehind extends Kernel {
  double[] ahead;
  double[] above;
  double[] outMu;
  double[] outNu;
  int[] hop;
  int behind;
  int below;
  int reals;
  int volume;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      at(s, hop[behind + s], hop[below + s], ahead, above, reals, volume, outMu, outNu);
    }
  }

  static void at(
      int s,
      int behind,
      int below,
      double[] ahead,
      double[] above,
      int reals,
      int volume,
      double[] outMu,
      double[] outNu) {
    int left = behind / 8;
    int turnLeft = behind - 8 * left;
    int down = below / 8;
    int turnDown = below - 8 * down;
    for (int c = 0; c < reals; c++) {
      int o = c * volume;
      outMu[o + s] = outMu[o + s] + Lanes.turned(above[o + down], turnDown);
      outNu[o + s] = outNu[o + s] + Lanes.turned(ahead[o + left], turnLeft);
    }
  }
}
