package org.fluxtube.actors.bench;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.network.Layer;
import org.fluxtube.engine.observable.GradientFlow;

/** Smoothing of links, in double precision. */
final class Smearing {
  private static final double[] RHO = {0.1};
  private static final double EPS = 1e-3; // small, so that thousands of steps stay in the group

  private Smearing() {}

  private static Layer stout(GaugeField u) {
    return new Covariant(List.of(RHO[0]), List.of(), List.of()).bind(u);
  }

  static Work step(FieldOps ops, Precision precision, Inputs inputs) {
    GaugeField u = inputs.field(ops);
    GaugeField v = inputs.field(ops);
    Layer layer = stout(u);
    return new Work(ops, () -> layer.forward(RHO, u, v), () -> Inputs.numbers(ops, v.vectors()));
  }

  /** The force at the smeared links is the same in each call. */
  static Work force(FieldOps ops, Precision precision, Inputs inputs) {
    GaugeField u = inputs.field(ops);
    Layer layer = stout(u);
    layer.forward(RHO, u, inputs.field(ops));
    Momentum smeared = u.newMomentum();
    for (int mu = 0; mu < u.vectors().length; mu++) {
      ops.copy(inputs.algebra(ops, precision, mu), smeared.vector(mu));
    }
    Momentum force = u.newMomentum();
    return new Work(
        ops,
        () -> {
          force.copyFrom(smeared);
          layer.backward(RHO, u, force, null);
        },
        () -> Inputs.numbers(ops, force.vectors()));
  }

  static Work flow(FieldOps ops, Precision precision, Inputs inputs) {
    GaugeField u = inputs.field(ops);
    GradientFlow flow = new GradientFlow(u);
    return new Work(ops, () -> flow.step(u, EPS), () -> Inputs.numbers(ops, u.vectors()));
  }
}
