package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * What the rectangles of {@link RectangleSides} give to their short sides, and to k, the sum for
 * their long ones, X = lower^a T^a and Y = upper^a T^a; one work-item a site:
 *
 * <p>outNu(s) += U_mu(s-mu)^+ X(s-mu) U_mu(s-mu) - U_mu(s) X(s+mu) U_mu(s)^+, k(s) = X(s) - Y(s-nu)
 * + beta k(s); alpha = -1/tr(T^a T^a).
 */
public final class RectangleCarry extends Kernel {
  double[] uMu;
  double[] lower;
  double[] upper;
  double[] k;
  double[] outNu;
  int[] hop;
  double alpha;
  int mu;
  int nu;
  int dimensions;
  double beta;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myX = new double[18];
      double[] myL = new double[18];
      double[] myT = new double[18];
      double[] myB = new double[18];
      double[] myF = new double[18];
      int right = hop[mu * volume + s];
      int left = hop[(dimensions + mu) * volume + s];
      int below = hop[(dimensions + nu) * volume + s];
      Loops.fetchElement(colours, lower, left, volume, myX);
      AntiHermitian.carry(colours, uMu, 1, left, volume, myX, myL, myT, myB);
      Loops.fetchElement(colours, lower, right, volume, myX);
      AntiHermitian.carry(colours, uMu, 0, 8 * s, volume, myX, myL, myT, myF);
      Matrices.add(colours, -1.0, myB, myF);
      Matrices.project(colours, alpha, myF, 1.0, s, volume, outNu);
      AntiHermitian.difference(colours, s, below, lower, upper, beta, volume, k);
    }
  }
}
