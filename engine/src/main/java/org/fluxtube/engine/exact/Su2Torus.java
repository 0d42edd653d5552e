package org.fluxtube.engine.exact;

/**
 * Two-dimensional SU(2) gauge theory on a periodic torus of V plaquettes, S = -(beta/2) sum_P tr P:
 * Z = sum_{d>=1} f_d^V, f_d = c_d/d = 2 I_d(beta)/beta, d the dimension of the representation.
 *
 * <p>Normalised Haar measure. With S = beta sum_P (1 - tr P/2) ln Z is smaller by beta V. Source:
 * A. A. Migdal, Sov. Phys. JETP 42 (1975) 413.
 *
 * @param beta coupling, &gt; 0
 * @param volume number of plaquettes V, at least 1
 */
public record Su2Torus(double beta, int volume) {

  private static final double TAIL = 1e-20;

  public Su2Torus {
    Require.positive("beta", beta);
    Require.atLeast("volume", 1, volume);
  }

  /** ln Z = V ln f_1 + ln sum_d (f_d/f_1)^V. */
  public double logZ() {
    double[] f = BesselI.scaledOnSphere(4, top(), beta);
    return volume * (beta + Math.log(f[0])) + Math.log(sum(f));
  }

  /** &lt;tr P/2&gt; = (1/V) d ln Z/dbeta. */
  public double plaquette() {
    return wilsonLoop(1);
  }

  /**
   * &lt;tr W_A/2&gt; = sum_d f_d^{V-A} [(d+1) f_{d+1}^A + (d-1) f_{d-1}^A]/(2d) / sum_d f_d^V for a
   * contractible loop around A plaquettes. Not symmetric under A to V - A: the other side has a
   * handle, and at A = V the loop is a commutator of two holonomies.
   *
   * @param area A, 0..V
   */
  public double wilsonLoop(int area) {
    Require.within("area", 0, volume, area);
    int top = top();
    double[] f = BesselI.scaledOnSphere(4, top + 1, beta); // f[l] belongs to d = l + 1
    double loop = 0;
    for (int l = 0; l <= top; l++) {
      int d = l + 1;
      double neighbours = (d + 1) * Math.pow(f[l + 1] / f[0], area);
      if (l > 0) {
        neighbours += (d - 1) * Math.pow(f[l - 1] / f[0], area);
      }
      loop += Math.pow(f[l] / f[0], volume - area) * neighbours / (2.0 * d);
    }
    return loop / sum(f);
  }

  private int top() {
    return BesselI.ordersAbove(4, beta, TAIL);
  }

  private double sum(double[] f) {
    double sum = 0;
    for (int l = f.length - 1; l >= 0; l--) {
      sum += Math.pow(f[l] / f[0], volume);
    }
    return sum;
  }
}
