package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** L2HMC: without networks plain HMC, with any network exact. */
class L2HmcTest {
  private static final FieldType LINKS = new FieldType.Gauge(Group.U1);
  private static final WilsonPlaquette TARGET = new WilsonPlaquette(2);

  private static L2Hmc learned(double beta, int steps, double size) {
    Convolution network = new Convolution(List.of(2), 3, Activation.SILU);
    LearnedLeapfrog leapfrog = new LearnedLeapfrog(beta, 2, steps, size, network, 3, 1);
    return new L2Hmc(Optional.of(leapfrog), true, Optional.of(new HmcSpec(1, new Leapfrog(5))));
  }

  /** Networks that were moved at random far from where they start. */
  private static void noise(Sampler<?> sampler, double amount) {
    double[] theta = sampler.parameters();
    double[] noise = RandomFields.normal(8, theta.length);
    Arrays.setAll(theta, k -> theta[k] + amount * noise[k]);
    sampler.adopt(4, theta);
  }

  /** Where learning starts: the trajectories of HMC with the same leapfrog, dH included. */
  @Test
  void withoutNetworksItIsPlainHmc() {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 6));
        GaugeField like = (GaugeField) RandomFields.hot(ops, LINKS, 2);
        Sampler<GaugeField> own = learned(2, 5, 0.2).bind(TARGET, like);
        Sampler<GaugeField> plain = new HmcSpec(1, new Leapfrog(5)).bind(TARGET, like)) {
      int forwards = 0;
      for (int t = 1; t <= 12; t++) {
        RandomStream rng = new RandomStream(5, 0, t);
        Transition<GaugeField> one = own.step(own.start(like.duplicate()), rng);
        Transition<GaugeField> other = plain.step(plain.start(like.duplicate()), rng);
        // the inverse is the same trajectory for the momenta turned round
        if (rng.key(Purpose.ORDER).at(0).uniform() >= 0.5) {
          forwards++;
          assertThat(one.info().deltaH()).isCloseTo(other.info().deltaH(), within(1e-10));
          assertThat(one.info().accepted()).isEqualTo(other.info().accepted());
          assertThat(one.state().field().snapshot().values())
              .containsExactly(other.state().field().snapshot().values(), within(1e-11));
        }
        one.state().close();
        other.state().close();
      }
      assertThat(forwards).isBetween(2, 10);
    }
  }

  /** The torus for networks that have learnt nothing, and a coupling that is not the target's. */
  @Tag("physics")
  @Test
  void anyNetworksGiveThePhysicsOfTheTarget() {
    Lattice lattice = new Lattice(4, 4);
    U1Torus torus = new U1Torus(2, lattice.volume());
    double[] plaquette = new double[9000];
    double[] charge = new double[plaquette.length];
    double[] weight = new double[plaquette.length];
    double logs = 0;
    int accepted = 0;
    try (ReferenceOps ops = new ReferenceOps(lattice);
        GaugeField like = (GaugeField) RandomFields.hot(ops, LINKS, 2);
        Sampler<GaugeField> sampler = learned(1.8, 2, 0.35).bind(TARGET, like);
        var action = TARGET.bind(like);
        var q = new TopologicalCharge().bind(like)) {
      noise(sampler, 0.15);
      State<GaugeField> state = sampler.start(like.duplicate());
      for (int t = 1; t <= 100 + plaquette.length; t++) {
        Transition<GaugeField> next = sampler.step(state, new RandomStream(9, 0, t));
        state = next.state();
        int i = t - 101;
        if (i >= 0) {
          GaugeField u = state.field();
          plaquette[i] = -action.value(u) / (2 * lattice.volume());
          double whole = q.measure(u, new RandomStream(9, 1, t))[0];
          charge[i] = whole * whole;
          weight[i] = Math.exp(-next.info().deltaH());
          logs += Math.abs(next.info().details().get(StepInfo.LOG_JACOBIAN)) / plaquette.length;
          accepted += (int) next.info().accepted();
        }
      }
      state.close();
    }
    assertThat(logs).isGreaterThan(0.1);
    assertThat((double) accepted / plaquette.length).isBetween(0.3, 0.99);
    Estimate mean = Runs.mean(plaquette);
    assertAgrees("plaquette", mean, torus.plaquette(), 0, 3, 0.01);
    assertAgrees("Q^2", Runs.mean(charge), torus.meanSquareCharge(), 0, 3, 0.05);
    assertAgrees("<exp(-dH)>", Runs.mean(weight), 1, 0, 3, 0.05);
  }

  /** A rejected field keeps its bits, both ends have S of the target, and the way back is found. */
  @Test
  void endsRejectionsAndReversibility() {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField like = (GaugeField) RandomFields.hot(ops, LINKS, 2);
        var s = TARGET.bind(like);
        Sampler<GaugeField> sampler = learned(2, 3, 0.4).bind(TARGET, like)) {
      noise(sampler, 0.3);
      assertThat(sampler.version()).isEqualTo(4);
      State<GaugeField> state = sampler.start(like.duplicate());
      int rejected = 0;
      for (int t = 1; t <= 30; t++) {
        double[] before = state.field().snapshot().values();
        Transition<GaugeField> next = sampler.step(state, new RandomStream(2, 0, t));
        state = next.state();
        Reversibility back = sampler.reversibility(state, new RandomStream(2, 0, t)).orElseThrow();
        assertThat(back.deltaU()).isLessThan(1e-10);
        assertThat(back.deltaH()).isLessThan(1e-9);
        Ends<GaugeField> ends = sampler.ends().orElseThrow();
        assertThat(ends.start().snapshot().values()).isEqualTo(before);
        assertThat(Hmc.sum(ends.before())).isEqualTo(s.value(ends.start()));
        assertThat(Hmc.sum(ends.after())).isEqualTo(s.value(ends.proposal()));
        double[] after = state.field().snapshot().values();
        if (next.info().accepted() == 0) {
          rejected++;
          assertThat(after).isEqualTo(before);
        } else {
          assertThat(after).isEqualTo(ends.proposal().snapshot().values());
        }
      }
      assertThat(rejected).isBetween(1, 28);
      state.close();
    }
  }

  /** Steps of the fall-back where the model must not drive, bit by bit. */
  @Test
  void theFallbackTakesOver() {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField like = (GaugeField) RandomFields.hot(ops, LINKS, 2);
        Sampler<GaugeField> sampler = learned(2, 3, 0.4).bind(TARGET, like);
        Sampler<GaugeField> plain = new HmcSpec(1, new Leapfrog(5)).bind(TARGET, like)) {
      noise(sampler, 0.3);
      sampler.guided(false);
      assertThat(sampler.version()).isZero();
      RandomStream rng = new RandomStream(2, 0, 1);
      State<GaugeField> one = sampler.step(sampler.start(like.duplicate()), rng).state();
      State<GaugeField> other = plain.step(plain.start(like.duplicate()), rng).state();
      assertThat(one.field().distance2(other.field())).isZero();
      one.close();
      other.close();
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Lattice lattice = new Lattice(4, 4);
    SamplerSpec none = new L2Hmc(Optional.empty(), false, Optional.empty());
    assertThatThrownBy(() -> none.requireFits(TARGET, LINKS, lattice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("l2hmc", "type = learned-leapfrog");
    SamplerSpec waiting = new L2Hmc(Optional.empty(), true, Optional.empty());
    assertThatThrownBy(() -> waiting.requireFits(TARGET, LINKS, lattice))
        .hasMessageContaining("learning { model { type = learned-leapfrog");
    SamplerSpec other = new L2Hmc(Optional.of(TARGET), false, Optional.empty());
    assertThatThrownBy(() -> other.requireFits(TARGET, LINKS, lattice))
        .hasMessageContaining("needs a model of type = learned-leapfrog");
    assertThatThrownBy(() -> learned(2, 3, 0.1).requireFits(TARGET, LINKS, new Lattice(4, 7)))
        .hasMessageContaining("extent 7");
    Optional<SamplerSpec> hmc = Optional.of(new HmcSpec(1, new Leapfrog(5)));
    assertThatThrownBy(() -> new L2Hmc(Optional.empty(), false, hmc))
        .hasMessageContaining("would never run");
  }
}
