package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The linear map x~(k) = e^(s_k) z~(k) of Fourier modes, s_-k = s_k; ln J = sum_k s_k. It commutes
 * with translations and with the change of sign. With s_k = -(1/2) ln(2 (k^2 + m^2)), k^2 = sum_mu
 * 4 sin^2(k_mu/2), it makes the free field of {@link org.fluxtube.engine.action.Phi4} of normal
 * numbers: as the first map it makes that field the prior. Its exponents are learnt from there. Of
 * n components each is scaled by the same s_k, and ln J = n sum_k s_k.
 *
 * <p>On another lattice e^(-2 s) is interpolated between the nearest modes, direction by direction,
 * linearly in 4 sin^2(k_mu/2): a free field of any mass goes over exactly.
 *
 * @param mass m of the free field where learning starts; 0: it starts as the identity
 */
public record ModeScaling(
    @Param(
            value = "m of the free field where learning starts; 0 starts as the identity",
            optional = true)
        double mass)
    implements MapSpec {
  private static final double LARGEST_MASS = 1e3;

  /** Checks the mass. */
  public ModeScaling {
    if (!(mass >= 0) || mass > LARGEST_MASS) {
      throw new IllegalArgumentException(
          "mass = "
              + mass
              + "; allowed are 0 (starts as the identity) and positive numbers up to "
              + LARGEST_MASS
              + ", for example mass = 1");
    }
  }

  /** From the identity. */
  public ModeScaling() {
    this(0);
  }

  /** To any lattice of equal dimension. */
  @Override
  public void requireTransfers(Lattice from, Lattice to) {}

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Flow.requireScalar("mode-scaling", type);
  }
}
