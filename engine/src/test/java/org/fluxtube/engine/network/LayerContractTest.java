package org.fluxtube.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.DenseLayers;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer of the catalogue, with weights that are not small, on every field that it fits. */
class LayerContractTest {
  record Case(String name, LayerSpec layer, Group group, Lattice lattice) {
    @Override
    public String toString() {
      return name + ", " + group + " on " + lattice;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Catalogue.entries(LayerSpec.class)
        .forEach((name, example) -> add(cases, name, (LayerSpec) example));
    add(cases, "two steps", new Stout(0.1, 2, false));
    add(cases, "spatial", new Stout(0.1, 2, true));
    add(cases, "rectangles", new Covariant(List.of(), List.of(0.0), List.of()));
    add(cases, "uniform", new Covariant(List.of(0.0), List.of(0.0), List.of(0.0)));
    add(
        cases,
        "spatial and temporal",
        new Covariant(List.of(0.0, 0.0), List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0)));
    add(
        cases,
        "by link and plane",
        new Covariant(List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0), List.of()));
    add(
        cases,
        "dense by direction",
        new DenseCovariant(
            List.of(
                DenseCovariant.Loop.POLYAKOV,
                DenseCovariant.Loop.RECTANGLE,
                DenseCovariant.Loop.PLAQUETTE),
            2,
            true,
            List.of()));
    return cases;
  }

  private static void add(List<Case> cases, String name, LayerSpec spec) {
    LayerSpec layer = spec.with(weights(spec));
    for (Lattice lattice :
        List.of(new Lattice(3, 2), new Lattice(2, 3, 4), new Lattice(3, 2, 2, 3))) {
      for (Group group : List.of(Group.U1, Group.SU2, Group.SU3, Group.su(4))) {
        if (fits(layer, group, lattice) && (group.n() < 4 || lattice.dimensions() == 2)) {
          cases.add(new Case(name, layer, group, lattice));
        }
      }
    }
  }

  private static double[] weights(LayerSpec spec) {
    double[] w = RandomFields.normal(3, spec.weights().length);
    double[] first = spec.weights();
    Arrays.setAll(w, k -> first[k] + 0.1 * w[k]);
    return w;
  }

  private static boolean fits(LayerSpec layer, Group group, Lattice lattice) {
    try {
      layer.requireFits(new FieldType.Gauge(group), lattice);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static GaugeField hot(FieldOps ops, Group group) {
    GaugeField u = new GaugeField(ops, group);
    u.hot(RandomFields.stream(5));
    return u;
  }

  private static GaugeField image(LayerSpec spec, GaugeField u) {
    GaugeField v = u.allocateLike();
    try (Layer layer = spec.bind(u)) {
      layer.forward(spec.weights(), u, v);
    }
    return v;
  }

  private static double worst(GaugeField a, GaugeField b) {
    double[] x = a.snapshot().values();
    double[] y = b.snapshot().values();
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, Math.abs(x[i] - y[i]));
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isItsDefinition(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group)) {
      double[] before = u.snapshot().values();
      GaugeField v = image(c.layer, u);
      assertThat(u.snapshot().values()).isEqualTo(before);
      assertThat(worst(v, DenseLayers.apply(c.layer, u))).isLessThan(1e-13);
      assertThat(worst(v, u)).isGreaterThan(1e-2);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isCovariant(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group)) {
      GaugeField v = image(c.layer, u);
      Mat[] g = RandomFields.gauge(u, 21);
      RandomFields.transform(u, g);
      RandomFields.transform(v, g);
      assertThat(worst(image(c.layer, u), v)).isLessThan(1e-12);
      for (int mu = 0; mu < c.lattice.dimensions(); mu++) {
        RandomFields.translate(u, mu);
        RandomFields.translate(v, mu);
        assertThat(worst(image(c.layer, u), v)).isLessThan(1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void zeroWeightsAreTheIdentity(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group)) {
      LayerSpec zero =
          c.layer instanceof Stout s
              ? new Stout(0, s.steps(), s.spatial())
              : c.layer.with(new double[c.layer.weights().length]);
      assertThat(image(zero, u).snapshot().values()).isEqualTo(u.snapshot().values());
      assertThat(c.layer.labels()).hasSize(c.layer.weights().length).doesNotHaveDuplicates();
      assertThat(zero.with(c.layer.weights()).weights()).isEqualTo(c.layer.weights());
    }
  }

  /**
   * S(V) = -sum Re tr[C V] with random C, no gauge invariance to hide behind: the force at U and
   * dS/drho by central differences with two Richardson steps.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void backwardIsTheDerivative(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group);
        Layer layer = c.layer.bind(u)) {
      double[] rho = c.layer.weights();
      assertThat(layer.weights()).isEqualTo(rho.length);
      GaugeField v = u.allocateLike();
      Vector[] coefficients = new Vector[c.lattice.dimensions()];
      Arrays.setAll(
          coefficients,
          mu -> {
            int count = v.link(mu).shape().reals() * c.lattice.volume();
            return RandomFields.vector(
                ops, v.link(mu).shape(), RandomFields.normal(30 + mu, count));
          });
      Linear s = new Linear(layer, v, coefficients);
      Momentum force = u.newMomentum();
      s.value(rho, u);
      s.force(force);
      double[] gradient = new double[rho.length];
      layer.backward(rho, u, force, gradient);
      for (int direction = 0; direction < 2; direction++) {
        Momentum p = RandomFields.momentum(u, 100 + direction);
        double derivative =
            derivative(h -> {
              try (GaugeField moved = u.duplicate()) {
                moved.drift(h, p);
                return s.value(rho, moved);
              }
            });
        double scale = Math.sqrt(force.dot(force) * p.dot(p) / p.coordinates());
        assertThat(-force.dot(p)).isCloseTo(derivative, within(1e-8 * scale));
      }
      for (int k = 0; k < rho.length; k++) {
        int which = k;
        double derivative =
            derivative(h -> {
              double[] moved = rho.clone();
              moved[which] += h;
              return s.value(moved, u);
            });
        double scale = Math.sqrt(c.lattice.volume()) * c.group.n();
        assertThat(gradient[k]).as("weight %s", k).isCloseTo(derivative, within(1e-7 * scale));
      }
    }
  }

  private record Linear(Layer layer, GaugeField v, Vector[] coefficients) {
    double value(double[] rho, GaugeField u) {
      layer.forward(rho, u, v);
      double sum = 0;
      for (int mu = 0; mu < coefficients.length; mu++) {
        // the dot product with C^dagger
        sum -= v.ops().dot(coefficients[mu], v.link(mu));
      }
      return sum;
    }

    void force(Momentum out) {
      for (int mu = 0; mu < coefficients.length; mu++) {
        Vector product = v.ops().allocate(v.link(mu).shape());
        v.ops().multiply(1, v.link(mu), false, coefficients[mu], true, 0, product);
        v.ops().project(1, product, 0, out.vector(mu));
      }
    }
  }

  private interface Curve {
    double at(double h);
  }

  private static double derivative(Curve s) {
    double h = 0.004;
    double[] d = new double[3];
    for (int k = 0; k < 3; k++) {
      double step = h / (1 << k);
      d[k] = (s.at(step) - s.at(-step)) / (2 * step);
    }
    double r1 = (4 * d[1] - d[0]) / 3;
    double r2 = (4 * d[2] - d[1]) / 3;
    return (16 * r2 - r1) / 15;
  }
}
