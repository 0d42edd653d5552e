package org.fluxtube.engine.io;

import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Plaquette, link trace and deviations of a field on the host, by plain loops: what headers state.
 * Independent of the backends, so that a file is judged by code that no kernel shares.
 */
public final class PlainObservables {
  private PlainObservables() {}

  /**
   * {@code <Re tr U_p / N>} over all sites and planes; NaN in one dimension.
   *
   * @param data a gauge field; unchanged
   */
  static double plaquette(FieldData data) {
    int n = group(data);
    Lattice lattice = data.lattice();
    double[] u = data.values();
    int volume = lattice.volume();
    int size = 2 * n * n;
    double[] a = new double[size];
    double[] b = new double[size];
    double total = 0;
    int planes = 0;
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      for (int nu = mu + 1; nu < lattice.dimensions(); nu++) {
        planes++;
        double sum = 0;
        for (int x = 0; x < volume; x++) {
          // tr U_mu(x) U_nu(x+mu) [U_nu(x) U_mu(x+nu)]^+
          int muX = (mu * volume + x) * size;
          int nuX = (nu * volume + x) * size;
          multiply(u, muX, u, (nu * volume + lattice.forward(x, mu)) * size, a, n);
          multiply(u, nuX, u, (mu * volume + lattice.forward(x, nu)) * size, b, n);
          for (int k = 0; k < size; k++) {
            sum += a[k] * b[k];
          }
        }
        total += sum;
      }
    }
    return total / ((double) planes * volume * n);
  }

  /** {@code <Re tr U_mu(x) / N>} over all links of a gauge field. */
  static double linkTrace(FieldData data) {
    int n = group(data);
    double[] u = data.values();
    int size = 2 * n * n;
    int links = u.length / size;
    double sum = 0;
    for (int link = 0; link < links; link++) {
      for (int i = 0; i < n; i++) {
        sum += u[link * size + 2 * i * (n + 1)];
      }
    }
    return sum / ((double) links * n);
  }

  /**
   * How far a field is from its manifold: {@code max |(U U^+ - 1)_ij|} over real and imaginary
   * parts of all links, {@code max | |s| - 1 |} of spins, 0 for scalars. NaN if any number is not
   * finite.
   */
  public static double unitarityDeviation(FieldData data) {
    for (double value : data.values()) {
      if (!Double.isFinite(value)) {
        return Double.NaN;
      }
    }
    return switch (data.type()) {
      case FieldType.Gauge gauge -> linkDeviation(data.values(), gauge.group().n());
      case FieldType.Spin spin -> spinDeviation(data.values(), spin.components());
      case FieldType.Scalar scalar -> 0;
    };
  }

  private static double linkDeviation(double[] u, int n) {
    int size = 2 * n * n;
    double worst = 0;
    for (int link = 0; link < u.length; link += size) {
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          double re = i == j ? -1 : 0;
          double im = 0;
          for (int k = 0; k < n; k++) {
            int a = link + 2 * (i * n + k);
            int b = link + 2 * (j * n + k);
            re += u[a] * u[b] + u[a + 1] * u[b + 1];
            im += u[a + 1] * u[b] - u[a] * u[b + 1];
          }
          worst = Math.max(worst, Math.max(Math.abs(re), Math.abs(im)));
        }
      }
    }
    return worst;
  }

  private static double spinDeviation(double[] s, int components) {
    double worst = 0;
    for (int site = 0; site < s.length; site += components) {
      double norm = 0;
      for (int c = 0; c < components; c++) {
        norm += s[site + c] * s[site + c];
      }
      worst = Math.max(worst, Math.abs(Math.sqrt(norm) - 1));
    }
    return worst;
  }

  /** {@code max |det U - 1|} over the links of SU(N); 0 for everything else. */
  public static double determinantDeviation(FieldData data) {
    if (!(data.type() instanceof FieldType.Gauge gauge) || gauge.group().abelian()) {
      return 0;
    }
    int n = gauge.group().n();
    int size = 2 * n * n;
    double[] u = data.values();
    double[] matrix = new double[size];
    double[] det = new double[2];
    double worst = 0;
    for (int link = 0; link < u.length; link += size) {
      System.arraycopy(u, link, matrix, 0, size);
      determinant(matrix, n, det);
      worst = Math.max(worst, Math.hypot(det[0] - 1, det[1]));
    }
    return worst;
  }

  /**
   * Determinant of a complex n x n matrix by elimination with row pivots.
   *
   * @param m row-major re, im pairs; overwritten
   * @param det re, im of the result; overwritten
   */
  static void determinant(double[] m, int n, double[] det) {
    det[0] = 1;
    det[1] = 0;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (norm(m, 2 * (i * n + k)) > norm(m, 2 * (pivot * n + k))) {
          pivot = i;
        }
      }
      int p = 2 * (k * n + k);
      if (pivot != k) {
        for (int c = 0; c < 2 * n; c++) {
          double swap = m[2 * k * n + c];
          m[2 * k * n + c] = m[2 * pivot * n + c];
          m[2 * pivot * n + c] = swap;
        }
        det[0] = -det[0];
        det[1] = -det[1];
      }
      double re = det[0] * m[p] - det[1] * m[p + 1];
      det[1] = det[0] * m[p + 1] + det[1] * m[p];
      det[0] = re;
      double scale = norm(m, p);
      if (scale == 0) {
        return;
      }
      for (int i = k + 1; i < n; i++) {
        int q = 2 * (i * n + k);
        double fr = (m[q] * m[p] + m[q + 1] * m[p + 1]) / scale;
        double fi = (m[q + 1] * m[p] - m[q] * m[p + 1]) / scale;
        for (int c = k; c < n; c++) {
          int from = 2 * (k * n + c);
          int to = 2 * (i * n + c);
          m[to] -= fr * m[from] - fi * m[from + 1];
          m[to + 1] -= fr * m[from + 1] + fi * m[from];
        }
      }
    }
  }

  private static double norm(double[] m, int at) {
    return m[at] * m[at] + m[at + 1] * m[at + 1];
  }

  private static int group(FieldData data) {
    if (data.type() instanceof FieldType.Gauge gauge) {
      return gauge.group().n();
    }
    throw new IllegalArgumentException("a " + data.type() + " has no links");
  }

  private static void multiply(double[] a, int ai, double[] b, int bi, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          int p = ai + 2 * (i * n + k);
          int q = bi + 2 * (k * n + j);
          re += a[p] * b[q] - a[p + 1] * b[q + 1];
          im += a[p] * b[q + 1] + a[p + 1] * b[q];
        }
        out[2 * (i * n + j)] = re;
        out[2 * (i * n + j) + 1] = im;
      }
    }
  }
}
