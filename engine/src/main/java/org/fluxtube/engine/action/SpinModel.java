package org.fluxtube.engine.action;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The O(n) model S = -beta sum_{x, mu} S_x.S_{x+mu}; n is the field's number of components.
 *
 * @param beta coupling; negative is the antiferromagnet
 */
public record SpinModel(@Param("coupling; negative for the antiferromagnet") double beta)
    implements ActionSpec<SpinField> {
  /** Checks that beta is finite. */
  public SpinModel {
    Couplings.requireFinite("beta", beta, "beta = 1.5");
  }

  @Override
  public Optional<ActionSpec<SpinField>> at(double other) {
    return Optional.of(new SpinModel(other));
  }

  @Override
  public Action<SpinField> bind(SpinField like) {
    return new Bound(like.ops(), beta);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return Optional.empty();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Spin)) {
      throw Spec.misfit("the O(n) model", "a spin field", type);
    }
  }

  private static final class Bound implements LocalAction<SpinField>, NeighbourCoupling<SpinField> {
    private final FieldOps ops;
    private final double beta;

    Bound(FieldOps ops, double beta) {
      this.ops = ops;
      this.beta = beta;
    }

    @Override
    public double value(SpinField u) {
      double bonds = 0;
      try (Scratch.Lease t = ops.scratch().take(u.vector().shape())) {
        for (int mu = 0; mu < ops.lattice().dimensions(); mu++) {
          ops.shift(u.vector(), mu, 1, t.vector());
          bonds += ops.dot(u.vector(), t.vector());
        }
      }
      return -beta * bonds;
    }

    /** out^a = beta h.(L_a S), h the sum of the neighbours. */
    @Override
    public void force(SpinField u, Momentum out) {
      try (Scratch.Lease h = ops.scratch().take(u.vector().shape())) {
        ops.neighbourSum(u.vector(), h.vector());
        ops.torque(beta, u.vector(), h.vector(), 0, out.vector(0));
      }
    }

    /** sum_a L_a L_a = -(n - 1) acts on both ends of each bond: -2 (n - 1) S. */
    @Override
    public double laplacian(SpinField u) {
      return -2 * (u.components() - 1) * value(u);
    }

    /** h = beta times the sum of the neighbours: the weight of one site is exp(x.h). */
    @Override
    public void environment(SpinField u, int part, Vector out) {
      ops.neighbourSum(u.vector(), out);
      ops.scale(beta, out);
    }

    @Override
    public List<int[]> stencil(int part) {
      return ScalarAction.nearestNeighbours(ops.lattice().dimensions());
    }

    @Override
    public LocalUpdate update(Rule rule, double width, int hits) {
      return switch (rule) {
        case HEAT_BATH -> new LocalUpdate.SpinHeatBath();
        case OVERRELAXATION -> new LocalUpdate.SpinOverrelaxation();
        case METROPOLIS -> new LocalUpdate.SpinMetropolis(width, hits);
      };
    }

    @Override
    public double coupling() {
      return beta;
    }
  }
}
