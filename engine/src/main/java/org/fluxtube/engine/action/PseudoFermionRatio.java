package org.fluxtube.engine.action;

import java.util.Locale;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = phi^dagger (M^dagger M + mu_2^2) (M^dagger M + mu^2)^-1 phi, mu &lt; mu_2; integrated over
 * phi the weight is det(M^dagger M + mu^2)/det(M^dagger M + mu_2^2), M as in {@link
 * PseudoFermions}.
 *
 * <p>Hasenbusch's splitting (hep-lat/0107019): {@link PseudoFermions} with mu = mu_2 and this with
 * mu = 0 have together the weight of one {@link PseudoFermions} with mu = 0, but smaller forces:
 * the heavy part costs few iterations, the ratio moves slowly. Longer chains mu_1 &lt; mu_2 &lt;
 * ... go the same way. Staggered: M^dagger M + mu^2 is that of the mass sqrt(m^2 + mu^2).
 *
 * <p>Drawn by one solve with mu_2 to {@code residual}; auxiliary field {@code phi}. The clover
 * term's det A_oo belongs to {@link PseudoFermions} alone.
 *
 * @param operator D
 * @param evenOdd whether phi lives on the even sites
 * @param mu the smaller mass
 * @param heavierMu mu_2
 * @param residual of the solves for S
 * @param forceResidual of the solves for the force
 * @param maxIterations after which a solve has failed
 * @param precision of the iterations of the solves for S; the residual is that of x in double
 * @param forcePrecision the same for the force
 * @param pastSolutions as in {@link PseudoFermions}
 */
public record PseudoFermionRatio(
    @Param("the Dirac operator D, the same in all terms") OperatorSpec operator,
    @Param(
            value = "phi on the even sites only; with staggered fermions always true",
            optional = true)
        boolean evenOdd,
    @Param(value = "mu of det(M^dagger M + mu^2) in the numerator, from 0", optional = true)
        double mu,
    @Param("mu of the denominator, above mu: the mu of the next heavier term") double heavierMu,
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
  /** Checks the parameters. */
  public PseudoFermionRatio {
    new PseudoFermions(
        operator,
        evenOdd,
        mu,
        residual,
        forceResidual,
        maxIterations,
        precision,
        forcePrecision,
        pastSolutions);
    if (!(heavierMu > mu && heavierMu <= PseudoFermions.LARGEST_MU)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "heavierMu = %s with mu = %s; allowed are numbers above mu, up to %s, for example mu"
                  + " = 0, heavierMu = 0.3",
              heavierMu,
              mu,
              PseudoFermions.LARGEST_MU));
    }
  }

  /** Even-odd, residuals 1e-10 and 1e-8. */
  public PseudoFermionRatio(OperatorSpec operator, double mu, double heavierMu) {
    this(operator, true, mu, heavierMu, 1e-10, 1e-8, 10_000);
  }

  /** Solved in double. */
  public PseudoFermionRatio(
      OperatorSpec operator,
      boolean evenOdd,
      double mu,
      double heavierMu,
      double residual,
      double forceResidual,
      int maxIterations) {
    this(
        operator,
        evenOdd,
        mu,
        heavierMu,
        residual,
        forceResidual,
        maxIterations,
        Precision.DOUBLE,
        Precision.DOUBLE,
        0);
  }

  private PseudoFermions numerator() {
    return new PseudoFermions(
        operator,
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
    return new PseudoFermionAction(numerator(), heavierMu, like);
  }

  @Override
  public boolean stochastic() {
    return true;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    numerator().requireFits(type, lattice);
  }
}
