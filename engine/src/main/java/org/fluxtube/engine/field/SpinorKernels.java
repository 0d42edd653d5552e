package org.fluxtube.engine.field;

import org.fluxtube.engine.lattice.Lattice;

/** Spinors in host order {@code [site][spin][colour][re, im]}, at the sites of a list. */
final class SpinorKernels {
  private SpinorKernels() {}

  /** out = alpha M x + beta out. */
  static void spinMultiply(
      int n, int[] sites, double alpha, SpinMatrix m, double[] x, double beta, double[] out) {
    int spins = m.spins();
    int reals = 2 * spins * n;
    double[] values = m.values();
    double[] sum = new double[reals];
    for (int site : sites) {
      int o = site * reals;
      java.util.Arrays.fill(sum, 0);
      addSpin(n, spins, values, x, o, sum);
      store(alpha, sum, beta, out, o);
    }
  }

  /** sum += M x for one site. */
  private static void addSpin(int n, int spins, double[] m, double[] x, int xo, double[] sum) {
    for (int i = 0; i < spins; i++) {
      for (int j = 0; j < spins; j++) {
        double re = m[2 * (i * spins + j)];
        double im = m[2 * (i * spins + j) + 1];
        if (re != 0 || im != 0) {
          for (int c = 0; c < 2 * n; c += 2) {
            double xr = x[xo + 2 * j * n + c];
            double xi = x[xo + 2 * j * n + c + 1];
            sum[2 * i * n + c] += re * xr - im * xi;
            sum[2 * i * n + c + 1] += re * xi + im * xr;
          }
        }
      }
    }
  }

  private static void store(double alpha, double[] sum, double beta, double[] out, int o) {
    for (int c = 0; c < sum.length; c++) {
      out[o + c] = beta == 0 ? alpha * sum[c] : alpha * sum[c] + beta * out[o + c];
    }
  }

  /** out = alpha op(u) x + beta out. */
  static void colourMultiply(
      int spins,
      int n,
      int[] sites,
      double alpha,
      double[] u,
      boolean adjoint,
      double[] x,
      double beta,
      double[] out) {
    int reals = 2 * spins * n;
    double[] sum = new double[reals];
    for (int site : sites) {
      int o = site * reals;
      colour(spins, n, u, site * 2 * n * n, adjoint, x, o, sum);
      store(alpha, sum, beta, out, o);
    }
  }

