package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import com.aparapi.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.kernels.opencl.translate.KernelList;
import org.fluxtube.kernels.opencl.translate.KernelTranslator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel on the device against the Java that it was translated from, on random numbers, at
 * awkward sizes: around whole work-groups of 64, odd, all dimensions.
 */
@NeedsDevice
class KernelsTest {
  private static Stream<Named<Kernel>> kernels() {
    return KernelList.all().stream().map(k -> Named.of(k.getClass().getSimpleName(), k));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void deviceEqualsHost(Kernel kernel) throws ReflectiveOperationException {
    try (Launcher launcher = TestDevice.launcher()) {
      for (Lattice lattice :
          new Lattice[] {
            new Lattice(2),
            new Lattice(7, 9),
            new Lattice(4, 2, 8),
            new Lattice(5, 13),
            new Lattice(3, 5, 7),
            new Lattice(2, 3, 4, 5)
          }) {
        for (double beta : new double[] {0, 1, -0.3}) {
          new KernelCases(lattice, beta).of(kernel).compare(launcher, 1e-12);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void itsSignatureIsReadCompletely(Kernel kernel) {
    String name = kernel.getClass().getSimpleName();
    boolean forEachGroup =
        Arrays.stream(kernel.getClass().getDeclaredFields())
            .anyMatch(field -> field.getName().equals("colours"));
    for (String group : forEachGroup ? KernelTranslator.GROUPS : List.of("")) {
      Signature signature = Signature.parse(KernelTexts.read(name + group), "run");
      assertThat(signature.parameters())
          .extracting(Signature.Parameter::name)
          .contains("passid")
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(2);
    }
  }
}
