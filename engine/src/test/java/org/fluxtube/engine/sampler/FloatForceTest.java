package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.Su2Torus;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forces in single precision: near those in double, reversible, and exact after the accept. */
class FloatForceTest {
  private static HmcSpec hmc(int steps) {
    return new HmcSpec(1, new Omelyan2(steps), 0, Optional.empty(), false, false, Precision.FLOAT);
  }

  private static List<ActionSpec<GaugeField>> actions() {
    return List.of(
        new WilsonPlaquette(5.7),
        new RectangleAction(2.6, -0.331),
        new SumOfActions<>(
            List.of(
                new SumOfActions.Entry<>("gauge", new WilsonPlaquette(5.7)),
                new SumOfActions.Entry<>("more", new RectangleAction(1, -0.1)))));
  }

  private static GaugeField hot(int n) {
    FieldOps ops = new ReferenceOps(new Lattice(2, 3, 4));
    GaugeField u = new GaugeField(ops, new Group(n));
    u.hot(RandomFields.stream(n));
    return u;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isNearToTheForceInDouble(int n) {
    try (GaugeField u = hot(n)) {
      for (ActionSpec<GaugeField> spec : actions()) {
        try (Action<GaugeField> action = spec.bind(u)) {
          Action<GaugeField> single = action.withFloatForce();
          Momentum expected = u.newMomentum();
          Momentum got = RandomFields.momentum(u, 2);
          action.force(u, expected);
          single.force(u, got);
          assertThat(single.value(u)).isEqualTo(action.value(u));
          got.axpy(-1, expected);
          double relative = Math.sqrt(got.dot(got) / expected.dot(expected));
          // not zero: it is in single precision
          assertThat(relative).as("%s", spec).isBetween(1e-10, 1e-5);
        }
      }
    }
  }

  /** The force is a function of the links, however it is rounded. */
  @Test
  void trajectoriesAreReversibleToRoundingOfDouble() {
    try (GaugeField u = hot(3);
        Sampler<GaugeField> sampler = hmc(10).bind(new WilsonPlaquette(5.7), u)) {
      State<GaugeField> state = sampler.start(u);
      state = sampler.step(state, new RandomStream(3, 0, 1)).state();
      Reversibility back = sampler.reversibility(state, new RandomStream(3, 0, 2)).orElseThrow();
      assertThat(back.deltaU()).isLessThan(1e-11);
      assertThat(back.deltaH()).isLessThan(1e-9);
    }
  }

  /**
   * dH differs from that of forces in double by some 1e-6, so little that acceptance is the same.
   */
  @Test
  void onlyTheTrajectoriesChange() {
    double[] deltaH = new double[2];
    for (int i = 0; i < 2; i++) {
      HmcSpec spec = i == 0 ? hmc(10) : new HmcSpec(1, new Omelyan2(10));
      try (GaugeField u = hot(3);
          Sampler<GaugeField> sampler = spec.bind(new WilsonPlaquette(5.7), u)) {
        deltaH[i] = sampler.step(sampler.start(u), new RandomStream(3, 0, 1)).info().deltaH();
      }
    }
    assertThat(deltaH[0]).isNotEqualTo(deltaH[1]);
    assertThat(deltaH[0]).isCloseTo(deltaH[1], within(1e-4));
  }

  @Test
  void theDistributionIsTheSame() {
    Runs.Series series =
        Runs.run(
            hmc(3),
            new WilsonPlaquette(2),
            new FieldType.Gauge(Group.SU2),
            new Lattice(2, 2),
            5,
            100,
            6000,
            (GaugeField u, Action<GaugeField> action) ->
                new double[] {u.ops().plaquetteSum(u.vectors(), 0, 1) / 8});
    assertAgrees("SU(2) 2x2", series.mean(0), new Su2Torus(2, 4).plaquette(), 0, 4, 0.01);
    assertAgrees("<exp(-dH)>", series.creutz(), 1, 0, 4, 0.05);
  }

  @Test
  void isRefusedWhereNothingHasIt() {
    try (ScalarField phi = new ScalarField(new ReferenceOps(new Lattice(2, 2)), 1)) {
      assertThatThrownBy(() -> hmc(3).bind(new Phi4(-4, 6.975), phi))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("forces = float")
          .hasMessageContaining("wilson-plaquette");
    }
  }
}
