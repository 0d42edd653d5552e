package org.fluxtube.engine.md;

import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.SumOfActions.Entry;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;

/** Theories whose terms carry the names of the nested integrator, and what runs on them. */
final class Systems {
  private Systems() {}

  record System(ActionSpec<?> action, FieldType type, Lattice lattice) {}

  static <F extends Field<F>> SumOfActions<F> sum(ActionSpec<F> slow, ActionSpec<F> fast) {
    return new SumOfActions<>(
        List.of(new Entry<>("rectangle", slow), new Entry<>("plaquette", fast)));
  }

  static final List<System> ALL =
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

  interface Body {
    <F extends Field<F>> void run(F u, Action<F> action, MolecularDynamics<F> dynamics);
  }

  static <F extends Field<F>> void with(System system, Body body) {
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
  static <F extends Field<F>> double violation(
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
}
