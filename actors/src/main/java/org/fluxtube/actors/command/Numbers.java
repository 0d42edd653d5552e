package org.fluxtube.actors.command;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for a person. */
final class Numbers {
  private static final MathContext DIGITS = new MathContext(13);

  private Numbers() {}

  /** 13 significant digits without trailing zeros; an exponent outside 1e-5 .. 1e13. */
  static String text(double x) {
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "not a number" : x > 0 ? "infinite" : "-infinite";
    }
    BigDecimal rounded = new BigDecimal(x).round(DIGITS).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -5 && exponent < 13) {
      return rounded.toPlainString();
    }
    return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
