package org.fluxtube.engine.dirac;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.fluxtube.engine.dirac.solver.Lanczos;
import org.fluxtube.engine.dirac.solver.LinearOperator;
import org.fluxtube.engine.electron.HermitianEigen;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * The sign of det D(kappa) = (-1)^c, c the number of eigenvalues of the Hermitian Q(k) = gamma_5
 * D(k) that pass zero for k from k_0 to kappa (R. Edwards, U. Heller, R. Narayanan, hep-lat/
 * 9802016). D(k) = 1 + k X with |X| &lt;= 2d + |c_sw| d(d-1)/2 =: 1/k_0 has det &gt; 0 below k_0.
 *
 * <p>dlambda/dk = (lambda - psi^dagger gamma_5 psi)/k, so |lambda| &gt; 0 cannot come to zero
 * before k/(1 - |lambda|). A step goes as far as the lowest eigenvalue that is not followed allows;
 * those that are followed are recognised by the overlap of their vectors, else the step is halved.
 * Most fields need few steps and follow nothing.
 */
public final class SpectralFlow {
  /** Of the distance that is safe. */
  private static final double SAFETY = 0.95;

  /** What of a vector must lie among those of one sign. */
  private static final double RECOGNISED = 0.8;

  /** The smallest step, relative to k. */
  private static final double SMALLEST = 1e-4;

  private static final double RESIDUAL = 1e-7;
  private static final int MAX_APPLICATIONS = 100_000;
  private static final int MOST_MODES = 64;

  /** Below this the first eigenvalue that is not followed hardly allows a step. */
  private static final double NARROW = 0.01;

  private final DiracOperator d;
  private final FieldOps ops;
  private final SpinMatrix five;
  private final int modes;
  private final double kappa;

  /**
   * Of the operator's present links.
   *
   * @param d of Wilson's kind, with a real determinant; not owned
   * @param modes how many of the lowest eigenvalues are computed, at least 2
   */
  public SpectralFlow(DiracOperator d, int modes) {
    if (d.spec().normalSplits()) {
      throw new IllegalArgumentException("det D of " + d.spec() + " has no sign to follow");
    }
    this.d = d;
    this.ops = d.ops();
    this.five = Gamma.five(ops.lattice().dimensions());
    this.modes = modes;
    this.kappa = -d.spec().coefficient();
  }

  /** Eigenvalues of Q with their vectors, all with |lambda| below gap. */
  private record Flowing(double at, double gap, List<Double> values, List<Vector> vectors)
      implements AutoCloseable {
    @Override
    public void close() {
      vectors.forEach(Vector::close);
    }
  }

  /** k_0. */
  private double start() {
    int dimensions = ops.lattice().dimensions();
    double csw = Math.abs(d.spec().clover()) / kappa;
    return 0.99 / (2 * dimensions + csw * dimensions * (dimensions - 1) / 2.0);
  }

  /** 1, -1, or 0 where zero modes lie too close to be told apart. */
  public int sign(RandomStream rng) {
    if (kappa <= start()) {
      return 1;
    }
    int sign = 1;
    Flowing here = flowing(start(), rng);
    try {
      while (here.at < kappa) {
        double next = Math.min(kappa, here.at / (1 - Math.min(0.9, SAFETY * here.gap)));
        while (true) {
          if (next < kappa && next < here.at * (1 + SMALLEST)) {
            return 0;
          }
          Flowing there = flowing(next, rng);
          OptionalInt passed = passed(here, there);
          if (passed.isPresent()) {
            sign = passed.getAsInt() % 2 == 0 ? sign : -sign;
            here.close();
            here = there;
            break;
          }
          there.close();
          next = Math.sqrt(here.at * next);
        }
      }
      return sign;
    } finally {
      here.close();
    }
  }

