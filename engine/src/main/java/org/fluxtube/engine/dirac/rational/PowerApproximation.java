package org.fluxtube.engine.dirac.rational;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * r(x) = constant + sum_i residues_i/(x + shifts_i), within error of x^-power: |r(x) x^power - 1|
 * &lt;= error on [lower, upper], the smallest possible with so many terms (Remez).
 *
 * <p>All residues and shifts are positive. A pure function of its four parameters; found once for
 * all chains of a program.
 *
 * @param power p in (0, 1]; 1 is exact, 1/x
 * @param lower end of the range, above 0
 * @param upper end of the range
 * @param constant what is left at infinity
 * @param residues of the poles
 * @param shifts minus the positions of the poles, increasing; 0 for power 1
 * @param error the maximal relative error, rounding of doubles apart
 */
public record PowerApproximation(
    double power,
    double lower,
    double upper,
    double constant,
    List<Double> residues,
    List<Double> shifts,
    double error) {
  /** The largest number of terms. */
  public static final int MOST_TERMS = 30;

  /** Errors below this drown in the rounding of doubles. */
  private static final double ENOUGH = 1e-17;

  private static final Map<List<Number>, PowerApproximation> FOUND = new ConcurrentHashMap<>();

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the power or the range is out of bounds, or a residue or a
   *     shift is not positive
   */
  public PowerApproximation {
    requirePower(power);
    requireRange(lower, upper);
    residues = List.copyOf(residues);
    shifts = List.copyOf(shifts);
    if (residues.isEmpty() || residues.size() != shifts.size()) {
      throw new IllegalArgumentException(
          residues.size() + " residues and " + shifts.size() + " shifts; needed are as many");
    }
    for (double shift : shifts) {
      if (!(power == 1 ? shift >= 0 : shift > 0)) {
        throw new IllegalArgumentException(
            "shifts = " + shifts + "; allowed are positive numbers, for example [0.01, 0.1, 1.0]");
      }
    }
    for (double residue : residues) {
      if (!(residue > 0)) {
        throw new IllegalArgumentException(
            "residues = " + residues + "; allowed are positive numbers, for example [0.3, 0.5]");
      }
    }
  }

  /**
   * The best approximation with {@code order} terms; with fewer where that is as good as doubles
   * can tell.
   *
   * @throws IllegalArgumentException if a parameter is out of its range
   */
  public static PowerApproximation of(double power, double lower, double upper, int order) {
    requirePower(power);
    requireRange(lower, upper);
    requireOrder("order", order);
    return FOUND.computeIfAbsent(
        List.of(power, lower, upper, order), key -> find(power, lower, upper, order));
  }

  /** Checks the power. */
  public static void requirePower(double power) {
    if (!(power >= 0.001 && power <= 1)) {
      throw new IllegalArgumentException(
          "power = "
              + power
              + " is out of range: allowed are numbers from 0.001 to 1, for example power = 0.5;"
              + " for more flavours add the term several times");
    }
  }

  /** Checks the number of terms. */
  public static void requireOrder(String name, int order) {
    if (order < 1 || order > MOST_TERMS) {
      throw new IllegalArgumentException(
          name
              + " = "
              + order
              + " terms of a rational approximation; allowed are 1 to "
              + MOST_TERMS
              + ", for example 15");
    }
  }

  /** Checks the range. */
  public static void requireRange(double lower, double upper) {
    if (!(lower > 0 && lower < upper && upper < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "range ["
              + lower
              + ", "
              + upper
              + "] of a rational approximation: allowed is 0 < lower < upper, for example [0.01,"
              + " 16.1]");
    }
    if (!(upper / lower <= 1e12)) {
      throw new IllegalArgumentException(
          "range ["
              + lower
              + ", "
              + upper
              + "] of a rational approximation: upper/lower is above 1e12, where a solve in double"
              + " precision means nothing");
    }
  }

  /**
   * The error that {@code order} terms leave, without finding them: 4 sin(pi p) h^(2 order + 1), ln
   * h = -pi K'/K, to some percent for a wide range.
   */
  public static double expectedError(double power, double lower, double upper, int order) {
    requirePower(power);
    requireRange(lower, upper);
    double nome = new Alternation(Math.log(upper / lower) / 2).nome();
    return power == 1 ? 0 : 4 * Math.sin(Math.PI * power) * Math.pow(nome, 2 * order + 1);
  }

  private static PowerApproximation find(double power, double lower, double upper, int order) {
    if (power == 1) {
      return new PowerApproximation(1, lower, upper, 0, List.of(1.0), List.of(0.0), 0);
    }
    double logRatio = Math.log(upper / lower) / 2;
    int terms = 1;
    while (terms < order && expectedError(power, lower, upper, terms) > ENOUGH) {
      terms++;
    }
    Remez remez = new Remez(power, logRatio, terms);
    double scale = Math.sqrt(lower * upper);
    double factor = Math.pow(scale, -power);
    List<BigDecimal> poles = remez.poles();
    Decimal arithmetic = remez.arithmetic();
    MathContext mc = arithmetic.context();
    List<Double> residues = new ArrayList<>();
    List<Double> shifts = new ArrayList<>();
    for (BigDecimal pole : poles) {
      BigDecimal residue = arithmetic.polynomial(remez.numerator(), pole.negate());
      for (BigDecimal other : poles) {
        if (other != pole) {
          residue = residue.divide(other.subtract(pole), mc);
        }
      }
      residues.add(scale * factor * residue.doubleValue());
      shifts.add(scale * pole.doubleValue());
    }
    double constant = factor * remez.numerator()[poles.size()].doubleValue();
    return new PowerApproximation(
        power, lower, upper, constant, residues, shifts, remez.maximalError());
  }

  /** r(x). */
  public double at(double x) {
    double sum = constant;
    for (int i = shifts.size() - 1; i >= 0; i--) {
      sum += residues.get(i) / (x + shifts.get(i));
    }
    return sum;
  }
}
