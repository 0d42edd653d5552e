package org.fluxtube.engine.dirac.rational;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Exponential, linear systems and roots in decimal arithmetic of a fixed number of digits. */
final class Decimal {
  private static final int HALVINGS = 12;

  private final MathContext mc;
  private final BigDecimal tiny;

  Decimal(int digits) {
    // the squarings of exp lose one digit in three
    this.mc = new MathContext(digits + HALVINGS / 3);
    this.tiny = BigDecimal.ONE.movePointLeft(digits);
  }

  MathContext context() {
    return mc;
  }

  /** e^x = (e^(x 2^-k))^(2^k), the inner one by its series. */
  BigDecimal exp(BigDecimal x) {
    BigDecimal small = x.divide(BigDecimal.valueOf(1L << HALVINGS), mc);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; term.abs().compareTo(tiny) > 0; k++) {
      term = term.multiply(small, mc).divide(BigDecimal.valueOf(k), mc);
      sum = sum.add(term, mc);
    }
    for (int k = 0; k < HALVINGS; k++) {
      sum = sum.multiply(sum, mc);
    }
    return sum;
  }

  /** sum_k c_k x^k. */
  BigDecimal polynomial(BigDecimal[] c, BigDecimal x) {
    BigDecimal sum = c[c.length - 1];
    for (int k = c.length - 2; k >= 0; k--) {
      sum = sum.multiply(x, mc).add(c[k], mc);
    }
    return sum;
  }

  /**
   * The solution of a x = b by Gauss's elimination with pivots.
   *
   * @param a rows, overwritten
   * @param b overwritten
   */
  BigDecimal[] solve(BigDecimal[][] a, BigDecimal[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (a[i][k].abs().compareTo(a[pivot][k].abs()) > 0) {
          pivot = i;
        }
      }
      BigDecimal[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      BigDecimal right = b[pivot];
      b[pivot] = b[k];
      b[k] = right;
      BigDecimal inverse = BigDecimal.ONE.divide(row[k], mc);
      for (int i = k + 1; i < n; i++) {
        BigDecimal factor = a[i][k].multiply(inverse, mc).negate();
        for (int j = k + 1; j < n; j++) {
          a[i][j] = a[i][j].add(factor.multiply(row[j], mc), mc);
        }
        b[i] = b[i].add(factor.multiply(right, mc), mc);
      }
    }
    BigDecimal[] x = new BigDecimal[n];
    for (int k = n - 1; k >= 0; k--) {
      BigDecimal sum = b[k];
      for (int j = k + 1; j < n; j++) {
        sum = sum.subtract(a[k][j].multiply(x[j], mc), mc);
      }
      x[k] = sum.divide(a[k][k], mc);
    }
    return x;
  }

  /**
   * The roots of sum_k c_k (-t)^k, all real and positive, in increasing order: Laguerre's iteration
   * from the left converges to the next one without ever passing it.
   */
  List<BigDecimal> positiveRoots(BigDecimal[] c) {
    BigDecimal[] p = c.clone();
    for (int k = 1; k < p.length; k += 2) {
      p[k] = p[k].negate();
    }
    List<BigDecimal> roots = new ArrayList<>();
    BigDecimal t = BigDecimal.ZERO;
    while (p.length > 1) {
      t = laguerre(p, t);
      roots.add(t);
      p = withoutRoot(p, t);
    }
    return roots;
  }

  private BigDecimal laguerre(BigDecimal[] p, BigDecimal from) {
    int n = p.length - 1;
    BigDecimal degree = BigDecimal.valueOf(n);
    BigDecimal t = from;
    for (int step = 0; step < 200; step++) {
      BigDecimal value = p[n];
      BigDecimal slope = BigDecimal.ZERO;
      BigDecimal half = BigDecimal.ZERO; // half the second derivative
      for (int k = n - 1; k >= 0; k--) {
        half = half.multiply(t, mc).add(slope, mc);
        slope = slope.multiply(t, mc).add(value, mc);
        value = value.multiply(t, mc).add(p[k], mc);
      }
      if (value.signum() == 0) {
        return t;
      }
      BigDecimal g = slope.divide(value, mc);
      BigDecimal h =
          g.multiply(g, mc).subtract(half.add(half, mc).divide(value, mc), mc).multiply(degree, mc);
      BigDecimal radicand =
          h.subtract(g.multiply(g, mc), mc).multiply(BigDecimal.valueOf(n - 1L), mc);
      BigDecimal root = radicand.signum() > 0 ? radicand.sqrt(mc) : BigDecimal.ZERO;
      // left of all roots g is negative; rounding may have carried t past the next one
      BigDecimal slower = g.signum() > 0 ? g.add(root, mc) : g.subtract(root, mc);
      BigDecimal dt = degree.divide(slower, mc);
      t = t.subtract(dt, mc);
      if (dt.abs().compareTo(t.abs().movePointLeft(mc.getPrecision() / 2)) < 0) {
        return t;
      }
    }
    throw new ArithmeticException("Laguerre's iteration did not converge after " + from);
  }

  private BigDecimal[] withoutRoot(BigDecimal[] p, BigDecimal root) {
    BigDecimal[] q = new BigDecimal[p.length - 1];
    BigDecimal carry = BigDecimal.ZERO;
    for (int k = p.length - 1; k > 0; k--) {
      carry = carry.multiply(root, mc).add(p[k], mc);
      q[k - 1] = carry;
    }
    return q;
  }
}
