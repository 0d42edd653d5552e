package org.fluxtube.engine.exact;

import java.util.stream.IntStream;

/**
 * One-component phi^4 on a periodic ring of L sites by its transfer matrix, S = sum_x [(2 + m^2)
 * phi_x^2 - 2 phi_x phi_{x+1} + lambda phi_x^4] ({@link Phi4Couplings} with d = 1).
 *
 * <p>Z = tr T^L, T(a, b) = e^{-U(a)/2 - (a-b)^2 - U(b)/2}, U = m^2 phi^2 + lambda phi^4, on a
 * uniform grid (trapezoidal rule, exponential convergence), split into even and odd functions; phi
 * connects only even with odd. Measure prod_x dphi_x. L = 1 is {@link Phi4Site}; L = 2 has two
 * links.
 */
public final class Phi4Ring {

  private static final int LEAST_POINTS = 64;
  private static final int MOST_POINTS = 300;
  private static final double NEGLIGIBLE = 1e-20;

  private final int length;
  private final double logZ;
  private final Sector even;
  private final Sector odd;
  private final double[][] phi; // phi[k][l] = <even k|phi|odd l>
  private final double largest;
  private final double weight; // sum_k (eigenvalue_k/largest)^L

  /** Eigenvalues of one parity in falling order, with <k|phi^2|k> and <k|phi^4|k>. */
  private record Sector(double[] value, double[][] vector, double[] square, double[] fourth) {}

  /**
   * @param mSquared m^2, any sign where lambda &gt; 0
   * @param lambda quartic coupling, &gt;= 0
   * @param length L, at least 1
   * @throws IllegalArgumentException where the wells are too far apart for a grid of 600 points
   */
  public Phi4Ring(double mSquared, double lambda, int length) {
    new Phi4Couplings(mSquared, lambda, 1); // the same rules
    this.length = Require.atLeast("length", 1, length);
    double end = Phi4Well.end(mSquared, lambda);
    // e^{-pi^2/(k h^2)} < e^{-40} for the stiffest Gaussian e^{-k phi^2} in T^2
    double step = Math.PI / Math.sqrt(40 * (2 + 2 * Math.abs(mSquared)));
    int points = Math.max(LEAST_POINTS, (int) Math.ceil(end / step));
    if (points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "mSquared is "
              + mSquared
              + ", lambda is "
              + lambda
              + "; the grid needs "
              + points
              + " points a side, at most "
              + MOST_POINTS
              + " are allowed: take a smaller"
              + " mSquared^2/lambda, for example mSquared = -4, lambda = 1");
    }
    double h = end / points;
    even = sector(mSquared, lambda, points, h, 1);
    odd = sector(mSquared, lambda, points, h, -1);
    phi = matrixElements(points, h);
    largest = even.value[0];
    double sum = 0;
    for (Sector sector : new Sector[] {even, odd}) {
      for (double value : sector.value) {
        sum += Math.pow(value / largest, length);
      }
    }
    weight = sum;
    logZ = length * (Math.log(largest) - Phi4Well.minimum(mSquared, lambda)) + Math.log(weight);
  }

  /** ln Z. */
  public double logZ() {
    return logZ;
  }

  /** &lt;phi_x^2&gt;. */
  public double phiSquared() {
    return (diagonal(even, even.square) + diagonal(odd, odd.square)) / weight;
  }

  /** &lt;phi_x^4&gt;. */
  public double phiFourth() {
    return (diagonal(even, even.fourth) + diagonal(odd, odd.fourth)) / weight;
  }

  /** &lt;phi_0 phi_r&gt; = (1/Z) tr(phi T^r phi T^{L-r}), r from 0 to L. */
  public double correlation(int r) {
    Require.within("r", 0, length, r);
    if (r == 0 || r == length) {
      return phiSquared();
    }
    double sum = 0;
    for (int k = 0; k < even.value.length; k++) {
      for (int l = 0; l < odd.value.length; l++) {
        double a = even.value[k] / largest;
        double b = odd.value[l] / largest;
        double paths =
            Math.pow(a, r) * Math.pow(b, length - r) + Math.pow(b, r) * Math.pow(a, length - r);
        sum += phi[k][l] * phi[k][l] * paths;
      }
    }
    return sum / weight;
  }

  /** E = &lt;phi_x phi_{x+1}&gt;. */
  public double bond() {
    return correlation(length == 1 ? 0 : 1);
  }

  /** chi_2 = (1/L) &lt;(sum_x phi_x)^2&gt; = sum_r &lt;phi_0 phi_r&gt;; no subtraction. */
  public double susceptibility() {
    double sum = 0;
    for (int r = 0; r < length; r++) {
      sum += correlation(r);
    }
    return sum;
  }

  /** Inverse correlation length of the infinite ring, ln(largest even/largest odd eigenvalue). */
  public double massGap() {
    return Math.log(largest / odd.value[0]);
  }

  private double diagonal(Sector sector, double[] elements) {
    double sum = 0;
    for (int k = 0; k < elements.length; k++) {
      sum += Math.pow(sector.value[k] / largest, length) * elements[k];
    }
    return sum;
  }

  private double[][] matrixElements(int points, double h) {
    double[][] m = new double[even.value.length][odd.value.length];
    for (int k = 0; k < even.value.length; k++) {
      for (int l = 0; l < odd.value.length; l++) {
        for (int i = 0; i < points; i++) {
          m[k][l] += even.vector[k][i] * (i + 0.5) * h * odd.vector[l][i];
        }
      }
    }
    return m;
  }

  private static Sector sector(double m2, double lambda, int points, double h, int parity) {
    double low = Phi4Well.minimum(m2, lambda);
    double[][] t = new double[points][points];
    for (int i = 0; i < points; i++) {
      double a = (i + 0.5) * h;
      for (int j = 0; j < points; j++) {
        double b = (j + 0.5) * h;
        double u = (Phi4Well.value(m2, lambda, a) + Phi4Well.value(m2, lambda, b)) / 2 - low;
        double mirror = parity > 0 ? 1 + Math.exp(-4 * a * b) : -Math.expm1(-4 * a * b);
        t[i][j] = h * Math.exp(-u - (a - b) * (a - b)) * mirror;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(t);
    double top = eigen.values()[0];
    for (double value : eigen.values()) {
      top = Math.max(top, value);
    }
    double cut = NEGLIGIBLE * top;
    int[] order =
        IntStream.range(0, points)
            .filter(k -> eigen.values()[k] > cut)
            .boxed()
            .sorted((x, y) -> Double.compare(eigen.values()[y], eigen.values()[x]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] value = new double[order.length];
    double[][] vector = new double[order.length][points];
    double[] square = new double[order.length];
    double[] fourth = new double[order.length];
    for (int k = 0; k < order.length; k++) {
      value[k] = eigen.values()[order[k]];
      for (int i = 0; i < points; i++) {
        double p2 = (i + 0.5) * h * (i + 0.5) * h;
        double v = eigen.vectors()[i][order[k]];
        vector[k][i] = v;
        square[k] += v * v * p2;
        fourth[k] += v * v * p2 * p2;
      }
    }
    return new Sector(value, vector, square, fourth);
  }
}
