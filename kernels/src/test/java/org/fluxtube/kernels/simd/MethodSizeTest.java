package org.fluxtube.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** HotSpot never compiles a method of more than 8,000 bytecodes: it would run interpreted. */
class MethodSizeTest {
  private static final int MOST = 8000;

  @Test
  void everyMethodCanBeCompiled() throws IOException, URISyntaxException {
    Path folder = Path.of(SimdBackend.class.getResource("SimdBackend.class").toURI()).getParent();
    List<String> tooLong = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        ClassModel model = ClassFile.of().parse(file);
        for (MethodModel method : model.methods()) {
          int size = size(method);
          seen = Math.max(seen, size);
          if (size >= MOST) {
            tooLong.add(file.getFileName() + " " + method.methodName() + ": " + size);
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
    // the kernels themselves were looked at
    assertThat(seen).isGreaterThan(500);
  }

  private static int size(MethodModel method) {
    return method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
  }
}
