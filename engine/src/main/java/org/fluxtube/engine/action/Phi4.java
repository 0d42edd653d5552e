package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = sum_x [(2d + m^2) phi^2 - 2 sum_mu phi_x phi_{x+mu} + lambda (phi^2)^2], phi^2 = sum_c
 * phi_c^2: the convention of arXiv:1904.12072 (no factor 1/2), eq. (14). Bounded below for lambda >
 * 0, or lambda = 0 and m^2 > 0.
 *
 * @param massSquared m^2, any sign if lambda > 0
 * @param lambda quartic coupling
 */
public record Phi4(
    @Param("m^2 in the convention without 1/2 (arXiv:1904.12072)") double massSquared,
    @Param("lambda, at least 0; 0 only with m^2 > 0") double lambda)
    implements ActionSpec<ScalarField> {
  /** Checks that the action is bounded below. */
  public Phi4 {
    Couplings.requireFinite("massSquared", massSquared, "massSquared = -4");
    Couplings.requireNotNegative("lambda", lambda, "lambda = 6.975");
    if (lambda == 0 && massSquared <= 0) {
      throw new IllegalArgumentException(
          "lambda = 0 with massSquared = "
              + massSquared
              + ": the action is unbounded below; allowed are lambda > 0, or massSquared > 0, for"
              + " example massSquared = -4, lambda = 6.975");
    }
  }

  @Override
  public Action<ScalarField> bind(ScalarField like) {
    double quadratic = 2 * like.lattice().dimensions() + massSquared;
    return new ScalarAction(like.ops(), quadratic, 1, lambda);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return Optional.empty();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    ScalarAction.requireScalar("phi4", type);
  }
}
