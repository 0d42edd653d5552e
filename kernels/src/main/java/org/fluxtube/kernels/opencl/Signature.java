package org.fluxtube.kernels.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.engine.field.Precision;

/**
 * The parameters of a kernel, read from its text: the translator orders them by first use in the
 * bytecode, and a wrong order would crash the process, so that arguments are bound by name.
 *
 * @param kernel name of the function
 * @param parameters in the order of the text
 */
record Signature(String kernel, List<Parameter> parameters) {
  /** What a parameter takes. */
  enum Type {
    DOUBLES,
    FLOATS,
    INTS,
    DOUBLE,
    FLOAT,
    INT;

    /** The arrays of a precision. */
    static Type array(Precision precision) {
      return precision == Precision.FLOAT ? FLOATS : DOUBLES;
    }
  }

  /**
   * One parameter.
   *
   * @param type what it takes
   * @param name its name, a field of the Java kernel
   */
  record Parameter(Type type, String name) {}

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(__global\\s+)?(?:const\\s+)?(double\\d?|float\\d?|int)\\s*(\\*?)\\s*(\\w+)");

  /**
   * Reads the parameters of a function.
   *
   * @throws IllegalArgumentException if the text has no such kernel, or a parameter of another type
   */
  static Signature parse(String text, String kernel) {
    Matcher head =
        Pattern.compile("__kernel\\s+void\\s+" + kernel + "\\s*\\(([^)]*)\\)").matcher(text);
    if (!head.find()) {
      throw new IllegalArgumentException("the text has no __kernel void " + kernel + "(...)");
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String declaration : head.group(1).split(",", -1)) {
      Matcher m = PARAMETER.matcher(declaration.strip());
      if (!m.matches() || (m.group(1) == null) != m.group(3).isEmpty()) {
        throw new IllegalArgumentException(
            "kernel "
                + kernel
                + ": parameter \""
                + declaration.strip()
                + "\"; allowed are double, float, int and __global pointers to them");
      }
      boolean array = m.group(1) != null;
      Type type =
          switch (m.group(2).charAt(0)) {
            case 'd' -> array ? Type.DOUBLES : Type.DOUBLE;
            case 'f' -> array ? Type.FLOATS : Type.FLOAT;
            default -> array ? Type.INTS : Type.INT;
          };
      parameters.add(new Parameter(type, m.group(4)));
    }
    return new Signature(kernel, List.copyOf(parameters));
  }
}
