package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masked smearing by hand beside that of libtorch: all that a flow is asked for. */
class SmearingFlowTest {
  private static final int BATCH = 3;

  /** A target that is not gauge-invariant: no derivative vanishes. */
  private static double target(double[] x, double[] slope) {
    double s = 0;
    for (int k = 0; k < x.length; k++) {
      s += StrictMath.sin(x[k] + 0.3 * k);
      slope[k] = StrictMath.cos(x[k] + 0.3 * k);
    }
    return s;
  }

  static List<List<MapSpec>> cases() {
    List<List<MapSpec>> cases = new ArrayList<>();
    List<ConditionerSpec> networks = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      networks.add(new Convolution(List.of(3, 2), 3, activation));
    }
    networks.add(new Convolution(List.of(), 3, Activation.SILU));
    for (boolean shared : new boolean[] {false, true}) {
      networks.add(
          new CombiConvolution(1, shared, List.of(2), 3, Activation.SILU, Precision.DOUBLE));
    }
    networks.add(new FullyConnected(List.of(5), Activation.TANH, Precision.DOUBLE));
    networks.forEach(network -> cases.add(List.of(new MaskedSmearing(1, network))));
    cases.add(
        List.of(new MaskedSmearing(2, networks.get(0)), new MaskedSmearing(1, networks.get(2))));
    return cases;
  }

  private interface Body {
    void run(SmearingFlow<GaugeField> plain, BoundFlow<GaugeField> torch, GaugeField like);
  }

  private static void with(List<MapSpec> maps, Body body) {
    Flow<GaugeField> spec = new Flow<>(maps, 5);
    try (ReferenceOps ops = new ReferenceOps(new Lattice(6, 4));
        GaugeField like = new GaugeField(ops, Group.U1);
        EffectiveAction<GaugeField> bound = spec.bind(like);
        BoundFlow<GaugeField> torch = new BoundFlow<>(spec, like)) {
      assertThat(bound).isInstanceOf(SmearingFlow.class);
      assertThat(bound.parameters()).isEqualTo(torch.parameters());
      double[] theta = bound.parameters();
      double[] noise = RandomFields.normal(17, theta.length);
      Arrays.setAll(theta, k -> theta[k] + 0.5 * noise[k]);
      body.run((SmearingFlow<GaugeField>) bound.with(1, theta), torch.with(1, theta), like);
    }
  }

  private static void assertClose(double[] actual, double[] expected, double error) {
    double size = 1 + Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(actual).containsExactly(expected, within(error * size));
  }

  private static void assertClose(TransportMap.Batch actual, TransportMap.Batch expected) {
    assertClose(actual.values(), expected.values(), 1e-11);
    assertClose(actual.logs(), expected.logs(), 1e-11);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMapIsThatOfLibtorch(List<MapSpec> maps) {
    with(
        maps,
        (plain, torch, like) -> {
          double[] z = RandomFields.normal(1, BATCH * plain.size());
          assertClose(plain.forward(z), torch.forward(z));
          assertClose(plain.inverse(z), torch.inverse(z));
          assertClose(plain.pushed(z), torch.pushed(z));
          assertClose(plain.draw(RandomFields.stream(3), 2), torch.draw(RandomFields.stream(3), 2));
          TransportMap.Batch x = plain.forward(z);
          TransportMap.Batch back = plain.inverse(x.values());
          assertThat(back.values()).containsExactly(z, within(1e-10));
          for (int i = 0; i < BATCH; i++) {
            assertThat(back.logs()[i]).isCloseTo(-x.logs()[i], within(1e-10));
          }
        });
  }

  /** Of 19 configurations 16 go together and 3 alone: each with the bits that it has alone. */
  @ParameterizedTest
  @MethodSource("cases")
  void togetherAsAlone(List<MapSpec> maps) {
    with(
        maps,
        (plain, torch, like) -> {
          int count = 19;
          int size = plain.size();
          double[] z = RandomFields.normal(7, count * size);
          double[] weights = RandomFields.normal(8, count);
          double[] slopes = new double[z.length];
          double[] actions = plain.pulled(z, SmearingFlowTest::target, slopes);
          TransportMap.Batch x = plain.forward(z);
          TransportMap.Batch back = plain.inverse(z);
          TransportMap.Density density = plain.density(z, weights);
          double[] reverse = new double[plain.parameters().length];
          double[] gradient = new double[reverse.length];
          for (int i = 0; i < count; i++) {
            double[] own = Arrays.copyOfRange(z, i * size, (i + 1) * size);
            double[] slope = new double[size];
            assertThat(actions[i]).isEqualTo(plain.pulled(own, SmearingFlowTest::target, slope)[0]);
            assertSame(slopes, i, slope);
            assertSame(x, i, plain.forward(own));
            assertSame(back, i, plain.inverse(own));
            TransportMap.Density alone = plain.density(own, new double[] {weights[i]});
            assertThat(density.logs()[i]).isEqualTo(alone.logs()[0]);
            double[] pulled = plain.reverse(own, SmearingFlowTest::target, true).gradient();
            for (int k = 0; k < gradient.length; k++) {
              gradient[k] += alone.gradient()[k];
              reverse[k] += pulled[k] / count;
            }
          }
          assertClose(density.gradient(), gradient, 1e-12);
          TransportMap.Reverse all = plain.reverse(z, SmearingFlowTest::target, true);
          assertClose(all.gradient(), reverse, 1e-12);
        });
  }

  private static void assertSame(TransportMap.Batch all, int i, TransportMap.Batch one) {
    assertSame(all.values(), i, one.values());
    assertThat(all.logs()[i]).isEqualTo(one.logs()[0]);
  }

  private static void assertSame(double[] all, int i, double[] one) {
    assertThat(Arrays.copyOfRange(all, i * one.length, (i + 1) * one.length)).isEqualTo(one);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theAdjointIsAutograd(List<MapSpec> maps) {
    with(
        maps,
        (plain, torch, like) -> {
          double[] z = RandomFields.normal(2, BATCH * plain.size());
          double[] slopes = new double[z.length];
          double[] expected = new double[z.length];
          double[] values = plain.pulled(z, SmearingFlowTest::target, slopes);
          assertClose(values, torch.pulled(z, SmearingFlowTest::target, expected), 1e-11);
          assertClose(slopes, expected, 1e-10);
          for (boolean pathOnly : new boolean[] {false, true}) {
            TransportMap.Reverse one = plain.reverse(z, SmearingFlowTest::target, pathOnly);
            TransportMap.Reverse other = torch.reverse(z, SmearingFlowTest::target, pathOnly);
            assertClose(one.logWeights(), other.logWeights(), 1e-11);
            assertClose(one.gradient(), other.gradient(), 1e-9);
          }
          double[] weights = {0.5, -1, 2};
          TransportMap.Density one = plain.density(z, weights);
          TransportMap.Density other = torch.density(z, weights);
          assertClose(one.logs(), other.logs(), 1e-11);
          assertClose(one.gradient(), other.gradient(), 1e-9);
          GaugeField u = like.duplicate();
          u.hot(RandomFields.stream(4));
          assertThat(plain.value(u)).isCloseTo(torch.value(u), within(1e-10));
          double[] gradient = new double[plain.parameters().length];
          double[] same = new double[gradient.length];
          plain.parameterGradient(u, gradient);
          torch.parameterGradient(u, same);
          assertClose(gradient, same, 1e-9);
          try (Momentum force = like.newMomentum();
              Momentum wanted = like.newMomentum()) {
            plain.force(u, force);
            torch.force(u, wanted);
            double norm = wanted.dot(wanted);
            force.axpy(-1, wanted);
            assertThat(force.dot(force)).isLessThan(1e-18 * (1 + norm));
          }
          u.close();
        });
  }

  /** Not against libtorch: central differences of what is integrated. */
  @Test
  void thePulledActionHasItsDerivative() {
    with(
        cases().getFirst(),
        (plain, torch, like) -> {
          double[] z = RandomFields.normal(5, plain.size());
          double[] slope = new double[z.length];
          double[] unused = new double[z.length];
          plain.pulled(z, SmearingFlowTest::target, slope);
          double h = 1e-5;
          for (int k = 0; k < z.length; k++) {
            double[] plus = z.clone();
            double[] minus = z.clone();
            plus[k] += h;
            minus[k] -= h;
            double d =
                plain.pulled(plus, SmearingFlowTest::target, unused)[0]
                    - plain.pulled(minus, SmearingFlowTest::target, unused)[0];
            // the first network has a kink, which no number of these meets
            assertThat(slope[k]).isCloseTo(d / (2 * h), within(1e-7));
          }
        });
  }

  /** In float, or together with another map, it is computed by libtorch. */
  @Test
  void whatHasNoPlainFormGoesToLibtorch() {
    MapSpec plain = new MaskedSmearing(1, new Convolution(List.of(2), 3, Activation.TANH));
    MapSpec single =
        new MaskedSmearing(1, new Convolution(List.of(2), 3, Activation.TANH, Precision.FLOAT));
    assertThat(SmearingFlow.fits(new Flow<GaugeField>(List.of(plain, plain), 1))).isTrue();
    assertThat(SmearingFlow.fits(new Flow<GaugeField>(List.of(plain, single), 1))).isFalse();
    MapSpec other =
        new PlaquetteCoupling(
            4, new Convolution(List.of(2), 3, Activation.TANH), Circle.PROJECTION, 2);
    assertThat(SmearingFlow.fits(new Flow<GaugeField>(List.of(plain, other), 1))).isFalse();
  }
}
