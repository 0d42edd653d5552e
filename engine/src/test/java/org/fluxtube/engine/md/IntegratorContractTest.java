package org.fluxtube.engine.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every integrator of the catalogue, on theories whose terms carry the names of the nested one. */
class IntegratorContractTest {
  static List<Object[]> cases() {
    List<Object[]> cases = new ArrayList<>();
    Catalogue.entries(IntegratorSpec.class)
        .forEach((name, spec) -> Systems.ALL.forEach(s -> cases.add(new Object[] {spec, s})));
    return cases;
  }

  static List<Map.Entry<String, Record>> integrators() {
    return List.copyOf(Catalogue.entries(IntegratorSpec.class).entrySet());
  }

  @ParameterizedTest
  @MethodSource("integrators")
  void coefficients(Map.Entry<String, Record> entry) {
    for (IntegratorSpec level = (IntegratorSpec) entry.getValue();
        level != null;
        level = level.inner()) {
      double kicks = 0;
      double drifts = 0;
      for (Element element : level.elements()) {
        switch (element) {
          case Element.Kick(double c) -> kicks += c;
          case Element.Drift(double c) -> drifts += c;
          case Element.GradientKick(double c, double g) -> kicks += c;
        }
      }
      assertThat(kicks).isCloseTo(1, within(1e-15));
      assertThat(drifts).isCloseTo(1, within(1e-15));
      assertThat(level.elements().reversed()).isEqualTo(level.elements());
      assertThat(level.order()).isIn(2, 4);
      assertThat(level.withSteps(17).steps()).isEqualTo(17);
      assertThat(level.withSteps(17).elements()).isEqualTo(level.elements());
    }
  }

  /**
   * On the oscillator F = -x one step is a matrix of polynomials in h, which must be {{cos, sin},
   * {-sin, cos}} up to the declared order: catches a wrong digit that no fitted exponent sees.
   */
  @ParameterizedTest
  @MethodSource("integrators")
  void oneStepOfTheOscillatorIsARotationToTheDeclaredOrder(Map.Entry<String, Record> entry) {
    for (IntegratorSpec level = (IntegratorSpec) entry.getValue();
        level != null;
        level = level.inner()) {
      int order =
          level instanceof Nested nested
              ? nested.levels().getFirst().integrator().order()
              : level.order();
      double[][] expected = {{1, 0, -0.5, 0, 1.0 / 24}, {0, 1, 0, -1.0 / 6, 0}};
      for (int column = 0; column < 2; column++) {
        double[] x = new double[40];
        double[] p = new double[40];
        (column == 0 ? x : p)[0] = 1;
        for (Element element : level.elements()) {
          switch (element) {
            case Element.Kick(double c) -> addShifted(-c, x, 1, p);
            case Element.Drift(double c) -> addShifted(c, p, 1, x);
            case Element.GradientKick(double c, double g) -> {
              addShifted(-c, x, 1, p);
              addShifted(c * g, x, 3, p);
            }
          }
        }
        for (int k = 0; k <= order; k++) {
          assertThat(x[k]).isCloseTo(expected[column][k], within(1e-14));
          assertThat(p[k])
              .isCloseTo((column == 0 ? -1 : 1) * expected[1 - column][k], within(1e-14));
        }
      }
    }
  }

