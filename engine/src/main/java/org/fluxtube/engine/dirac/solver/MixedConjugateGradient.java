package org.fluxtube.engine.dirac.solver;

import java.util.Locale;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * {@link ConjugateGradient} whose iterations are in single precision, with reliable updates in
 * double (G. Sleijpen, H. van der Vorst, Computing 56 (1996) 141; M. Clark et al.,
 * arXiv:0911.3191): whenever |r| has fallen by {@link #GAIN}, x takes up what was gained and r = b
 * - A x is computed in double; the search direction stays, made orthogonal to the new r. Where the
 * two differ by then, updates come more often.
 *
 * <p>The result meets the same bound on the true residual as a solve in double. A is given twice.
 *
 * @param residual bound on the true |b - A x|/|b|
 * @param maxIterations in single precision, after which a solve has failed
 */
public record MixedConjugateGradient(double residual, int maxIterations) {
  /** By how much |r| falls between two updates in double, while the recursion is right by then. */
  static final double GAIN = 0.01;

  /** The same where it is not: on badly conditioned systems. */
  private static final double LEAST_GAIN = 0.1;

  /** |r| in double above that of the recursion by more than this: the next update comes sooner. */
  private static final double DRIFT = 1.5;

  /** Checks the ranges. */
  public MixedConjugateGradient {
    new ConjugateGradient(residual, maxIterations);
  }

  /**
   * Solves A x = b.
   *
   * @param what names the system in the error
   * @param a A in double precision
   * @param single A in single precision, between vectors of {@link Precision#FLOAT}
   * @param b in double
   * @param x the first guess, in double; overwritten with the solution
   * @return the iterations in single precision and the true residual
   * @throws SamplerException if it does not converge, with the numbers
   */
  public Solution solve(
      FieldOps ops, String what, LinearOperator a, LinearOperator single, Vector b, Vector x) {
    double norm = ops.norm2(b);
    if (norm == 0) {
      ops.constant(0, x);
      return new Solution(0, 0);
    }
    double bound = residual * residual * norm;
    int iterations = 0;
    Scratch pool = ops.scratch();
    try (Scratch.Lease outer = pool.take(b.shape());
        Scratch.Lease gained = pool.take(b.shape());
        Scratch.Lease r = pool.take(b.shape(), Precision.FLOAT);
        Scratch.Lease p = pool.take(b.shape(), Precision.FLOAT);
        Scratch.Lease ap = pool.take(b.shape(), Precision.FLOAT);
        Scratch.Lease y = pool.take(b.shape(), Precision.FLOAT)) {
      double rr = ConjugateGradient.residual(ops, a, b, x, outer.vector());
      ops.convert(outer.vector(), r.vector());
      ops.copy(r.vector(), p.vector());
      ops.constant(0, y.vector());
      double updated = rr;
      double gain = GAIN;
      while (rr > bound) {
        single.apply(p.vector(), ap.vector());
        double pap = ops.dot(p.vector(), ap.vector());
        if (!(pap > 0) || iterations >= maxIterations) {
          throw failure(what, iterations, rr / norm, pap);
        }
        iterations++;
        double alpha = rr / pap;
        ops.axpy(alpha, p.vector(), y.vector());
        double next = ops.axpyNorm2(-alpha, ap.vector(), r.vector());
        if (!(next > Math.max(bound, gain * gain * updated))) {
          ops.convert(y.vector(), gained.vector());
          ops.axpy(1, gained.vector(), x);
          ops.constant(0, y.vector());
          double recursed = next;
          next = ConjugateGradient.residual(ops, a, b, x, outer.vector());
          if (!(next <= DRIFT * DRIFT * recursed)) {
            gain = Math.min(LEAST_GAIN, Math.sqrt(gain));
          }
          if (!(next < updated)) {
            // single precision gains nothing more on this system
            throw failure(what, iterations, next / norm, pap);
          }
          updated = next;
          ops.convert(outer.vector(), r.vector());
          ops.axpy(-ops.dot(r.vector(), p.vector()) / next, r.vector(), p.vector());
        }
        ops.axpby(1, r.vector(), next / rr, p.vector());
        rr = next;
      }
      return new Solution(iterations, Math.sqrt(rr / norm));
    }
  }

  private SamplerException failure(String what, int iterations, double ratio, double pap) {
    return new SamplerException(
        String.format(
            Locale.ROOT,
            "the solver of %s in single precision did not converge: after %d of at most %d"
                + " iterations |b - A x|/|b| = %.3g, wanted is %.3g, p.Ap = %.3g; a heavier mass,"
                + " more iterations or precision = double may help",
            what,
            iterations,
            maxIterations,
            Math.sqrt(ratio),
            residual,
            pap));
  }
}
