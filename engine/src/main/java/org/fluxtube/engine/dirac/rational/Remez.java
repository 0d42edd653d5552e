package org.fluxtube.engine.dirac.rational;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * The rational function P/Q of degree n over n whose relative error from x^-p on [1/c, c] is
 * smallest: it takes its extrema E, -E, E ... at 2n + 2 points. Remez's second algorithm: Newton's
 * iteration for P, Q, E with P = (1 +- E) x^-p Q at the present points, then the points move to the
 * extrema of that error. E. W. Cheney, Introduction to Approximation Theory (1966), chapter 5.
 */
final class Remez {
  private static final int ITERATIONS = 40;
  private static final double LEVEL = 1e-3;

  private final double power;
  private final int n;
  private final Decimal exact;
  private final Decimal error;
  private final double[] logs; // ln x of the reference points, decreasing
  private BigDecimal[] p;
  private BigDecimal[] q;
  private BigDecimal[] shortP; // with the digits that errorAt needs
  private BigDecimal[] shortQ;
  private BigDecimal e = BigDecimal.ZERO;
  private int sign;
  private double unevenness;

  Remez(double power, double logRatio, int order) {
    this.power = power;
    this.n = order;
    this.exact = new Decimal(50 + 3 * order);
    this.error = new Decimal(36);
    this.logs = new double[2 * n + 2];
    Alternation alternation = new Alternation(logRatio);
    int m = 2 * n + 1;
    double[] zeros = new double[m];
    for (int j = 0; j < m; j++) {
      logs[j] = alternation.at((double) j / m);
      zeros[j] = alternation.at((j + 0.5) / m);
    }
    logs[m] = -logRatio;
    interpolate(zeros);
    this.sign = errorAt(logs[0]) > 0 ? 1 : -1;
    level();
  }

  /** The maximal relative error: of the best function, and by how much this one is worse. */
  double maximalError() {
    return Math.abs(e.doubleValue()) * (1 + unevenness);
  }

  /** Coefficients of the numerator. */
  BigDecimal[] numerator() {
    return p;
  }

  /** d_i > 0, increasing, of the denominator prod (x + d_i). */
  List<BigDecimal> poles() {
    return exact.positiveRoots(q);
  }

  Decimal arithmetic() {
    return exact;
  }

  /** x^-p at x = e^log. */
  private BigDecimal power(Decimal in, double log) {
    return in.exp(new BigDecimal(-power).multiply(new BigDecimal(log)));
  }

  /** P - x^-p Q = 0 at 2n + 1 points. */
  private void interpolate(double[] zeros) {
    BigDecimal[][] a = new BigDecimal[zeros.length][];
    BigDecimal[] b = new BigDecimal[zeros.length];
    for (int i = 0; i < zeros.length; i++) {
      BigDecimal f = power(exact, zeros[i]);
      a[i] = new BigDecimal[zeros.length];
      b[i] = row(zeros[i], f, BigDecimal.ONE.divide(f, exact.context()), a[i]);
    }
    take(exact.solve(a, b));
  }

  /** Fills in the columns of p_0..p_n and q_0..q_{n-1}; returns the right-hand side for q_n = 1. */
  private BigDecimal row(double log, BigDecimal f, BigDecimal scale, BigDecimal[] out) {
    MathContext mc = exact.context();
    BigDecimal x = exact.exp(new BigDecimal(log));
    BigDecimal fScaled = f.multiply(scale, mc);
    BigDecimal power = BigDecimal.ONE;
    for (int k = 0; k <= n; k++) {
      out[k] = power.multiply(scale, mc);
      if (k < n) {
        out[n + 1 + k] = power.multiply(fScaled, mc).negate();
        power = power.multiply(x, mc);
      }
    }
    return power.multiply(fScaled, mc);
  }

  private void take(BigDecimal[] solution) {
    p = new BigDecimal[n + 1];
    q = new BigDecimal[n + 1];
    System.arraycopy(solution, 0, p, 0, n + 1);
    System.arraycopy(solution, n + 1, q, 0, n);
    q[n] = BigDecimal.ONE;
    shortP = rounded(p);
    shortQ = rounded(q);
  }

  private BigDecimal[] rounded(BigDecimal[] c) {
    return Arrays.stream(c).map(x -> x.round(error.context())).toArray(BigDecimal[]::new);
  }

  private void level() {
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      BigDecimal before = e;
      newton();
      boolean settled =
          e.subtract(before).abs().compareTo(e.abs().multiply(new BigDecimal(LEVEL))) < 0;
      if (settled && move()) {
        return;
      }
    }
    throw new ArithmeticException(
        "Remez's iteration for x^-" + power + " with " + n + " poles did not level the error");
  }

  /** One step of Newton's iteration for all coefficients and E. */
  private void newton() {
    MathContext mc = exact.context();
    int size = 2 * n + 2;
    BigDecimal[][] a = new BigDecimal[size][];
    BigDecimal[] b = new BigDecimal[size];
    for (int i = 0; i < size; i++) {
      BigDecimal s = BigDecimal.valueOf(i % 2 == 0 ? sign : -sign);
      BigDecimal f = power(exact, logs[i]);
      BigDecimal fq = f.multiply(exact.polynomial(q, exact.exp(new BigDecimal(logs[i]))), mc);
      BigDecimal scale = BigDecimal.ONE.divide(fq, mc);
      BigDecimal shifted = f.multiply(BigDecimal.ONE.add(s.multiply(e)), mc);
      a[i] = new BigDecimal[size];
      b[i] = row(logs[i], shifted, scale, a[i]);
      a[i][size - 1] = s.negate();
      b[i] = b[i].subtract(s.multiply(e), mc);
    }
    BigDecimal[] solution = exact.solve(a, b);
    take(solution);
    e = solution[size - 1];
  }

  /** P/(Q x^-p) - 1; as doubles the errors keep their relative accuracy. */
  private double errorAt(double log) {
    MathContext mc = error.context();
    BigDecimal x = error.exp(new BigDecimal(log));
    BigDecimal ratio = error.polynomial(shortP, x).divide(error.polynomial(shortQ, x), mc);
    return ratio.divide(power(error, log), mc).subtract(BigDecimal.ONE).doubleValue();
  }

  /** Moves the inner points to the extrema by parabolas in ln x; whether all are level with E. */
  private boolean move() {
    double[] before = logs.clone();
    double worst = 0;
    for (int i = 1; i < logs.length - 1; i++) {
      double gap = Math.min(before[i - 1] - before[i], before[i] - before[i + 1]);
      double h = 0.1 * gap;
      double left = errorAt(logs[i] - h);
      double here = errorAt(logs[i]);
      double right = errorAt(logs[i] + h);
      double curvature = left - 2 * here + right;
      double step = curvature == 0 ? 0 : h * (left - right) / (2 * curvature);
      logs[i] = before[i] + Math.clamp(step, -0.4 * gap, 0.4 * gap);
      double value = here - (left - right) * (left - right) / (8 * curvature);
      worst = Math.max(worst, Math.abs(Math.abs(value / e.doubleValue()) - 1));
    }
    unevenness = worst;
    return worst < LEVEL;
  }
}
