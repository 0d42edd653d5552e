package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Circle;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.MaskedSmearing;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.md.Nested;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.md.Omelyan4;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** HMC through a map: the identity, closed forms, and what stays as it is. */
class FieldTransformationHmcTest {
  private static final FieldType SCALAR = new FieldType.Scalar(1);
  private static final Flow<ScalarField> COUPLING =
      new Flow<>(
          List.of(new AffineCoupling(2, new Convolution(List.of(3), 3, Activation.SILU), false)),
          4);

  private static FieldTransformationHmc learned(
      Flow<ScalarField> flow, double tau, IntegratorSpec integrator) {
    return new FieldTransformationHmc(tau, integrator, 0, Optional.of(flow), true);
  }

  /** Without weights a coupling is x = z: the trajectories of plain HMC, dH included. */
  @Test
  void theIdentityIsPlainHmc() {
    Phi4 target = new Phi4(-4, 6.975);
    for (IntegratorSpec integrator : List.of(new Leapfrog(7), new Omelyan2(5), new Omelyan4(2))) {
      try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 6));
          ScalarField like = new ScalarField(ops, 1);
          Sampler<ScalarField> mapped = learned(COUPLING, 1, integrator).bind(target, like);
          Sampler<ScalarField> plain = new HmcSpec(1, integrator).bind(target, like)) {
        mapped.adopt(1, new double[mapped.parameters().length]);
        State<ScalarField> a = start(mapped, like);
        State<ScalarField> b = start(plain, like);
        int accepted = 0;
        for (int t = 1; t <= 8; t++) {
          RandomStream rng = new RandomStream(5, 0, t);
          Transition<ScalarField> one = mapped.step(a, rng);
          Transition<ScalarField> other = plain.step(b, rng);
          a = one.state();
          b = other.state();
          accepted += (int) one.info().accepted();
          assertThat(one.info().accepted()).isEqualTo(other.info().accepted());
          assertThat(one.info().deltaH()).isCloseTo(other.info().deltaH(), within(1e-10));
          assertThat(a.field().snapshot().values())
              .containsExactly(b.field().snapshot().values(), within(1e-11));
        }
        assertThat(accepted).isBetween(2, 8);
        a.close();
        b.close();
      }
    }
  }

  private static State<ScalarField> start(Sampler<ScalarField> sampler, ScalarField like) {
    ScalarField u = like.duplicate();
    u.cold();
    return sampler.start(u);
  }

  /** While the model must not drive: the bits of plain HMC; then the map, from where it ended. */
  @Test
  void anUntrustedMapIsLeftOut() {
    Phi4 target = new Phi4(-4, 6.975);
    IntegratorSpec integrator = new Omelyan2(6);
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        ScalarField like = new ScalarField(ops, 1);
        Sampler<ScalarField> mapped = learned(COUPLING, 1, integrator).bind(target, like);
        Sampler<ScalarField> plain = new HmcSpec(1, integrator).bind(target, like)) {
      mapped.adopt(3, mapped.parameters());
      State<ScalarField> a = start(mapped, like);
      State<ScalarField> b = start(plain, like);
      mapped.guided(false);
      mapped.stepSize().orElseThrow().set(0.2);
      plain.stepSize().orElseThrow().set(0.2);
      assertThat(mapped.version()).isZero();
      for (int t = 1; t <= 5; t++) {
        a = mapped.step(a, new RandomStream(5, 0, t)).state();
        b = plain.step(b, new RandomStream(5, 0, t)).state();
        assertThat(a.field().distance2(b.field())).isZero();
      }
      mapped.guided(true);
      assertThat(mapped.version()).isEqualTo(3);
      assertThat(mapped.stepSize().orElseThrow().value()).isEqualTo(0.2);
      a = mapped.step(a, new RandomStream(5, 0, 6)).state();
      b = plain.step(b, new RandomStream(5, 0, 6)).state();
      assertThat(a.field().distance2(b.field())).isPositive();
      a.close();
      b.close();
    }
  }

  /** The closed form of a ring, and <exp(-dH)> = 1, for a map that has learnt nothing. */
  @Tag("physics")
  @Test
  void anyMapGivesThePhysicsOfTheTarget() {
    Phi4Ring ring = new Phi4Ring(-1, 1, 4);
    FieldTransformationHmc spec =
        new FieldTransformationHmc(1, new Leapfrog(4), 0, Optional.of(COUPLING), false);
    Runs.Series series =
        Runs.run(
            spec,
            new Phi4(-1, 1),
            SCALAR,
            new Lattice(4),
            3,
            100,
            2000,
            (u, action) -> {
              double[] x = u.snapshot().values();
              return new double[] {
                Arrays.stream(x).map(v -> v * v).average().orElseThrow(),
                Arrays.stream(x).map(v -> v * v * v * v).average().orElseThrow()
              };
            });
    assertAgrees("phi^2", series.mean(0), ring.phiSquared(), 0, 4, 0.02);
    assertAgrees("phi^4", series.mean(1), ring.phiFourth(), 0, 4, 0.03);
    assertAgrees("<exp(-dH)>", series.creutz(), 1, 0, 4, 0.1);
    assertThat(Arrays.stream(series.acceptance()).average().orElseThrow()).isBetween(0.5, 0.9999);
  }

  /** U(1) in two dimensions through both kinds of maps of links: the plaquette of the torus. */
  @Tag("physics")
  @Test
  void linksThroughAnyMap() {
    Convolution network = new Convolution(List.of(2), 3, Activation.SILU);
    for (MapSpec map :
        List.of(
            new MaskedSmearing(1, network),
            new PlaquetteCoupling(4, network, Circle.PROJECTION, 2))) {
      Flow<GaugeField> flow = new Flow<>(List.of(map), 6);
      Runs.Series series =
          Runs.run(
              new FieldTransformationHmc(1, new Leapfrog(4), 0, Optional.of(flow), false),
              new WilsonPlaquette(2),
              new FieldType.Gauge(Group.U1),
              new Lattice(4, 4),
              8,
              50,
              800,
              (u, action) -> new double[] {-action.value(u) / (2 * u.lattice().volume())});
      String name = map.getClass().getSimpleName();
      double exact = new U1Torus(2, 16).plaquette();
      assertAgrees("plaquette, " + name, series.mean(0), exact, 0, 4, 0.02);
      assertAgrees("<exp(-dH)>, " + name, series.creutz(), 1, 0, 4, 0.1);
      assertThat(Arrays.stream(series.acceptance()).average().orElseThrow()).isGreaterThan(0.4);
    }
  }

  /**
   * Where f makes the free field of normal numbers, every z is an oscillator of frequency 1: after
   * tau = pi/2 it is the momentum it began with, so that nothing is remembered. Plain HMC at m^2 =
   * 0.25 remembers.
   */
  @Test
  void thePerfectMapForgetsInAQuarterOfAPeriod() {
    Phi4 free = new Phi4(0.25, 0);
    Flow<ScalarField> linear = new Flow<>(List.of(new ModeScaling(0.5)), 1);
    FieldTransformationHmc spec =
        new FieldTransformationHmc(Math.PI / 2, new Omelyan4(40), 0, Optional.of(linear), false);
    try (ReferenceOps ops = new ReferenceOps(new Lattice(8, 8));
        ScalarField like = new ScalarField(ops, 1);
        Sampler<ScalarField> mapped = spec.bind(free, like)) {
      ScalarField one = like.duplicate();
      one.hot(RandomFields.stream(1));
      ScalarField other = like.duplicate();
      other.hot(RandomFields.stream(2));
      RandomStream rng = new RandomStream(5, 0, 1);
      Transition<ScalarField> a = mapped.step(mapped.start(one), rng);
      Transition<ScalarField> b = mapped.step(mapped.start(other), rng);
      assertThat(Math.abs(a.info().deltaH())).isLessThan(1e-5);
      assertThat(a.info().accepted() + b.info().accepted()).isEqualTo(2);
      assertThat(a.state().field().distance2(b.state().field())).isLessThan(1e-10);
      a.state().close();
      b.state().close();
    }
  }

  /** A rejected field keeps its bits, both ends have S of the target, and the way back is found. */
  @Test
  void endsRejectionsAndReversibility() {
    Phi4 target = new Phi4(-4, 6.975);
    FieldTransformationHmc spec =
        new FieldTransformationHmc(1, new Leapfrog(6), 0, Optional.of(COUPLING), false);
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        ScalarField like = new ScalarField(ops, 1);
        var s = target.bind(like);
        Sampler<ScalarField> mapped = spec.bind(target, like)) {
      State<ScalarField> state = start(mapped, like);
      int rejected = 0;
      for (int t = 1; t <= 30; t++) {
        double[] before = state.field().snapshot().values();
        Transition<ScalarField> next = mapped.step(state, new RandomStream(2, 0, t));
        state = next.state();
        double[] after = state.field().snapshot().values();
        Reversibility back = mapped.reversibility(state, new RandomStream(2, 0, t)).orElseThrow();
        assertThat(back.deltaU()).isLessThan(1e-9);
        assertThat(back.deltaH()).isLessThan(1e-8);
        Ends<ScalarField> ends = mapped.ends().orElseThrow();
        assertThat(ends.start().snapshot().values()).isEqualTo(before);
        assertThat(Hmc.sum(ends.before())).isEqualTo(s.value(ends.start()));
        assertThat(Hmc.sum(ends.after())).isEqualTo(s.value(ends.proposal()));
        if (next.info().accepted() == 0) {
          rejected++;
          assertThat(after).isEqualTo(before);
          assertThat(ends.proposal().snapshot().values()).isNotEqualTo(before);
        } else {
          assertThat(after).isEqualTo(ends.proposal().snapshot().values());
        }
      }
      assertThat(rejected).isBetween(1, 28);
      state.close();
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Phi4 target = new Phi4(-4, 6.975);
    Lattice lattice = new Lattice(4, 4);
    SamplerSpec none = new FieldTransformationHmc(1, new Leapfrog(3), 0, Optional.empty(), false);
    assertThatThrownBy(() -> none.requireFits(target, SCALAR, lattice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("field-transformation-hmc", "type = flow", "affine-coupling");
    SamplerSpec waiting = new FieldTransformationHmc(1, new Leapfrog(3), 0, Optional.empty(), true);
    assertThatThrownBy(() -> waiting.requireFits(target, SCALAR, lattice))
        .hasMessageContaining("learning { model { type = flow");
    SamplerSpec nested =
        learned(COUPLING, 1, new Nested(List.of(new Nested.Level(List.of("a"), new Leapfrog(2)))));
    assertThatThrownBy(() -> nested.requireFits(target, SCALAR, lattice))
        .hasMessageContainingAll("one term", "nested", "omelyan2");
    SamplerSpec noMap =
        new FieldTransformationHmc(1, new Leapfrog(3), 0, Optional.of(new Phi4(1, 1)), false);
    assertThatThrownBy(() -> noMap.requireFits(target, SCALAR, lattice))
        .hasMessageContaining("type = flow");
    assertThatThrownBy(() ->
            learned(COUPLING, 1, new Leapfrog(3))
                .requireFits(
                    new WilsonPlaquette(2), new FieldType.Gauge(Group.SU2), new Lattice(4, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learned(COUPLING, 0, new Leapfrog(3))).hasMessageContaining("tau = 0");
  }
}
