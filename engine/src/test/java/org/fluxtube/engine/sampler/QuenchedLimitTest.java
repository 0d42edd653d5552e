package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fermions that do not move (kappa = 0, or m to infinity) leave the pure gauge theory. */
class QuenchedLimitTest {
  static List<ActionSpec<GaugeField>> fermions() {
    return List.of(
        new Determinant(new Wilson(0), 2),
        new PseudoFermions(new Wilson(0)),
        new Determinant(new Staggered(1e7), 1));
  }

  private static ActionSpec<GaugeField> with(ActionSpec<GaugeField> fermions) {
    return new SumOfActions<>(
        List.of(
            new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2)),
            new SumOfActions.Entry<>("fermions", fermions)));
  }

  /** Proposed by the gauge action alone, every step is accepted: S - S_eff is a constant. */
  @ParameterizedTest
  @MethodSource("fermions")
  void selfLearningWithThePureGaugeActionAcceptsAll(ActionSpec<GaugeField> fermions) {
    Slmc slmc =
        new Slmc(new HmcSpec(1, new Omelyan2(4)), 2, Optional.of(new WilsonPlaquette(2)), false);
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Sampler<GaugeField> sampler = slmc.bind(with(fermions), u)) {
      u.hot(new RandomStream(3, 0, 0));
      State<GaugeField> state = sampler.start(u.duplicate());
      for (int trajectory = 1; trajectory <= 5; trajectory++) {
        Transition<GaugeField> t = sampler.step(state, new RandomStream(3, 0, trajectory));
        assertThat(t.info().deltaH()).isCloseTo(0, within(1e-9));
        assertThat(t.info().acceptance()).isCloseTo(1, within(1e-9));
        state = t.state();
      }
    }
  }

  /** HMC of the sum is HMC of the gauge action, trajectory by trajectory. */
  @ParameterizedTest
  @MethodSource("fermions")
  void hybridMonteCarloIsThatOfThePureGaugeTheory(ActionSpec<GaugeField> fermions) {
    HmcSpec hmc = new HmcSpec(1, new Omelyan2(4));
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.SU2);
        Sampler<GaugeField> full = hmc.bind(with(fermions), u);
        Sampler<GaugeField> pure = hmc.bind(new WilsonPlaquette(2), u)) {
      u.hot(new RandomStream(3, 0, 0));
      State<GaugeField> a = full.start(u.duplicate());
      State<GaugeField> b = pure.start(u.duplicate());
      for (int trajectory = 1; trajectory <= 3; trajectory++) {
        RandomStream rng = new RandomStream(3, 0, trajectory);
        Transition<GaugeField> s = full.step(a, rng);
        Transition<GaugeField> t = pure.step(b, rng);
        assertThat(s.info().deltaH()).isCloseTo(t.info().deltaH(), within(1e-8));
        a = s.state();
        b = t.state();
        assertThat(Math.sqrt(a.field().distance2(b.field()))).isLessThan(1e-8);
      }
    }
  }
}
