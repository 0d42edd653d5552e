package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * phi^4 in the hopping form, S = sum_x [-2 kappa sum_mu psi_x psi_{x+mu} + (1 - 2 lambda) psi^2 +
 * lambda (psi^2)^2] (for example arXiv:1811.03533, eq. (1)). With phi = sqrt(kappa) psi this is
 * {@link Phi4} with m^2 = (1 - 2 lambda)/kappa - 2d and lambda' = lambda/kappa^2.
 *
 * @param kappa hopping parameter
 * @param lambda quartic coupling
 */
public record Phi4Hopping(
    @Param("hopping parameter") double kappa,
    @Param("quartic coupling, at least 0; 0 only with 2 d |kappa| < 1") double lambda)
    implements ActionSpec<ScalarField> {
  /** Checks the couplings. */
  public Phi4Hopping {
    Couplings.requireFinite("kappa", kappa, "kappa = 0.21");
    Couplings.requireNotNegative("lambda", lambda, "lambda = 0.022");
  }

  @Override
  public Action<ScalarField> bind(ScalarField like) {
    return new ScalarAction(like.ops(), 1 - 2 * lambda, kappa, lambda);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return Optional.empty();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    ScalarAction.requireScalar("phi4-hopping", type);
    if (lambda == 0 && 2 * lattice.dimensions() * Math.abs(kappa) >= 1) {
      throw new IllegalArgumentException(
          "lambda = 0 with kappa = "
              + kappa
              + ": the action is unbounded below; allowed are lambda > 0, or 2 d |kappa| < 1");
    }
  }
}
