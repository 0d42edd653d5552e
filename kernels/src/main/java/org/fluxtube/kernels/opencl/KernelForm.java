package org.fluxtube.kernels.opencl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a kernel is used: as it was translated, one site a work-item, or with vectors of
 * lanes in place of numbers. What has one value for all lanes keeps its type, and is known by its
 * name: alpha, beta, sign, {@code uniform...}.
 *
 * @param lanes 1, 2, 4 or 8
 */
record KernelForm(int lanes) {
  /** One site a work-item. */
  static final KernelForm SITES = new KernelForm(1);

  private static final Pattern VECTOR =
      Pattern.compile("\\bdouble\\b(?!\\s*\\*?\\s*(?:alpha|beta|sign|uniform\\w*)\\b)");

  /** The helper that exchanges lanes. */
  private static final Pattern TURNED =
      Pattern.compile("(\\w+ \\w+Lanes__turned\\(\\w+ value, int turn\\))\\{[^}]*\\}");

  /**
   * Vectors wider than the processor's are passed in pieces, which clang warns of; all helpers are
   * inlined, so nothing is passed.
   */
  private static final String INLINED = "#pragma clang diagnostic ignored \"-Wpsabi\"\n";

  /** The text in this form. */
  String of(String text) {
    if (lanes == 1) {
      return text;
    }
    String vectors = VECTOR.matcher(text).replaceAll("double" + lanes);
    return INLINED
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
