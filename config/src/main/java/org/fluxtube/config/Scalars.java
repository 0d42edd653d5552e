package org.fluxtube.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Locale;
import org.fluxtube.engine.field.Group;

/**
 * Values without parts. A quoted number counts as a number and a bare one as a text, as everywhere
 * in HOCON; nothing is rounded, cut or wrapped around.
 */
final class Scalars {
  /** Longest number; more digits than a double or a long can hold. */
  private static final int LONGEST_NUMBER = 400;

  private static final String NUMBER = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,6})?";

  private Scalars() {}

  /** The text of a constant in a file: lower case with "-". */
  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException saying what was got and what is allowed
   */
  static Object read(ValueType type, ConfigValue value) {
    return switch (type) {
      case ValueType.Int _ ->
          (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "-2147483648 to 2147483647");
      case ValueType.Long _ ->
          integer(
              value, Long.MIN_VALUE, Long.MAX_VALUE, "-9223372036854775808 to 9223372036854775807");
      case ValueType.Real _ -> real(value);
      case ValueType.Flag _ -> flag(value);
      case ValueType.Text _ -> text(value, type);
      case ValueType.Choice choice -> choice(text(value, type), choice);
      case ValueType.GroupName _ -> Group.parse(text(value, type));
      case ValueType.ListOf _, ValueType.Maybe _, ValueType.Kind _, ValueType.Nested _ ->
          throw new IllegalStateException(type + " has parts");
    };
  }

  /** The value as it stands in the file; numbers keep their spelling. */
  static String text(ConfigValue value, ValueType wanted) {
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      throw new IllegalArgumentException("got " + got(value) + "; needed is " + wanted.describe());
    }
    return value.atKey("x").getString("x");
  }

  /** What was got, for a message. */
  static String got(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object { ... }";
      case LIST -> "a list [ ... ]";
      case NULL -> "null";
      case STRING -> "\"" + Names.shown(value.unwrapped().toString()) + "\"";
      case NUMBER, BOOLEAN -> Names.shown(value.atKey("x").getString("x"));
    };
  }

  private static BigDecimal decimal(ConfigValue value, ValueType wanted) {
    String text = text(value, wanted).strip();
    if (value.valueType() == ConfigValueType.BOOLEAN
        || text.length() > LONGEST_NUMBER
        || !text.matches(NUMBER)) {
      throw new IllegalArgumentException("got " + got(value) + "; needed is " + wanted.describe());
    }
    return new BigDecimal(text);
  }

  private static long integer(ConfigValue value, long least, long largest, String range) {
    BigDecimal number = decimal(value, new ValueType.Long());
    // range first: an exact integer of 1e999999 would have a million digits
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(largest)) > 0) {
      throw new IllegalArgumentException(
          "got " + got(value) + "; allowed are integers in the range " + range);
    }
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "got " + got(value) + "; needed is an integer, for example " + number.longValue());
    }
    return number.longValue();
  }

  private static double real(ConfigValue value) {
    BigDecimal number = decimal(value, new ValueType.Real());
    // not number.doubleValue(), which has no -0.0
    double result = Double.parseDouble(text(value, new ValueType.Real()).strip());
    if (Double.isInfinite(result) || (result == 0 && number.signum() != 0)) {
      throw new IllegalArgumentException(
          "got "
              + got(value)
              + "; allowed are numbers with absolute value 0 or 4.9e-324 to 1.8e308");
    }
    return result;
  }

  private static boolean flag(ConfigValue value) {
    ValueType flag = new ValueType.Flag();
    return switch (text(value, flag)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "got " + got(value) + "; needed is " + flag.describe());
    };
  }

  private static Enum<?> choice(String got, ValueType.Choice choice) {
    String wanted = got.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Enum<?> constant : choice.type().getEnumConstants()) {
      if (text(constant).equals(wanted)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "got \""
            + Names.shown(got)
            + "\""
            + Names.suggestion(wanted, choice.constants())
            + "; allowed are "
            + String.join(", ", choice.constants()));
  }
}
