package org.fluxtube.engine.action;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = phi^dagger (M^dagger M)^-1 phi at fixed phi; integrated over phi the weight is det(M^dagger
 * M).
 *
 * <ul>
 *   <li>Wilson: M = D, or on the even sites the Schur complement Dhat: two degenerate flavours.
 *   <li>Staggered: M^dagger M = (D^dagger D)_ee on the even sites, det = det D: four tastes in four
 *       dimensions, two in two. (All sites would give twice as many.)
 * </ul>
 *
 * <p>phi = M^dagger eta (staggered: its even part) with complex normal eta, &lt;|eta|^2&gt; = 1 a
 * component; auxiliary field {@code phi}. Omitted: ln det of the constant odd-odd part. Solves
 * start from zero, so that the force is a function of the field alone and trajectories are
 * reversible whatever the residual. D. Weingarten, D. Petcher, Phys. Lett. B99 (1981) 333.
 *
 * @param operator D
 * @param evenOdd whether phi lives on the even sites
 * @param residual of the solves for S
 * @param forceResidual of the solves for the force
 * @param maxIterations after which a solve has failed
 */
public record PseudoFermions(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(
            value = "phi on the even sites only; with staggered fermions always true",
            optional = true)
        boolean evenOdd,
    @Param(value = "bound on the residual |b - A x|/|b| of the solves for S", optional = true)
        double residual,
    @Param(value = "the same for the force", optional = true) double forceResidual,
    @Param(value = "iterations after which a solve has failed and the chain stops", optional = true)
        int maxIterations)
    implements ActionSpec<GaugeField> {
  /** Checks the parameters. */
  public PseudoFermions {
    new ConjugateGradient(residual, maxIterations);
    new ConjugateGradient(forceResidual, maxIterations);
    if (operator.normalSplits() && !evenOdd) {
      throw new IllegalArgumentException(
          "evenOdd = false with "
              + operator
              + ": staggered phi on all sites would double the tastes; use evenOdd = true");
    }
  }

  /** Even-odd, residuals 1e-10 and 1e-8. */
  public PseudoFermions(OperatorSpec operator) {
    this(operator, true, 1e-10, 1e-8, 10_000);
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new PseudoFermionAction(this, like);
  }

  @Override
  public boolean stochastic() {
    return true;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    operator.requireFits(type, lattice);
    if (evenOdd) {
      Parity.requireCheckerboard("evenOdd = true", lattice);
    }
  }
}
