package org.fluxtube.actors.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A round number on an axis.
 *
 * @param at where
 * @param text as it is written
 */
record Tick(double at, String text) {
  /** The step 1, 2 or 5 times a power of ten that cuts the length into about {@code pieces}. */
  private static double step(double length, int pieces) {
    double rough = length / pieces;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
  }

  /**
   * Those of [low, high].
   *
   * @param whole whether there is nothing between two whole numbers
   */
  static List<Tick> linear(double low, double high, int pieces, boolean whole) {
    double rough = step(high - low, pieces);
    double step = whole ? Math.max(1, Math.rint(rough)) : rough;
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    boolean scientific = digits > 6 || Math.max(Math.abs(low), Math.abs(high)) >= 1e7;
    List<Tick> ticks = new ArrayList<>();
    for (double t = Math.ceil(low / step) * step; t <= high + 1e-9 * step; t += step) {
      double at = Math.abs(t) < 1e-9 * step ? 0 : t;
      String format = scientific ? "%.3g" : "%." + digits + "f";
      ticks.add(new Tick(at, String.format(Locale.ROOT, format, at)));
    }
    return ticks;
  }

  /** Powers of ten between 10^low and 10^high; 2 and 5 times of them where there are few. */
  static List<Tick> decades(double low, double high) {
    int[] digits = high - low > 2.5 ? new int[] {1} : new int[] {1, 2, 5};
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int digit : digits) {
        double at = digit * Math.pow(10, power);
        if (Math.log10(at) >= low && Math.log10(at) <= high) {
          String plain = "%." + Math.max(0, -power) + "f";
          String text =
              Math.abs(power) < 6 ? String.format(Locale.ROOT, plain, at) : digit + "e" + power;
          ticks.add(new Tick(at, text));
        }
      }
    }
    return ticks;
  }
}
