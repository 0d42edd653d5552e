package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * alpha times the derivative of sum Re tr[Q(x) K(x)], Q the four plaquettes of one plane at x, at
 * fixed anti-Hermitian K, one work-item a site. P = a b c^+ d^+ at s carries K once at each of its
 * corners and so has the coefficient
 *
 * <p>X = K(s) + B + E + C, B = a K(s+mu) a^+, E = a b K(s+mu+nu) b^+ a^+, C = d K(s+nu) d^+;
 *
 * <p>with Y and Z the anti-Hermitian parts of P X and X P a step of a gives Y - [P, B + E], of b
 * a^+ (Y - [P, E]) a, of c -d^+ Z d, of d -Z - [P, C]. Outputs as in {@link PlaquetteDerivatives}.
 */
public final class CloverForce extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] k;
  double[] outMu;
  double[] outNu;
  double[] ahead;
  double[] above;
  int[] hop;
  int mu;
  int nu;
  double alpha;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myT = new double[18];
      double[] myB = new double[18];
      double[] myC = new double[18];
      double[] myE = new double[18];
      double[] myX = new double[18];
      double[] myP = new double[18];
      double[] myY = new double[18];
      int right = hop[mu * volume + s];
      int up = hop[nu * volume + s];
      Loops.fetch(colours, k, 0, Loops.step(hop, nu, volume, right), volume, myX);
      AntiHermitian.carry(colours, uNu, 0, right, volume, myX, myA, myT, myB);
      AntiHermitian.carry(colours, uMu, 0, 8 * s, volume, myB, myA, myT, myE);
      Loops.fetch(colours, k, 0, right, volume, myX);
      AntiHermitian.carry(colours, uMu, 0, 8 * s, volume, myX, myA, myT, myB);
      Loops.fetch(colours, k, 0, up, volume, myX);
      AntiHermitian.carry(colours, uNu, 0, 8 * s, volume, myX, myA, myT, myC);
      Matrices.load(colours, k, 0, s, volume, myX);
      Matrices.add(colours, 1.0, myB, myX);
      Matrices.add(colours, 1.0, myC, myX);
      Matrices.add(colours, 1.0, myE, myX);
      Loops.loop(colours, s, uMu, uNu, right, up, volume, myA, myT, myP);
      Matrices.multiply(colours, myP, myX, myY);
      Matrices.multiply(colours, myX, myP, myT);
      AntiHermitian.part(colours, myP);
      AntiHermitian.addBracket(colours, -1.0, myP, myE, myY);
      Loops.spread(
          colours, s, uMu, uNu, volume, alpha, -1.0, 1.0, myP, myY, myT, myB, myC, myA, myX, outMu,
          outNu, ahead, above);
    }
  }
}
