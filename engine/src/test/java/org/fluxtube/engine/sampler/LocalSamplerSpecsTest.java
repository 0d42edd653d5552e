package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.Wolff.Variant;
import org.junit.jupiter.api.Test;

/** What the specifications refuse, what they prove, and how a sequence composes. */
class LocalSamplerSpecsTest {
  private static final FieldType GAUGE = new FieldType.Gauge(Group.SU2);
  private static final FieldType SPIN = new FieldType.Spin(3);
  private static final FieldType SCALAR = new FieldType.Scalar(1);
  private static final SamplerSpec BATH = new HeatBath(1, Order.PALINDROMIC);
  private static final SamplerSpec SWEEPS = new Metropolis(0.5, 1, 0, Order.PALINDROMIC);
  private static final SamplerSpec WOLFF = new Wolff(1, Variant.SINGLE, 0, 1, 0);

  private static void refused(ThrowingCallable what, String... says) {
    assertThatThrownBy(what)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(says);
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    refused(() -> new HeatBath(-1, Order.PALINDROMIC), "heat-bath", "-1", "0 to 1000");
    refused(() -> new Metropolis(0, 1, 0, Order.PALINDROMIC), "metropolis", "width", "positive");
    refused(() -> new Metropolis(Double.NaN, 1, 0, Order.PALINDROMIC), "NaN");
    refused(() -> new Metropolis(1, 0, 0, Order.PALINDROMIC), "hits");
    refused(() -> new Metropolis(1, 1, 1, Order.PALINDROMIC), "targetAcceptance");
    refused(() -> new Wolff(0, Variant.ALL, 0, 1, 0), "clusters");
    refused(() -> new Sequence(List.of()), "sequence");
  }

  @Test
  void targetsThatDoNotFitAreRefused() {
    Lattice plane = new Lattice(40, 40);
    refused(() -> BATH.requireFits(new Phi4(1, 1), SCALAR, plane), "phi4", "no heat bath");
    refused(() -> WOLFF.requireFits(new Phi4(1, 1), SCALAR, plane), "width");
    refused(() -> WOLFF.requireFits(new WilsonPlaquette(1), GAUGE, plane), "gauge");
    var sum = new SumOfActions<>(List.of(new SumOfActions.Entry<>("spins", new SpinModel(1))));
    refused(() -> SWEEPS.requireFits(sum, SPIN, plane), "metropolis", "staple");
    refused(() -> WOLFF.requireFits(sum, SPIN, plane), "wolff", "nearest neighbours");
    refused(
        () -> BATH.requireFits(new RectangleAction(1, -0.3), GAUGE, new Lattice(8, 2)),
        "8x2",
        "at least 3");
    refused(() -> BATH.requireFits(new WilsonPlaquette(1), SPIN, plane), "gauge field");
    Sequence sequence = new Sequence(List.of(SWEEPS, BATH));
    refused(() -> sequence.requireFits(new Phi4(1, 1), SCALAR, plane), "member 2 of 2");
    BATH.requireFits(new WilsonPlaquette(1), GAUGE, plane);
    WOLFF.requireFits(new SpinModel(1), SPIN, plane);
    new Wolff(1, Variant.ALL, 1, 1, 0).requireFits(new Phi4(1, 1), SCALAR, plane);
  }

