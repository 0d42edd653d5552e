package org.fluxtube.engine.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.SumOfActions.Entry;
import org.fluxtube.engine.action.Term;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every integrator of the catalogue, on theories whose terms carry the names of the nested one. */
class IntegratorContractTest {
  record System(ActionSpec<?> action, FieldType type, Lattice lattice) {}

  private static <F extends Field<F>> SumOfActions<F> sum(ActionSpec<F> slow, ActionSpec<F> fast) {
    return new SumOfActions<>(
        List.of(new Entry<>("rectangle", slow), new Entry<>("plaquette", fast)));
  }

  private static final List<System> SYSTEMS =
      List.of(
          new System(
              sum(new RectangleAction(0.4, -0.1), new WilsonPlaquette(2)),
              new FieldType.Gauge(Group.U1),
              new Lattice(4, 4)),
          new System(
              sum(new RectangleAction(0.4, -0.1), new WilsonPlaquette(5)),
              new FieldType.Gauge(Group.SU3),
              new Lattice(3, 3, 2)),
          new System(
              sum(new Phi4(-1, 0.5), new Phi4(-1, 0.3)),
              new FieldType.Scalar(2),
              new Lattice(4, 4)),
          new System(
              sum(new SpinModel(0.3), new SpinModel(1)), new FieldType.Spin(3), new Lattice(4, 4)),
          new System(
              sum(new SpinModel(0.3), new SpinModel(1)), new FieldType.Spin(4), new Lattice(3, 4)));

