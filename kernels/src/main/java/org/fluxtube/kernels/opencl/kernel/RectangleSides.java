package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * For one ordered pair of directions, one work-item a site: A and E, the two staples beside s that
 * lead from s to s+nu,
 *
 * <p>A = U_mu(s) U_nu(s+mu) U_mu(s+nu)^+, E = U_mu(s-mu)^+ U_nu(s-mu) U_mu(s-mu+nu).
 *
 * <p>A E^+ is the rectangle with two steps in mu in the middle of whose lower side is s: lower = c1
 * proj(A E^+), upper = c1 proj(E^+ A), and the force of plaquettes is added, outNu += c0 proj(U_nu
 * (A + E)^+).
 */
public final class RectangleSides extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] lower;
  double[] upper;
  double[] outNu;
  int[] hop;
  int mu;
  int nu;
  int dimensions;
  double uniformPlaquette;
  double uniformRectangle;
  int volume;
  int colours;

  @Override
  public void run() {
    int s = getGlobalId();
    if (s < volume) {
      double[] myA = new double[18];
      double[] myE = new double[18];
      double[] myB = new double[18];
      double[] myT = new double[18];
      Loops.sides(colours, s, uMu, uNu, hop, mu, nu, dimensions, volume, myA, myE, myB, myT);
      Matrices.timesAdjoint(colours, myA, myE, myT);
      Matrices.project(colours, uniformRectangle, myT, 0.0, s, volume, lower);
      Matrices.adjointTimes(colours, 1.0, myE, myA, myT);
      Matrices.project(colours, uniformRectangle, myT, 0.0, s, volume, upper);
      Matrices.add(colours, 1.0, myE, myA);
      Matrices.load(colours, uNu, 1, s, volume, myB);
      Matrices.multiply(colours, myA, myB, myT);
      Matrices.project(colours, -uniformPlaquette, myT, 1.0, s, volume, outNu);
    }
  }
}
