package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks of couplings have of their own; as part of maps FlowContract has them all. */
class ConditionerTest {
  private static double well(double[] x, double[] slope) {
    double s = 0;
    for (int k = 0; k < x.length; k++) {
      s += x[k] * x[k] + 0.3 * Math.pow(x[k], 4);
      slope[k] = 2 * x[k] + 1.2 * Math.pow(x[k], 3);
    }
    return s;
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }

  private static double distance(double[] a, double[] b) {
    double[] d = a.clone();
    Arrays.setAll(d, k -> a[k] - b[k]);
    return norm(d);
  }

  /**
   * In float the map is the same to the rounding of its networks; ln q of a draw is that of its own
   * s, whatever it was rounded to, and the inverse finds z again where no input of a network has
   * crossed a border of rounding.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void networksInFloatAreThoseInDouble(int kind) {
    Lattice lattice = new Lattice(4, 4);
    List<BoundFlow<ScalarField>> both = new ArrayList<>();
    try (ReferenceOps ops = new ReferenceOps(lattice);
        ScalarField like = new ScalarField(ops, 1)) {
      for (Precision precision : Precision.values()) {
        ConditionerSpec network = network(kind, precision);
        Flow<ScalarField> flow = new Flow<>(List.of(new AffineCoupling(8, network, false)), 7);
        both.add((BoundFlow<ScalarField>) flow.bind(like));
      }
      double[] z = RandomFields.normal(11, 16 * lattice.volume());
      TransportMap.Batch exact = both.get(0).pushed(z);
      TransportMap.Batch rounded = both.get(1).pushed(z);
      assertThat(rounded.values()).isNotEqualTo(exact.values());
      assertThat(rounded.values()).containsExactly(exact.values(), within(2e-5));
      assertThat(rounded.logs()).containsExactly(exact.logs(), within(1e-4));
      TransportMap.Batch back = both.get(1).inverse(rounded.values());
      assertThat(back.values()).containsExactly(z, within(2e-5));
      double[] gradient = both.get(1).reverse(z, ConditionerTest::well, false).gradient();
      double[] expected = both.get(0).reverse(z, ConditionerTest::well, false).gradient();
      assertThat(distance(gradient, expected)).isLessThan(1e-4 * norm(expected));
      both.forEach(BoundFlow::close);
    }
  }

  private static ConditionerSpec network(int kind, Precision precision) {
    List<Integer> hidden = List.of(8, 8);
    Activation leaky = Activation.LEAKY_RELU;
    return switch (kind) {
      case 0 -> new Convolution(hidden, 3, leaky, precision);
      case 1 -> new CombiConvolution(1, false, hidden, 3, leaky, precision);
      default -> new FullyConnected(hidden, leaky, precision);
    };
  }

  /** C(d,k) kernel^k weights of a pair of channels, kernel^k where they are shared (d = 3). */
  @Test
  void combinationsHaveTheParametersOfTheFormula() {
    int[] cubes = {3, 3, 1};
    Lattice lattice = new Lattice(4, 4, 4);
    for (int k = 1; k <= 3; k++) {
      for (boolean shared : new boolean[] {false, true}) {
        CombiConvolution spec =
            new CombiConvolution(k, shared, List.of(5), 3, Activation.LEAKY_RELU, Precision.DOUBLE);
        int each = (shared ? 1 : cubes[k - 1]) * (int) Math.pow(3, k);
        try (Conditioner network = spec.bind(lattice, 1, 2)) {
          assertThat(network.parameters()).isEqualTo(5 * each + 5 + 10 * each + 2);
        }
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    CombiConvolution solid =
        new CombiConvolution(3, false, List.of(), 3, Activation.TANH, Precision.DOUBLE);
    assertThatThrownBy(() -> solid.requireFits(new FieldType.Scalar(1), new Lattice(4, 4)))
        .hasMessageContaining("axes = 3")
        .hasMessageContaining("1 to the dimensions of the lattice, 2");
    assertThatThrownBy(() -> Mask.BLOCKS.requireFits("affine-coupling", new Lattice(8, 6)))
        .hasMessageContaining("extent 6 of 8x6")
        .hasMessageContaining("multiples of 4");
    assertThatThrownBy(() -> new Convolution(List.of(8), 4, Activation.TANH))
        .hasMessageContaining("kernel = 4")
        .hasMessageContaining("odd");
    assertThatThrownBy(() -> new Convolution(List.of(0), 3, Activation.TANH))
        .hasMessageContaining("hidden = [0]");
  }
}
