package org.fluxtube.kernels.opencl.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.aparapi.Kernel;
import com.aparapi.internal.exception.AparapiException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.kernels.opencl.kernel.Axpby;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build step: what it writes, and what it refuses by name. */
class KernelCompilerTest {
  /** Makes an object, which OpenCL cannot. */
  static final class Untranslatable extends Kernel {
    double[] x;

    @Override
    public void run() {
      x[getGlobalId()] = new Object().hashCode();
    }
  }

  /** Uses a word of OpenCL C as a name. */
  static final class BadName extends Kernel {
    double[] x;

    @Override
    public void run() {
      int i = getGlobalId();
      double half = 0.5 * x[i];
      x[i] = half;
    }
  }

  /** Hands its own array to a helper. */
  static final class OwnArray extends Kernel {
    double[] x;

    @Override
    public void run() {
      int i = getGlobalId();
      double[] mine = new double[4];
      fill(mine, 2.0);
      x[i] = mine[3];
    }

    static void fill(double[] myArray, double value) {
      for (int k = 0; k < 4; k++) {
        myArray[k] = value;
      }
    }
  }

  @Test
  void kernelsThatCannotBeTranslatedAreNamed(@TempDir Path folder) throws IOException {
    List<String> failures =
        KernelCompiler.compile(List.of(new Axpby(), new Untranslatable(), new BadName()), folder);
    assertThat(failures).hasSize(2);
    assertThat(failures.get(0)).contains("KernelCompilerTest$Untranslatable");
    assertThat(failures.get(1)).contains("BadName").contains("\"half\"");
    assertThat(folder.resolve("kernels/Axpby.cl")).exists();
    assertThat(folder.resolve("kernels/Untranslatable.cl")).doesNotExist();
  }

  @Test
  void arraysOfTheWorkItemAreNotDeviceMemory() throws AparapiException {
    String text = KernelTranslator.translate(new OwnArray());
    assertThat(text).contains("double mine[4]").doesNotContain("__global double* myArray");
    assertThat(text).contains("double* myArray");
  }

  @Test
  void everyKernelIsListed() throws IOException, URISyntaxException {
    Path folder = Path.of(Axpby.class.getResource("Axpby.class").toURI()).getParent();
    List<String> listed =
        KernelList.all().stream().map(k -> k.getClass().getSimpleName()).sorted().toList();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> present =
          files
              .map(f -> f.getFileName().toString().replace(".class", ""))
              .filter(KernelCompilerTest::isKernel)
              .sorted()
              .toList();
      assertThat(listed).isEqualTo(present);
    }
  }

  private static boolean isKernel(String name) {
    try {
      Class<?> type = Class.forName(Axpby.class.getPackageName() + "." + name);
      return Kernel.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      return false; // package-info
    }
  }
}
