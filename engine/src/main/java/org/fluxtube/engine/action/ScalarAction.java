package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** S = sum_x [a phi^2 - 2 h sum_mu phi_x phi_{x+mu} + lambda (phi^2)^2]. */
final class ScalarAction implements LocalAction<ScalarField>, NeighbourCoupling<ScalarField> {
  private final FieldOps ops;
  private final double quadratic;
  private final double hopping;
  private final double lambda;

  ScalarAction(FieldOps ops, double quadratic, double hopping, double lambda) {
    this.ops = ops;
    this.quadratic = quadratic;
    this.hopping = hopping;
    this.lambda = lambda;
  }

  static void requireScalar(String what, FieldType type) {
    if (!(type instanceof FieldType.Scalar)) {
      throw Spec.misfit(what, "a scalar field", type);
    }
  }

  @Override
  public double value(ScalarField u) {
    Vector phi = u.vector();
    double bonds = 0;
    try (Scratch.Lease t = ops.scratch().take(phi.shape());
        Scratch.Lease square = ops.scratch().take(new Shape.Real(1))) {
      for (int mu = 0; mu < ops.lattice().dimensions(); mu++) {
        ops.shift(phi, mu, 1, t.vector());
        bonds += ops.dot(phi, t.vector());
      }
      ops.inner(1, phi, phi, 0, square.vector());
      return quadratic * ops.norm2(phi) - 2 * hopping * bonds + lambda * ops.norm2(square.vector());
    }
  }

  /** -dS/dphi = -2 a phi + 2 h sum of neighbours - 4 lambda phi^2 phi. */
  @Override
  public void force(ScalarField u, Momentum out) {
    Vector phi = u.vector();
    try (Scratch.Lease square = ops.scratch().take(new Shape.Real(1))) {
      ops.neighbourSum(phi, out.vector(0));
      ops.axpby(-2 * quadratic, phi, 2 * hopping, out.vector(0));
      ops.inner(1, phi, phi, 0, square.vector());
      ops.weigh(-4 * lambda, square.vector(), phi, 1, out.vector(0));
    }
  }

  /** 2 a n V + 4 lambda (n + 2) sum phi^2. */
  @Override
  public double laplacian(ScalarField u) {
    int n = u.components();
    return 2 * quadratic * n * ops.lattice().volume()
        + 4 * lambda * (n + 2) * ops.norm2(u.vector());
  }

  /** e = 2 h sum of neighbours: the weight of one site is exp(-[a x^2 + lambda x^4 - x.e]). */
  @Override
  public void environment(ScalarField u, int part, Vector out) {
    ops.neighbourSum(u.vector(), out);
    ops.scale(2 * hopping, out);
  }

  @Override
  public List<int[]> stencil(int part) {
    return nearestNeighbours(ops.lattice().dimensions());
  }

  @Override
  public LocalUpdate update(Rule rule, double width, int hits) {
    return switch (rule) {
      case METROPOLIS -> new LocalUpdate.ScalarMetropolis(quadratic, lambda, width, hits);
      case HEAT_BATH, OVERRELAXATION ->
          throw new IllegalArgumentException(
              "phi4 has no heat bath and no overrelaxation; allowed are metropolis, wolff, hmc");
    };
  }

  @Override
  public double coupling() {
    return 2 * hopping;
  }

  static List<int[]> nearestNeighbours(int dimensions) {
    List<int[]> offsets = new ArrayList<>();
    for (int mu = 0; mu < dimensions; mu++) {
      for (int sign : new int[] {-1, 1}) {
        int[] y = new int[dimensions];
        y[mu] = sign;
        offsets.add(y);
      }
    }
    return offsets;
  }
}
