package org.fluxtube.kernels.opencl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.engine.field.Precision;

/**
 * How the text of a kernel is used; all forms are made from the one text in double.
 *
 * <p>Lanes: as it was translated, one site a work-item, or with vectors of lanes in place of
 * numbers. What has one value for all lanes keeps its type, and is known by its name: alpha, beta,
 * sign, {@code uniform...}.
 *
 * @param lanes 1, 2, 4 or 8
 * @param numbers which of the numbers are float
 */
record KernelForm(int lanes, Numbers numbers) {
  /** Which numbers of a text are float. */
  enum Numbers {
    /** None. */
    DOUBLE,
    /** All, literals too. */
    FLOAT,
    /** The arrays x and y, widened when read. */
    READ_FLOAT,
    /** The array out, rounded when written. */
    WRITE_FLOAT
  }

  /** One site a work-item, in double. */
  static final KernelForm SITES = new KernelForm(1, Numbers.DOUBLE);

  private static final KernelForm FLOAT_SITES = new KernelForm(1, Numbers.FLOAT);

  private static final Pattern VECTOR =
      Pattern.compile("\\bdouble\\b(?!\\s*\\*?\\s*(?:alpha|beta|sign|uniform\\w*)\\b)");

  /** Clang warns of vectors in calls that processors differ in; here no call is left. */
  private static final String CALLS_ARE_INLINED =
      """
      #ifdef __has_warning
      #if __has_warning("-Wpsabi")
      #pragma clang diagnostic ignored "-Wpsabi"
      #endif
      #endif
      """;

  /** The helper that exchanges lanes. */
  private static final Pattern TURNED =
      Pattern.compile("(\\w+ \\w+Lanes__turned\\(\\w+ value, int turn\\))\\{[^}]*\\}");

  private static final Pattern LITERAL =
      Pattern.compile("(?<![\\w.])(\\d+\\.\\d+(?:[eE]-?\\d+)?)(?![\\w.])");

  /** One site a work-item. */
  static KernelForm sites(Precision precision) {
    return precision == Precision.FLOAT ? FLOAT_SITES : SITES;
  }

  /** A block of sites a work-item. */
  static KernelForm blocks(int lanes, Precision precision) {
    return new KernelForm(lanes, precision == Precision.FLOAT ? Numbers.FLOAT : Numbers.DOUBLE);
  }

  /** The text in this form. */
  String of(String text) {
    String result = lanes == 1 ? text : inLanes(text);
    return switch (numbers) {
      case DOUBLE -> result;
      case FLOAT ->
          LITERAL.matcher(result.replaceAll("\\bdouble(\\d?)\\b", "float$1")).replaceAll("$1f");
      case READ_FLOAT ->
          result
              .replaceAll("\\bdouble(\\s*\\*\\s*[xy]\\b)", "float$1")
              .replaceAll("\\b([xy])\\[", "(double)$1[");
      case WRITE_FLOAT -> result.replaceAll("\\bdouble(\\s*\\*\\s*out\\b)", "float$1");
    };
  }

  private String inLanes(String text) {
    String vectors = VECTOR.matcher(text).replaceAll("double" + lanes);
    return CALLS_ARE_INLINED
        + TURNED
            .matcher(vectors)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + "{\n" + exchange() + "}"));
  }

  private String exchange() {
    StringBuilder body = new StringBuilder();
    for (int bit = 1; bit < lanes; bit *= 2) {
      body.append("   if ((turn & ").append(bit).append(") != 0) { value = value.s");
      for (int lane = 0; lane < lanes; lane++) {
        body.append(lane ^ bit);
      }
      body.append("; }\n");
    }
    return body.append("   return value;\n").toString();
  }
}
