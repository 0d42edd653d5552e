package org.fluxtube.engine.flow;

import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The linear map x~(k) = e^(s_k) z~(k) of Fourier modes, s_-k = s_k; ln J = sum_k s_k. It commutes
 * with translations and with the change of sign. With s_k = -(1/2) ln(2 (k^2 + m^2)), k^2 = sum_mu
 * 4 sin^2(k_mu/2), it makes the free field of {@link org.fluxtube.engine.action.Phi4} of normal
 * numbers. Starts as the identity.
 */
public record ModeScaling() implements MapSpec {
  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Flow.requireScalar("mode-scaling", type);
  }
}
