package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;

class BackendTest {
  /** A fast one that pays on large lattices. */
  private record Large(Optional<String> unavailable) implements Backend {
    @Override
    public String name() {
      return "large";
    }

    @Override
    public int rank() {
      return 1000;
    }

    @Override
    public int smallest() {
      return 4096;
    }

    @Override
    public FieldOps open(Lattice lattice, int threads) {
      throw new UnsupportedOperationException();
    }
  }

  private static Backend.Choice choose(String name, int sites, Optional<String> missing) {
    return Backend.choose(name, sites, List.of(new Large(missing), new ReferenceBackend()));
  }

  @Test
  void autoTakesTheFastestWhereItPaysAndSaysSo() {
    Backend.Choice large = choose("auto", 4096, Optional.empty());
    assertThat(large.backend().name()).isEqualTo("large");
    assertThat(large.why()).isEqualTo("backend large: the fastest available one");

    Backend.Choice small = choose("auto", 256, Optional.empty());
    assertThat(small.backend().name()).isEqualTo("reference");
    assertThat(small.why())
        .isEqualTo(
            "backend reference: the fastest available one; large pays from 4096 sites on,"
                + " here are 256");
  }

  @Test
  void aNameIsTakenOnAnyLatticeAndWhatIsMissingIsSaid() {
    assertThat(choose("large", 16, Optional.empty()).backend().name()).isEqualTo("large");
    assertThat(choose("auto", 16, Optional.of("no driver")).why())
        .isEqualTo(
            "backend reference: the fastest available one; not available: large (no driver)");
  }
}
