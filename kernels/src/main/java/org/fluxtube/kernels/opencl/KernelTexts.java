package org.fluxtube.kernels.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The texts of kernels, resources {@code kernels/<name>.cl} of this module. Drivers know no folder
 * to include from, so the one text that others include is put in here.
 */
final class KernelTexts {
  private static final String INCLUDED = "Random";
  private static final String INCLUDE = "#include \"" + INCLUDED + ".cl\"\n";

  private KernelTexts() {}

  /**
   * The text of a kernel.
   *
   * @throws IllegalStateException if this build has none of that name
   */
  static String read(String name) {
    String text = resource(name);
    return text.contains(INCLUDE) ? text.replace(INCLUDE, resource(INCLUDED)) : text;
  }

  private static String resource(String name) {
    String resource = "/kernels/" + name + ".cl";
    try (InputStream in = KernelTexts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "this build has no OpenCL kernel " + resource + "; build again with mvn package");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("OpenCL kernel " + resource + " cannot be read", e);
    }
  }
}