  /** y = op(u) x for all spins of one site. */
  private static void colour(
      int spins, int n, double[] u, int uo, boolean adjoint, double[] x, int xo, double[] y) {
    int row = adjoint ? 2 : 2 * n;
    int column = adjoint ? 2 * n : 2;
    double sign = adjoint ? -1 : 1;
    if (n == 2) {
      colour2(spins, u, uo, row, column, sign, x, xo, y);
      return;
    }
    if (n == 3) {
      colour3(spins, u, uo, row, column, sign, x, xo, y);
      return;
    }
    for (int spin = 0; spin < spins; spin++) {
      int xs = xo + 2 * spin * n;
      for (int i = 0; i < n; i++) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < n; k++) {
          double ur = u[uo + i * row + k * column];
          double ui = sign * u[uo + i * row + k * column + 1];
          double xr = x[xs + 2 * k];
          double xi = x[xs + 2 * k + 1];
          re += ur * xr - ui * xi;
          im += ur * xi + ui * xr;
        }
        y[2 * (spin * n + i)] = re;
        y[2 * (spin * n + i) + 1] = im;
      }
    }
  }

  private static void colour2(
      int spins,
      double[] u,
      int uo,
      int row,
      int column,
      double sign,
      double[] x,
      int xo,
      double[] y) {
    for (int i = 0; i < 2; i++) {
      int o = uo + i * row;
      double ar = u[o];
      double ai = sign * u[o + 1];
      double br = u[o + column];
      double bi = sign * u[o + column + 1];
      for (int s = 0; s < 4 * spins; s += 4) {
        double xr = x[xo + s];
        double xi = x[xo + s + 1];
        double yr = x[xo + s + 2];
        double yi = x[xo + s + 3];
        y[s + 2 * i] = ar * xr - ai * xi + br * yr - bi * yi;
        y[s + 2 * i + 1] = ar * xi + ai * xr + br * yi + bi * yr;
      }
    }
  }

  private static void colour3(
      int spins,
      double[] u,
      int uo,
      int row,
      int column,
      double sign,
      double[] x,
      int xo,
      double[] y) {
    for (int i = 0; i < 3; i++) {
      int o = uo + i * row;
      double ar = u[o];
      double ai = sign * u[o + 1];
      double br = u[o + column];
      double bi = sign * u[o + column + 1];
      double cr = u[o + 2 * column];
      double ci = sign * u[o + 2 * column + 1];
      for (int s = 0; s < 6 * spins; s += 6) {
        int k = xo + s;
        y[s + 2 * i] =
            ar * x[k]
                - ai * x[k + 1]
                + br * x[k + 2]
                - bi * x[k + 3]
                + cr * x[k + 4]
                - ci * x[k + 5];
        y[s + 2 * i + 1] =
            ar * x[k + 1]
                + ai * x[k]
                + br * x[k + 3]
                + bi * x[k + 2]
                + cr * x[k + 5]
                + ci * x[k + 4];
      }
    }
  }

  /** out = alpha diag(B_0, B_1, ...) x + beta out with blocks of {@code rows} rows. */
  static void blockMultiply(
      int rows,
      int[] sites,
      double alpha,
      double[][] blocks,
      double[] x,
      double beta,
      double[] out) {
    int reals = 2 * rows * blocks.length;
    double[] sum = new double[reals];
    for (int site : sites) {
      int o = site * reals;
      for (int k = 0; k < blocks.length; k++) {
        multiply(rows, blocks[k], site * 2 * rows * rows, x, o + 2 * k * rows, sum, 2 * k * rows);
      }
      store(alpha, sum, beta, out, o);
    }
  }

  /** y = m x for a square matrix. */
  private static void multiply(
      int rows, double[] m, int mo, double[] x, int xo, double[] y, int yo) {
    for (int i = 0; i < rows; i++) {
      double re = 0;
      double im = 0;
      int row = mo + 2 * i * rows;
      for (int k = 0; k < 2 * rows; k += 2) {
        double ar = m[row + k];
        double ai = m[row + k + 1];
        double xr = x[xo + k];
        double xi = x[xo + k + 1];
        re += ar * xr - ai * xi;
        im += ar * xi + ai * xr;
      }
      y[yo + 2 * i] = re;
      y[yo + 2 * i + 1] = im;
    }
  }

  /** out_ij = alpha sum_spin x_i conj(y_j) + beta out_ij. */
  static void outer(
      int spins,
      int n,
      int[] sites,
      double alpha,
      double[] x,
      double[] y,
      double beta,
      double[] out) {
    for (int site : sites) {
      int o = site * 2 * spins * n;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double re = 0;
          double im = 0;
          for (int spin = 0; spin < spins; spin++) {
            int a = o + 2 * (spin * n + i);
            int b = o + 2 * (spin * n + j);
            re += x[a] * y[b] + x[a + 1] * y[b + 1];
            im += x[a + 1] * y[b] - x[a] * y[b + 1];
          }
          int m = 2 * (site * n * n + i * n + j);
          out[m] = beta == 0 ? alpha * re : alpha * re + beta * out[m];
          out[m + 1] = beta == 0 ? alpha * im : alpha * im + beta * out[m + 1];
        }
      }
    }
  }

  /** out = alpha H x + beta out at {@code sites}. */
  static void hop(
      Lattice lattice,
      Hopping hopping,
      int n,
      int[] sites,
      double[][] links,
      double alpha,
      double[] x,
      double beta,
      double[] out) {
    int spins = hopping.spins();
    int d = hopping.dimensions();
    int reals = 2 * spins * n;
    double[][] a = hopping.forward().stream().map(SpinMatrix::values).toArray(double[][]::new);
    double[][] b = hopping.backward().stream().map(SpinMatrix::values).toArray(double[][]::new);
    double[] ux = new double[reals];
    double[] sum = new double[reals];
    for (int site : sites) {
      java.util.Arrays.fill(sum, 0);
      for (int mu = 0; mu < d; mu++) {
        int next = lattice.forward(site, mu);
        colour(spins, n, links[mu], site * 2 * n * n, false, x, next * reals, ux);
        addSpin(n, spins, a[mu], ux, 0, sum);
        int last = lattice.backward(site, mu);
        colour(spins, n, links[mu], last * 2 * n * n, true, x, last * reals, ux);
        addSpin(n, spins, b[mu], ux, 0, sum);
      }
      store(alpha, sum, beta, out, site * reals);
    }
  }
}
