package org.fluxtube.engine.physics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.Nested;
import org.fluxtube.engine.md.Omelyan2;

/** The Schwinger model on 2 x 2 as an integral, for whatever determinant. */
final class TinySchwinger {
  static final FieldType U1 = new FieldType.Gauge(Group.U1);
  static final Lattice TINY = new Lattice(2, 2);

  /** Several tests need the same ones, of 60,000 or 160,000 determinants each. */
  private static final Map<Integrand, Double> INTEGRALS = new ConcurrentHashMap<>();

  private record Integrand(ActionSpec<GaugeField> target, int points) {}

  private TinySchwinger() {}

  static SumOfActions<GaugeField> with(double beta, ActionSpec<GaugeField> fermions) {
    return new SumOfActions<>(
        List.of(
            new SumOfActions.Entry<>("gauge", new WilsonPlaquette(beta)),
            new SumOfActions.Entry<>("fermions", fermions)));
  }

  static IntegratorSpec nested(int outer, int inner) {
    return new Nested(
        List.of(
            new Nested.Level(List.of("fermions"), new Omelyan2(outer)),
            new Nested.Level(List.of("gauge"), new Omelyan2(inner))));
  }

  static double plaquette(GaugeField u) {
    double n = u.group().n();
    double sum = 0;
    int planes = 0;
    for (int mu = 0; mu < u.lattice().dimensions(); mu++) {
      for (int nu = 0; nu < mu; nu++) {
        sum += u.ops().plaquetteSum(u.vectors(), nu, mu);
        planes++;
      }
    }
    return sum / (n * planes * u.lattice().volume());
  }

  /**
   * &lt;cos P&gt; of the Schwinger model on 2 x 2 as a sum over the five angles that remain when
   * three links of a tree are fixed to 1: periodic and analytic, so that the equidistant points
   * converge exponentially.
   */
  static double integral(ActionSpec<GaugeField> target, int points) {
    return INTEGRALS.computeIfAbsent(new Integrand(target, points), i -> sum(i.target, i.points));
  }

  private static double sum(ActionSpec<GaugeField> target, int points) {
    try (FieldOps ops = new ReferenceOps(TINY);
        GaugeField u = new GaugeField(ops, Group.U1);
        Action<GaugeField> s = target.bind(u)) {
      u.cold();
      double[] host = u.snapshot().values();
      // direction 0 links at sites 0 and 2, direction 1 link at site 0 are the tree
      int[] free = {1, 3, 5, 6, 7};
      double reference = s.value(u);
      double z = 0;
      double sum = 0;
      for (int k = 0; k < Math.pow(points, 5); k++) {
        int rest = k;
        for (int link : free) {
          double angle = 2 * Math.PI * (rest % points) / points;
          host[2 * link] = Math.cos(angle);
          host[2 * link + 1] = Math.sin(angle);
          rest /= points;
        }
        u.load(new FieldData(U1, TINY, host));
        double w = Math.exp(reference - s.value(u));
        z += w;
        sum += w * plaquette(u);
      }
      return sum / z;
    }
  }
}