  /** How many eigenvalues pass zero in between; empty if one is not recognised. */
  private OptionalInt passed(Flowing here, Flowing there) {
    int passed = 0;
    for (int i = 0; i < here.values.size(); i++) {
      double value = here.values.get(i);
      if (here.at / (1 - Math.abs(value)) > there.at) {
        continue; // cannot
      }
      double same = 0;
      double other = 0;
      for (int j = 0; j < there.values.size(); j++) {
        Vector v = here.vectors.get(i);
        Vector w = there.vectors.get(j);
        double overlap = Math.pow(ops.dot(v, w), 2) + Math.pow(ops.imaginaryDot(v, w), 2);
        if (there.values.get(j) * value > 0) {
          same += overlap;
        } else {
          other += overlap;
        }
      }
      if (Math.max(same, other) < RECOGNISED) {
        return OptionalInt.empty();
      }
      passed += other > same ? 1 : 0;
    }
    return OptionalInt.of(passed);
  }

  /** out = Q(k) x = gamma_5 ((1 - r) x + r D x), r = k/kappa. */
  private LinearOperator hermitian(double k) {
    double r = k / kappa;
    return (x, out) -> {
      try (Scratch.Lease y = ops.scratch().like(x)) {
        d.apply(false, x, y.vector());
        ops.axpby(1 - r, x, r, y.vector());
        ops.spinMultiply(1, five, y.vector(), 0, out);
      }
    };
  }

  /** The lowest eigenvalues of Q^2 and, in the space of their vectors, those of Q. */
  private Flowing flowing(double k, RandomStream rng) {
    LinearOperator q = hermitian(k);
    LinearOperator square =
        (x, out) -> {
          try (Scratch.Lease y = ops.scratch().like(x)) {
            q.apply(x, y.vector());
            q.apply(y.vector(), out);
          }
        };
    Lanczos lanczos = new Lanczos(RESIDUAL, MAX_APPLICATIONS);
    Lanczos.Start start = round -> rng.key(Purpose.MEASUREMENT, 0, round);
    for (int count = modes; ; count *= 2) {
      try (Lanczos.Modes low =
          lanczos.lowestModes(ops, d.spec().toString(), square, d.shape(), start, count)) {
        double gap = Math.sqrt(Math.max(0, low.values().getLast()));
        if (gap > NARROW || 2 * count > MOST_MODES || low.values().size() < count) {
          return below(gap, k, q, low.vectors());
        }
      }
    }
  }

  /** Ritz pairs of Q; the last ones may be mixtures with what is not in the space. */
  private Flowing below(double gap, double k, LinearOperator q, List<Vector> v) {
    int n = v.size();
    double[] matrix = new double[2 * n * n];
    try (Scratch.Lease y = ops.scratch().take(d.shape())) {
      for (int j = 0; j < n; j++) {
        q.apply(v.get(j), y.vector());
        for (int i = 0; i < n; i++) {
          matrix[2 * (j * n + i)] = ops.dot(v.get(i), y.vector());
          matrix[2 * (j * n + i) + 1] = ops.imaginaryDot(v.get(i), y.vector());
        }
      }
      double[] values = new double[n];
      HermitianEigen.of(n).vectors(matrix, values);
      List<Double> kept = new ArrayList<>();
      List<Vector> vectors = new ArrayList<>();
      for (int m = 0; m < n; m++) {
        if (Math.abs(values[m]) > 0.999 * gap) {
          continue;
        }
        Vector psi = ops.allocate(d.shape());
        ops.constant(0, psi);
        for (int i = 0; i < n; i++) {
          double re = matrix[2 * (m * n + i)];
          double im = matrix[2 * (m * n + i) + 1];
          SpinMatrix c = SpinMatrix.scalar(d.shape().spins(), re, im);
          ops.spinMultiply(1, c, v.get(i), 1, psi);
        }
        q.apply(psi, y.vector());
        ops.axpy(-values[m], psi, y.vector());
        if (ops.norm2(y.vector()) < 0.01 * gap * gap) {
          kept.add(values[m]);
          vectors.add(psi);
        } else {
          psi.close(); // a mixture of lambda and -lambda at the edge
        }
      }
      return new Flowing(k, gap, kept, vectors);
    }
  }
}
