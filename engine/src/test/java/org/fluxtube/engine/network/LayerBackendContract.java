package org.fluxtube.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer of the catalogue does on a backend what it does on the reference. */
public abstract class LayerBackendContract {
  private static final Lattice LATTICE = new Lattice(3, 2, 2, 4);

  /** The backend on a lattice; closed by the test. */
  protected abstract FieldOps open(Lattice lattice);

  record Case(String name, LayerSpec layer, Group group) {
    @Override
    public String toString() {
      return name + ", " + group;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Catalogue.entries(LayerSpec.class)
        .forEach((name, example) -> {
          LayerSpec spec = (LayerSpec) example;
          double[] w = RandomFields.normal(3, spec.weights().length);
          double[] first = spec.weights();
          Arrays.setAll(w, k -> first[k] + 0.1 * w[k]);
          for (Group group : List.of(Group.U1, Group.SU2, Group.SU3)) {
            cases.add(new Case(name, spec.with(w), group));
          }
        });
    return cases;
  }

  /** Image, force and gradient of the weights. */
  private record Result(double[] image, double[] force, double[] gradient) {}

  private static Result result(Case c, FieldOps ops) {
    try (GaugeField u = new GaugeField(ops, c.group);
        GaugeField v = new GaugeField(ops, c.group);
        Layer layer = c.layer.bind(u)) {
      u.hot(RandomFields.stream(5));
      layer.forward(c.layer.weights(), u, v);
      Momentum force = RandomFields.momentum(u, 7);
      double[] gradient = new double[layer.weights()];
      layer.backward(c.layer.weights(), u, force, gradient);
      return new Result(v.snapshot().values(), RandomFields.host(u, force), gradient);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(Case c) {
    try (FieldOps ops = open(LATTICE);
        FieldOps reference = new ReferenceOps(LATTICE)) {
      Result expected = result(c, reference);
      Result got = result(c, ops);
      close(got.image, expected.image, 1e-13);
      close(got.force, expected.force, 1e-12);
      close(got.gradient, expected.gradient, 1e-11);
      assertThat(Arrays.stream(expected.force).map(Math::abs).max().orElseThrow())
          .isGreaterThan(0.1);
    }
  }

  private static void close(double[] got, double[] expected, double bound) {
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).as("number %s", i).isCloseTo(expected[i], within(bound));
    }
  }
}
