package org.fluxtube.engine.action;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.dirac.solver.PastSolutions;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = phi^dagger (M^dagger M + mu^2)^-1 phi at fixed phi; integrated over phi the weight is
 * det(M^dagger M + mu^2).
 *
 * <ul>
 *   <li>Wilson: M = D, or on the even sites the Schur complement Dhat: two degenerate flavours.
 *       With a clover term on the even sites S contains -2 ln |det A_oo|.
 *   <li>Staggered: M^dagger M = (D^dagger D)_ee on the even sites, det = det D: four tastes in four
 *       dimensions, two in two. (All sites would give twice as many.)
 * </ul>
 *
 * <p>mu = 0 is the theory; mu &gt; 0 is the heavy part of a mass splitting ({@link
 * PseudoFermionRatio}), and on all sites twisted-mass Wilson fermions with mu = 2 kappa mu_tm.
 *
 * <p>phi is drawn as in {@link org.fluxtube.engine.dirac.FermionMatrix#root} with complex normal
 * eta, &lt;|eta|^2&gt; = 1 a component; auxiliary field {@code phi}. Omitted: ln det of a constant
 * odd-odd part. Solves start from zero unless told otherwise, so that the force is a function of
 * the field alone and trajectories are reversible whatever the residual. D. Weingarten, D. Petcher,
 * Phys. Lett. B99 (1981) 333.
 *
 * @param operator D
 * @param evenOdd whether phi lives on the even sites
 * @param mu shift of M^dagger M by mu^2
 * @param residual of the solves for S
 * @param forceResidual of the solves for the force
 * @param maxIterations after which a solve has failed
 * @param precision of the iterations of the solves for S; the residual is that of x in double
 * @param forcePrecision the same for the force
 * @param pastSolutions solutions of the force's earlier solves in the trajectory that make the
 *     first guess ({@link PastSolutions}); 0: solves start from zero. More than 0 saves iterations
 *     and makes trajectories reversible only within {@code forceResidual}
 */
public record PseudoFermions(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(
            value = "phi on the even sites only; with staggered fermions always true",
            optional = true)
        boolean evenOdd,
    @Param(value = "adds mu^2 to M^dagger M; 0 is the theory itself", optional = true) double mu,
    @Param(value = "bound on the residual |b - A x|/|b| of the solves for S", optional = true)
        double residual,
    @Param(value = "the same for the force", optional = true) double forceResidual,
    @Param(value = "iterations after which a solve has failed and the chain stops", optional = true)
        int maxIterations,
    @Param(
            value =
                "double, or float: iterations of the solves for S in single precision, to the same"
                    + " residual",
            optional = true)
        Precision precision,
    @Param(value = "the same for the force", optional = true) Precision forcePrecision,
    @Param(
            value =
                "earlier solutions that make the first guess of the force's solves; 0: from zero,"
                    + " reversible whatever the residual",
            optional = true)
        int pastSolutions)
    implements ActionSpec<GaugeField> {
  static final double LARGEST_MU = 1000;
  static final int MOST_PAST = 16;

  /** Checks the parameters. */
  public PseudoFermions {
    new ConjugateGradient(residual, maxIterations);
    new ConjugateGradient(forceResidual, maxIterations);
    if (!(mu >= 0 && mu <= LARGEST_MU)) {
      throw new IllegalArgumentException(
          "mu = " + mu + "; allowed are numbers from 0 to " + LARGEST_MU + ", for example 0.3");
    }
    if (pastSolutions < 0 || pastSolutions > MOST_PAST) {
      throw new IllegalArgumentException(
          "pastSolutions = "
              + pastSolutions
              + "; allowed are integers from 0 (start from zero) to "
              + MOST_PAST
              + ", for example 4");
    }
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

  /** With mu = 0. */
  public PseudoFermions(
      OperatorSpec operator,
      boolean evenOdd,
      double residual,
      double forceResidual,
      int maxIterations) {
    this(operator, evenOdd, 0, residual, forceResidual, maxIterations);
  }

  /** Solved in double. */
  public PseudoFermions(
      OperatorSpec operator,
      boolean evenOdd,
      double mu,
      double residual,
      double forceResidual,
      int maxIterations) {
    this(
        operator,
        evenOdd,
        mu,
        residual,
        forceResidual,
        maxIterations,
        Precision.DOUBLE,
        Precision.DOUBLE);
  }

  /** Solves start from zero. */
  public PseudoFermions(
      OperatorSpec operator,
      boolean evenOdd,
      double mu,
      double residual,
      double forceResidual,
      int maxIterations,
      Precision precision,
      Precision forcePrecision) {
    this(
        operator,
        evenOdd,
        mu,
        residual,
        forceResidual,
        maxIterations,
        precision,
        forcePrecision,
        0);
  }

  /** The same of another operator. */
  public PseudoFermions of(OperatorSpec other) {
    return new PseudoFermions(
        other,
        evenOdd,
        mu,
        residual,
        forceResidual,
        maxIterations,
        precision,
        forcePrecision,
        pastSolutions);
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new PseudoFermionAction(this, null, like);
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
