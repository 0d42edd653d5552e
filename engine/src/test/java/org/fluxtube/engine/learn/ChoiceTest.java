package org.fluxtube.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.action.OneOf;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.Scaled;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.stats.GammaMethod;
import org.junit.jupiter.api.Test;

/** What a campaign chooses from, by what, and the action that is one of several. */
class ChoiceTest {
  private static final Choice MASSES_AND_DEPTHS =
      new Choice(List.of(0.3, 0.5), List.of(2, 1, 3), 2);

  private static ActionSpec<GaugeField> model() {
    return new SumOfActions<>(
        List.of(
            new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2.2)),
            new SumOfActions.Entry<>(
                "fermions",
                new Scaled<>(
                    1.1,
                    new Smeared(
                        List.of(layer(0.05), layer(-0.02)),
                        new PseudoFermions(new Staggered(0.4)))))));
  }

  private static Covariant layer(double weight) {
    return new Covariant(List.of(weight), List.of(), List.of(0.01, 0.02));
  }

  @Test
  void candidatesAreAllPairsTheSimplestFirst() {
    List<Choice.Candidate> all = MASSES_AND_DEPTHS.candidates(model());
    assertThat(all.stream().map(Choice.Candidate::name))
        .containsExactly(
            "mass 0.5, 1 layer",
            "mass 0.3, 1 layer",
            "mass 0.5, 2 layers",
            "mass 0.3, 2 layers",
            "mass 0.5, 3 layers",
            "mass 0.3, 3 layers");
    // one of them is the model itself, but for the mass; a third layer is the second again
    assertThat(new Choice(List.of(0.4, 0.5), List.of(), 2).candidates(model()).get(1).model())
        .isEqualTo(model());
    assertThat(all.getLast().model().toString()).contains("mass=0.3").doesNotContain("mass=0.4");
    assertThat(all.getLast().model().toString().split("Covariant\\[")).hasSize(4);
    assertThat(MASSES_AND_DEPTHS.lesson(6, 1)).isEqualTo(14);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new Choice(List.of(0.3, -1.0), List.of(), 2))
        .hasMessageContaining("masses = [0.3, -1.0]")
        .hasMessageContaining("[0.35, 0.4]");
    assertThatThrownBy(() -> new Choice(List.of(), List.of(0, 1), 2))
        .hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> new Choice(List.of(0.3), List.of(2), 2).candidates(model()))
        .hasMessageContaining("nothing to choose");
    assertThatThrownBy(() -> new Choice(List.of(0.3, 0.3), List.of(), 2))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new Choice(List.of(0.3, 0.4), List.of(), 1))
        .hasMessageContaining("rounds = 1");
    // loops have neither a mass nor layers
    assertThatThrownBy(() -> MASSES_AND_DEPTHS.candidates(Campaigns.loops(1, 0)))
        .hasMessageContaining("the same model")
        .hasMessageContaining("staggered");
  }

  /** S, force and gradient are those of the candidate that the first parameter names. */
  @Test
  void oneOfIsItsCandidateToTheBit() {
    List<EffectiveSpec<GaugeField>> specs = new ArrayList<>();
    MASSES_AND_DEPTHS.candidates(model()).forEach(c -> specs.add(gauge(c.model())));
    FieldOps ops = new ReferenceOps(Lattice.of(List.of(4, 2, 2, 2)));
    try (GaugeField u = new GaugeField(ops, Group.SU2);
        EffectiveAction<GaugeField> one = new OneOf<>(specs).bind(u)) {
      u.hot(new RandomStream(7, 0, 0));
      double[] theta = one.parameters();
      int at = 1;
      for (int c = 0; c < specs.size(); c++) {
        theta[0] = c;
        try (EffectiveAction<GaugeField> alone = specs.get(c).bind(u);
            Auxiliary phi = alone.draw(u, new RandomStream(7, 0, c), 0);
            Momentum expected = u.newMomentum();
            Momentum got = u.newMomentum()) {
          EffectiveAction<GaugeField> is = alone.given(phi);
          EffectiveAction<GaugeField> chosen = one.with(3, theta).given(phi);
          assertThat(chosen.version()).isEqualTo(3);
          assertThat(chosen.value(u)).isEqualTo(is.value(u));
          is.force(u, expected);
          chosen.force(u, got);
          got.axpy(-1, expected);
          assertThat(got.dot(got)).isZero();
          double[] own = new double[is.parameters().length];
          double[] all = new double[theta.length];
          is.parameterGradient(u, own);
          chosen.parameterGradient(u, all);
          for (int k = 0; k < all.length; k++) {
            boolean its = k >= at && k < at + own.length;
            assertThat(all[k]).isEqualTo(its ? own[k - at] : 0);
          }
          at += own.length;
        }
      }
      theta[0] = specs.size();
      assertThatThrownBy(() -> one.with(4, theta)).hasMessageContaining("there are 0 to 5");
      theta[0] = 0.5;
      assertThatThrownBy(() -> one.with(4, theta)).hasMessageContaining("candidate 0.5");
    }
  }

  @SuppressWarnings("unchecked") // the model is one of gauge fields
  private static EffectiveSpec<GaugeField> gauge(EffectiveSpec<?> spec) {
    return (EffectiveSpec<GaugeField>) spec;
  }

  /** A lazy AR(1) process: 2 tau_p = (2 tau_1 + 1)/p - 1, and back. */
  @Test
  void rejectionsLengthenTheAutocorrelationAsTheCostSays() {
    double a = 0.7;
    double p = 0.55;
    double twice = (1 + a) / (1 - a);
    SplittableRandom random = new SplittableRandom(20251126);
    double[] x = new double[400_000];
    for (int i = 1; i < x.length; i++) {
      x[i] =
          random.nextDouble() < p
              ? a * x[i - 1] + Math.sqrt(1 - a * a) * random.nextGaussian()
              : x[i - 1];
    }
    var measured = GammaMethod.DEFAULT.analyse(List.of(x)).estimate();
    assertThat(2 * measured.tauInt())
        .isCloseTo((twice + 1) / p - 1, within(5 * 2 * measured.tauIntError()));
    assertThat(ModelTrial.twiceTau(((twice + 1) / p - 1) / 2, p)).isCloseTo(twice, within(1e-12));
    assertThat(ModelTrial.twiceTau(Double.NaN, p)).isEqualTo(1);
    assertThat(new ModelTrial("", 9, p, 0, 2, 0).cost(twice))
        .isCloseTo(2 * ((twice + 1) / p - 1), within(1e-12));
  }

  /** The cheapest, or a simpler one that is no dearer within the error. */
  @Test
  void aGainInsideTheErrorDoesNotCount() {
    ModelTrial simple = trial("simple", 0.80, 1.00);
    assertThat(ModelTrial.choose(List.of(simple, trial("hardly better", 0.81, 1.00)), 5)).isZero();
    assertThat(ModelTrial.choose(List.of(simple, trial("better", 0.80, 0.70)), 5)).isEqualTo(1);
    assertThat(ModelTrial.choose(List.of(simple, trial("dearer", 0.99, 2.00)), 5)).isZero();
    // never trusted to drive: no figure, and never chosen while another has one
    ModelTrial none = ModelTrial.of("none", new double[0], new double[0]);
    assertThat(ModelTrial.choose(List.of(none, simple), 5)).isEqualTo(1);
    assertThat(ModelTrial.choose(List.of(none, none), 5)).isZero();
    ModelTrial counted = ModelTrial.of("", new double[] {1, 0, 1, 0}, new double[] {3, 1, 2, 1000});
    assertThat(counted.acceptance()).isEqualTo(0.5);
    assertThat(counted.acceptanceError()).isCloseTo(Math.sqrt(1.0 / 12), within(1e-12));
    assertThat(counted.seconds()).isBetween(2.0, 3.0); // the median, whatever one of them took
  }

  private static ModelTrial trial(String name, double acceptance, double seconds) {
    return new ModelTrial(name, 100, acceptance, 0.03, seconds, 0.02);
  }
}
