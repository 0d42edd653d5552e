package org.fluxtube.engine.field;

import java.util.List;

/**
 * Spin structure of an operator between neighbours,
 *
 * <p>(H psi)(x) = sum_mu [A_mu V_mu(x) psi(x+mu) + B_mu V_mu(x-mu)^dagger psi(x-mu)].
 *
 * <p>The d matrix vectors V hold the links and whatever phases the operator has (boundary
 * conditions, staggered signs): V_mu(x) = phase_mu(x) U_mu(x).
 *
 * @param forward A_mu, one a direction
 * @param backward B_mu, one a direction
 */
public record Hopping(List<SpinMatrix> forward, List<SpinMatrix> backward) {
  /** Copies the lists and checks their lengths. */
  public Hopping {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    if (forward.isEmpty() || forward.size() != backward.size()) {
      throw new IllegalArgumentException(
          "a hopping has as many forward as backward matrices, one a direction; got "
              + forward.size()
              + " and "
              + backward.size());
    }
  }

  /** Spin components. */
  public int spins() {
    return forward.getFirst().spins();
  }

  /** Directions. */
  public int dimensions() {
    return forward.size();
  }

  /** H^dagger: A and B change places and are conjugated. */
  public Hopping adjoint() {
    return new Hopping(
        backward.stream().map(SpinMatrix::adjoint).toList(),
        forward.stream().map(SpinMatrix::adjoint).toList());
  }
}
