package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phase;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Trajectory;
import org.fluxtube.engine.sampler.FieldTransformationHmc;
import org.fluxtube.engine.sampler.FlowMetropolis;
import org.fluxtube.engine.sampler.Metropolis;
import org.fluxtube.engine.sampler.Order;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.Sequence;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.stats.GammaMethod;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One flow learns and drives a mixture, HMC through its map, and both inside a sequence. */
class MixtureLearningTest {
  private static final SamplerSpec SWEEPS = new Metropolis(0.8, 1, 0, Order.PALINDROMIC);
  private static final SamplerSpec FLOW =
      new FlowMetropolis(16, Optional.empty(), true, Optional.empty());
  private static final SamplerSpec MAPPED =
      new FieldTransformationHmc(1, new Leapfrog(3), 0, Optional.empty(), true);

  private static Campaign ring(int thermalise, int learn, int measure) {
    Flow<ScalarField> flow =
        new Flow<>(
            List.of(
                new ModeScaling(),
                new AffineCoupling(2, new Convolution(List.of(4), 3, Activation.SILU), true)),
            5);
    Learning learning =
        new Learning(
            flow,
            new Adam(0.02, 0.9, 0.999, new LessonPlan(Loss.REVERSE_KL, 25, 32, 0, 0, 0, 2)),
            10,
            1,
            10,
            new Window(40, Window.Keep.LATEST),
            List.of(),
            List.of(),
            1,
            Learning.Schedule.EPOCHS,
            0.02,
            256,
            Optional.empty(),
            Optional.empty());
    return Campaigns.campaign(
        11,
        List.of(6),
        new FieldType.Scalar(1),
        new Phi4(-1, 1),
        List.of(
            new Campaign.ChainGroup("mixture", 1, new Sequence(List.of(FLOW, SWEEPS))),
            new Campaign.ChainGroup("mapped", 1, MAPPED),
            new Campaign.ChainGroup("both", 1, new Sequence(List.of(FLOW, MAPPED, FLOW)))),
        new Phases(thermalise, learn, measure),
        learning);
  }

  /** All three agree with the transfer matrix; the members are those of the last version. */
  @Tag("physics")
  @Test
  void whatIsLearntDrivesAllMembers() {
    Phi4Ring exact = new Phi4Ring(-1, 1, 6);
    int measure = 800;
    Campaign campaign = ring(10, 60, measure);
    assertThat(campaign.chains()).allMatch(g -> g.sampler().learned() && g.sampler().teaches());
    try (SelfLearning run = new SelfLearning(campaign)) {
      run.to(70);
      double[][] square = new double[3][measure];
      for (int t = 0; t < measure; t++) {
        run.advance();
        for (int chain = 0; chain < 3; chain++) {
          double[] phi = run.chains().get(chain).snapshot().values();
          square[chain][t] = Arrays.stream(phi).map(x -> x * x).average().orElseThrow();
        }
      }
      for (double[] series : square) {
        Estimate mean = GammaMethod.DEFAULT.analyse(List.<double[]>of(series)).estimate();
        assertThat(mean.value()).isCloseTo(exact.phiSquared(), within(4 * mean.error()));
        assertThat(mean.error()).isLessThan(0.06 * exact.phiSquared());
      }
      for (int chain = 0; chain < 3; chain++) {
        List<Trajectory> all = run.trajectories(chain);
        assertThat(all.subList(0, 10)).allMatch(t -> t.version() == 0);
        assertThat(all.subList(70, all.size())).allMatch(t -> t.version() == 4);
        double[] weights =
            all.stream()
                .filter(t -> t.phase() == Phase.MEASURE)
                .mapToDouble(t -> Math.exp(-t.info().deltaH()))
                .toArray();
        Estimate creutz = GammaMethod.DEFAULT.analyse(List.<double[]>of(weights)).estimate();
        assertThat(creutz.value()).isCloseTo(1, within(4 * creutz.error()));
        assertThat(creutz.error()).isLessThan(0.2);
      }
      Map<String, Double> both = run.trajectories(2).getLast().info().details();
      assertThat(both).containsKeys("steps", StepInfo.LOG_WEIGHT);
      for (int member = 0; member < 3; member++) {
        assertThat(both.get(StepInfo.memberAcceptance(member))).isBetween(0.0, 1.0);
      }
      // the last member that knows S at both ends of its proposal
      assertThat(run.chains().getFirst().sample()).isPresent();
    }
  }

  /** Cut inside a batch, before and after lessons: the same bits of every chain and member. */
  @Test
  void anyCutGoesOnBitwise() {
    FlowLearningTest.goesOnBitwise(ring(3, 30, 6), List.of(2, 17, 28), 36);
  }
}
