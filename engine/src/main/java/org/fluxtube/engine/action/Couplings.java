package org.fluxtube.engine.action;

/** Checks of couplings. */
final class Couplings {
  private Couplings() {}

  static void requireFinite(String name, double value, String example) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          name + " = " + value + "; allowed are finite numbers, for example " + example);
    }
  }

  static void requireNotNegative(String name, double value, String example) {
    requireFinite(name, value, example);
    if (value < 0) {
      throw new IllegalArgumentException(
          name + " = " + value + "; allowed are numbers from 0, for example " + example);
    }
  }
}
