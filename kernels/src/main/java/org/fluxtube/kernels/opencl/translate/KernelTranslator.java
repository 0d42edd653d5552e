package org.fluxtube.kernels.opencl.translate;

import com.aparapi.Kernel;
import com.aparapi.internal.exception.AparapiException;
import com.aparapi.internal.model.ClassModel;
import com.aparapi.internal.writer.KernelWriter;
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

  private KernelTranslator() {}

  /**
   * Translates {@code run()} and everything it calls.
   *
   * @throws AparapiException if the bytecode holds something that cannot be translated
   */
  public static String translate(Kernel kernel) throws AparapiException {
    ClassModel model = ClassModel.createClassModel(kernel.getClass());
    String text = KernelWriter.writeToString(model.getEntrypoint("run", kernel));
    return PRIVATE.matcher(text).replaceAll("$1* my");
  }
}
