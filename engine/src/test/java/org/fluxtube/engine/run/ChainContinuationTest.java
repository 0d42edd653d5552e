package org.fluxtube.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.testing.Theories;
import org.fluxtube.engine.testing.Theories.Theory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Run 2n is run n, save, a new chain, restore, run n: bit by bit, wherever the cut is. */
class ChainContinuationTest {
  private static final Phases PHASES = new Phases(6, 2, 4);

  /** What must be the same, by bits: everything but the wall-clock time. */
  record Step(long trajectory, Phase phase, double stepSize, StepInfo info, List<Double> field) {
    static Step of(Chain<?> chain) {
      Trajectory t = chain.advance();
      return new Step(
          t.trajectory(),
          t.phase(),
          t.stepSize(),
          t.info(),
          Arrays.stream(chain.snapshot().values()).boxed().toList());
    }
  }

  /** Every sampler of the catalogue, and HMC that is tuned, on every theory that it fits. */
  static List<Object[]> cases() {
    List<SamplerSpec> samplers = new ArrayList<>();
    Catalogue.entries(SamplerSpec.class).forEach((name, spec) -> samplers.add((SamplerSpec) spec));
    samplers.add(new HmcSpec(1, new Leapfrog(4), 0.8, Optional.empty()));
    List<Object[]> cases = new ArrayList<>();
    for (SamplerSpec sampler : samplers) {
      Set<Object> seen = new HashSet<>();
      for (Theory theory : Theories.all()) {
        // one lattice for each pair of action and field
        if (fits(sampler, theory) && seen.add(List.of(theory.name(), theory.type()))) {
          cases.add(new Object[] {sampler, theory});
        }
      }
      assertThat(seen).as("theories for " + sampler).isNotEmpty();
    }
    return cases;
  }

