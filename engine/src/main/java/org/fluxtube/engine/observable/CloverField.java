package org.fluxtube.engine.observable;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/**
 * F_{mu nu}(x) = (1/4) A[Q_{mu nu}(x)], A the traceless anti-Hermitian part (Q - Q^dagger)/2, Q the
 * sum of the four plaquettes in the plane that start and end at x with the same orientation
 * (Sheikholeslami and Wohlert, Nucl. Phys. B259 (1985) 572). F = F^a T^a; the coupling is absorbed
 * and a = 1, so P = exp(F) up to higher orders. Used by one thread.
 */
public final class CloverField {
  private static final int[][] DUAL = {{0, 1, 2, 3}, {0, 2, 3, 1}, {0, 3, 1, 2}};

  private final FieldOps ops;
  private final Shape matrix;
  private final Shape algebra;
  private final double normalisation;

  /** F of fields on the backend and of the type of {@code like}. */
  public CloverField(GaugeField like) {
    this.ops = like.ops();
    this.matrix = new Shape.Matrix(like.group().n());
    this.algebra = new Shape.Real(like.group().algebraDimension());
    this.normalisation = GradientFlow.normalisation(like);
  }

  /**
   * out^a(x) = F^a_{mu nu}(x).
   *
   * @param u unchanged
   * @param out algebra coordinates, overwritten
   */
  public void fieldStrength(GaugeField u, int mu, int nu, Vector out) {
    try (Scratch.Lease q = ops.scratch().take(matrix)) {
      ops.cloverLeaves(u.vectors(), mu, nu, q.vector());
      ops.project(-normalisation / 4, q.vector(), 0, out);
    }
  }

  /** E = (1/V) sum_x (1/4) F^a_{mu nu} F^a_{mu nu} (arXiv:1006.4518, eq. (2.1)). */
  public double energy(GaugeField u) {
    double sum = 0;
    int d = ops.lattice().dimensions();
    try (Scratch.Lease f = ops.scratch().take(algebra)) {
      for (int mu = 0; mu < d; mu++) {
        for (int nu = mu + 1; nu < d; nu++) {
          fieldStrength(u, mu, nu, f.vector());
          sum += ops.norm2(f.vector());
        }
      }
    }
    return sum / (2 * ops.lattice().volume());
  }

  /**
   * The same from plaquettes, E = (1/V) 2 sum_p Re tr(1 - P) (1006.4518, eq. (3.1)); U(1): 1 for 2.
   */
  public double plaquetteEnergy(GaugeField u) {
    double sum = 0;
    int d = ops.lattice().dimensions();
    double cold = (double) u.group().n() * ops.lattice().volume();
    for (int mu = 0; mu < d; mu++) {
      for (int nu = mu + 1; nu < d; nu++) {
        sum += cold - ops.plaquetteSum(u.vectors(), mu, nu);
      }
    }
    return normalisation * sum / ops.lattice().volume();
  }

  /**
   * Q = -(1/(32 pi^2)) sum_x epsilon_{mu nu rho sigma} tr F_{mu nu} F_{rho sigma} = (c/(4 pi^2))
   * sum_x sum_a (F_01 F_23 + F_02 F_31 + F_03 F_12), c = 1/2 for SU(N) and 1 for U(1); four
   * dimensions.
   */
  public double charge(GaugeField u) {
    double sum = 0;
    try (Scratch.Lease f = ops.scratch().take(algebra);
        Scratch.Lease g = ops.scratch().take(algebra)) {
      for (int[] d : DUAL) {
        fieldStrength(u, d[0], d[1], f.vector());
        fieldStrength(u, d[2], d[3], g.vector());
        sum += ops.dot(f.vector(), g.vector());
      }
    }
    return sum / (normalisation * 4 * Math.PI * Math.PI);
  }
}
