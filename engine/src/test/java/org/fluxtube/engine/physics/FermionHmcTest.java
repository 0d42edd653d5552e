package org.fluxtube.engine.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.physics.TinySchwinger.TINY;
import static org.fluxtube.engine.physics.TinySchwinger.U1;
import static org.fluxtube.engine.physics.TinySchwinger.integral;
import static org.fluxtube.engine.physics.TinySchwinger.nested;
import static org.fluxtube.engine.physics.TinySchwinger.plaquette;
import static org.fluxtube.engine.physics.TinySchwinger.with;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.PseudoFermionRatio;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.md.Nested;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.network.Cask;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HMC with fermions against integrals, and its production checks. */
class FermionHmcTest {
  /** The integral without fermions is the known sum over Bessel functions. */
  @Test
  void theIntegralIsRightWithoutFermions() {
    double got = integral(with(1, new Determinant(new Wilson(0), 2)), 9);
    assertThat(got).isCloseTo(new U1Torus(1, 4).plaquette(), within(1e-5));
  }

  static List<ActionSpec<GaugeField>> schwinger() {
    Wilson wilson = new Wilson(0.24);
    return List.of(
        new Determinant(wilson, 2),
        new PseudoFermions(wilson, false, 1e-10, 1e-8, 1000),
        new PseudoFermions(wilson, true, 1e-10, 1e-8, 1000));
  }

