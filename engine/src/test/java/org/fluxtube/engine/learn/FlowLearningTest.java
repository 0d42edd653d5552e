package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinCouplings;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.TransportMap;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.observable.PhiSquared;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.FlowMetropolis;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.stats.LogWeights;
import org.fluxtube.engine.stats.RejectionRuns;
import org.fluxtube.engine.stats.Reweighting;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Test;

/** Flows that learn: closed forms of the free field and of phi^4 on a ring. */
class FlowLearningTest {
  private static final FieldType SCALAR = new FieldType.Scalar(1);

  private static LessonPlan plan(Loss loss, int steps, int batch) {
    return new LessonPlan(loss, steps, batch, 0, 0, 0, 2);
  }

  private static TrainerSpec adam(double rate, Loss loss, int steps) {
    return new Adam(rate, 0.9, 0.999, plan(loss, steps, 32));
  }

  private static Trainer open(ReferenceOps ops, Flow<ScalarField> flow, TrainerSpec spec) {
    Phi4 free = new Phi4(1.25, 0);
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(3, new Window(8, Window.Keep.LATEST), Set.of());
    return spec.bind(free, flow, new ScalarField(ops, 1), alone);
  }

  private static final Flow<ScalarField> LINEAR = new Flow<>(List.of(new ModeScaling()), 1);

  /** At the closed form of its parameters every weight is Z: ESS 1 and ln Z without an error. */
  @Test
  void theLinearFlowIsTheFreeField() {
    Lattice lattice = new Lattice(8, 8);
    FreeScalar exact = FreeScalar.withoutHalf(1.25, 8, 8);
    try (ReferenceOps ops = new ReferenceOps(lattice);
        ScalarField u = new ScalarField(ops, 1);
        var flow = LINEAR.bind(u);
        var action = new Phi4(1.25, 0).bind(u)) {
      double[] theta = flow.parameters();
      for (int k = 0; k < theta.length; k++) {
        String[] mode = flow.labels().get(k).replaceAll("^.*\\[|]", "").split(", ");
        int[] n = Arrays.stream(mode).mapToInt(Integer::parseInt).toArray();
        theta[k] = 0.5 * Math.log(exact.propagator(n));
      }
      Flow<ScalarField> there = new Flow<>(List.of(new ModeScaling(Math.sqrt(1.25))), 1);
      try (var start = there.bind(u)) {
        assertThat(start.parameters()).containsExactly(theta, within(1e-14));
      }
      TransportMap map = (TransportMap) flow.with(1, theta);
      TransportMap.Batch x = map.draw(RandomFields.stream(4), 20);
      double[] weights = new double[20];
      for (int i = 0; i < 20; i++) {
        double[] one = Arrays.copyOfRange(x.values(), 64 * i, 64 * (i + 1));
        u.load(new FieldData(SCALAR, lattice, one));
        weights[i] = -action.value(u) - x.logs()[i];
      }
      LogWeights all = LogWeights.of(weights);
      assertThat(all.ess()).isCloseTo(1, within(1e-12));
      assertThat(all.acceptance()).isCloseTo(1, within(1e-12));
      assertThat(all.logZ()).isCloseTo(-exact.freeEnergy(), within(1e-10));
    }
  }

  /** From the identity, by Adam on the path gradient, whose noise vanishes at the target. */
  @Test
  void aLinearFlowLearnsTheFreeField() {
    double expected = -FreeScalar.withoutHalf(1.25, 8, 8).freeEnergy();
    // without a decay Adam makes steps of its rate however small the gradient is
    TrainerSpec falling =
        new Adam(0.1, 0.9, 0.999, new LessonPlan(Loss.REVERSE_KL_PATH, 150, 32, 0, 0.05, 0, 2));
    try (ReferenceOps ops = new ReferenceOps(new Lattice(8, 8));
        Trainer trainer = open(ops, LINEAR, falling)) {
      Lesson first = trainer.learn(1, List.of());
      assertThat(first.rolledBack()).isFalse();
      assertThat(first.before()).isGreaterThan(5);
      Lesson second = trainer.learn(2, List.of());
      assertThat(second.further().get("ess")).isGreaterThan(0.999);
      assertThat(second.overlap()).isGreaterThan(0.98);
      double error = Math.max(1e-6, second.further().get("lnZError"));
      assertThat(second.further().get("lnZ")).isCloseTo(expected, within(4 * error));
      assertThat(error).isLessThan(2e-3);
    }
  }

