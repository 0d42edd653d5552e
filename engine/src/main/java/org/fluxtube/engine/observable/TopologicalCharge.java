package org.fluxtube.engine.observable;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Q = (1/2 pi) sum_x arg P_{01}(x), arg in (-pi, pi]: the geometric charge of two-dimensional U(1),
 * an integer, and rounded to it.
 *
 * <p>Components: charge Q and charge2 = Q^2 (per configuration, not per site). Derived: the
 * susceptibility <Q^2>/V; <Q> vanishes by parity and is not subtracted.
 */
public record TopologicalCharge() implements ObservableSpec<GaugeField> {
  @Override
  public String label() {
    return "topological-charge";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return List.of("charge", "charge2");
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    double volume = lattice.volume();
    return List.of(new Derived("topological-susceptibility", "<Q^2>/V", mean -> mean[1] / volume));
  }

  @Override
  public boolean separatesSectors() {
    return true;
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    FieldOps ops = like.ops();
    return (u, rng) -> {
      try (Scratch.Lease loop = ops.scratch().take(u.link(0).shape());
          Scratch.Lease angle = ops.scratch().take(new Shape.Real(1))) {
        ops.plaquette(u.vectors(), 0, 1, loop.vector());
        ops.phase(loop.vector(), angle.vector());
        double charge = Math.rint(ops.sum(angle.vector())[0] / (2 * Math.PI)) + 0.0; // no -0
        return new double[] {charge, charge * charge};
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Group group = Fit.gauge("the geometric topological charge", type, lattice, 2);
    if (!group.abelian() || lattice.dimensions() != 2) {
      throw new IllegalArgumentException(
          "the geometric topological charge is that of U(1) in 2 dimensions, got "
              + group
              + " on "
              + lattice
              + "; in 4 dimensions use clover-charge, for example clover-charge { flowTime = 1 }");
    }
  }
}