  private static Exactness exactness(SamplerSpec... specs) {
    SamplerSpec spec = specs.length == 1 ? specs[0] : new Sequence(List.of(specs));
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        SpinField like = new SpinField(ops, 3);
        Sampler<SpinField> sampler = spec.bind(new SpinModel(1), like)) {
      return sampler.exactness();
    }
  }

  @Test
  void exactnessFollowsFromTheOrder() {
    Exactness reversible = new Exactness.Reversible();
    Exactness invariant = new Exactness.Invariant();
    SamplerSpec sequential = new HeatBath(0, Order.SEQUENTIAL);
    assertThat(exactness(BATH)).isEqualTo(reversible);
    assertThat(exactness(SWEEPS)).isEqualTo(reversible);
    assertThat(exactness(WOLFF)).isEqualTo(reversible);
    assertThat(exactness(sequential)).isEqualTo(invariant);
    assertThat(exactness(BATH, WOLFF)).isEqualTo(invariant);
    assertThat(exactness(BATH, WOLFF, BATH)).isEqualTo(reversible);
    assertThat(exactness(BATH, WOLFF, SWEEPS)).isEqualTo(invariant);
    assertThat(exactness(sequential, WOLFF, sequential)).isEqualTo(invariant);
    assertThat(exactness(new Sequence(List.of(BATH)))).isEqualTo(reversible);
  }

  @Test
  void aSequenceTunesOneMemberAndReportsItsAcceptance() {
    SamplerSpec tuned = new Metropolis(0.5, 2, 0.5, Order.PALINDROMIC);
    SamplerSpec other = new Metropolis(0.7, 2, 0.5, Order.PALINDROMIC);
    refused(() -> exactness(tuned, other), "2 different members", "targetAcceptance = 0");
    Sequence spec = new Sequence(List.of(tuned, BATH, tuned));
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        SpinField like = new SpinField(ops, 3);
        Sampler<SpinField> sampler = spec.bind(new SpinModel(1), like)) {
      Sampler.StepSize width = sampler.stepSize().orElseThrow();
      assertThat(width.value()).isEqualTo(0.5);
      width.set(1e-6);
      State<SpinField> state = sampler.start(like.duplicate());
      state.field().hot(new RandomStream(1, 0, 0));
      StepInfo info = sampler.step(state, new RandomStream(1, 0, 1)).info();
      assertThat(info.acceptance()).isGreaterThan(0.99);
      assertThat(info.proposals()).isEqualTo(2 * 64 + 6 * 16);
      state.close();
    }
  }

  /** Two equal members must not draw the same numbers: then Metropolis would repeat its steps. */
  @Test
  void membersOfASequenceDrawDifferentNumbers() {
    SamplerSpec bath = new HeatBath(0, Order.SEQUENTIAL);
    Sequence twice = new Sequence(List.of(bath, bath));
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        SpinField once = new SpinField(ops, 3);
        SpinField both = new SpinField(ops, 3);
        Sampler<SpinField> single = bath.bind(new SpinModel(0), once);
        Sampler<SpinField> pair = twice.bind(new SpinModel(0), both)) {
      // at zero coupling a heat bath forgets its start: equal numbers would give equal fields
      once.cold();
      both.cold();
      single.step(new State<>(once), new RandomStream(1, 0, 2));
      pair.step(new State<>(both), new RandomStream(1, 0, 1));
      assertThat(both.distance2(once)).isGreaterThan(1);
      once.cold();
      single.step(new State<>(once), new RandomStream(1, 0, 3));
      assertThat(both.distance2(once)).isZero();
    }
  }

  /** A stop that is asked for in the first member leaves the state; later ones finish the step. */
  @Test
  void aSequenceIsCancelledInItsFirstMemberOnly() {
    SamplerSpec hmc = new HmcSpec(1, new Leapfrog(4));
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        SpinField u = new SpinField(ops, 3);
        Sampler<SpinField> first = new Sequence(List.of(hmc, BATH, hmc)).bind(new SpinModel(1), u);
        Sampler<SpinField> last = new Sequence(List.of(BATH, hmc)).bind(new SpinModel(1), u)) {
      u.hot(new RandomStream(4, 0, 0));
      SpinField before = u.duplicate();
      first.cancelWhen(() -> true);
      assertThatThrownBy(() -> first.step(new State<>(u), new RandomStream(4, 0, 1)))
          .isInstanceOf(MolecularDynamics.CancelledException.class);
      assertThat(u.distance2(before)).isZero();
      last.cancelWhen(() -> true);
      State<SpinField> state = last.step(new State<>(u), new RandomStream(4, 0, 1)).state();
      assertThat(state.field().distance2(before)).isPositive();
      before.close();
    }
  }

  @Test
  void linksAreUnitaryAfterManySteps() {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(2, 4, 3));
        GaugeField u = new GaugeField(ops, Group.SU3);
        Sampler<GaugeField> sampler = BATH.bind(new WilsonPlaquette(5.5), u)) {
      u.hot(new RandomStream(3, 0, 0));
      State<GaugeField> state = new State<>(u);
      for (int t = 1; t <= 50; t++) {
        state = sampler.step(state, new RandomStream(3, 0, t)).state();
      }
      GaugeField restored = u.duplicate();
      restored.restore();
      assertThat(restored.distance2(u)).isLessThan(1e-26);
      restored.close();
    }
  }
}
