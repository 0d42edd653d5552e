package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** The bound of masked smearing, and what it does where it is known; FlowContract has the rest. */
class MaskedSmearingTest {
  private static final MapSpec SPEC =
      new MaskedSmearing(1, new Convolution(List.of(), 1, Activation.TANH));

  private interface Body {
    void run(TransportMap flow);
  }

  /** With all parameters of the networks the same: C_1 and C_2 are bias and weights together. */
  private static void with(double parameter, Body body) {
    Flow<GaugeField> spec = new Flow<>(List.of(SPEC), 1);
    try (ReferenceOps ops = new ReferenceOps(new Lattice(4, 6));
        GaugeField like = new GaugeField(ops, Group.U1);
        EffectiveAction<GaugeField> flow = spec.bind(like)) {
      double[] theta = new double[flow.parameters().length];
      Arrays.fill(theta, parameter);
      body.run((TransportMap) flow.with(1, theta));
    }
  }

  /** Without weights the identity, to the last bit. */
  @Test
  void noWeightsNoChange() {
    with(
        0,
        flow -> {
          double[] z = RandomFields.normal(1, 2 * flow.size());
          assertThat(flow.forward(z).values()).isEqualTo(z);
          assertThat(flow.inverse(z).values()).isEqualTo(z);
          assertThat(flow.forward(z).logs()).containsExactly(0, 0);
        });
  }

  /** The coefficients stay below their bounds however large the weights are: still one to one. */
  @Test
  void anyWeightsAreInverted() {
    for (double size : new double[] {-1e6, -30, 30, 1e6}) {
      with(
          size,
          flow -> {
            double[] z = RandomFields.normal(2, 20 * flow.size());
            TransportMap.Batch x = flow.forward(z);
            assertThat(x.values()).isNotEqualTo(z);
            TransportMap.Batch back = flow.inverse(x.values());
            // where d theta'/d theta is small, rounding of theta' is a lot of theta
            TransportMap.Batch again = flow.forward(back.values());
            assertThat(again.values()).containsExactly(x.values(), within(1e-10));
            assertThat(x.logs()).doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
          });
    }
  }

  /** Positive coefficients smear: the plaquettes come closer to 1, as towards larger beta. */
  @Test
  void positiveCoefficientsSmear() {
    double[] mean = new double[3];
    for (int k = 0; k < 3; k++) {
      int which = k;
      with(
          k - 1,
          flow -> {
            double[] x = flow.forward(RandomFields.normal(3, 40 * flow.size())).values();
            Lattice lattice = new Lattice(4, 6);
            int v = lattice.volume();
            for (int i = 0; i < 40; i++) {
              for (int s = 0; s < v; s++) {
                int at = i * 2 * v;
                double p =
                    x[at + s]
                        + x[at + v + lattice.forward(s, 0)]
                        - x[at + lattice.forward(s, 1)]
                        - x[at + v + s];
                mean[which] += Math.cos(p) / (40 * v);
              }
            }
          });
    }
    assertThat(mean[0]).isLessThan(mean[1] - 0.1);
    assertThat(mean[2]).isGreaterThan(mean[1] + 0.1);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    FieldType links = new FieldType.Gauge(Group.U1);
    assertThatThrownBy(() -> SPEC.requireFits(links, new Lattice(8, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("extent 5 of 8x5", "[8, 8]");
    assertThatThrownBy(() -> SPEC.requireFits(links, new Lattice(2, 4)))
        .hasMessageContaining("extent 2");
    assertThatThrownBy(() -> SPEC.requireFits(links, new Lattice(4, 4, 4)))
        .hasMessageContaining("two dimensions");
    assertThatThrownBy(() -> SPEC.requireFits(new FieldType.Gauge(Group.SU3), new Lattice(4, 4)))
        .hasMessageContaining("U(1)");
    assertThatThrownBy(() -> new MaskedSmearing(0, new Convolution(List.of(), 1, Activation.TANH)))
        .hasMessageContaining("sweeps = 0");
  }
}
