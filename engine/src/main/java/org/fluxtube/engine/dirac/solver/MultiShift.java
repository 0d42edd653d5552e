package org.fluxtube.engine.dirac.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * (A + sigma_k) x_k = b for several shifts sigma_k >= 0 in one Krylov space, A Hermitian positive:
 * B. Jegerlehner, hep-lat/9612014. The system without shift sets the pace; the residual of system k
 * is zeta_k times its residual, and a system that is done is left alone.
 *
 * <p>Each true residual is computed at the end; a system that rounding has kept above the bound is
 * finished by {@link ConjugateGradient} from where it stands.
 *
 * @param residual bound on the true |b - (A + sigma_k) x_k|/|b| of every system
 * @param maxIterations after which a solve has failed
 */
public record MultiShift(double residual, int maxIterations) {
  /** Checks the ranges. */
  public MultiShift {
    new ConjugateGradient(residual, maxIterations);
  }

  /**
   * What a solve took, and what it saw of the spectrum.
   *
   * @param iterations of the common recursion and of what finished it
   * @param residual the largest true residual
   * @param lowest an upper bound on the lowest eigenvalue of A, close to it where its eigenvector
   *     matters to the solutions; NaN for b = 0
   * @param highest a lower bound on the highest eigenvalue
   * @param updates of all shifted systems together
   */
  public record Solutions(
      int iterations, double residual, double lowest, double highest, long updates) {
    /** Additions and multiplications for each real number, A apart. */
    public long linearAlgebra() {
      return 8L * iterations + 5 * updates;
    }

    /** As a solve of one system. */
    public Solution solution() {
      return new Solution(iterations, residual);
    }
  }

  /**
   * Solves all systems.
   *
   * @param what names the systems in the error
   * @param shifts sigma_k, finite and not negative
   * @param x one vector a shift, overwritten; the first guess is 0
   * @throws IllegalArgumentException if there is no shift, or one is negative
   * @throws SamplerException if it does not converge, with the numbers
   */
  public Solutions solve(
      FieldOps ops, String what, LinearOperator a, List<Double> shifts, Vector b, List<Vector> x) {
    requireShifts(shifts, x.size());
    x.forEach(v -> ops.constant(0, v));
    double norm = ops.norm2(b);
    if (norm == 0) {
      return new Solutions(0, 0, Double.NaN, Double.NaN, 0);
    }
    List<Scratch.Lease> leases = new ArrayList<>();
    Course course = new Course();
    int iterations;
    try {
      iterations = iterate(ops, what, a, shifts, b, x, norm, leases, course);
    } finally {
      leases.forEach(Scratch.Lease::close);
    }
    double worst = 0;
    ConjugateGradient polish = new ConjugateGradient(residual, maxIterations);
    for (int k = 0; k < x.size(); k++) {
      double sigma = shifts.get(k);
      LinearOperator shifted =
          (v, out) -> {
            a.apply(v, out);
            ops.axpy(sigma, v, out);
          };
      Solution solution = polish.solve(ops, what + " + " + sigma, shifted, b, x.get(k));
      iterations += solution.iterations();
      worst = Math.max(worst, solution.residual());
    }
    return new Solutions(
        iterations, worst, course.spectrum.lowest(), course.spectrum.highest(), course.updates);
  }

  /** What the recursion saw and did. */
  private static final class Course {
    private final Tridiagonal spectrum = new Tridiagonal();
    private long updates;
  }

  private static void requireShifts(List<Double> shifts, int vectors) {
    if (shifts.isEmpty() || shifts.size() != vectors) {
      throw new IllegalArgumentException(
          shifts.size() + " shifts and " + vectors + " vectors; needed are as many, at least one");
    }
    for (double sigma : shifts) {
      if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "shifts = " + shifts + "; allowed are numbers from 0, for example [0.01, 0.1, 1.0]");
      }
    }
  }

  /** The recursion; zeta, alpha, beta as in section 3 of the paper with alpha = -beta there. */
  private int iterate(
      FieldOps ops,
      String what,
      LinearOperator a,
      List<Double> shifts,
      Vector b,
      List<Vector> x,
      double norm,
      List<Scratch.Lease> leases,
      Course course) {
    double bound = residual * residual * norm;
    Vector r = take(ops, b, leases);
    Vector p = take(ops, b, leases);
    Vector ap = take(ops, b, leases);
    List<Vector> ps = new ArrayList<>();
    int n = x.size();
    double[] zeta = new double[n];
    double[] last = new double[n];
    for (int k = 0; k < n; k++) {
      ps.add(take(ops, b, leases));
      ops.copy(b, ps.get(k));
      zeta[k] = 1;
      last[k] = 1;
    }
    ops.copy(b, r);
    ops.copy(b, p);
    double rr = norm;
    double alphaOld = 1;
    double betaOld = 0;
    for (int i = 1; ; i++) {
      a.apply(p, ap);
      double pap = ops.dot(p, ap);
      if (!(pap > 0) || i > maxIterations) {
        throw failure(what, i - 1, Math.sqrt(rr / norm), pap);
      }
      double alpha = rr / pap;
      double next = ops.axpyNorm2(-alpha, ap, r);
      double beta = next / rr;
      course.spectrum.add(alpha, beta);
      boolean done = true;
      for (int k = 0; k < n; k++) {
        if (zeta[k] * zeta[k] * rr <= bound) {
          continue;
        }
        double ratio = zeta[k] / last[k];
        double z = zeta[k] / (1 + alpha * shifts.get(k) + alpha * betaOld / alphaOld * (1 - ratio));
        double alphaK = alpha * z / zeta[k];
        double betaK = beta * (z / zeta[k]) * (z / zeta[k]);
        ops.axpy(alphaK, ps.get(k), x.get(k));
        ops.axpby(z, r, betaK, ps.get(k));
        course.updates++;
        last[k] = zeta[k];
        zeta[k] = z;
        done &= z * z * next <= bound;
      }
      if (done) {
        return i;
      }
      ops.axpby(1, r, beta, p);
      alphaOld = alpha;
      betaOld = beta;
      rr = next;
    }
  }

  private static Vector take(FieldOps ops, Vector like, List<Scratch.Lease> leases) {
    leases.add(ops.scratch().take(like.shape()));
    return leases.getLast().vector();
  }

  private SamplerException failure(String what, int iterations, double ratio, double pap) {
    return new SamplerException(
        String.format(
            Locale.ROOT,
            "the multi-shift solver of %s did not converge: after %d of at most %d iterations"
                + " |r|/|b| = %.3g, wanted is %.3g, p.Ap = %.3g",
            what,
            iterations,
            maxIterations,
            ratio,
            residual,
            pap));
  }
}
