package org.fluxtube.engine.dirac.solver;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;

/**
 * First guesses from the solutions of the systems before: the x in their span that minimises
 * x^dagger A x - 2 Re x^dagger b (R. Brower, T. Ivanenko, A. Levi, K. Orginos, hep-lat/9509012). An
 * application of A for each of them.
 *
 * <p>A solve that starts so depends on its history within its residual. A force made of it is no
 * function of the field, and a trajectory is reversible only within that residual.
 */
public final class PastSolutions implements AutoCloseable {
  /** Norm in A below which what is left of a solution after those before it is rounding. */
  private static final double DEPENDENT = 1e-14;

  private final FieldOps ops;
  private final Shape.Spinor shape;
  private final int most;
  private final List<Vector> newestFirst = new ArrayList<>();
  private final List<Vector> free = new ArrayList<>();
  private Object owner;

  /**
   * @param most solutions that are kept
   */
  public PastSolutions(FieldOps ops, Shape.Spinor shape, int most) {
    this.ops = ops;
    this.shape = shape;
    this.most = most;
  }

  /** Forgets all solutions unless they are of the same series of systems. */
  public void of(Object series) {
    if (owner != series) {
      owner = series;
      free.addAll(newestFirst);
      newestFirst.clear();
    }
  }

  /**
   * The guess; 0 where there are no solutions yet.
   *
   * @param x overwritten
   */
  public void guess(LinearOperator a, Vector b, Vector x) {
    ops.constant(0, x);
    List<Scratch.Lease> leases = new ArrayList<>();
    List<Vector> q = new ArrayList<>();
    List<Vector> aq = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    try {
      for (Vector solution : newestFirst) {
        Vector v = take(leases);
        Vector av = take(leases);
        ops.copy(solution, v);
        a.apply(v, av);
        double before = ops.dot(v, av);
        for (int j = 0; j < q.size(); j++) {
          // v and A v lose their part along q_j, in the scalar product of A
          SpinMatrix part = product(q.get(j), av, -1 / norms.get(j));
          ops.spinMultiply(1, part, q.get(j), 1, v);
          ops.spinMultiply(1, part, aq.get(j), 1, av);
        }
        double norm = ops.dot(v, av);
        if (norm > DEPENDENT * before) {
          ops.spinMultiply(1, product(v, b, 1 / norm), v, 1, x);
          q.add(v);
          aq.add(av);
          norms.add(norm);
        }
      }
    } finally {
      leases.forEach(Scratch.Lease::close);
    }
  }

  /** factor v^dagger w times the unit matrix. */
  private SpinMatrix product(Vector v, Vector w, double factor) {
    return SpinMatrix.scalar(
        shape.spins(), factor * ops.dot(v, w), factor * ops.imaginaryDot(v, w));
  }

  private Vector take(List<Scratch.Lease> leases) {
    leases.add(ops.scratch().take(shape));
    return leases.getLast().vector();
  }

  /** Keeps a copy of a solution, and forgets the oldest beyond their number. */
  public void keep(Vector x) {
    if (most == 0) {
      return;
    }
    if (newestFirst.size() == most) {
      free.add(newestFirst.removeLast());
    }
    Vector v = free.isEmpty() ? ops.allocate(shape) : free.removeLast();
    ops.copy(x, v);
    newestFirst.addFirst(v);
  }

  @Override
  public void close() {
    newestFirst.forEach(Vector::close);
    free.forEach(Vector::close);
    newestFirst.clear();
    free.clear();
  }
}
