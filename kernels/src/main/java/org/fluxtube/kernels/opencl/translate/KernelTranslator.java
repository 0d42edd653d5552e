package org.fluxtube.kernels.opencl.translate;

import com.aparapi.Kernel;
import com.aparapi.internal.exception.AparapiException;
import com.aparapi.internal.model.ClassModel;
import com.aparapi.internal.writer.KernelWriter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OpenCL C text of a kernel written in Java. The only user of Aparapi's internals.
 *
 * <p>Aparapi takes every array parameter of a helper method for device memory. One whose name starts
 * with {@code my} (as in {@code myLink}) is the work-item's own: its qualifier is removed here, and
 * compiling the text with {@code -Werror} refuses a wrong one.
 */
public final class KernelTranslator {
  private static final Pattern PRIVATE = Pattern.compile("__global\\s+(double|int)\\s*\\*\\s*my");
  private static final Pattern NAME = Pattern.compile("\\b(?:double|int)\\b[\\s*]*(\\w+)");

  /** Names that Java allows and OpenCL C gives another meaning. */
  private static final Set<String> RESERVED =
      Set.of(
          "half", "global", "local", "constant", "kernel", "uint", "ulong", "uchar", "ushort",
          "size_t", "bool", "unsigned", "signed", "struct", "union", "typedef", "register", "inline",
          "restrict", "extern", "sizeof", "sin", "cos", "tan", "exp", "log", "sqrt", "pow", "atan2");

  private KernelTranslator() {}

  /**
   * Translates {@code run()} and everything it calls.
   *
   * @throws AparapiException if the bytecode holds something that cannot be translated
   * @throws IllegalArgumentException if a variable has a name that means something else in OpenCL C
   */
  public static String translate(Kernel kernel) throws AparapiException {
    ClassModel model = ClassModel.createClassModel(kernel.getClass());
    String text = KernelWriter.writeToString(model.getEntrypoint("run", kernel));
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (RESERVED.contains(names.group(1))) {
        throw new IllegalArgumentException(
            "a variable is called \"" + names.group(1) + "\", a word of OpenCL C; rename it");
      }
    }
    return PRIVATE.matcher(text).replaceAll("$1* my");
  }
}