  private static boolean fits(SamplerSpec sampler, Theory theory) {
    try {
      sampler.requireFits(theory.action(), theory.type(), theory.lattice());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static <F extends Field<F>> Chain<F> chain(
      int id, SamplerSpec sampler, Theory theory, FieldOps ops) {
    F start = Theories.cast(Field.allocate(ops, theory.type()));
    start.hot(new RandomStream(5, id, 0));
    return new Chain<>(id, 5, PHASES, Theories.bind(sampler, theory.action(), start), start);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyCutGivesTheSameBits(SamplerSpec sampler, Theory theory) {
    this.<GaugeField>continuation(sampler, theory);
  }

  private <F extends Field<F>> void continuation(SamplerSpec sampler, Theory theory) {
    List<Step> whole = new ArrayList<>();
    List<ChainState> saved = new ArrayList<>();
    int id = 2;
    do { // a flow that has learnt nothing may reject all of some chain's few proposals
      id++;
      whole.clear();
      saved.clear();
      try (FieldOps ops = theory.ops();
          Chain<F> chain = chain(id, sampler, theory, ops)) {
        saved.add(chain.save());
        while (!chain.finished()) {
          whole.add(Step.of(chain));
          saved.add(chain.save());
        }
      }
    } while (accepted(whole) == 0 && id < 12);
    assertThat(accepted(whole)).isPositive();
    for (int cut = 0; cut <= PHASES.total(); cut++) {
      try (FieldOps ops = theory.ops();
          Chain<F> chain = chain(id, sampler, theory, ops)) {
        chain.restore(saved.get(cut));
        assertThat(chain.trajectory()).isEqualTo(cut);
        while (!chain.finished()) {
          int k = (int) chain.trajectory();
          assertThat(Step.of(chain)).isEqualTo(whole.get(k));
        }
      }
    }
  }

  private static long accepted(List<Step> steps) {
    return steps.stream().mapToLong(step -> step.info.accepted()).sum();
  }

  /** Checks after every trajectory find nothing wrong, and no bit of any trajectory changes. */
  @ParameterizedTest
  @MethodSource("cases")
  void checksLeaveTheChainAlone(SamplerSpec sampler, Theory theory) {
    this.<GaugeField>checked(sampler, theory);
  }

  private <F extends Field<F>> void checked(SamplerSpec sampler, Theory theory) {
    try (FieldOps ops = theory.ops();
        FieldOps otherOps = theory.ops();
        Chain<F> chain = chain(3, sampler, theory, ops);
        Chain<F> other = chain(3, sampler, theory, otherOps)) {
      while (!chain.finished()) {
        assertThat(Step.of(other)).isEqualTo(Step.of(chain));
        assertThat(other.check()).allMatch(ChainCheck::passed);
        assertThat(other.sample().map(s -> s.proposal().field().values()))
            .usingRecursiveComparison()
            .isEqualTo(chain.sample().map(s -> s.proposal().field().values()));
      }
    }
  }

  /** Chains taken in turn, on backends of their own or on one: the same as one after the other. */
  @ParameterizedTest
  @MethodSource("cases")
  void chainsDoNotKnowOfEachOther(SamplerSpec sampler, Theory theory) {
    this.<GaugeField>interleaved(sampler, theory);
  }

  private <F extends Field<F>> void interleaved(SamplerSpec sampler, Theory theory) {
    List<double[]> alone = new ArrayList<>();
    for (int id = 0; id < 2; id++) {
      try (FieldOps ops = theory.ops();
          Chain<F> chain = chain(id, sampler, theory, ops)) {
        while (!chain.finished()) {
          chain.advance();
        }
        alone.add(chain.snapshot().values());
      }
    }
    assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
    try (FieldOps ops = theory.ops();
        Chain<F> a = chain(0, sampler, theory, ops);
        Chain<F> b = chain(1, sampler, theory, ops)) {
      while (!a.finished()) {
        b.advance();
        a.advance();
      }
      assertThat(a.snapshot().values()).isEqualTo(alone.get(0));
      assertThat(b.snapshot().values()).isEqualTo(alone.get(1));
    }
  }

  /** The step of each trajectory is that of the averaging replayed; the last one is the average. */
  @Test
  void tuningIsTheDualAveragingOfTheAcceptances() {
    try (FieldOps ops = new ReferenceOps(new Lattice(6, 6))) {
      GaugeField u = (GaugeField) Field.allocate(ops, new FieldType.Gauge(Group.U1));
      u.hot(new RandomStream(5, 0, 0));
      HmcSpec hmc = new HmcSpec(1, new Leapfrog(40), 0.3, Optional.empty());
      try (Chain<GaugeField> chain =
          new Chain<>(0, 5, new Phases(8, 0, 4), hmc.bind(new WilsonPlaquette(2), u), u)) {
        DualAveraging expected = DualAveraging.startingAt(1.0 / 40);
        double step = 1.0 / 40;
        while (!chain.finished()) {
          Trajectory t = chain.advance();
          assertThat(t.stepSize()).isEqualTo(step);
          if (t.phase() == Phase.THERMALISE) {
            expected = expected.update(t.info().acceptance(), 0.3);
            double next = t.trajectory() == 8 ? expected.average() : expected.step();
            step = 1.0 / Math.max(1, Math.round(1 / next));
          }
        }
        assertThat(Math.round(1 / expected.average()))
            .isNotEqualTo(Math.round(1 / expected.step()));
      }
    }
  }

  @Test
  void aCancelledTrajectoryLeavesTheChainAsItWas() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        Chain<GaugeField> chain = u1(ops);
        Chain<GaugeField> undisturbed = u1(ops)) {
      for (int i = 0; i < 10; i++) {
        double[] before = chain.snapshot().values();
        int[] asked = {0};
        chain.sampler().cancelWhen(() -> ++asked[0] > 5);
        assertThatThrownBy(chain::advance).isInstanceOf(MolecularDynamics.CancelledException.class);
        assertThat(chain.trajectory()).isEqualTo(i);
        assertThat(chain.snapshot().values()).isEqualTo(before);
        chain.sampler().cancelWhen(() -> false);
        chain.advance();
        undisturbed.advance();
        assertThat(chain.snapshot().values()).isEqualTo(undisturbed.snapshot().values());
      }
    }
  }

  @Test
  void aStateOfAnotherChainOrFieldIsRefused() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        FieldOps other = new ReferenceOps(new Lattice(4, 5));
        Chain<GaugeField> chain = u1(ops);
        Chain<GaugeField> larger = u1(other)) {
      double[] before = chain.snapshot().values();
      ChainState good = chain.save();
      ChainState stranger = new ChainState(7, 1, good.stepSize(), good.tuning(), good.field());
      assertThatThrownBy(() -> chain.restore(stranger))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("chain 7");
      assertThatThrownBy(() -> chain.restore(larger.save()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4x5");
      assertThat(chain.trajectory()).isZero();
      assertThat(chain.snapshot().values()).isEqualTo(before);
    }
  }

  private static Chain<GaugeField> u1(FieldOps ops) {
    GaugeField u = (GaugeField) Field.allocate(ops, new FieldType.Gauge(Group.U1));
    u.hot(new RandomStream(5, 0, 0));
    ActionSpec<GaugeField> action = new WilsonPlaquette(2);
    return new Chain<>(
        0, 5, new Phases(3, 0, 20), new HmcSpec(1, new Leapfrog(10)).bind(action, u), u);
  }
}
