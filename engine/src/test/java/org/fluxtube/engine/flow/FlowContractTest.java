package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.DenseFlow;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inverse, Jacobian and density of every flow; what does not fit. */
class FlowContractTest extends FlowContract {
  @ParameterizedTest
  @MethodSource("cases")
  void theInverseIsTheInverse(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(1, flow, 3);
          TransportMap.Batch x = flow.forward(z);
          assertThat(x.values()).isNotEqualTo(z);
          TransportMap.Batch back = flow.inverse(x.values());
          assertThat(back.values()).containsExactly(z, within(1e-10));
          for (int i = 0; i < 3; i++) {
            assertThat(back.logs()[i]).isCloseTo(-x.logs()[i], within(1e-10));
          }
          TransportMap.Batch there = flow.forward(flow.inverse(z).values());
          assertThat(there.values()).containsExactly(z, within(1e-10));
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theJacobianIsThatOfAutograd(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(2, flow, 1);
          double expected = logDeterminant(flow, z);
          assertThat(flow.forward(z).logs()[0]).isCloseTo(expected, within(1e-8));
        });
  }

  /** Rows of a batch do not know of each other, and ln q is that of the inverse. */
  @ParameterizedTest
  @MethodSource("cases")
  void aDrawKnowsItsDensity(Case c) {
    with(
        c,
        flow -> {
          TransportMap.Batch drawn = flow.draw(RandomFields.stream(3), 4);
          double[] density = flow.logDensity(drawn.values());
          for (int i = 0; i < 4; i++) {
            int n = flow.size();
            double[] one = Arrays.copyOfRange(drawn.values(), i * n, (i + 1) * n);
            assertThat(drawn.logs()[i]).isCloseTo(density[i], within(1e-10));
            assertThat(flow.logDensity(one)[0]).isCloseTo(density[i], within(1e-12 * n));
            TransportMap.Batch z = flow.inverse(one);
            boolean scalar = c.type() instanceof FieldType.Scalar;
            double prior = scalar ? -0.5 * n * Math.log(2 * Math.PI) : 0;
            for (double v : z.values()) {
              prior -= scalar ? v * v / 2 : 0;
            }
            assertThat(density[i]).isCloseTo(prior + z.logs()[0], within(1e-10 * n));
          }
          TransportMap.Batch again = flow.draw(RandomFields.stream(3), 4);
          assertThat(again.values()).isEqualTo(drawn.values());
          assertThat(again.logs()).isEqualTo(drawn.logs());
        });
  }

  /** Against loops over sites that know nothing of libtorch. */
  @ParameterizedTest
  @MethodSource("cases")
  void theDensityIsThatOfTheFormulas(Case c) {
    with(
        c,
        flow -> {
          double[] x = some(8, flow, 1);
          double expected = -DenseFlow.action(c.flow(), c.lattice(), flow.parameters(), x);
          assertThat(flow.logDensity(x)[0]).isCloseTo(expected, within(1e-10 * flow.size()));
        });
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Flow<?> flow =
        new Flow<>(List.of((MapSpec) Catalogue.entries(MapSpec.class).get("affine-coupling")), 1);
    assertThatThrownBy(() -> flow.requireFits(new FieldType.Scalar(1), new Lattice(8, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd extent 5 of 8x5")
        .hasMessageContaining("[8, 8]");
    assertThatThrownBy(() -> flow.requireFits(new FieldType.Spin(3), new Lattice(4, 4)))
        .hasMessageContaining("a scalar field");
    Flow<?> links =
        new Flow<>(
            List.of((MapSpec) Catalogue.entries(MapSpec.class).get("plaquette-coupling")), 1);
    assertThatThrownBy(() -> links.requireFits(ANGLES, new Lattice(8, 6)))
        .hasMessageContaining("extent 6 of 8x6")
        .hasMessageContaining("multiples of 4");
    assertThatThrownBy(() -> links.requireFits(ANGLES, new Lattice(4, 4, 4)))
        .hasMessageContaining("two dimensions, but the lattice is 4x4x4");
    assertThatThrownBy(() -> links.requireFits(new FieldType.Gauge(Group.SU2), new Lattice(4, 4)))
        .hasMessageContaining("U(1)");
    assertThatThrownBy(() -> new Flow<>(List.of(), 1)).hasMessageContaining("maps = []");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(Torch.unavailable(() -> {})).isEmpty();
    String message =
        Torch.unavailable(
                () -> {
                  throw new UnsatisfiedLinkError("no jnitorch in java.library.path\nand more");
                })
            .orElseThrow();
    assertThat(message)
        .contains("no jnitorch in java.library.path")
        .doesNotContain("and more")
        .contains("org.bytedeco:pytorch")
        .contains("without it");
    assertThat(
            Torch.unavailable(() -> {
              throw new NoClassDefFoundError("org/bytedeco/pytorch/global/torch");
            }))
        .hasValueSatisfying(m -> assertThat(m).contains("org/bytedeco/pytorch"));
  }
}
