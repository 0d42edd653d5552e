package org.fluxtube.engine.action;

import java.util.Arrays;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.testing.Algebra;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;

/** How forces change under the symmetries of their action. */
final class ForceTransforms {
  private ForceTransforms() {}

  /** F(x) becomes g(x) F(x) g(x)^dagger, F = F^a T^a. */
  static double[] adjoint(GaugeField u, Mat[] g, double[] force) {
    int n = u.group().n();
    int d = u.group().algebraDimension();
    double[] out = new double[force.length];
    double norm = n == 1 ? 1 : 2;
    for (int k = 0; k < force.length; k += d) {
      int s = k / d % u.lattice().volume();
      Mat f = g[s].times(Algebra.element(n, force, k)).times(g[s].adjoint());
      int a = k;
      for (Mat t : Algebra.generators(n)) {
        out[a++] = -norm * t.times(f).reTrace();
      }
    }
    return out;
  }

  /** phi to -phi. */
  static double[] changeSign(ScalarField u, double[] force) {
    double[] turned = Arrays.stream(u.snapshot().values()).map(v -> -v).toArray();
    u.load(new FieldData(u.type(), u.lattice(), turned));
    return Arrays.stream(force).map(v -> -v).toArray();
  }

  /** phi to R phi (one component: to -phi); forces of scalars rotate, torques as R w R^T. */
  static double[] rotateGlobally(Field<?> u, double[] force) {
    double[] host = u.snapshot().values();
    int n = host.length / u.lattice().volume();
    double[] w = RandomFields.normal(8, Math.max(1, n * (n - 1) / 2));
    Mat r = n == 1 ? Mat.unit(1, 0, 0, -1, 0) : Algebra.rotation(n, 1, w, 0);
    u.load(new FieldData(u.type(), u.lattice(), rotated(r, host)));
    if (u instanceof ScalarField) {
      return rotated(r, force);
    }
    // the torque is an antisymmetric tensor: w^ij to R_ik R_jl w^kl
    int d = n * (n - 1) / 2;
    double[] out = new double[force.length];
    for (int k = 0; k < force.length; k += d) {
      Mat tensor = tensor(n, force, k);
      Mat turned = r.times(tensor).times(r.adjoint());
      int a = k;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          if (n == 3) {
            int axis = 3 - i - j;
            out[k + axis] = (axis == 1 ? -1 : 1) * turned.re(j, i);
          } else {
            out[a++] = turned.re(j, i);
          }
        }
      }
    }
    return out;
  }

  private static Mat tensor(int n, double[] w, int k) {
    Mat m = Mat.zero(n);
    int a = k;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int axis = 3 - i - j;
        double v = n == 3 ? (axis == 1 ? -1 : 1) * w[k + axis] : w[a++];
        m = m.plus(v, Mat.unit(n, j, i, 1, 0)).plus(v, Mat.unit(n, i, j, -1, 0));
      }
    }
    return m;
  }

  private static double[] rotated(Mat r, double[] x) {
    int n = r.n();
    double[] out = new double[x.length];
    for (int s = 0; s < x.length; s += n) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          out[s + i] += r.re(i, j) * x[s + j];
        }
      }
    }
    return out;
  }
}
