package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.action.LoopAction;
import org.fluxtube.engine.action.LoopKind;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.testing.SelfLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  private static final List<Integer> LATTICE = List.of(4, 4);
  private static final FieldType SU2 = new FieldType.Gauge(Group.SU2);

  private static final ActionSpec<GaugeField> RECTANGLES =
      new LoopAction(
          List.of(
              new LoopAction.LoopTerm(LoopKind.PLAQUETTE, 2.3),
              new LoopAction.LoopTerm(LoopKind.RECTANGLE, -0.2)));

  private static final SumOfActions<GaugeField> FERMIONS =
      new SumOfActions<>(
          List.of(
              new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2)),
              new SumOfActions.Entry<>("fermions", new PseudoFermions(new Staggered(0.5)))));

  static LessonPlan plan(Loss loss, int steps) {
    return new LessonPlan(loss, steps, 0, 0, 0, 0, 2);
  }

  static List<TrainerSpec> trainers() {
    return List.of(
        new Regression(0.9, 1e-6, Loss.DIFFERENCE, 2),
        new Regression(1, 1e-6, Loss.ACTION, 2),
        new LevenbergMarquardt(1e-3, plan(Loss.DIFFERENCE, 5)),
        new Sgd(2e-3, 0.5, new LessonPlan(Loss.DIFFERENCE, 20, 7, 50, 0.001, 0, 3)),
        new Adam(0.02, 0.9, 0.99, new LessonPlan(Loss.FORCE, 3, 5, 0, 0, 0, 3)),
        new Adam(0.02, 0.9, 0.99, plan(Loss.ACCEPTANCE, 3)));
  }

  private static Campaign campaign(ActionSpec<?> target, TrainerSpec trainer) {
    Learning learning =
        new Learning(
            Campaigns.loops(1.5, 0),
            trainer,
            5,
            1,
            6,
            new Window(12, Window.Keep.RESERVOIR),
            List.of(),
            List.of("judge"),
            1,
            Learning.Schedule.EPOCHS,
            0,
            256,
            Optional.empty(),
            Optional.empty());
    return Campaigns.campaign(
        7,
        LATTICE,
        SU2,
        target,
        List.of(
            new Campaign.ChainGroup("learner", 1, Campaigns.SLHMC),
            new Campaign.ChainGroup("plain", 1, Campaigns.HMC),
            new Campaign.ChainGroup("judge", 1, Campaigns.HMC)),
        new Phases(3, 30, 4),
        learning);
  }

  /** A target inside the model: one lesson of regression finds its couplings. */
  @Test
  void regressionFindsTheTarget() {
    for (Loss loss : List.of(Loss.DIFFERENCE, Loss.ACTION)) {
      try (SelfLearning run =
          new SelfLearning(campaign(RECTANGLES, new Regression(0.9, 1e-10, loss, 2)))) {
        run.to(37);
        assertThat(run.lessons()).hasSize(3);
        assertThat(run.trainer().model().parameters()[0]).isCloseTo(2.3, within(1e-8));
        assertThat(run.trainer().model().parameters()[1]).isCloseTo(-0.2, within(1e-8));
        Lesson first = run.lessons().getFirst();
        assertThat(first.before()).isGreaterThan(0.1);
        assertThat(first.after()).isLessThan(1e-12);
        assertThat(first.heldOutAfter()).isLessThan(1e-12);
        assertThat(first.condition()).isBetween(1.0, 1e3);
        assertThat(first.samples()).isEqualTo(10);
        assertThat(first.rolledBack()).isFalse();
        // guide = target from the adoption on
        run.trajectories(0).stream()
            .filter(t -> t.version() > 0)
            .forEach(t ->
                assertThat(t.info().details().get("deltaS"))
                    .isCloseTo(t.info().details().get("deltaSeff"), within(1e-6)));
      }
    }
  }

  /** Chains of a lesson's model run from the epoch that the arithmetic names, and no other. */
  @Test
  void versionsFollowTheEpochs() {
    Campaign campaign = campaign(RECTANGLES, trainers().getFirst());
    Epochs epochs = campaign.learning().orElseThrow().epochs(campaign.trajectories());
    assertThat(epochs).isEqualTo(new Epochs(3, 30, 5, 1, 6));
    assertThat(epochs.lessons()).isEqualTo(3);
    try (SelfLearning run = new SelfLearning(campaign)) {
      run.to(37);
      int[] versions = run.trajectories(0).stream().mapToInt(t -> t.version()).toArray();
      int[] expected = new int[37];
      Arrays.fill(expected, 13, 18, 1);
      Arrays.fill(expected, 18, 23, 2);
      Arrays.fill(expected, 23, 37, 3);
      assertThat(versions).isEqualTo(expected);
      assertThat(run.trajectories(1)).allMatch(t -> t.version() == 0);
      assertThatThrownBy(() -> run.chains().getFirst().adopt(run.trainer().model()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("LEARN alone");
    }
  }

  /** dL/dtheta against central differences, for every loss of samples and for pseudo-fermions. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "REVERSE_KL",
        "REVERSE_KL_PATH",
        "REVERSE_KL_REINFORCE",
        "FORWARD_KL",
        "EXPECTED_JUMP",
        "MAPPED_FORCE"
      })
  void gradientOfTheLoss(Loss loss) {
    for (ActionSpec<?> target : List.of(RECTANGLES, FERMIONS)) {
      if (loss == Loss.ACTION && target.stochastic()) {
        continue;
      }
      List<Examined> samples = new ArrayList<>();
      try (SelfLearning run =
          new SelfLearning(campaign(target, new Sgd(1e-9, 0, plan(Loss.DIFFERENCE, 1))))) {
        run.to(7).pending().forEach(s -> samples.add(new Examined(s)));
      }
      assertThat(samples).hasSize(12);
      Lattice lattice = Lattice.of(LATTICE);
      try (FieldOps ops = new ReferenceOps(lattice)) {
        @SuppressWarnings("unchecked")
        ActionSpec<GaugeField> s = (ActionSpec<GaugeField>) target;
        EffectiveSpec<GaugeField> model = Campaigns.loops(1.5, 0.05);
        try (Examiner<GaugeField> examiner =
            new Examiner<>(loss, s, model, new GaugeField(ops, Group.SU2))) {
          double[] theta = {1.4, 0.1};
          double[] gradient = examiner.examine(theta, samples, true).gradient();
          for (int k = 0; k < theta.length; k++) {
            double wide = slope(examiner, theta, k, 4e-4, samples);
            double narrow = slope(examiner, theta, k, 2e-4, samples);
            double numeric = (4 * narrow - wide) / 3;
            assertThat(gradient[k])
                .as(loss + ", " + target + ", parameter " + k)
                .isCloseTo(numeric, within(1e-7 * Math.max(1e-2, Math.abs(numeric))));
          }
        }
      }
    }
  }

  private static double slope(
      Examiner<GaugeField> examiner, double[] theta, int k, double h, List<Examined> samples) {
    double[] plus = theta.clone();
    double[] minus = theta.clone();
    plus[k] += h;
    minus[k] -= h;
    return (examiner.examine(plus, samples, false).loss()
            - examiner.examine(minus, samples, false).loss())
        / (2 * h);
  }

  /** Run n, cut, run on = run through, to the last bit, at every cut and with every trainer. */
  @ParameterizedTest
  @MethodSource("trainers")
  void continuesBitwise(TrainerSpec trainer) {
    boolean exactOnly =
        trainer instanceof Regression(double f, double r, Loss loss, double g)
            && loss == Loss.ACTION;
    Campaign campaign = campaign(exactOnly ? RECTANGLES : FERMIONS, trainer);
    List<SelfLearning.Cut> cuts = new ArrayList<>();
    double[] field;
    Model model;
    try (SelfLearning whole = new SelfLearning(campaign)) {
      for (int t = 1; t <= 37; t++) {
        cuts.add(whole.to(t).cut());
      }
      field = whole.chains().getFirst().snapshot().values();
      model = whole.trainer().model();
      // lessons that were rolled back are as much a part of the course as others
      assertThat(whole.lessons()).hasSize(3);
      assertThat(whole.lessons()).filteredOn(l -> !l.rolledBack()).isNotEmpty();
      assertThat(model.parameters()).isNotEqualTo(new double[] {1.5, 0});
    }
    for (int t : new int[] {1, 3, 5, 8, 9, 13, 17, 18, 24, 30}) {
      try (SelfLearning second = new SelfLearning(campaign)) {
        second.restore(cuts.get(t - 1)).to(37);
        assertThat(second.trainer().model()).as("cut at " + t).isEqualTo(model);
        assertThat(second.chains().getFirst().snapshot().values())
            .as("cut at " + t)
            .isEqualTo(field);
      }
    }
  }

  /** A rate that diverges: the parameters stay, and the lesson says why. */
  @Test
  void divergenceRollsBack() {
    try (SelfLearning run =
        new SelfLearning(campaign(RECTANGLES, new Sgd(1e6, 0, plan(Loss.DIFFERENCE, 200))))) {
      run.to(37);
      assertThat(run.lessons()).hasSize(3).allMatch(Lesson::rolledBack);
      assertThat(run.lessons().getFirst().reason()).contains("rolled back").contains("rate");
      assertThat(run.trainer().model().version()).isEqualTo(3);
      assertThat(run.trainer().model().parameters()).containsExactly(1.5, 0);
      assertThat(run.trajectories(0)).allMatch(t -> Double.isFinite(t.info().deltaH()));
    }
  }

  /** Samples of held-out chains judge and never train. */
  @Test
  void heldOutChainsOnlyJudge() {
    Campaign campaign = campaign(RECTANGLES, trainers().getFirst());
    try (SelfLearning run = new SelfLearning(campaign)) {
      run.to(8);
      assertThat(run.lessons().getFirst().window()).isEqualTo(10);
      List<Sample> judges = run.to(12).pending().stream().filter(s -> s.chain() == 2).toList();
      assertThat(judges).hasSize(4);
      try (FieldOps ops = new ReferenceOps(campaign.geometry());
          Trainer trainer = Trainer.open(campaign, ops)) {
        assertThatThrownBy(() -> trainer.learn(1, judges))
            .hasMessageContaining("the replay window is empty");
        assertThatThrownBy(() -> trainer.learn(2, judges)).hasMessageContaining("lesson 2");
      }
    }
  }

  /** Another trainer's numbers, another architecture's model. */
  @Test
  void refusesStrangers() {
    Campaign campaign = campaign(RECTANGLES, trainers().getFirst());
    Campaign other = campaign(RECTANGLES, trainers().get(2));
    try (FieldOps ops = new ReferenceOps(campaign.geometry());
        Trainer a = Trainer.open(campaign, ops);
        Trainer b = Trainer.open(other, ops)) {
      assertThatThrownBy(() -> b.restore(a.save())).hasMessageContaining("another one");
      Model model = a.model();
      assertThat(Model.of(model.toCheckpoint(), model.fingerprint())).isEqualTo(model);
      String needed =
          Model.fingerprint(
              Campaigns.plaquette(2), new FieldType.Gauge(Group.SU3), Lattice.of(LATTICE));
      assertThatThrownBy(() -> Model.of(model.toCheckpoint(), needed))
          .hasMessageContaining("SU(3)")
          .hasMessageContaining("SU(2)");
    }
    assertThatThrownBy(() ->
            campaign(FERMIONS, new Regression(1, 1e-6, Loss.ACTION, 2))
                .learning()
                .orElseThrow()
                .requireFits(campaign(FERMIONS, new Regression(1, 1e-6, Loss.ACTION, 2))))
        .hasMessageContaining("pseudo-fermions");
    assertThatThrownBy(() -> new LevenbergMarquardt(1e-3, plan(Loss.FORCE, 1)))
        .hasMessageContaining("no sum of squares");
    assertThatThrownBy(
            () -> Campaigns.learning(new WilsonPlaquette(1), trainers().getFirst(), 1, 1))
        .hasMessageContaining("nothing to learn");
  }

  /**
   * What was saved before decade, forward, anneal and weight-decay were there goes on without them,
   * and with no other value of theirs.
   */
  @Test
  void neutralValuesOfNewerKeysArePartOfNoIdentity() {
    String old =
        "Adam[rate=0.02, beta1=0.9, beta2=0.99, lesson=LessonPlan[loss=DIFFERENCE, steps=3,"
            + " batch=0, clip=0.0, decay=0.0, patience=0, growth=2.0]]";
    LessonPlan plan = plan(Loss.DIFFERENCE, 3);
    Adam now = new Adam(0.02, 0.9, 0.99, plan);
    assertThat(Neutral.without(now.toString())).isEqualTo(old);
    Adam decaying = new Adam(0.02, 0.9, 0.99, 0.05, plan);
    assertThat(Neutral.without(decaying.toString())).contains("weightDecay=0.05");

    Campaign campaign = campaign(RECTANGLES, now);
    assertThat(campaign.learning().orElseThrow().theory())
        .contains("trainer=" + old + ", epoch=5")
        .doesNotContain("decade", "transfer");
    try (FieldOps ops = new ReferenceOps(campaign.geometry());
        Trainer a = Trainer.open(campaign, ops);
        Trainer b = Trainer.open(campaign(RECTANGLES, decaying), ops)) {
      Map<String, double[]> saved = new TreeMap<>(a.save());
      CRC32C sum = new CRC32C();
      sum.update((old + a.model().fingerprint()).getBytes(StandardCharsets.UTF_8));
      saved.put("identity", new double[] {sum.getValue()});
      a.restore(saved);
      assertThatThrownBy(() -> b.restore(saved)).hasMessageContaining("another one");
    }
  }

  /** Every sample so far is in a reservoir with the same probability. */
  @Test
  void reservoirIsUniform() {
    Campaign campaign = campaign(RECTANGLES, trainers().getFirst());
    Sample some;
    try (SelfLearning run = new SelfLearning(campaign)) {
      some = run.to(4).pending().getFirst();
    }
    int size = 5;
    int total = 20;
    int repeats = 4000;
    int[] kept = new int[total];
    for (int seed = 0; seed < repeats; seed++) {
      ReplayWindow window = ReplayWindow.empty(new Window(size, Window.Keep.RESERVOIR));
      for (int lesson = 0; lesson < 4; lesson++) {
        List<Examined> fresh = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          fresh.add(
              new Examined(
                  new Sample(
                      0,
                      lesson * 5 + i,
                      some.phase(),
                      0,
                      some.auxiliary(),
                      some.start(),
                      some.proposal())));
        }
        window = window.with(fresh, new org.fluxtube.engine.rng.RandomStream(seed, 9, lesson));
      }
      assertThat(window.samples()).hasSize(size);
      window.samples().forEach(e -> kept[(int) e.sample().trajectory()]++);
    }
    double p = (double) size / total;
    double sigma = Math.sqrt(repeats * p * (1 - p));
    for (int i = 0; i < total; i++) {
      assertThat((kept[i] - repeats * p) / sigma).as("sample " + i).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void namesOfGroupsAreChecked() {
    Campaign good = campaign(RECTANGLES, trainers().getFirst());
    Learning l = good.learning().orElseThrow();
    Learning strange =
        new Learning(
            l.model(),
            l.trainer(),
            5,
            1,
            6,
            l.window(),
            List.of("nobody"),
            List.of(),
            1,
            l.schedule(),
            0,
            256,
            Optional.empty(),
            l.from());
    assertThatThrownBy(() -> strange.requireFits(good)).hasMessageContaining("nobody");
    Learning late =
        new Learning(
            l.model(),
            l.trainer(),
            20,
            1,
            6,
            l.window(),
            List.of(),
            List.of(),
            1,
            l.schedule(),
            0,
            256,
            Optional.empty(),
            l.from());
    assertThatThrownBy(() -> late.requireFits(good)).hasMessageContaining("learn from 46 on");
    assertThat(l.heldOutChains(good)).isEqualTo(Set.of(2));
  }
}
