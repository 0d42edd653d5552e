package org.fluxtube.kernels.opencl.translate;

import com.aparapi.Kernel;
import com.aparapi.internal.exception.AparapiException;
import com.aparapi.internal.model.ClassModel;
import com.aparapi.internal.writer.KernelWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OpenCL C text of a kernel written in Java. The only user of Aparapi's internals.
 *
 * <p>Aparapi takes every array parameter of a helper method for device memory. One whose name
 * starts with {@code my} (as in {@code myLink}) is the work-item's own: its qualifier is removed
 * here, and compiling the text with {@code -Werror} refuses a wrong one.
 */
public final class KernelTranslator {
  private static final Pattern PRIVATE = Pattern.compile("__global\\s+(double|int)\\s*\\*\\s*my");
  private static final Pattern NAME = Pattern.compile("\\b(?:double|int)\\b[\\s*]*(\\w+)");

  /** A helper method: its class and its name. */
  private static final Pattern HELPER = Pattern.compile("(?m)^(?:void|double|int) \\w+__\\w+\\(");

  /** The head of its definition, and the name in it. */
  private static final Pattern DEFINITION =
      Pattern.compile("(?m)^((?:void|double|int) (\\w+__\\w+)\\([^)]*\\))\\{");

  /**
   * PoCL calls what is not marked, and vectorises no loop with a call: 3.4 times slower staples.
   */
  private static final String INLINE = "static inline __attribute__((always_inline)) ";

  /** A helper whose first parameter is the size of its matrices. */
  private static final Pattern SIZED = Pattern.compile("(?:void|double|int) (\\w+)\\(int n,");

  private static final Pattern N = Pattern.compile("\\bn\\b");

  /** A loop to a literal of at most two digits, to twice a number or to twice a square. */
  private static final Pattern SHORT_LOOP =
      Pattern.compile(
          "for \\(int \\w+ = \\d; \\w+<(?:\\d\\d?|\\(\\(2 \\* \\d\\) \\* \\d\\)|\\(2 \\* \\d\\));");

  /** The helper that draws random numbers; unsigned arithmetic is not left to the translator. */
  private static final Pattern DRAW =
      Pattern.compile("(void \\w+Uniforms__draw\\([^)]*\\))\\{(?s:.*?)\n\\}\n");

  /** The helper that only the Java of {@code DRAW} needs. */
  private static final Pattern HIGH_WORD =
      Pattern.compile("int \\w+Uniforms__highWord\\([^)]*\\)\\{(?s:.*?)\n\\}\n");

  private static final String DRAWN =
      "{\n   draw_uniforms(word0, site, word2, word3, key0, key1, block, myPair);\n}\n";

  /** The groups of a kernel with the field {@code colours}, for 1, 2 and 3 colours. */
  public static final List<String> GROUPS = List.of("U1", "Su2", "Su3");

  private static final String COLOURS = "this->colours";

  /** The field where it is read. */
  private static final Pattern READ_COLOURS = Pattern.compile(COLOURS + "\\b(?!\\s*=[^=])");

  /** Names that Java allows and OpenCL C gives another meaning. */
  private static final Set<String> RESERVED =
      Set.of(
          "half",
          "global",
          "local",
          "constant",
          "kernel",
          "uint",
          "ulong",
          "uchar",
          "ushort",
          "size_t",
          "bool",
          "unsigned",
          "signed",
          "struct",
          "union",
          "typedef",
          "register",
          "inline",
          "restrict",
          "extern",
          "sizeof",
          "sin",
          "cos",
          "tan",
          "exp",
          "log",
          "sqrt",
          "pow",
          "atan2");

  private KernelTranslator() {}

  /**
   * The texts of a kernel by name: one, or, for a kernel with the field {@code colours}, one for
   * each of {@link #GROUPS}, in which the field is the literal number.
   *
   * @throws AparapiException if the bytecode holds something that cannot be translated
   * @throws IllegalArgumentException if a variable has a name that means something else in OpenCL C
   */
  public static Map<String, String> texts(Kernel kernel) throws AparapiException {
    String name = kernel.getClass().getSimpleName();
    String text = translate(kernel);
    if (!text.contains(COLOURS)) {
      return Map.of(name, unrolled(text));
    }
    Map<String, String> texts = new TreeMap<>();
    for (int n = 1; n <= GROUPS.size(); n++) {
      String literal = READ_COLOURS.matcher(text).replaceAll(Integer.toString(n));
      texts.put(name + GROUPS.get(n - 1), unrolled(literal));
    }
    return texts;
  }

  /**
   * Translates {@code run()} and everything it calls.
   *
   * @throws AparapiException if the bytecode holds something that cannot be translated
   * @throws IllegalArgumentException if a variable has a name that means something else in OpenCL C
   */
  static String translate(Kernel kernel) throws AparapiException {
    ClassModel model = ClassModel.createClassModel(kernel.getClass());
    String text = KernelWriter.writeToString(model.getEntrypoint("run", kernel));
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (RESERVED.contains(names.group(1))) {
        throw new IllegalArgumentException(
            "a variable is called \"" + names.group(1) + "\", a word of OpenCL C; rename it");
      }
    }
    String own = drawing(PRIVATE.matcher(text).replaceAll("$1* my"));
    return HELPER.matcher(declared(own)).replaceAll(INLINE + "$0");
  }

  /** The text with a declaration of each helper that is called above its definition. */
  private static String declared(String text) {
    StringBuilder declarations = new StringBuilder();
    Matcher helper = DEFINITION.matcher(text);
    int first = text.length();
    while (helper.find()) {
      first = Math.min(first, helper.start());
      if (text.indexOf(helper.group(2) + "(") < helper.start()) {
        declarations.append(helper.group(1)).append(";\n");
      }
    }
    return text.substring(0, first) + declarations + text.substring(first);
  }

  /** The text with the hand-written body of the helper that draws random numbers. */
  private static String drawing(String text) {
    Matcher draw = DRAW.matcher(text);
    if (!draw.find()) {
      return text;
    }
    String drawn = draw.replaceAll(m -> Matcher.quoteReplacement(m.group(1) + DRAWN));
    return "#include \"Random.cl\"\n" + HIGH_WORD.matcher(drawn).replaceAll("");
  }

  /**
   * The text with the literal matrix size instead of the parameter n, where all calls of {@code
   * run()} give the same one, and short loops unrolled: only then do own arrays live in registers.
   */
  private static String unrolled(String text) {
    Set<String> sizes = new TreeSet<>();
    Matcher helper = SIZED.matcher(text);
    while (helper.find()) {
      Matcher call = Pattern.compile("\\b" + helper.group(1) + "\\(([^,]+),").matcher(text);
      while (call.find()) {
        if (!call.group(1).equals("n") && !call.group(1).equals("int n")) {
          sizes.add(call.group(1));
        }
      }
    }
    if (sizes.size() != 1 || !sizes.iterator().next().matches("\\d")) {
      return text;
    }
    String n = sizes.iterator().next();
    StringBuilder result = new StringBuilder();
    for (String function : text.split("(?<=\n}\n)", -1)) {
      String body = function;
      if (SIZED.matcher(function).find()) {
        int start = function.indexOf("){");
        body = function.substring(0, start) + N.matcher(function.substring(start)).replaceAll(n);
      }
      result.append(SHORT_LOOP.matcher(body).replaceAll("\n#pragma unroll\n$0"));
    }
    return result.toString();
  }
}
