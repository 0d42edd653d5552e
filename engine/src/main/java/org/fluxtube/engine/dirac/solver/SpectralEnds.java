package org.fluxtube.engine.dirac.solver;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;

/**
 * Whether a Hermitian A &gt;= 0 has an inverse to rounding: p^dagger A p/p^dagger p of the
 * directions p of conjugate gradients for A x = b, b random. In a singular A the directions turn
 * into its null space, for the part of b there is never solved.
 *
 * @param smallest the smallest quotient, at least the lowest eigenvalue
 * @param largest the largest one, at most the highest
 * @param iterations that it took
 * @param regular whether nothing speaks against an inverse
 */
public record SpectralEnds(double smallest, double largest, int iterations, boolean regular) {
  /** Quotients below this, in units of the largest, are rounding. */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  /** |r|^2/|b|^2 from which on the null space, if there were one, would be all that is left. */
  private static final double SOLVED = 1e-12;

  /**
   * Iterates until the system is solved to six digits, a direction is in the null space, or the
   * last iteration, which leaves the question to the solver.
   *
   * @param b with components in every direction; overwritten
   */
  public static SpectralEnds of(FieldOps ops, LinearOperator a, Vector b, int maxIterations) {
    double norm = ops.norm2(b);
    double rr = norm;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    try (Scratch.Lease p = ops.scratch().take(b.shape());
        Scratch.Lease ap = ops.scratch().take(b.shape())) {
      ops.copy(b, p.vector());
      for (int i = 1; i <= maxIterations && rr > SOLVED * norm; i++) {
        a.apply(p.vector(), ap.vector());
        double pap = ops.dot(p.vector(), ap.vector());
        double quotient = pap / ops.norm2(p.vector());
        smallest = Math.min(smallest, quotient); // NaN stays
        largest = Math.max(largest, quotient);
        if (!(quotient > ROUNDING * largest)) {
          return new SpectralEnds(smallest, largest, i, false);
        }
        double next = ops.axpyNorm2(-rr / pap, ap.vector(), b);
        ops.axpby(1, b, next / rr, p.vector());
        rr = next;
        if (rr <= SOLVED * norm) {
          return new SpectralEnds(smallest, largest, i, true);
        }
      }
    }
    return new SpectralEnds(smallest, largest, maxIterations, true);
  }
}
