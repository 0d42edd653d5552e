package org.fluxtube.engine.action;

import java.util.Locale;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.rational.PowerApproximation;
import org.fluxtube.engine.dirac.solver.MultiShift;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = phi^dagger K^-power phi, the action of rational hybrid Monte Carlo; integrated over phi the
 * weight is (det K)^power. K = M^dagger M as in {@link PseudoFermions}:
 *
 * <ul>
 *   <li>Wilson: det K = |det D|^2. One flavour is power 1/2; its weight is |det D|, the sign is not
 *       in it (observable {@code determinant-sign}).
 *   <li>Staggered on the even sites: det K = det D, four tastes in four dimensions, two in two. N_f
 *       of them are power N_f/4 or N_f/2.
 * </ul>
 *
 * <p>K^-power is the rational function r of {@code order} terms, of {@code forceOrder} terms in the
 * force; phi = K r'(K) eta with r' of K^(power/2 - 1) and complex normal eta. The spectrum of K
 * must stay within [lower, upper]. The solves for phi and S see its ends as far as they matter to
 * phi (the Lanczos process within conjugate gradients); every {@code checkEvery} trajectories a
 * Lanczos process of its own measures both, from a random vector that the chain does not know, to
 * {@code CHECK_RESIDUAL} of the highest. An eigenvalue outside stops the chain. Staggered: K lies
 * within [m^2, m^2 + d^2] on every field. With a clover term and evenOdd the weight includes (det
 * A_oo)^(2 power). M. Clark, A. Kennedy, hep-lat/0608015.
 *
 * @param operator D
 * @param power from 0.001 to 1; 1 is {@link PseudoFermions}
 * @param lower end of the spectrum of K
 * @param upper end of the spectrum of K
 * @param order terms of the approximations in S and in the draw
 * @param forceOrder terms in the force
 * @param evenOdd whether phi lives on the even sites
 * @param residual of the solves for phi and S
 * @param forceResidual of the solves for the force
 * @param maxIterations after which a solve has failed
 * @param checkEvery trajectories from one measurement of the spectrum's ends to the next, the first
 *     trajectory included; 0: none
 */
public record RationalPseudoFermions(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(
            "power of det M^dagger M: 1/2 for one Wilson flavour; for N_f staggered tastes N_f/4 in"
                + " four dimensions, N_f/2 in two")
        double power,
    @Param("lower end of the range of the spectrum of M^dagger M; staggered: mass squared")
        double lower,
    @Param("upper end of the range; staggered: mass squared + dimensions squared") double upper,
    @Param(value = "terms of the rational approximation in S and in the draw", optional = true)
        int order,
    @Param(value = "terms of the rational approximation in the force", optional = true)
        int forceOrder,
    @Param(
            value = "phi on the even sites only; with staggered fermions always true",
            optional = true)
        boolean evenOdd,
    @Param(value = "bound on the residual |b - A x|/|b| of the solves for S", optional = true)
        double residual,
    @Param(value = "the same for the force", optional = true) double forceResidual,
    @Param(value = "iterations after which a solve has failed and the chain stops", optional = true)
        int maxIterations,
    @Param(
            value = "trajectories from one measurement of the spectrum's ends to the next; 0: none",
            optional = true)
        int checkEvery)
    implements ActionSpec<GaugeField> {
  /** The largest relative error of r in S. */
  private static final double MOST_ERROR = 1e-6;

  /** Checks the parameters. */
  public RationalPseudoFermions {
    new MultiShift(residual, maxIterations);
    new MultiShift(forceResidual, maxIterations);
    PowerApproximation.requirePower(power);
    PowerApproximation.requireRange(lower, upper);
    PowerApproximation.requireOrder("order", order);
    PowerApproximation.requireOrder("forceOrder", forceOrder);
    if (checkEvery < 0) {
      throw new IllegalArgumentException(
          "checkEvery = "
              + checkEvery
              + "; allowed are 0 (no measurement of its own) and positive numbers, for example 20");
    }
    requireAccurate(power, lower, upper, order);
    requireAccurate(1 - power / 2, lower, upper, order);
    if (operator.normalSplits() && !evenOdd) {
      throw new IllegalArgumentException(
          "evenOdd = false with "
              + operator
              + ": staggered phi on all sites would double the tastes; use evenOdd = true");
    }
  }

  /**
   * Even-odd, 15 and 8 terms, residuals 1e-10 and 1e-8, the range checked every 20 trajectories.
   */
  public RationalPseudoFermions(OperatorSpec operator, double power, double lower, double upper) {
    this(operator, power, lower, upper, 15, 8, true, 1e-10, 1e-8, 10_000, 20);
  }

  /** Without measurements of the spectrum beside those of the solves. */
  public RationalPseudoFermions(
      OperatorSpec operator,
      double power,
      double lower,
      double upper,
      int order,
      int forceOrder,
      boolean evenOdd,
      double residual,
      double forceResidual,
      int maxIterations) {
    this(
        operator,
        power,
        lower,
        upper,
        order,
        forceOrder,
        evenOdd,
        residual,
        forceResidual,
        maxIterations,
        0);
  }

  private static void requireAccurate(double power, double lower, double upper, int order) {
    double error = PowerApproximation.expectedError(power, lower, upper, order);
    if (error > MOST_ERROR) {
      int enough = enough(power, lower, upper, order);
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "order = %d terms approximate x^-%s on [%s, %s] within %.2g, allowed is %.0e; use for"
                  + " example order = %d, or a narrower range",
              order,
              power,
              lower,
              upper,
              error,
              MOST_ERROR,
              enough));
    }
  }

  /** The terms that are accurate enough, at least {@code order}. */
  private static int enough(double power, double lower, double upper, int order) {
    int enough = order;
    while (enough < PowerApproximation.MOST_TERMS
        && PowerApproximation.expectedError(power, lower, upper, enough) > MOST_ERROR) {
      enough++;
    }
    return enough;
  }

  /** The terms that this action would need on another range, at least {@code order}. */
  int orderFor(double low, double high) {
    return enough(1 - power / 2, low, high, enough(power, low, high, order));
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new RationalAction(this, like);
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
