package org.fluxtube.kernels.opencl.kernel;

import com.aparapi.Kernel;

/**
 * The staples of plaquettes and rectangles of U_mu(s) in the plane of mu and nu from the plaquette
 * staples u ({@code up}) and d ({@code down}), one work-item a site:
 *
 * <p>out(s) += c0 (u + d) + c1 [U_nu(s+mu) u(s+nu) U_nu(s)^+ + U_nu(s+mu-nu)^+ d(s-nu) U_nu(s-nu) +
 * (U_mu u)(s+mu) u + u (u U_mu)(s-mu) + (U_mu d)(s+mu) d + d (d U_mu)(s-mu)].
 */
public final class WideStaple extends Kernel {
  double[] uMu;
  double[] uNu;
  double[] up;
  double[] down;
  double[] out;
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
      double[] myB = new double[18];
      double[] myT = new double[18];
      double[] myS = new double[18];
      double[] mySum = new double[18];
      int right = hop[mu * volume + s];
      int left = hop[(dimensions + mu) * volume + s];
      int below = hop[(dimensions + nu) * volume + s];
      int corner = Loops.step(hop, dimensions + nu, volume, right);
      Matrices.load(colours, out, 0, s, volume, mySum);
      Loops.fetch(colours, uNu, 0, right, volume, myA);
      Loops.fetch(colours, up, 0, hop[nu * volume + s], volume, myB);
      Matrices.multiply(colours, myA, myB, myT);
      Matrices.load(colours, uNu, 1, s, volume, myA);
      Matrices.multiplyAdd(colours, uniformRectangle, myT, myA, mySum);
      Loops.fetch(colours, uNu, 1, corner, volume, myA);
      Loops.fetch(colours, down, 0, below, volume, myB);
      Matrices.multiply(colours, myA, myB, myT);
      Loops.fetch(colours, uNu, 0, below, volume, myA);
      Matrices.multiplyAdd(colours, uniformRectangle, myT, myA, mySum);
      Matrices.load(colours, up, 0, s, volume, myS);
      Matrices.add(colours, uniformPlaquette, myS, mySum);
      Loops.beside(
          colours, right, left, uMu, up, volume, uniformRectangle, myS, myA, myB, myT, mySum);
      Matrices.load(colours, down, 0, s, volume, myS);
      Matrices.add(colours, uniformPlaquette, myS, mySum);
      Loops.beside(
          colours, right, left, uMu, down, volume, uniformRectangle, myS, myA, myB, myT, mySum);
      Matrices.store(colours, mySum, s, volume, out);
    }
  }
}
