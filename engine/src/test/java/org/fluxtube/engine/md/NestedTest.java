package org.fluxtube.engine.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.Term;
import org.fluxtube.engine.action.WilsonPlaquette;
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

/** Levels of the nested integrator, what forces cost, and the end of a cancelled trajectory. */
class NestedTest {
  /** 24 forces a trajectory each: 8 force-gradient steps of 3, 12 Omelyan steps of 2. */
  @Test
  void forceGradientBeatsOmelyan2AtEqualCost() {
    for (Systems.System system : Systems.ALL.subList(0, 2)) {
      Systems.with(
          system,
          new Systems.Body() {
            @Override
            public <F extends Field<F>> void run(
                F u, Action<F> action, MolecularDynamics<F> dynamics) {
              double gradient = Systems.violation(u, action, dynamics, new ForceGradient(8));
              double omelyan = Systems.violation(u, action, dynamics, new Omelyan2(12));
              double leapfrog = Systems.violation(u, action, dynamics, new Leapfrog(24));
              assertThat(gradient).isLessThan(omelyan / 2);
              assertThat(omelyan).isLessThan(leapfrog);
            }
          });
    }
  }

  /** With one term on each level and both levels alike, the slow force is felt less often. */
  @Test
  void innerLevelsKickWithTheirTermsAlone() {
    Systems.System system = Systems.ALL.getFirst();
    Systems.with(
        system,
        new Systems.Body() {
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
    SumOfActions<ScalarField> action = Systems.sum(new Phi4(-1, 0.5), new Phi4(-1, 0.3));
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
    assertThatThrownBy(() -> Systems.sum(action, new Phi4(1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one sum");
  }

  @Test
  void aCancelledTrajectoryStopsBetweenElements() {
    Systems.System system = Systems.ALL.getFirst();
    try (FieldOps ops = new ReferenceOps(system.lattice())) {
      this.<ScalarField>cancel(system, ops);
    }
  }

  private <F extends Field<F>> void cancel(Systems.System system, FieldOps ops) {
    F u = Theories.cast(RandomFields.hot(ops, system.type(), 3));
    Action<F> action = Theories.bind(system.action(), u);
    int[] asked = {0};
    MolecularDynamics<F> dynamics = new MolecularDynamics<>(u, () -> ++asked[0] > 4);
    Momentum p = RandomFields.momentum(u, 9);
    assertThatThrownBy(() -> dynamics.integrate(action, new Leapfrog(100), 1, u, p))
        .isInstanceOf(MolecularDynamics.CancelledException.class);
    assertThat(asked[0]).isEqualTo(5);
  }
}
