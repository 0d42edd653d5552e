package org.fluxtube.actors.bench;

import java.util.List;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** Hopping terms. */
final class Hops {
  private Hops() {}

  static Work wilson(FieldOps ops, Precision precision, Inputs inputs) {
    return hop(ops, precision, inputs, new Wilson(0.15), Parity.ALL);
  }

  static Work wilsonHalf(FieldOps ops, Precision precision, Inputs inputs) {
    return hop(ops, precision, inputs, new Wilson(0.15), Parity.ODD);
  }

  static Work staggered(FieldOps ops, Precision precision, Inputs inputs) {
    return hop(ops, precision, inputs, new Staggered(0.5), Parity.ALL);
  }

  private static Work hop(
      FieldOps ops, Precision precision, Inputs inputs, OperatorSpec spec, Parity from) {
    Hopping hopping = spec.hopping(ops.lattice().dimensions());
    Vector[] links = inputs.links(ops, precision);
    Vector x = inputs.spinor(ops, precision, hopping.spins(), from, 0);
    Vector out = inputs.spinor(ops, precision, hopping.spins(), from.opposite(), 1);
    return new Work(
        ops, () -> ops.hop(hopping, links, 1, x, 0, out), () -> Inputs.numbers(ops, out));
  }

  static Work force(FieldOps ops, Precision precision, Inputs inputs) {
    Hopping hopping = new Wilson(0.15).hopping(ops.lattice().dimensions());
    Vector[] links = inputs.links(ops, precision);
    Vector x = inputs.spinor(ops, precision, hopping.spins(), Parity.ALL, 0);
    Vector y = inputs.spinor(ops, precision, hopping.spins(), Parity.ALL, 1);
    Vector[] out = new Vector[links.length];
    for (int mu = 0; mu < out.length; mu++) {
      out[mu] = ops.allocate(new Shape.Real(8), precision);
    }
    return new Work(
        ops,
        () -> {
          List.of(out).forEach(part -> ops.constant(0, part));
          ops.hopForce(hopping, links, 1, x, y, out);
        },
        () -> Inputs.numbers(ops, out));
  }
}
