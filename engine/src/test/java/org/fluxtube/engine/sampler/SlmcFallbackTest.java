package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.LoopAction;
import org.fluxtube.engine.action.LoopKind;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;

/** What an slmc does while its model must not drive, and determinants by pseudo-fermions. */
class SlmcFallbackTest {
  private static final SumOfActions<GaugeField> TARGET = target(1);
  private static final SamplerSpec SWEEPS = new HeatBath(0, Order.PALINDROMIC);
  private static final SamplerSpec HMC =
      new HmcSpec(1, new Omelyan2(4), 0, Optional.empty(), false, true);
  private static final LoopAction MODEL =
      new LoopAction(List.of(new LoopAction.LoopTerm(LoopKind.PLAQUETTE, 1.2)));

  private static SumOfActions<GaugeField> target(int copies) {
    return new SumOfActions<>(
        List.of(
            new SumOfActions.Entry<>("gauge", new WilsonPlaquette(1)),
            new SumOfActions.Entry<>("fermions", new Determinant(new Staggered(0.5), copies))));
  }

  /** Bit by bit the fall-back's trajectories; then the model's, from where they ended. */
  @Test
  void theFallbackDrivesUntilTheModelMay() {
    Slmc spec = new Slmc(SWEEPS, 1, Optional.of(MODEL), true, Optional.of(HMC), false);
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField like = new GaugeField(ops, Group.U1);
        Sampler<GaugeField> slmc = spec.bind(TARGET, like);
        Sampler<GaugeField> hmc = HMC.bind(TARGET, like);
        Action<GaugeField> s = TARGET.bind(like)) {
      slmc.adopt(3, new double[] {1.3});
      State<GaugeField> a = hot(slmc, like);
      State<GaugeField> b = hot(hmc, like);
      slmc.guided(false);
      assertThat(slmc.version()).isZero();
      for (int t = 1; t < 6; t++) {
        a = slmc.step(a, new RandomStream(5, 0, t)).state();
        b = hmc.step(b, new RandomStream(5, 0, t)).state();
        assertThat(a.field().distance2(b.field())).isZero();
        // S without pseudo-fermions: what the model can learn from
        Ends<GaugeField> ends = slmc.ends().orElseThrow();
        assertThat(ends.auxiliary().fields()).isEmpty();
        assertThat(Hmc.sum(ends.before())).isCloseTo(s.value(ends.start()), within(1e-12));
        assertThat(Hmc.sum(ends.after())).isCloseTo(s.value(ends.proposal()), within(1e-12));
        assertThat(ends.start().distance2(ends.proposal())).isPositive();
      }
      slmc.guided(true);
      assertThat(slmc.version()).isEqualTo(3);
      Transition<GaugeField> next = slmc.step(a, new RandomStream(5, 0, 6));
      assertThat(next.info().details()).containsKey(StepInfo.GUIDE_CHANGE);
      next.state().close();
      b.close();
    }
  }

  private static State<GaugeField> hot(Sampler<GaugeField> sampler, GaugeField like) {
    GaugeField u = like.allocateLike();
    u.hot(new RandomStream(7, 0, 0));
    return sampler.start(u);
  }

  /**
   * The mean over phi of exp(-S) is det up to a constant: phi^dagger K^-1 phi has that integral.
   */
  @Test
  void anEstimatedDeterminantKeepsTheNamesOfItsTerms() {
    ActionSpec<GaugeField> estimated = TARGET.estimated();
    assertThat(estimated.termNames()).isEqualTo(TARGET.termNames());
    assertThat(estimated.stochastic()).isTrue();
    assertThat(TARGET.stochastic()).isFalse();
    assertThat(new WilsonPlaquette(2).estimated()).isEqualTo(new WilsonPlaquette(2));
    assertThat(HMC.teaches()).isFalse();
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> target(2).estimated()).hasMessageContaining("copies = 1");
    Lattice lattice = new Lattice(4, 4);
    assertThatThrownBy(() ->
            HMC.requireFits(
                new WilsonPlaquette(2),
                new org.fluxtube.engine.field.FieldType.Gauge(Group.U1),
                lattice))
        .hasMessageContaining("no exact determinant");
    assertThatThrownBy(
            () -> new Slmc(SWEEPS, 1, Optional.of(MODEL), false, Optional.of(HMC), false))
        .hasMessageContaining("learned = true");
    SamplerSpec guided = new HmcSpec(1, new Omelyan2(4), 0, Optional.empty(), true);
    assertThatThrownBy(
            () -> new Slmc(SWEEPS, 1, Optional.empty(), true, Optional.of(guided), false))
        .hasMessageContaining("fallback");
  }
}
