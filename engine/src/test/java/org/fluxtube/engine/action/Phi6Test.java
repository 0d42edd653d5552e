package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's theory in one file passes the contract of the theories that are built in. */
class Phi6Test {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void passesTheContract(int components) {
    Theories.Theory theory =
        new Theories.Theory(
            "phi6", new Phi6(1, 0.5), new FieldType.Scalar(components), new Lattice(4, 2, 3));
    ActionContractTest contract = new ActionContractTest();
    contract.forceIsTheDerivative(theory);
    contract.translationsChangeNothing(theory);
    contract.symmetry(theory);
    contract.termsAddUp(theory);
  }

  @Test
  void isTheOneInTheReadme() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/fluxtube/engine/action/Phi6.java"));
    assertThat(Files.readString(Path.of("../README.md"))).contains(source.strip());
  }
}