  /** y(h) = y(h) + factor h^power x(h). */
  private static void addShifted(double factor, double[] x, int power, double[] y) {
    for (int k = x.length - 1; k >= power; k--) {
      y[k] += factor * x[k - power];
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void energyViolationScalesWithTheOrder(IntegratorSpec spec, Systems.System system) {
    Systems.with(
        system,
        new Systems.Body() {
          @Override
          public <F extends Field<F>> void run(
              F u, Action<F> action, MolecularDynamics<F> dynamics) {
            int steps = spec.order() == 2 ? 32 : 16;
            double coarse = Systems.violation(u, action, dynamics, spec.withSteps(steps));
            double fine = Systems.violation(u, action, dynamics, spec.withSteps(2 * steps));
            double exponent = Math.log(coarse / fine) / Math.log(2);
            assertThat(exponent).isCloseTo(spec.order(), within(0.25));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backwardsItReturns(IntegratorSpec spec, Systems.System system) {
    Systems.with(
        system,
        new Systems.Body() {
          @Override
          public <F extends Field<F>> void run(
              F u, Action<F> action, MolecularDynamics<F> dynamics) {
            try (F v = u.duplicate();
                Momentum p = RandomFields.momentum(u, 9);
                Momentum start = RandomFields.momentum(u, 9)) {
              dynamics.integrate(action, spec, 1, v, p);
              assertThat(v.distance2(u)).isGreaterThan(0.1);
              p.scale(-1);
              dynamics.integrate(action, spec, 1, v, p);
              p.axpy(1, start);
              int numbers = u.type().size(u.lattice());
              assertThat(Math.sqrt(v.distance2(u) / numbers)).isLessThan(1e-12);
              assertThat(Math.sqrt(p.dot(p) / p.coordinates())).isLessThan(1e-12);
            }
          }
        });
  }

  /**
   * Two runs of one step are one run of two steps: merging the kicks between them changes nothing.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void mergedKicksAreExact(IntegratorSpec spec, Systems.System system) {
    Systems.with(
        system,
        new Systems.Body() {
          @Override
          public <F extends Field<F>> void run(
              F u, Action<F> action, MolecularDynamics<F> dynamics) {
            try (F v = u.duplicate();
                F w = u.duplicate();
                Momentum p = RandomFields.momentum(u, 9);
                Momentum q = RandomFields.momentum(u, 9)) {
              dynamics.integrate(action, spec.withSteps(3), 0.3, v, p);
              for (int i = 0; i < 3; i++) {
                dynamics.integrate(action, spec.withSteps(1), 0.1, w, q);
              }
              assertThat(Math.sqrt(v.distance2(w))).isLessThan(1e-13 * u.lattice().volume());
              q.axpy(-1, p);
              assertThat(Math.sqrt(q.dot(q))).isLessThan(1e-12 * u.lattice().volume());
            }
          }
        });
  }

  /** det d(phi', p')/d(phi, p) = 1 by central differences on three sites. */
  @ParameterizedTest
  @MethodSource("integrators")
  void phaseSpaceVolumeIsPreserved(Map.Entry<String, Record> entry) {
    IntegratorSpec spec = ((IntegratorSpec) entry.getValue()).withSteps(2);
    Lattice lattice = new Lattice(3);
    try (FieldOps ops = new ReferenceOps(lattice)) {
      ScalarField u = new ScalarField(ops, 1);
      Action<ScalarField> action = Systems.sum(new Phi4(-1, 0.5), new Phi4(-1, 0.3)).bind(u);
      MolecularDynamics<ScalarField> dynamics = new MolecularDynamics<>(u, () -> false);
      double[] z = RandomFields.normal(3, 6);
      DMatrixRMaj jacobian = new DMatrixRMaj(6, 6);
      double h = 1e-5;
      for (int j = 0; j < 6; j++) {
        double[] plus = z.clone();
        plus[j] += h;
        double[] minus = z.clone();
        minus[j] -= h;
        double[] a = flow(plus, u, action, dynamics, spec);
        double[] b = flow(minus, u, action, dynamics, spec);
        for (int i = 0; i < 6; i++) {
          jacobian.set(i, j, (a[i] - b[i]) / (2 * h));
        }
      }
      // the flow is far from the identity, and yet
      assertThat(Math.abs(jacobian.get(0, 0) - 1)).isGreaterThan(0.1);
      assertThat(CommonOps_DDRM.det(jacobian)).isCloseTo(1, within(2e-6));
    }
  }

  private static double[] flow(
      double[] z,
      ScalarField u,
      Action<ScalarField> action,
      MolecularDynamics<ScalarField> dynamics,
      IntegratorSpec spec) {
    Momentum p = u.newMomentum();
    u.ops().load(z, 0, u.vector());
    u.ops().load(z, 3, p.vector(0));
    dynamics.integrate(action, spec, 0.8, u, p);
    double[] out = new double[6];
    u.ops().store(u.vector(), out, 0);
    u.ops().store(p.vector(0), out, 3);
    return out;
  }
}
