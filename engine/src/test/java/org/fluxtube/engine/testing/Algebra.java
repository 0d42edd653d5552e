package org.fluxtube.engine.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Generators from their definition and the exponential in 200 digits. */
public final class Algebra {
  private static final MathContext DIGITS = new MathContext(200);

  private Algebra() {}

  /** T^a = i lambda_a/2 in the documented order; U(1): T = i. */
  public static List<Mat> generators(int n) {
    List<Mat> t = new ArrayList<>();
    if (n == 1) {
      t.add(Mat.unit(1, 0, 0, 0, 1));
      return t;
    }
    for (int k = 1; k < n; k++) {
      for (int j = 0; j < k; j++) {
        // i/2 (E_jk + E_kj), i/2 (-i E_jk + i E_kj)
        t.add(Mat.unit(n, j, k, 0, 0.5).plus(1, Mat.unit(n, k, j, 0, 0.5)));
        t.add(Mat.unit(n, j, k, 0.5, 0).plus(-1, Mat.unit(n, k, j, 0.5, 0)));
      }
      Mat diagonal = Mat.unit(n, k, k, 0, -k);
      for (int j = 0; j < k; j++) {
        diagonal = diagonal.plus(1, Mat.unit(n, j, j, 0, 1));
      }
      t.add(diagonal.scaled(0.5 * Math.sqrt(2.0 / (k * (k + 1.0)))));
    }
    return t;
  }

  /** p^a T^a. */
  public static Mat element(int n, double[] p, int offset) {
    Mat x = Mat.zero(n);
    int a = offset;
    for (Mat t : generators(n)) {
      x = x.plus(p[a++], t);
    }
    return x;
  }

  /** exp(w^a L_a) as a real n x n matrix, rotations in the documented order. */
  public static Mat rotation(int n, double eps, double[] w, int offset) {
    Mat x = Mat.zero(n);
    int a = offset;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double angle;
        if (n == 3) {
          // L_23, L_31, L_12: the axis is the index that is missing, L_31 = -L_13
          int axis = 3 - i - j;
          angle = (axis == 1 ? -1 : 1) * w[offset + axis];
        } else {
          angle = w[a++];
        }
        x = x.plus(angle, Mat.unit(n, i, j, -1, 0)).plus(angle, Mat.unit(n, j, i, 1, 0));
      }
    }
    return exp(x, eps);
  }

  /** exp(eps x) by its Taylor series in 200 digits. */
  public static Mat exp(Mat x, double eps) {
    int n = x.n();
    BigDecimal[][] a = big(x, new BigDecimal(eps));
    BigDecimal[][] term = big(Mat.one(n), BigDecimal.ONE);
    BigDecimal[][] sum = big(Mat.one(n), BigDecimal.ONE);
    for (int k = 1; k < 1500; k++) {
      term = product(n, term, a, new BigDecimal(k));
      double largest = 0;
      for (int i = 0; i < n * n; i++) {
        for (int c = 0; c < 2; c++) {
          sum[i][c] = sum[i][c].add(term[i][c], DIGITS);
          largest = Math.max(largest, Math.abs(term[i][c].doubleValue()));
        }
      }
      if (largest < 1e-30) {
        double[] host = new double[2 * n * n];
        for (int i = 0; i < n * n; i++) {
          host[2 * i] = sum[i][0].doubleValue();
          host[2 * i + 1] = sum[i][1].doubleValue();
        }
        return Mat.at(n, host, 0);
      }
    }
    throw new IllegalArgumentException("the series does not end");
  }

  private static BigDecimal[][] big(Mat x, BigDecimal factor) {
    int n = x.n();
    BigDecimal[][] b = new BigDecimal[n * n][2];
    for (int i = 0; i < n * n; i++) {
      b[i][0] = new BigDecimal(x.re(i / n, i % n)).multiply(factor, DIGITS);
      b[i][1] = new BigDecimal(x.im(i / n, i % n)).multiply(factor, DIGITS);
    }
    return b;
  }

  private static BigDecimal[][] product(
      int n, BigDecimal[][] a, BigDecimal[][] b, BigDecimal divisor) {
    BigDecimal[][] c = new BigDecimal[n * n][2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        BigDecimal re = BigDecimal.ZERO;
        BigDecimal im = BigDecimal.ZERO;
        for (int k = 0; k < n; k++) {
          BigDecimal[] x = a[i * n + k];
          BigDecimal[] y = b[k * n + j];
          re = re.add(x[0].multiply(y[0])).subtract(x[1].multiply(y[1]), DIGITS);
          im = im.add(x[0].multiply(y[1])).add(x[1].multiply(y[0]), DIGITS);
        }
        c[i * n + j][0] = re.divide(divisor, DIGITS);
        c[i * n + j][1] = im.divide(divisor, DIGITS);
      }
    }
    return c;
  }
}
