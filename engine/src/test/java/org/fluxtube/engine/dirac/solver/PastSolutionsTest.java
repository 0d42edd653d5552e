package org.fluxtube.engine.dirac.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.PseudoFermionRatio;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** First guesses, and what they do to iterations and to reversibility. */
class PastSolutionsTest {
  private static final Shape.Spinor SHAPE = new Shape.Spinor(2, 2);

  private static Vector random(FieldOps ops, int round) {
    Vector v = ops.allocate(SHAPE);
    ops.gaussian(1, RandomFields.stream(5).key(Purpose.TEST, 0, round), v);
    return v;
  }

  /** In the span of the kept ones the guess is the solution; its error is orthogonal in A. */
  @Test
  void theGuessIsTheBestOfItsSpan() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.SU2);
        var d = new Wilson(0.2).bind(u);
        PastSolutions past = new PastSolutions(ops, SHAPE, 3)) {
      u.hot(RandomFields.stream(1));
      d.update(u);
      LinearOperator a = d::normal;
      Vector b = random(ops, 0);
      Vector x = ops.allocate(SHAPE);
      past.guess(a, b, x);
      assertThat(ops.norm2(x)).isZero();
      List<Vector> kept = new ArrayList<>();
      for (int k = 1; k <= 5; k++) {
        kept.add(random(ops, k));
        past.keep(kept.getLast());
      }
      past.keep(kept.getLast()); // twice the same spans no more
      past.guess(a, b, x);
      Vector r = ops.allocate(SHAPE);
      a.apply(x, r);
      ops.axpby(1, b, -1, r);
      for (Vector v : kept.subList(3, 5)) {
        assertThat(Math.hypot(ops.dot(v, r), ops.imaginaryDot(v, r))).isLessThan(1e-11);
      }
      // forgotten: the oldest
      assertThat(Math.hypot(ops.dot(kept.getFirst(), r), ops.imaginaryDot(kept.getFirst(), r)))
          .isGreaterThan(0.01);
      ops.copy(kept.get(4), x);
      ops.axpy(-0.3, kept.get(3), x);
      a.apply(x, b);
      past.guess(a, b, x);
      a.apply(x, r);
      ops.axpby(1, b, -1, r);
      assertThat(ops.norm2(r) / ops.norm2(b)).isLessThan(1e-24);
      past.of("another series");
      past.guess(a, b, x);
      assertThat(ops.norm2(x)).isZero();
    }
  }

  /** Distance of the links after forward, p to -p, back; and iterations of the forces forward. */
  private record Return(double distance, double iterations) {}

  private static Return returned(ActionSpec<GaugeField> spec) {
    try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Action<GaugeField> s = spec.bind(u);
        MolecularDynamics<GaugeField> md = new MolecularDynamics<>(u, () -> false)) {
      u.hot(RandomFields.stream(1));
      try (GaugeField start = u.duplicate();
          Auxiliary phi = s.draw(u, RandomFields.stream(2), 0);
          Momentum p = RandomFields.momentum(u, 3)) {
        s.cost();
        md.integrate(s.given(phi), new Omelyan2(12), 0.5, u, p);
        double iterations = s.cost().get("forceIterations");
        assertThat(u.distance2(start)).isGreaterThan(1);
        p.scale(-1);
        md.integrate(s.given(phi), new Omelyan2(12), 0.5, u, p);
        return new Return(Math.sqrt(u.distance2(start)), iterations);
      }
    }
  }

  private static ActionSpec<GaugeField> light(OperatorSpec d, double force, int past) {
    return new PseudoFermions(
        d, true, 0, 1e-12, force, 1000, Precision.DOUBLE, Precision.DOUBLE, past);
  }

  private static ActionSpec<GaugeField> ratio(OperatorSpec d, double force, int past) {
    return new PseudoFermionRatio(
        d, true, 0, 0.5, 1e-12, force, 1000, Precision.DOUBLE, Precision.DOUBLE, past);
  }

  /**
   * From zero the force is a function of the field: the way back is the way there to rounding
   * (which the jumps of a coarse solve amplify). From past solutions the way back has other
   * guesses: the links return within some residuals, and no better.
   */
  @Test
  void guessesCostReversibilityWithinTheResidual() {
    for (double residual : new double[] {1e-4, 1e-6, 1e-8}) {
      Return zero = returned(light(new Wilson(0.13), residual, 0));
      Return guessed = returned(light(new Wilson(0.13), residual, 4));
      assertThat(zero.distance).isLessThan(1e-12);
      assertThat(guessed.distance).isBetween(0.01 * residual, 10 * residual);
      assertThat(guessed.iterations).isLessThan(0.6 * zero.iterations);
      assertThat(returned(light(new Staggered(0.3), residual, 0)).distance).isLessThan(1e-8);
      assertThat(returned(light(new Staggered(0.3), residual, 4)).distance)
          .isLessThan(10 * residual);
      assertThat(returned(ratio(new Wilson(0.13), residual, 4)).distance).isLessThan(10 * residual);
    }
  }

  /** Each trajectory begins without a past, so that a resumed chain is the chain. */
  @Test
  void trajectoriesDoNotKnowTheOnesBefore() {
    try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Action<GaugeField> s = light(new Staggered(0.3), 1e-4, 4).bind(u);
        Action<GaugeField> fresh = light(new Staggered(0.3), 1e-4, 4).bind(u)) {
      u.hot(RandomFields.stream(1));
      try (Auxiliary phi = s.draw(u, RandomFields.stream(2), 0);
          Momentum first = u.newMomentum();
          Momentum force = u.newMomentum()) {
        Action<GaugeField> before = s.given(phi);
        before.force(u, first);
        u.drift(0.1, first);
        before.force(u, force);
        double[] withPast = RandomFields.host(u, force);
        s.given(phi).force(u, force);
        double[] without = RandomFields.host(u, force);
        assertThat(without).isNotEqualTo(withPast);
        fresh.given(phi).force(u, force);
        assertThat(RandomFields.host(u, force)).isEqualTo(without);
      }
    }
    assertThatThrownBy(() -> light(new Staggered(0.3), 1e-4, -1))
        .hasMessageContaining("pastSolutions = -1");
    assertThatThrownBy(() -> ratio(new Staggered(0.3), 1e-4, 17))
        .hasMessageContaining("pastSolutions = 17");
  }
}
