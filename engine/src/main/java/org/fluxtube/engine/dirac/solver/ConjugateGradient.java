package org.fluxtube.engine.dirac.solver;

import java.util.Locale;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * Conjugate gradients for a Hermitian positive A (Hestenes, Stiefel, J. Res. Nat. Bur. Stand. 49
 * (1952) 409). Sums run in the backend's fixed order: a solve is bitwise repeatable.
 *
 * <p>At the end of the recursion the true residual is computed; while it is above the bound (the
 * recursion drifts by rounding), the iteration starts again from the present x.
 *
 * @param residual bound on the true |b - A x|/|b|
 * @param maxIterations after which a solve has failed
 */
public record ConjugateGradient(
    @Param("bound on the true residual |b - A x|/|b|, from 1e-15 to 0.1") double residual,
    @Param(value = "iterations after which the chain stops", optional = true) int maxIterations) {
  /** Additions and multiplications of an iteration for each real number, A apart. */
  public static final int LINEAR_ALGEBRA = 10;

  /** Checks the ranges. */
  public ConjugateGradient {
    if (!(residual >= 1e-15 && residual <= 0.1)) {
      throw new IllegalArgumentException(
          "residual = " + residual + "; allowed are numbers from 1e-15 to 0.1, for example 1e-10");
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException(
          "maxIterations = " + maxIterations + "; allowed are numbers from 1, for example 10000");
    }
  }

  /**
   * Solves A x = b.
   *
   * @param what names the system in the error
   * @param x the first guess; overwritten with the solution
   * @throws SamplerException if it does not converge, with the numbers
   */
  public Solution solve(FieldOps ops, String what, LinearOperator a, Vector b, Vector x) {
    double norm = ops.norm2(b);
    if (norm == 0) {
      ops.constant(0, x);
      return new Solution(0, 0);
    }
    double bound = residual * residual * norm;
    int iterations = 0;
    double before = Double.POSITIVE_INFINITY;
    try (Scratch.Lease r = ops.scratch().take(b.shape());
        Scratch.Lease p = ops.scratch().take(b.shape());
        Scratch.Lease ap = ops.scratch().take(b.shape())) {
      while (true) {
        double rr = residual(ops, a, b, x, r.vector());
        if (rr <= bound) {
          return new Solution(iterations, Math.sqrt(rr / norm));
        }
        // a restart that gains less than this has met the rounding of A x itself
        if (!(rr < 0.25 * before) || iterations >= maxIterations) {
          throw failure(what, iterations, rr / norm, ops.lattice().toString());
        }
        before = rr;
        ops.copy(r.vector(), p.vector());
        while (rr > bound && iterations < maxIterations) {
          a.apply(p.vector(), ap.vector());
          iterations++;
          double pap = ops.dot(p.vector(), ap.vector());
          if (!(pap > 0)) {
            throw failure(what, iterations, rr / norm, "p.Ap = " + pap + ", A is not positive");
          }
          double alpha = rr / pap;
          ops.axpy(alpha, p.vector(), x);
          double next = ops.axpyNorm2(-alpha, ap.vector(), r.vector());
          ops.axpby(1, r.vector(), next / rr, p.vector());
          rr = next;
        }
      }
    }
  }

  /** r = b - A x; returns |r|^2. */
  static double residual(FieldOps ops, LinearOperator a, Vector b, Vector x, Vector r) {
    if (ops.norm2(x) == 0) {
      ops.copy(b, r); // the usual first guess costs no application
    } else {
      a.apply(x, r);
      ops.axpby(1, b, -1, r);
    }
    return ops.norm2(r);
  }

  private SamplerException failure(String what, int iterations, double ratio, String where) {
    return new SamplerException(
        String.format(
            Locale.ROOT,
            "the solver of %s did not converge (%s): after %d of at most %d iterations |b - A"
                + " x|/|b| = %.3g, wanted is %.3g; a heavier mass, more iterations or a larger"
                + " residual may help",
            what,
            where,
            iterations,
            maxIterations,
            Math.sqrt(ratio),
            residual));
  }
}
