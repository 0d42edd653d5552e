package org.fluxtube.kernels.opencl.translate;

import com.aparapi.Kernel;
import com.aparapi.internal.exception.AparapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Run by the build: writes {@code kernels/<class>.cl} for each kernel of {@link KernelList} (one
 * for each group, where it has the field {@code colours}), and fails with the name of every kernel
 * that cannot be translated.
 */
public final class KernelCompiler {
  private KernelCompiler() {}

  /**
   * Writes the texts of all kernels; ends with status 1 if one cannot be translated.
   *
   * @param args the folder of the compiled classes
   * @throws IOException if a text cannot be written
   */
  public static void main(String[] args) throws IOException {
    // it warns of every newer class-file attribute that it skips
    System.setProperty("com.aparapi.logLevel", "SEVERE");
    List<String> failures = compile(KernelList.all(), Path.of(args[0]));
    failures.forEach(System.err::println);
    if (!failures.isEmpty()) {
      System.exit(1);
    }
  }

  /**
   * Writes the texts of all kernels that can be translated.
   *
   * @return a line for each of the others
   */
  static List<String> compile(List<Kernel> kernels, Path classes) throws IOException {
    Path folder = Files.createDirectories(classes.resolve("kernels"));
    List<String> failures = new ArrayList<>();
    for (Kernel kernel : kernels) {
      try {
        for (Map.Entry<String, String> text : KernelTranslator.texts(kernel).entrySet()) {
          Files.writeString(folder.resolve(text.getKey() + ".cl"), text.getValue());
        }
      } catch (AparapiException | RuntimeException e) {
        failures.add(
            "kernel " + kernel.getClass().getName() + " cannot be translated: " + cause(e));
      }
    }
    return failures;
  }

  /** The innermost message, and the line of the kernel where Aparapi knows it. */
  private static String cause(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner.getClass().getSimpleName() + ": " + inner.getMessage();
  }
}
