package org.fluxtube.engine.dirac.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.StreamKey;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * Extremal eigenvalues of a Hermitian A with their multiplicities, A v = theta v, by the Lanczos
 * process with full reorthogonalisation and thick restarts (K. Wu, H. Simon, SIAM J. Matrix Anal.
 * Appl. 22 (2000) 602).
 *
 * <p>One start vector sees each degenerate eigenvalue once. So the process is repeated from a new
 * random vector, orthogonal to the eigenvectors so far, until it finds nothing below them: the
 * pairs of SU(2) and the degeneracies of the free field are counted in full.
 *
 * @param residual bound on |A v - theta v| in units of the largest |theta| seen; the error of theta
 *     is of second order in it
 * @param maxApplications of A, after which it has failed
 */
public record Lanczos(double residual, int maxApplications) {
  /** Checks the ranges. */
  public Lanczos {
    if (!(residual >= 1e-13 && residual <= 0.1)) {
      throw new IllegalArgumentException(
          "residual = " + residual + "; allowed are numbers from 1e-13 to 0.1, for example 1e-8");
    }
    if (maxApplications < 1) {
      throw new IllegalArgumentException(
          "maxApplications = "
              + maxApplications
              + "; allowed are numbers from 1, for example 10000");
    }
  }

  /**
   * Eigenvalues in order.
   *
   * @param values from the outermost inwards
   * @param residuals the true |A v - theta v| of each
   * @param applications of A
   */
  public record Eigenvalues(List<Double> values, List<Double> residuals, int applications) {}

  private record Pair(double value, double residual, Vector vector) {}

  /**
   * The lowest eigenvalues, increasing.
   *
   * @param what names the operator in the error
   * @param shape of the vectors
   * @param start random numbers of the first start vector; the rounds after it are used too
   * @throws SamplerException if it does not converge, with the numbers
   */
  public Eigenvalues lowest(
      FieldOps ops, String what, LinearOperator a, Shape.Spinor shape, Start start, int count) {
    int[] applications = {0};
    List<Pair> found = find(ops, what, a, shape, start, count, applications);
    found.forEach(pair -> pair.vector.close());
    return new Eigenvalues(
        found.stream().map(Pair::value).toList(),
        found.stream().map(Pair::residual).toList(),
        applications[0]);
  }

  /**
   * The vectors of the lowest eigenvalues, orthonormal.
   *
   * @param values increasing
   * @param vectors owned
   */
  public record Modes(List<Double> values, List<Vector> vectors) implements AutoCloseable {
    @Override
    public void close() {
      vectors.forEach(Vector::close);
    }
  }

  /** The lowest eigenvalues with their vectors; as {@link #lowest}. */
  public Modes lowestModes(
      FieldOps ops, String what, LinearOperator a, Shape.Spinor shape, Start start, int count) {
    List<Pair> found = find(ops, what, a, shape, start, count, new int[1]);
    return new Modes(
        found.stream().map(Pair::value).toList(), found.stream().map(Pair::vector).toList());
  }

  private List<Pair> find(
      FieldOps ops,
      String what,
      LinearOperator a,
      Shape.Spinor shape,
      Start start,
      int count,
      int[] applications) {
    List<Pair> locked = new ArrayList<>();
    List<Pair> found = List.of();
    try {
      for (int round = 0; ; round++) {
        double threshold =
            locked.size() < count ? Double.POSITIVE_INFINITY : locked.get(count - 1).value;
        int before = locked.size();
        try (Krylov space = new Krylov(ops, a, shape, locked.stream().map(Pair::vector).toList())) {
          if (space.begin(start.key(round))) {
            run(space, what, count, threshold, applications, locked);
          }
        }
        locked.sort(Comparator.comparingDouble(Pair::value));
        if (locked.size() == before) {
          break;
        }
      }
      found = List.copyOf(locked.subList(0, Math.min(count, locked.size())));
      return found;
    } finally {
      locked.subList(found.size(), locked.size()).forEach(pair -> pair.vector.close());
    }
  }

  /** The highest eigenvalues, decreasing: the lowest of -A. */
  public Eigenvalues highest(
      FieldOps ops, String what, LinearOperator a, Shape.Spinor shape, Start start, int count) {
    LinearOperator minus =
        (x, out) -> {
          a.apply(x, out);
          ops.scale(-1, out);
        };
    Eigenvalues e = lowest(ops, what, minus, shape, start, count);
    return new Eigenvalues(e.values.stream().map(x -> -x).toList(), e.residuals, e.applications);
  }

  /** Random numbers for the start vector of a round. */
  @FunctionalInterface
  public interface Start {
    /** The key of round 0, 1, ... */
    StreamKey key(int round);
  }

  /** Finds the pairs below the threshold in the complement of the locked ones, at most count. */
  private void run(
      Krylov space,
      String what,
      int count,
      double threshold,
      int[] applications,
      List<Pair> locked) {
    int wanted = Math.min(count, space.dimension());
    while (true) {
      applications[0] += space.fill(wanted);
      double bound = residual * space.norm();
      int present = Math.min(wanted, space.size());
      int done = 0;
      while (done < present && space.residual(done) <= bound && space.value(done) < threshold) {
        done++;
      }
      // what is converged at or above the threshold shows that nothing is missing below it
      boolean passed = done < present && space.residual(done) <= bound;
      if (done == wanted || passed || space.exhausted()) {
        for (int i = 0; i < done; i++) {
          Vector v = space.vector(i);
          locked.add(new Pair(space.value(i), space.trueResidual(i, v), v));
        }
        return;
      }
      if (applications[0] >= maxApplications) {
        throw new SamplerException(
            String.format(
                Locale.ROOT,
                "the Lanczos process for %s did not converge: after %d of at most %d applications"
                    + " eigenvalue %d is %.6g with residual %.3g, wanted is %.3g; fewer eigenvalues"
                    + " or a larger residual may help",
                what,
                applications[0],
                maxApplications,
                done + 1,
                space.value(done),
                space.residual(done),
                bound));
      }
      space.restart(wanted);
    }
  }
}