  /** Two flavours of Wilson fermions on 2 x 2: the determinant's integral, 4 sigma. */
  @Tag("physics")
  @ParameterizedTest
  @MethodSource("schwinger")
  void theSchwingerModelOnTwoByTwo(ActionSpec<GaugeField> fermions) {
    double coarse = integral(with(1, schwinger().getFirst()), 9);
    double exact = integral(with(1, schwinger().getFirst()), 11);
    assertThat(coarse).isCloseTo(exact, within(1e-5));
    assertThat(exact - new U1Torus(1, 4).plaquette()).isGreaterThan(0.02);
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, nested(4, 2)),
            with(1, fermions),
            U1,
            TINY,
            11,
            200,
            20_000,
            (u, s) -> new double[] {plaquette(u)});
    assertAgrees("Schwinger 2x2, " + fermions, series.mean(0), exact, 0, 4, 0.004);
    assertAgrees("<exp(-dH)>", series.creutz(), 1, 0, 4, 0.01);
  }

  /**
   * The split determinant on three time scales with clover term and a twisted-mass splitting: the
   * integral of the unsplit determinant, 4 sigma.
   */
  @Tag("physics")
  @Test
  void aSplitDeterminantOnThreeTimeScales() {
    WilsonClover clover = new WilsonClover(0.22, 3);
    double exact = integral(with(1, new Determinant(clover, 2)), 11);
    assertThat(integral(with(1, new Determinant(clover, 2)), 9)).isCloseTo(exact, within(1e-5));
    double without = integral(with(1, new Determinant(new Wilson(0.22), 2)), 9);
    assertThat(Math.abs(exact - without)).isGreaterThan(0.02);
    SumOfActions<GaugeField> target =
        new SumOfActions<>(
            List.of(
                new SumOfActions.Entry<>("gauge", new WilsonPlaquette(1)),
                new SumOfActions.Entry<>(
                    "heavy", new PseudoFermions(clover, true, 0.5, 1e-10, 1e-8, 1000)),
                new SumOfActions.Entry<>("ratio", new PseudoFermionRatio(clover, 0, 0.5))));
    IntegratorSpec three =
        new Nested(
            List.of(
                new Nested.Level(List.of("ratio"), new Omelyan2(3)),
                new Nested.Level(List.of("heavy"), new Omelyan2(1)),
                new Nested.Level(List.of("gauge"), new Omelyan2(1))));
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, three),
            target,
            U1,
            TINY,
            14,
            200,
            20_000,
            (u, s) -> new double[] {plaquette(u)});
    assertAgrees("split determinant 2x2", series.mean(0), exact, 0, 4, 0.004);
    // csw = 3 leads near zeros of the determinant
    assertAgrees("<dH / (1 + exp(dH))>", series.symmetry(), 0, 0, 4, 0.0005);
  }

  /** Two tastes of staggered fermions on 2 x 2, by pseudo-fermions and by the determinant. */
  @Tag("physics")
  @Test
  void twoTastesOnTwoByTwo() {
    Staggered staggered = new Staggered(0.3);
    double exact = integral(with(1, new Determinant(staggered, 1)), 11);
    assertThat(integral(with(1, new Determinant(staggered, 1)), 9)).isCloseTo(exact, within(1e-5));
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, nested(6, 2)),
            with(1, new PseudoFermions(staggered)),
            U1,
            TINY,
            12,
            200,
            20_000,
            (u, s) -> new double[] {plaquette(u)});
    assertAgrees("staggered 2x2", series.mean(0), exact, 0, 4, 0.004);
    assertAgrees("<exp(-dH)>", series.creutz(), 1, 0, 4, 0.01);
  }

  /**
   * A guide with another mass at the target's phi: the physics is the target's, and the acceptance
   * is that of its H.
   */
  @Tag("physics")
  @Test
  void aHeavierGuideGivesThePhysicsOfTheTarget() {
    Staggered staggered = new Staggered(0.5);
    double exact = integral(with(1, new Determinant(staggered, 1)), 9);
    Runs.Series series =
        Runs.run(
            new HmcSpec(
                0.5, nested(4, 2), 0, Optional.of(with(1, new PseudoFermions(new Staggered(0.7))))),
            with(1, new PseudoFermions(staggered)),
            U1,
            TINY,
            13,
            200,
            20_000,
            (u, s) -> new double[] {plaquette(u)});
    assertAgrees("heavier guide", series.mean(0), exact, 0, 4, 0.006);
    assertAgrees("<exp(-dH)>, heavier guide", series.creutz(), 1, 0, 4, 0.05);
  }

  /** A network with wrong weights and mass as the guide: the physics is the target's. */
  @Tag("physics")
  @Test
  void aWrongNetworkAsGuideGivesThePhysicsOfTheTarget() {
    Staggered staggered = new Staggered(0.5);
    double exact = integral(with(1, new Determinant(staggered, 1)), 9);
    Smeared guide =
        new Smeared(
            List.of(
                new Covariant(List.of(0.1), List.of(), List.of(-0.1, 0.15)),
                new Cask(List.of(-0.05, 0.05), 0.2, 0.2, 0.1)),
            new PseudoFermions(new Staggered(0.7)));
    Runs.Series series =
        Runs.run(
            new HmcSpec(0.5, nested(4, 2), 0, Optional.of(with(1, guide))),
            with(1, new PseudoFermions(staggered)),
            U1,
            TINY,
            14,
            200,
            20_000,
            (u, s) -> new double[] {plaquette(u)});
    assertAgrees("network as guide", series.mean(0), exact, 0, 4, 0.006);
    assertAgrees("<exp(-dH)>, network as guide", series.creutz(), 1, 0, 4, 0.05);
  }

  /** Forward, p to -p, back: the links return to rounding, also with a coarse force residual. */
  @Test
  void trajectoriesAreReversible() {
    for (ActionSpec<GaugeField> fermions :
        List.<ActionSpec<GaugeField>>of(
            new PseudoFermions(new Staggered(0.3), true, 1e-10, 1e-4, 1000),
            new PseudoFermions(new Wilson(0.13), true, 1e-10, 1e-10, 1000))) {
      SumOfActions<GaugeField> target = with(2, fermions);
      try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
          GaugeField u = new GaugeField(ops, Group.SU2);
          Action<GaugeField> s = target.bind(u);
          MolecularDynamics<GaugeField> md = new MolecularDynamics<>(u, () -> false)) {
        u.hot(RandomFields.stream(1));
        try (GaugeField start = u.duplicate();
            Auxiliary phi = s.draw(u, RandomFields.stream(2), 0)) {
          Momentum p = RandomFields.momentum(u, 3);
          double kinetic = p.kinetic();
          md.integrate(s.given(phi), nested(4, 2), 0.5, u, p);
          assertThat(u.distance2(start)).isGreaterThan(1);
          p.scale(-1);
          md.integrate(s.given(phi), nested(4, 2), 0.5, u, p);
          // a residual above rounding amplifies differences of rounding by its own jumps
          assertThat(u.distance2(start)).isLessThan(1e-14);
          assertThat(p.kinetic()).isCloseTo(kinetic, within(1e-5 * kinetic));
        }
      }
    }
  }

  /** dH falls with the second power of the step. */
  @Test
  void theIntegratorsOrderIsSeen() {
    SumOfActions<GaugeField> target =
        with(2, new PseudoFermions(new Wilson(0.13), true, 1e-13, 1e-13, 1000));
    List<Double> dH = new ArrayList<>();
    for (int steps : new int[] {8, 16, 32}) {
      try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
          GaugeField u = new GaugeField(ops, Group.SU2);
          Action<GaugeField> s = target.bind(u);
          MolecularDynamics<GaugeField> md = new MolecularDynamics<>(u, () -> false)) {
        u.hot(RandomFields.stream(1));
        try (Auxiliary phi = s.draw(u, RandomFields.stream(2), 0)) {
          Action<GaugeField> fixed = s.given(phi);
          Momentum p = RandomFields.momentum(u, 3);
          double before = p.kinetic() + fixed.value(u);
          md.integrate(fixed, nested(steps, 2), 0.5, u, p);
          dH.add(p.kinetic() + fixed.value(u) - before);
        }
      }
    }
    assertThat(dH.get(0) / dH.get(1)).isBetween(3.6, 4.4);
    assertThat(dH.get(1) / dH.get(2)).isBetween(3.9, 4.1);
  }
}
