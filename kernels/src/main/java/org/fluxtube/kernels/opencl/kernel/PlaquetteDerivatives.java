package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * The derivative of sum h_mu^a(x) Re tr[T^a U_mu(x) A_mu(x)] at fixed h from the plaquettes of one
 * plane, one work-item a site. P = a b c^+ d^+ at s, a = U_mu(s), b = U_nu(s+mu), c = U_mu(s+nu), d
 * = U_nu(s), is there as Re tr[X P],
 *
 * <p>X = w_mu h_a - w_nu h_d + w_nu B - w_mu C, B = a h_b a^+, C = d h_c d^+;
 *
 * <p>with Y and Z the anti-Hermitian parts of P X and X P it gives a: Y - w_nu [P, B] and d: -Z +
 * w_mu [P, C], which are added to outMu and outNu here, b: a^+ Y a and c: -d^+ Z d, which are left
 * in {@code ahead} and {@code above} for {@link AddBehind}.
 */
public final class PlaquetteDerivatives extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] hMu;
  double[] hNu;
  double[] outMu;
  double[] outNu;
  double[] ahead;
  double[] above;
  int[] hop;
  int mu;
  int nu;
  int volume;
  double uniformMu;
  double uniformNu;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myT = new double[18];
      double[] myB = new double[18];
      double[] myC = new double[18];
      double[] myX = new double[18];
      double[] myP = new double[18];
      double[] myY = new double[18];
      int right = hop[mu * volume + s];
      int up = hop[nu * volume + s];
      Loops.fetchElement(colours, hNu, right, volume, myX);
      AntiHermitian.carry(colours, uMu, 0, 8 * s, volume, myX, myA, myT, myB);
      Loops.fetchElement(colours, hMu, up, volume, myX);
      AntiHermitian.carry(colours, uNu, 0, 8 * s, volume, myX, myA, myT, myC);
      Matrices.algebra(colours, uniformMu, hMu, s, volume, myX);
      Matrices.algebra(colours, -uniformNu, hNu, s, volume, myT);
      Matrices.add(colours, 1.0, myT, myX);
      Matrices.add(colours, uniformNu, myB, myX);
      Matrices.add(colours, -uniformMu, myC, myX);
      Loops.loop(colours, s, uMu, uNu, right, up, volume, myA, myT, myP);
      Matrices.multiply(colours, myP, myX, myY);
      Matrices.multiply(colours, myX, myP, myT);
      Loops.spread(
          colours,
          s,
          uMu,
          uNu,
          volume,
          1.0,
          -uniformNu,
          -uniformMu,
          myP,
          myY,
          myT,
          myB,
          myC,
          myA,
          myX,
          outMu,
          outNu,
          ahead,
          above);
    }
  }
}
