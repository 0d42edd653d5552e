package org.fluxtube.engine.field;

/** x = exp(W) x for W = eps w^a L_a in so(n), at one site. */
public final class Rotation {
  private static final int TERMS = 19;
  private final int n;
  private final double[] term;
  private final double[] next;

  /** For vectors of n components; keeps workspace, one thread. */
  public Rotation(int n) {
    this.n = n;
    this.term = new double[n];
    this.next = new double[n];
  }

  /** out^a = alpha g.(L_a x) + beta out^a. */
  public static void torque(
      int n, double alpha, double[] x, double[] g, int o, double beta, double[] out, int oo) {
    if (n == 3) {
      put(beta, alpha * (x[o + 1] * g[o + 2] - x[o + 2] * g[o + 1]), out, oo);
      put(beta, alpha * (x[o + 2] * g[o] - x[o] * g[o + 2]), out, oo + 1);
      put(beta, alpha * (x[o] * g[o + 1] - x[o + 1] * g[o]), out, oo + 2);
      return;
    }
    int a = oo;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        put(beta, alpha * (x[o + i] * g[o + j] - x[o + j] * g[o + i]), out, a++);
      }
    }
  }

  /**
   * out = alpha w^a L_a x.
   *
   * @param out overwritten at the place of x
   */
  public static void velocity(
      int n, double alpha, double[] w, int wo, double[] x, int o, double[] out) {
    if (n == 3) {
      out[o] = alpha * (w[wo + 1] * x[o + 2] - w[wo + 2] * x[o + 1]);
      out[o + 1] = alpha * (w[wo + 2] * x[o] - w[wo] * x[o + 2]);
      out[o + 2] = alpha * (w[wo] * x[o + 1] - w[wo + 1] * x[o]);
      return;
    }
    java.util.Arrays.fill(out, o, o + n, 0);
    int a = wo;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double angle = alpha * w[a++];
        out[o + i] -= angle * x[o + j];
        out[o + j] += angle * x[o + i];
      }
    }
  }

  private static void put(double beta, double value, double[] out, int at) {
    out[at] = beta == 0 ? value : value + beta * out[at];
  }

  /** x overwritten, w unchanged. */
  public void apply(double eps, double[] w, int wo, double[] x, int xo) {
    if (n == 2) {
      double c = StrictMath.cos(eps * w[wo]);
      double s = StrictMath.sin(eps * w[wo]);
      double first = x[xo];
      x[xo] = c * first - s * x[xo + 1];
      x[xo + 1] = s * first + c * x[xo + 1];
    } else if (n == 3) {
      rodrigues(eps * w[wo], eps * w[wo + 1], eps * w[wo + 2], x, xo);
    } else {
      taylor(eps, w, wo, x, xo);
    }
  }

  /** x + sin(a)/a w cross x + (1-cos a)/a^2 w cross (w cross x). */
  private static void rodrigues(double wx, double wy, double wz, double[] x, int o) {
    double square = wx * wx + wy * wy + wz * wz;
    double angle = Math.sqrt(square);
    double half = 0.5 * angle;
    double sinc = angle < 1e-9 ? 1 : StrictMath.sin(angle) / angle;
    double halfSinc = angle < 1e-9 ? 1 : StrictMath.sin(half) / half;
    double versine = 0.5 * halfSinc * halfSinc;
    double a = x[o];
    double b = x[o + 1];
    double c = x[o + 2];
    double ca = wy * c - wz * b;
    double cb = wz * a - wx * c;
    double cc = wx * b - wy * a;
    x[o] = a + sinc * ca + versine * (wy * cc - wz * cb);
    x[o + 1] = b + sinc * cb + versine * (wz * ca - wx * cc);
    x[o + 2] = c + sinc * cc + versine * (wx * cb - wy * ca);
  }

  /** The series on the vector, in equal parts small enough to end at rounding. */
  private void taylor(double eps, double[] w, int wo, double[] x, int xo) {
    double norm = 0;
    for (int a = wo; a < wo + Generators.rotations(n); a++) {
      norm += eps * w[a] * eps * w[a];
    }
    int parts = (int) Math.ceil(Math.sqrt(norm));
    for (int part = 0; part < parts; part++) {
      System.arraycopy(x, xo, term, 0, n);
      for (int k = 1; k <= TERMS; k++) {
        java.util.Arrays.fill(next, 0);
        int a = wo;
        for (int i = 0; i < n; i++) {
          for (int j = i + 1; j < n; j++) {
            double angle = eps * w[a++] / (k * (double) parts);
            next[i] -= angle * term[j];
            next[j] += angle * term[i];
          }
        }
        for (int i = 0; i < n; i++) {
          term[i] = next[i];
          x[xo + i] += term[i];
        }
      }
    }
  }
}
