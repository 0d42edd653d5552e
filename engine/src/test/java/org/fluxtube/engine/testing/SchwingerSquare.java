package org.fluxtube.engine.testing;

import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The Schwinger model on 2 x 2 sites by integration: three of the eight links are gauge-fixed to
 * one (a tree), the five angles that are left are summed over a uniform grid. The integrand is
 * periodic and analytic, so the sum converges exponentially in the number of points.
 */
public final class SchwingerSquare {
  private SchwingerSquare() {}

  /** The lattice. */
  public static final Lattice LATTICE = new Lattice(2, 2);

  /**
   * &lt;cos P&gt; with the weight exp(beta sum cos P) det(D)^copies.
   *
   * @param points of the grid in each angle
   */
  public static double plaquette(double beta, Wilson operator, int copies, int points) {
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        GaugeField u = new GaugeField(ops, Group.U1)) {
      // host order [mu][site]: links 1 (x = 1, mu = 0), 3, and mu = 1 from the sites 0, 1, 2, 3
      int[] free = {1, 3, 5, 6, 7};
      double[] host = new double[16];
      for (int link = 0; link < 8; link++) {
        host[2 * link] = 1;
      }
      // tree: U_0(0), U_0(2) join the two rows, U_1(0) joins them
      double z = 0;
      double sum = 0;
      int[] digits = new int[5];
      long total = Math.round(Math.pow(points, 5));
      for (long k = 0; k < total; k++) {
        long rest = k;
        for (int i = 0; i < 5; i++) {
          digits[i] = (int) (rest % points);
          rest /= points;
          double angle = 2 * Math.PI * digits[i] / points;
          host[2 * free[i]] = Math.cos(angle);
          host[2 * free[i] + 1] = Math.sin(angle);
        }
        u.load(new FieldData(new FieldType.Gauge(Group.U1), LATTICE, host));
        double cosines = ops.plaquetteSum(u.vectors(), 0, 1);
        double logDet = DenseFermions.logDeterminant(DenseFermions.matrix(operator, u));
        double weight = Math.exp(beta * cosines + copies * logDet);
        z += weight;
        sum += weight * cosines / 4;
      }
      return sum / z;
    }
  }
}
