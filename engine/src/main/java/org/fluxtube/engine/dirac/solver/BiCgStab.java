package org.fluxtube.engine.dirac.solver;

import java.util.Locale;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * A x = b for a general A between spinors, two applications an iteration: H. A. van der Vorst, SIAM
 * J. Sci. Stat. Comput. 13 (1992) 631. It solves D itself, where conjugate gradients need D^dagger
 * D.
 *
 * <p>Restarts from the present x when a scalar product breaks down or when the true residual is
 * above the bound at the end of the recursion.
 *
 * @param residual bound on the true |b - A x|/|b|
 * @param maxIterations after which a solve has failed
 */
public record BiCgStab(double residual, int maxIterations) {
  /** Checks the ranges. */
  public BiCgStab {
    new ConjugateGradient(residual, maxIterations);
  }

  /** A complex number. */
  private record Z(double re, double im) {
    Z times(Z b) {
      return new Z(re * b.re - im * b.im, re * b.im + im * b.re);
    }

    Z over(Z b) {
      double norm = b.re * b.re + b.im * b.im;
      return new Z((re * b.re + im * b.im) / norm, (im * b.re - re * b.im) / norm);
    }

    Z minus() {
      return new Z(-re, -im);
    }

    boolean usable() {
      double size = Math.hypot(re, im);
      return size > 0 && size < Double.POSITIVE_INFINITY;
    }
  }

  private static Z dot(FieldOps ops, Vector x, Vector y) {
    return new Z(ops.dot(x, y), ops.imaginaryDot(x, y));
  }

  /** y = c x + y with a complex c; y not x. */
  private static void axpy(FieldOps ops, Z c, Vector x, Vector y) {
    int spins = ((Shape.Spinor) x.shape()).spins();
    ops.spinMultiply(1, SpinMatrix.scalar(spins, c.re, c.im), x, 1, y);
  }

  /**
   * Solves A x = b.
   *
   * @param what names the system in the error
   * @param x the first guess; overwritten with the solution
   * @return applications of A, and the residual
   * @throws SamplerException if it does not converge, with the numbers
   */
  public Solution solve(FieldOps ops, String what, LinearOperator a, Vector b, Vector x) {
    double norm = ops.norm2(b);
    if (norm == 0) {
      ops.constant(0, x);
      return new Solution(0, 0);
    }
    double bound = residual * residual * norm;
    int[] applications = {0};
    try (Scratch.Lease r = ops.scratch().take(b.shape())) {
      while (true) {
        a.apply(x, r.vector());
        ops.axpby(1, b, -1, r.vector());
        double rr = ops.norm2(r.vector());
        if (rr <= bound) {
          return new Solution(applications[0], Math.sqrt(rr / norm));
        }
        if (applications[0] >= 2 * maxIterations || Double.isNaN(rr)) {
          throw new SamplerException(
              String.format(
                  Locale.ROOT,
                  "BiCGStab for %s did not converge: after %d of at most %d iterations |b - A"
                      + " x|/|b| = %.3g, wanted is %.3g",
                  what,
                  applications[0] / 2,
                  maxIterations,
                  Math.sqrt(rr / norm),
                  residual));
        }
        recursion(ops, a, r.vector(), x, bound, applications);
      }
    }
  }

  /** From r = b - A x until |r|^2 <= bound, a breakdown, or the last iteration. */
  private void recursion(
      FieldOps ops, LinearOperator a, Vector r, Vector x, double bound, int[] applications) {
    try (Scratch.Lease shadow = ops.scratch().take(r.shape());
        Scratch.Lease p = ops.scratch().take(r.shape());
        Scratch.Lease v = ops.scratch().take(r.shape());
        Scratch.Lease t = ops.scratch().take(r.shape())) {
      ops.copy(r, shadow.vector());
      ops.copy(r, p.vector());
      Z rho = dot(ops, shadow.vector(), r);
      while (applications[0] < 2 * maxIterations) {
        a.apply(p.vector(), v.vector());
        applications[0] += 2;
        Z alpha = rho.over(dot(ops, shadow.vector(), v.vector()));
        if (!alpha.usable()) {
          return;
        }
        axpy(ops, alpha, p.vector(), x);
        axpy(ops, alpha.minus(), v.vector(), r);
        a.apply(r, t.vector());
        Z omega = dot(ops, t.vector(), r).over(new Z(ops.norm2(t.vector()), 0));
        if (!omega.usable()) {
          return;
        }
        axpy(ops, omega, r, x);
        axpy(ops, omega.minus(), t.vector(), r);
        if (ops.norm2(r) <= bound) {
          return;
        }
        Z next = dot(ops, shadow.vector(), r);
        Z beta = next.over(rho).times(alpha.over(omega));
        if (!next.usable() || !beta.usable()) {
          return;
        }
        // p = r + beta (p - omega v)
        axpy(ops, omega.minus(), v.vector(), p.vector());
        ops.copy(p.vector(), t.vector());
        ops.copy(r, p.vector());
        axpy(ops, beta, t.vector(), p.vector());
        rho = next;
      }
    }
  }
}
