package org.fluxtube.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimdBackendTest {
  /** What -Dfluxtube.require=a,b names, and what can never be missing here. */
  static Stream<String> required() {
    String more = System.getProperty("fluxtube.require", "");
    return Stream.concat(
            Stream.of("reference", "simd"), Stream.of(more.split(",")).filter(s -> !s.isBlank()))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("required")
  void requiredBackendsAreHere(String name) {
    try (FieldOps ops = Backend.choose(name).backend().open(new Lattice(4, 4))) {
      assertThat(ops.backend()).isEqualTo(name);
    }
  }

  @Test
  void isFoundAndPreferredToTheReference() {
    List<String> names = Backend.all().stream().map(Backend::name).toList();
    assertThat(names).containsSubsequence("simd", "reference");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(SimdBackend.unavailable(ModuleLayer.empty()))
        .hasValueSatisfying(
            why -> assertThat(why).contains("./fluxtube", "--add-modules jdk.incubator.vector"));
  }

  /** Prints the reason of the choice; run in a JVM of its own. */
  static final class Choose {
    public static void main(String[] arguments) {
      System.out.println(Backend.choose(arguments[0]).why());
    }
  }

  @Test
  void aJvmWithoutTheModuleFallsBackAndSaysSo() throws Exception {
    String auto = without("auto");
    assertThat(auto)
        .contains("backend reference: the fastest available one")
        .contains("simd (this JVM was started without the module jdk.incubator.vector");
    assertThat(without("simd"))
        .contains("backend \"simd\" cannot be used here", "start through ./fluxtube");
  }

  private static String without(String name) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                Choose.class.getName(),
                name)
            .redirectErrorStream(true)
            .start();
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void refusesVectorsOfOthers() {
    Lattice lattice = new Lattice(4, 4);
    try (FieldOps simd = new SimdBackend().open(lattice);
        FieldOps other = new SimdBackend().open(lattice);
        FieldOps reference = new ReferenceOps(lattice)) {
      Shape shape = new Shape.Real(2);
      Vector mine = simd.allocate(shape);
      for (FieldOps stranger : List.of(other, reference)) {
        Vector theirs = stranger.allocate(shape);
        assertThatThrownBy(() -> simd.axpby(1, theirs, 1, mine))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("did not allocate");
      }
    }
  }

  @Test
  void refusesShapesThatDoNotFit() {
    try (FieldOps simd = new SimdBackend().open(new Lattice(4, 4))) {
      Vector link = simd.allocate(new Shape.Matrix(3));
      Vector algebra = simd.allocate(new Shape.Real(8));
      Vector wrong = simd.allocate(new Shape.Real(7));
      assertThatThrownBy(() -> simd.project(1, link, 0, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("8");
      assertThatThrownBy(() -> simd.exponentiate(1, wrong, link))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> simd.project(1, algebra, 0, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a matrix vector is needed");
      assertThatThrownBy(() -> simd.copy(algebra, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
