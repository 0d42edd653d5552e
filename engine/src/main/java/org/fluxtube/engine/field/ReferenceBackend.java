package org.fluxtube.engine.field;

import java.util.Optional;
import org.fluxtube.engine.lattice.Lattice;

/** Makes {@link ReferenceOps}: always available, the slowest. */
public final class ReferenceBackend implements Backend {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public FieldOps open(Lattice lattice, int threads) {
    return new ReferenceOps(lattice);
  }
}
