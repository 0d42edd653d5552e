package org.fluxtube.engine.exact;

/** Argument checks of this package; each message says what was got, what is allowed, an example. */
final class Require {

  private Require() {}

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be finite and > 0, for example " + name + " = 1.0");
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be finite and >= 0, for example " + name + " = 1.0");
    }
    return value;
  }

  static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be finite, for example " + name + " = 1.0");
    }
    return value;
  }

  static int atLeast(String name, int least, int value) {
    return within(name, least, Integer.MAX_VALUE, value);
  }

  static int within(String name, int least, int most, int value) {
    if (value < least || value > most) {
      String allowed =
          most == Integer.MAX_VALUE ? "at least " + least : "in [" + least + ", " + most + "]";
      throw new IllegalArgumentException(
          name
              + " is "
              + value
              + "; it must be "
              + allowed
              + ", for example "
              + name
              + " = "
              + least);
    }
    return value;
  }
}
