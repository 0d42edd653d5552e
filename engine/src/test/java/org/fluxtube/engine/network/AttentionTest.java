package org.fluxtube.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attention of a CASK layer. */
class AttentionTest {
  private static List<Double> attention(FieldOps ops, GaugeField u, double step) {
    List<Double> all = new ArrayList<>();
    try (CaskLayer layer = new CaskLayer(u, 3);
        GaugeField v = u.allocateLike()) {
      layer.forward(new double[] {0.1, 0.1, 0.1, step, -step, step}, u, v);
      int d = u.lattice().dimensions();
      for (int mu = 0; mu < d; mu++) {
        for (int nu = 0; nu < d; nu++) {
          for (int s = 1; s <= 3 && mu != nu; s++) {
            Attention.Pair pair = layer.attention().of(mu, nu, s);
            for (double a : RandomFields.host(ops, pair.a())) {
              all.add(a);
            }
            for (double a : RandomFields.host(ops, pair.c())) {
              all.add(a);
            }
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isGaugeInvariantAndStartsFromZero(int n) {
    try (FieldOps ops = new ReferenceOps(new Lattice(3, 2, 4));
        GaugeField u = new GaugeField(ops, new Group(n))) {
      u.hot(RandomFields.stream(4));
      List<Double> before = attention(ops, u, 0.2);
      assertThat(before).anyMatch(a -> Math.abs(a) > 0.1).allMatch(Double::isFinite);
      assertThat(attention(ops, u, 0)).allMatch(a -> Math.abs(a) < 1e-14);
      RandomFields.transform(u, RandomFields.gauge(u, 21));
      List<Double> after = attention(ops, u, 0.2);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i))
            .isCloseTo(before.get(i), within(1e-12 * (1 + before.get(i) * before.get(i))));
      }
    }
  }
}