  /** A rate that destroys the weights: the last good parameters, and half the rate afterwards. */
  @Test
  void aLessonThatDivergesIsRolledBack() {
    Flow<ScalarField> coupling =
        new Flow<>(
            List.of(new AffineCoupling(4, new Convolution(List.of(4), 3, Activation.SILU), false)),
            2);
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        Trainer trainer = open(ops, LINEAR, new Sgd(1e6, 0, plan(Loss.REVERSE_KL, 3, 16)))) {
      double[] start = trainer.model().parameters();
      Lesson lost = trainer.learn(1, List.of());
      assertThat(lost.rolledBack()).isTrue();
      assertThat(lost.reason()).contains("rolled back");
      assertThat(trainer.model().version()).isEqualTo(1);
      assertThat(trainer.model().parameters()).isEqualTo(start);
      assertThat(lost.further().get("ess")).isBetween(0.0, 1.0);
      // 1e6 halved often enough is a rate that works
      int version = 1;
      Lesson last = lost;
      while (last.rolledBack() && version < 60) {
        last = trainer.learn(++version, List.of());
      }
      assertThat(last.rolledBack()).isFalse();
      assertThat(version).isGreaterThan(10);
    }
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        Trainer trainer = open(ops, coupling, adam(0.01, Loss.REVERSE_KL, 20))) {
      Lesson lesson = trainer.learn(1, List.of());
      assertThat(lesson.after()).isLessThan(lesson.before());
    }
  }

  /**
   * Scales of e^1000: the weights of before, to the bit, and half the rate after each such lesson.
   */
  @Test
  void whatOverflowsIsRolledBackWithHalfTheRate() {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 4));
        Trainer trainer =
            open(
                ops, new Flow<>(List.of(new ModeScaling(10)), 1), adam(1000, Loss.REVERSE_KL, 5))) {
      double[] start = trainer.model().parameters();
      for (int lesson = 1; lesson <= 3; lesson++) {
        Lesson lost = trainer.learn(lesson, List.of());
        assertThat(lost.rolledBack()).isTrue();
        assertThat(lost.after()).isNaN();
        assertThat(lost.reason())
            .contains("use a smaller rate or clip; the next lessons take shorter steps")
            .containsAnyOf("a parameter is not finite", "the loss is NaN");
        assertThat(lost.model().parameters()).containsExactly(start);
        assertThat(lost.further()).allSatisfy((name, value) -> assertThat(value).isFinite());
        // of Adam: updates, steps and what the rate is multiplied by; the memories are gone
        Map<String, double[]> saved = trainer.save();
        assertThat(saved.get("method.counters")).containsExactly(0, 0, Math.scalb(1.0, -lesson));
        assertThat(saved.get("method.mean")).isEmpty();
      }
    }
  }

  private static final List<MapSpec> MAPS =
      List.of(
          new ModeScaling(),
          new AffineCoupling(4, new Convolution(List.of(4), 3, Activation.SILU), true));

  private static Campaign ring(int thermalise, int learn, int measure) {
    return campaign(List.of(6), SCALAR, new Phi4(-1, 1), MAPS, thermalise, learn, measure);
  }

  /** A chain of a flow that learns, and one of HMC that judges it. */
  static Campaign campaign(
      List<Integer> lattice,
      FieldType type,
      ActionSpec<?> action,
      List<MapSpec> maps,
      int thermalise,
      int learn,
      int measure) {
    TrainerSpec trainer = adam(0.02, Loss.REVERSE_KL, learn / 2);
    return campaign(lattice, type, action, maps, trainer, new Phases(thermalise, learn, measure));
  }

  private static Campaign campaign(
      List<Integer> lattice,
      FieldType type,
      ActionSpec<?> action,
      List<MapSpec> maps,
      TrainerSpec trainer,
      Phases phases) {
    Learning learning =
        new Learning(
            new Flow<>(maps, 5),
            trainer,
            10,
            1,
            10,
            new Window(40, Window.Keep.LATEST),
            List.of(),
            List.of("hmc"),
            1,
            Learning.Schedule.EPOCHS,
            0.02,
            256,
            Optional.empty(),
            Optional.empty());
    SamplerSpec flow =
        new FlowMetropolis(
            16,
            Optional.empty(),
            true,
            Optional.of(Campaigns.HMC),
            List.of(type.equals(SCALAR) ? new PhiSquared() : new Plaquette()));
    return Campaigns.campaign(
        11,
        lattice,
        type,
        action,
        List.of(
            new Campaign.ChainGroup("flow", 1, flow),
            new Campaign.ChainGroup("hmc", 1, Campaigns.HMC)),
        phases,
        learning);
  }

  /** Flow, flow with weights, HMC and the transfer matrix agree; both KLs are there and small. */
  @Test
  void whatIsLearntIsExact() {
    Phi4Ring exact = new Phi4Ring(-1, 1, 6);
    int measure = 4000;
    try (SelfLearning run = new SelfLearning(ring(20, 120, measure))) {
      run.to(140);
      double[][] square = new double[2][measure];
      for (int t = 0; t < measure; t++) {
        run.advance();
        for (int chain = 0; chain < 2; chain++) {
          double[] phi = run.chains().get(chain).snapshot().values();
          square[chain][t] = Arrays.stream(phi).map(x -> x * x).average().orElseThrow();
        }
      }
      for (double[] series : square) {
        Estimate mean = GammaMethod.DEFAULT.analyse(List.<double[]>of(series)).estimate();
        assertThat(mean.value()).isCloseTo(exact.phiSquared(), within(4 * mean.error()));
        assertThat(mean.error()).isLessThan(0.02 * exact.phiSquared());
      }
      Lesson last = run.lessons().getLast();
      assertThat(run.lessons()).hasSize(10);
      assertThat(last.after()).isLessThan(run.lessons().getFirst().before() / 4);
      assertThat(last.heldOutAfter()).isLessThan(1);
      assertThat(last.further().get("forwardEss")).isGreaterThan(0.3);
      List<Trajectory> measured = run.trajectories(0).subList(140, 140 + measure);
      assertThat(measured).allMatch(t -> t.version() == 10);
      double[] logWeights =
          measured.stream().mapToDouble(t -> t.info().details().get(StepInfo.LOG_WEIGHT)).toArray();
      LogWeights weights = LogWeights.of(logWeights);
      assertThat(weights.logZ()).isCloseTo(exact.logZ(), within(4 * weights.logZError()));
      assertThat(weights.logZError()).isLessThan(0.02);
      assertThat(weights.ess()).isGreaterThan(0.5);
      double[] squares =
          measured.stream()
              .mapToDouble(t -> t.info().details().get(StepInfo.PROPOSED + "phi-squared"))
              .toArray();
      Reweighting.Mean reweighted = Reweighting.of(logWeights, squares);
      assertThat(reweighted.value()).isCloseTo(exact.phiSquared(), within(4 * reweighted.error()));
      assertThat(reweighted.error()).isLessThan(0.02 * exact.phiSquared());
      double[] counter =
          measured.stream().mapToDouble(t -> t.info().details().get(StepInfo.REJECTIONS)).toArray();
      RejectionRuns runs = RejectionRuns.of(List.<double[]>of(counter));
      Estimate mean = GammaMethod.DEFAULT.analyse(List.<double[]>of(square[0])).estimate();
      // the Gamma method's tau of one observable is at most that of the rejections
      assertThat(runs.tauInt()).isGreaterThan(0.8 * mean.tauInt());
      double accepted =
          measured.stream().mapToLong(t -> t.info().accepted()).average().orElseThrow();
      assertThat(weights.acceptance()).isCloseTo(accepted, within(0.03));
      assertThat(last.further().get("acceptance")).isCloseTo(accepted, within(0.1));
    }
  }

  /** Cut inside a batch of proposals, before and after lessons: the same bits. */
  @Test
  void anyCutGoesOnBitwise() {
    goesOnBitwise(ring(5, 30, 30), List.of(3, 17, 26, 41), 55);
  }

  /**
   * The same where a lesson also learns from the window of the chains, on the way from another S.
   */
  @Test
  void anyCutGoesOnBitwiseWithConfigurationsOfTheChains() {
    Annealing way = new Annealing(new Phi4(1, 0.5), 30);
    LessonPlan mixed =
        new LessonPlan(Loss.REVERSE_KL_PATH, 15, 16, 0, 0, 0, 2, 400, 0.3, Optional.of(way));
    goesOnBitwise(
        campaign(
            List.of(6),
            SCALAR,
            new Phi4(-1, 1),
            MAPS,
            new Adam(0.02, 0.9, 0.999, mixed),
            new Phases(5, 30, 30)),
        List.of(17, 26, 41),
        55);
  }

  /** From each of the cuts, trajectories after which chains and trainer are saved. */
  static void goesOnBitwise(Campaign campaign, List<Integer> cutAt, int last) {
    try (SelfLearning whole = new SelfLearning(campaign)) {
      Map<Integer, SelfLearning.Cut> cuts = new TreeMap<>();
      for (int cut : cutAt) {
        cuts.put(cut, whole.to(cut).cut());
      }
      whole.to(last);
      cuts.forEach((cut, here) -> {
        try (SelfLearning again = new SelfLearning(campaign)) {
          again.restore(here).to(last);
          for (int chain = 0; chain < campaign.chainCount(); chain++) {
            assertThat(again.chains().get(chain).snapshot().values())
                .isEqualTo(whole.chains().get(chain).snapshot().values());
            assertThat(again.trajectories(chain).stream().map(Trajectory::info).toList())
                .isEqualTo(
                    whole.trajectories(chain).subList(cut, last).stream()
                        .map(Trajectory::info)
                        .toList());
          }
          assertThat(again.trainer().model()).isEqualTo(whole.trainer().model());
        }
      });
    }
  }

  @Test
  void whatCannotBeLearntSoIsRefused() {
    Phi4 target = new Phi4(-4, 8);
    Flow<ScalarField> flow = new Flow<>(MAPS, 1);
    TrainerSpec whole = new Adam(0.01, 0.9, 0.999, plan(Loss.REVERSE_KL, 10, 0));
    assertThatThrownBy(() -> whole.requireFits(target, flow))
        .hasMessageContaining("batch = 0")
        .hasMessageContaining("batch = 64");
    assertThatThrownBy(() ->
            adam(0.01, Loss.REVERSE_KL, 5).requireFits(target, new SpinCouplings(List.of(0.1))))
        .hasMessageContaining("type = flow");
    assertThatThrownBy(() ->
            new LevenbergMarquardt(1e-3, plan(Loss.REVERSE_KL, 5, 8)).requireFits(target, flow))
        .hasMessageContaining("no sum of squares");
    assertThatThrownBy(() -> new Regression(0.9, 1e-6, Loss.ACTION, 2).requireFits(target, flow))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
