package org.fluxtube.engine.action;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** S = sum_x [a phi^2 - 2 sum_mu phi_x phi_{x+mu} + g (phi^2)^3], the tricritical theory. */
public record Phi6(
    @Param("coefficient of phi^2") double a, @Param("sextic coupling, positive") double g)
    implements ActionSpec<ScalarField> {
  public Phi6 {
    if (!(g > 0)) {
      throw new IllegalArgumentException("g = " + g + "; allowed are positive numbers, e.g. 0.5");
    }
  }

  @Override
  public Action<ScalarField> bind(ScalarField like) {
    return new Bound(like.ops(), a, g);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Scalar)) {
      throw Spec.misfit("phi6", "a scalar field", type);
    }
  }

  private record Bound(FieldOps ops, double a, double g) implements Action<ScalarField> {
    @Override
    public double value(ScalarField u) {
      Vector phi = u.vector();
      try (Scratch.Lease square = ops.scratch().take(new Shape.Real(1));
          Scratch.Lease fourth = ops.scratch().take(new Shape.Real(1));
          Scratch.Lease h = ops.scratch().take(phi.shape())) {
        ops.inner(1, phi, phi, 0, square.vector());
        ops.inner(1, square.vector(), square.vector(), 0, fourth.vector());
        ops.neighbourSum(phi, h.vector());
        double bonds = ops.dot(phi, h.vector()); // each pair twice
        return a * ops.norm2(phi) - bonds + g * ops.dot(square.vector(), fourth.vector());
      }
    }

    @Override
    public void force(ScalarField u, Momentum out) { // -dS/dphi
      Vector phi = u.vector();
      try (Scratch.Lease square = ops.scratch().take(new Shape.Real(1));
          Scratch.Lease fourth = ops.scratch().take(new Shape.Real(1))) {
        ops.inner(1, phi, phi, 0, square.vector());
        ops.inner(1, square.vector(), square.vector(), 0, fourth.vector());
        ops.neighbourSum(phi, out.vector(0));
        ops.axpby(-2 * a, phi, 2, out.vector(0));
        ops.weigh(-6 * g, fourth.vector(), phi, 1, out.vector(0));
      }
    }
  }
}