  static List<Object[]> cases() {
    List<Object[]> cases = new ArrayList<>();
    Catalogue.entries(IntegratorSpec.class)
        .forEach((name, spec) -> SYSTEMS.forEach(s -> cases.add(new Object[] {spec, s})));
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

  private interface Body {
    <F extends Field<F>> void run(F u, Action<F> action, MolecularDynamics<F> dynamics);
  }

  private static <F extends Field<F>> void with(System system, Body body) {
    try (FieldOps ops = new ReferenceOps(system.lattice)) {
      F u = Theories.cast(RandomFields.hot(ops, system.type, 3));
      try (Action<F> action = Theories.bind(system.action, u);
          MolecularDynamics<F> dynamics = new MolecularDynamics<>(u, () -> false)) {
        // down from the hot start, so that the forces are those of a thermal field
        Momentum p = u.newMomentum();
        for (int i = 0; i < 20; i++) {
          p.refresh(RandomFields.stream(1000 + i));
          dynamics.integrate(action, new Omelyan2(20), 1, u, p);
        }
        body.run(u, action, dynamics);
      }
    }
  }

  /** Root mean square of dH over eight momenta at trajectory length 1. */
  private static <F extends Field<F>> double violation(
      F u, Action<F> action, MolecularDynamics<F> dynamics, IntegratorSpec spec) {
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      try (F v = u.duplicate();
          Momentum p = RandomFields.momentum(u, 50 + i)) {
        double before = p.kinetic() + action.value(v);
        dynamics.integrate(action, spec, 1, v, p);
        double deltaH = p.kinetic() + action.value(v) - before;
        sum += deltaH * deltaH;
      }
    }
    return Math.sqrt(sum / 8);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void energyViolationScalesWithTheOrder(IntegratorSpec spec, System system) {
    with(
        system,
        new Body() {
          @Override
          public <F extends Field<F>> void run(
              F u, Action<F> action, MolecularDynamics<F> dynamics) {
            int steps = spec.order() == 2 ? 32 : 16;
            double coarse = violation(u, action, dynamics, spec.withSteps(steps));
            double fine = violation(u, action, dynamics, spec.withSteps(2 * steps));
            double exponent = Math.log(coarse / fine) / Math.log(2);
            assertThat(exponent).isCloseTo(spec.order(), within(0.25));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backwardsItReturns(IntegratorSpec spec, System system) {
    with(
        system,
        new Body() {
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
  void mergedKicksAreExact(IntegratorSpec spec, System system) {
    with(
        system,
        new Body() {
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
      Action<ScalarField> action = sum(new Phi4(-1, 0.5), new Phi4(-1, 0.3)).bind(u);
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

  /** 24 forces a trajectory each: 8 force-gradient steps of 3, 12 Omelyan steps of 2. */
  @Test
  void forceGradientBeatsOmelyan2AtEqualCost() {
    for (System system : SYSTEMS.subList(0, 2)) {
      with(
          system,
          new Body() {
            @Override
            public <F extends Field<F>> void run(
                F u, Action<F> action, MolecularDynamics<F> dynamics) {
              double gradient = violation(u, action, dynamics, new ForceGradient(8));
              double omelyan = violation(u, action, dynamics, new Omelyan2(12));
              double leapfrog = violation(u, action, dynamics, new Leapfrog(24));
              assertThat(gradient).isLessThan(omelyan / 2);
              assertThat(omelyan).isLessThan(leapfrog);
            }
          });
    }
  }

  /** With one term on each level and both levels alike, the slow force is felt less often. */
  @Test
  void innerLevelsKickWithTheirTermsAlone() {
    System system = SYSTEMS.getFirst();
    with(
        system,
        new Body() {
          @Override
          public <F extends Field<F>> void run(
              F u, Action<F> action, MolecularDynamics<F> dynamics) {
            IntegratorSpec nested =
                new Nested(
                    List.of(
                        new Nested.Level(List.of("rectangle"), new Leapfrog(1)),
                        new Nested.Level(List.of("plaquette"), new Leapfrog(2))));
            Action<F> slow = action.terms().get(0).action();
            Action<F> fast = action.terms().get(1).action();
            try (F v = u.duplicate();
                F w = u.duplicate();
                Momentum p = RandomFields.momentum(u, 9);
                Momentum q = RandomFields.momentum(u, 9);
                Momentum force = u.newMomentum()) {
              dynamics.integrate(action, nested, 0.2, v, p);
              slow.force(w, force);
              q.axpy(0.1, force);
              for (int i = 0; i < 2; i++) {
                fast.force(w, force);
                q.axpy(0.05, force);
                w.drift(0.1, q);
                fast.force(w, force);
                q.axpy(0.05, force);
              }
              slow.force(w, force);
              q.axpy(0.1, force);
              assertThat(Math.sqrt(v.distance2(w))).isLessThan(1e-13);
              q.axpy(-1, p);
              assertThat(Math.sqrt(q.dot(q))).isLessThan(1e-13);
            }
          }
        });
  }

  /** Where two drifts of the outer level meet, the inner force is not taken twice. */
  @Test
  void noForceIsTakenTwiceAtOneField() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.U1);
        Action<GaugeField> s = new WilsonPlaquette(1).bind(u);
        Momentum p = u.newMomentum();
        MolecularDynamics<GaugeField> dynamics = new MolecularDynamics<>(u, () -> false)) {
      int[] taken = {0, 0};
      Action<GaugeField> both = counted(s, taken, 0, counted(s, taken, 1, null));
      dynamics.integrate(
          both,
          new Nested(
              List.of(
                  new Nested.Level(List.of("0"), new Omelyan2(3)),
                  new Nested.Level(List.of("1"), new Omelyan4(2)))),
          0.1,
          u,
          p);
      assertThat(taken).containsExactly(2 * 3 + 1, 6 * 2 * 5 + 1);
    }
  }

  private static Action<GaugeField> counted(
      Action<GaugeField> s, int[] taken, int which, Action<GaugeField> other) {
    return new Action<>() {
      @Override
      public double value(GaugeField u) {
        return s.value(u);
      }

      @Override
      public void force(GaugeField u, Momentum out) {
        taken[which]++;
        s.force(u, out);
      }

      @Override
      public List<Term<GaugeField>> terms() {
        Term<GaugeField> own = new Term<>(String.valueOf(which), this);
        return other == null ? List.of(own) : List.of(own, new Term<>("1", other));
      }
    };
  }

  @Test
  void termsAndLevelsMustMatch() {
    SumOfActions<ScalarField> action = sum(new Phi4(-1, 0.5), new Phi4(-1, 0.3));
    FieldType type = new FieldType.Scalar(1);
    Lattice lattice = new Lattice(3);
    Nested one = new Nested(List.of(new Nested.Level(List.of("plaquette"), new Leapfrog(1))));
    assertThatThrownBy(() -> new HmcSpec(1, one).requireFits(action, type, lattice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rectangle");
    Nested wrong = new Nested(List.of(new Nested.Level(List.of("fermion"), new Leapfrog(1))));
    assertThatThrownBy(() -> new HmcSpec(1, wrong).requireFits(action, type, lattice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fermion")
        .hasMessageContaining("plaquette");
    assertThatThrownBy(() -> sum(action, new Phi4(1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one sum");
  }

  @Test
  void aCancelledTrajectoryStopsBetweenElements() {
    System system = SYSTEMS.getFirst();
    try (FieldOps ops = new ReferenceOps(system.lattice)) {
      this.<ScalarField>cancel(system, ops);
    }
  }

  private <F extends Field<F>> void cancel(System system, FieldOps ops) {
    F u = Theories.cast(RandomFields.hot(ops, system.type, 3));
    Action<F> action = Theories.bind(system.action, u);
    int[] asked = {0};
    MolecularDynamics<F> dynamics = new MolecularDynamics<>(u, () -> ++asked[0] > 4);
    Momentum p = RandomFields.momentum(u, 9);
    assertThatThrownBy(() -> dynamics.integrate(action, new Leapfrog(100), 1, u, p))
        .isInstanceOf(MolecularDynamics.CancelledException.class);
    assertThat(asked[0]).isEqualTo(5);
  }
}
