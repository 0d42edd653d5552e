package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The learned leapfrog with every network of the catalogue, far from where learning starts. */
class LearnedLeapfrogTest {
  private static final Lattice LATTICE = new Lattice(6, 4);
  private static final FieldType LINKS = new FieldType.Gauge(Group.U1);

  static List<ConditionerSpec> networks() {
    return Catalogue.entries(ConditionerSpec.class).values().stream()
        .map(ConditionerSpec.class::cast)
        .toList();
  }

  private static LearnedLeapfrog spec(ConditionerSpec network) {
    return new LearnedLeapfrog(1.5, 2, 2, 0.4, network, 3, 1);
  }

  private interface Body {
    void run(BoundLeapfrog leapfrog, double[] x, double[] v);
  }

  private static void with(ConditionerSpec network, Body body) {
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        GaugeField like = new GaugeField(ops, Group.U1);
        BoundLeapfrog start = (BoundLeapfrog) spec(network).bind(like)) {
      double[] theta = start.parameters();
      double[] noise = RandomFields.normal(17, theta.length);
      Arrays.setAll(theta, k -> theta[k] + 0.5 * noise[k]);
      int size = 2 * LATTICE.volume();
      double[] x = RandomFields.normal(5, size);
      Arrays.setAll(x, k -> 2 * x[k]);
      body.run(start.with(1, theta), x, RandomFields.normal(6, size));
    }
  }

  private static double[] joined(double[] x, double[] v) {
    double[] all = Arrays.copyOf(x, x.length + v.length);
    System.arraycopy(v, 0, all, x.length, v.length);
    return all;
  }

  /** ln |det| of all derivatives of (x', v') with respect to (x, v). */
  private static double logDeterminant(
      BoundLeapfrog leapfrog, double[] x, double[] v, boolean backwards) {
    int n = x.length;
    DMatrixRMaj jacobian = new DMatrixRMaj(2 * n, 2 * n);
    try (PointerScope scope = new PointerScope()) {
      Tensor theta = Tensor.create(leapfrog.parameters(), leapfrog.parameters().length);
      Tensor from = Tensor.create(joined(x, v), 2L * n, 1L);
      from.set_requires_grad(true);
      LeapfrogSteps.Place to =
          leapfrog.moved(theta, from.narrow(0, 0, n), from.narrow(0, n, n), backwards);
      Tensor all = torch.cat(new TensorVector(to.x(), to.v()), 0).reshape(-1);
      for (int i = 0; i < 2 * n; i++) {
        Tensor row =
            torch
                .grad(
                    new TensorVector(all.select(0, i)),
                    new TensorVector(from),
                    new TensorVector(),
                    new BoolOptional(true),
                    false,
                    false)
                .get(0);
        double[] derivatives = Torch.host(row);
        for (int j = 0; j < 2 * n; j++) {
          jacobian.set(i, j, derivatives[j]);
        }
      }
    }
    return Math.log(Math.abs(CommonOps_DDRM.det(jacobian)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void logJacobianIsTheDeterminant(ConditionerSpec network) {
    with(
        network,
        (leapfrog, x, v) -> {
          for (boolean backwards : new boolean[] {false, true}) {
            double log = leapfrog.moved(x, v, backwards).logs()[0];
            assertThat(Math.abs(log)).isGreaterThan(0.1);
            assertThat(log).isCloseTo(logDeterminant(leapfrog, x, v, backwards), within(1e-8));
          }
        });
  }

  /** T^-1 T = T T^-1 = 1, and their Jacobians cancel; a batch is its members. */
  @ParameterizedTest
  @MethodSource("networks")
  void theWayBackIsFound(ConditionerSpec network) {
    with(
        network,
        (leapfrog, x, v) -> {
          for (boolean backwards : new boolean[] {false, true}) {
            PhaseMap.Moved there = leapfrog.moved(x, v, backwards);
            PhaseMap.Moved back = leapfrog.moved(there.x(), there.v(), !backwards);
            assertThat(back.v()).containsExactly(v, within(1e-10));
            assertThat(back.x()).containsExactly(x, within(1e-10));
            assertThat(back.logs()[0]).isCloseTo(-there.logs()[0], within(1e-10));
            assertThat(there.x()).isNotEqualTo(x);
            PhaseMap.Moved two = leapfrog.moved(joined(v, x), joined(x, v), backwards);
            assertThat(Arrays.copyOfRange(two.x(), x.length, 2 * x.length))
                .containsExactly(there.x(), within(1e-12));
            assertThat(two.logs()[1]).isCloseTo(there.logs()[0], within(1e-12));
          }
        });
  }

  private static double[] transformed(double[] a, double[] x) {
    int volume = LATTICE.volume();
    double[] out = x.clone();
    for (int k = 0; k < x.length; k++) {
      int site = k % volume;
      out[k] += a[site] - a[LATTICE.forward(site, k / volume)];
    }
    return out;
  }

  /** theta_mu(x) + a(x) - a(x + mu), and turns of single links by 2 pi, go through; v' stays. */
  @ParameterizedTest
  @MethodSource("networks")
  void gaugeTransformationsGoThrough(ConditionerSpec network) {
    with(
        network,
        (leapfrog, x, v) -> {
          double[] a = RandomFields.normal(11, LATTICE.volume());
          PhaseMap.Moved plain = leapfrog.moved(x, v, false);
          double[] other = transformed(a, x);
          other[3] += 2 * Math.PI;
          PhaseMap.Moved there = leapfrog.moved(other, v, false);
          double[] expected = transformed(a, plain.x());
          for (int k = 0; k < x.length; k++) {
            double off = Math.IEEEremainder(there.x()[k] - expected[k], 2 * Math.PI);
            assertThat(off).isCloseTo(0, within(1e-10));
          }
          assertThat(there.v()).containsExactly(plain.v(), within(1e-10));
          assertThat(there.logs()[0]).isCloseTo(plain.logs()[0], within(1e-10));
        });
  }

  /**
   * What was learnt goes over: links and momenta that repeat move as those of the small lattice.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void whatWasLearntDoesTheSameOnALargerLattice(ConditionerSpec network) {
    Lattice large = new Lattice(12, 8);
    with(
        network,
        (leapfrog, x, v) -> {
          LearnedLeapfrog spec = spec(network);
          if (!network.translates()) {
            assertThatThrownBy(() -> spec.transferred(leapfrog.parameters(), LINKS, LATTICE, large))
                .hasMessageContainingAll("transfer = volume", "weights for each site");
            return;
          }
          try (ReferenceOps ops = new ReferenceOps(large);
              GaugeField like = new GaugeField(ops, Group.U1);
              BoundLeapfrog start = (BoundLeapfrog) spec.bind(like)) {
            BoundLeapfrog there =
                start.with(1, spec.transferred(leapfrog.parameters(), LINKS, LATTICE, large));
            PhaseMap.Moved small = leapfrog.moved(x, v, false);
            PhaseMap.Moved moved = there.moved(repeated(large, x), repeated(large, v), false);
            assertThat(moved.x()).containsExactly(repeated(large, small.x()), within(1e-10));
            assertThat(moved.v()).containsExactly(repeated(large, small.v()), within(1e-10));
            assertThat(moved.logs()[0]).isCloseTo(4 * small.logs()[0], within(1e-10));
          }
        });
  }

  private static double[] repeated(Lattice large, double[] x) {
    double[] out = new double[2 * large.volume()];
    for (int k = 0; k < out.length; k++) {
      int site = k % large.volume();
      int small =
          LATTICE.site(
              large.coordinate(site, 0) % LATTICE.extent(0),
              large.coordinate(site, 1) % LATTICE.extent(1));
      out[k] = x[k / large.volume() * LATTICE.volume() + small];
    }
    return out;
  }

  /** The engine's own action drives: the kick of one tiny step is -e dS_eff/dx. */
  @Test
  void theForceIsThatOfTheEffectiveAction() {
    Convolution network = new Convolution(List.of(), 3, Activation.TANH);
    double size = 1e-7;
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        GaugeField u = (GaugeField) RandomFields.hot(ops, LINKS, 4);
        Chart<GaugeField> chart = Chart.of(u);
        var force = u.newMomentum();
        BoundLeapfrog start =
            (BoundLeapfrog) new LearnedLeapfrog(1.5, 3, 1, size, network, 3, 1).bind(u)) {
      double[] theta = start.parameters();
      theta[1] = 0.7;
      theta[2] = -0.4;
      BoundLeapfrog leapfrog = start.with(1, theta);
      double[] x = chart.numbers(u);
      double[] slope = new double[x.length];
      chart.target(leapfrog, force).at(x, slope);
      PhaseMap.Moved moved = leapfrog.moved(x, new double[x.length], false);
      assertThat(moved.logs()[0]).isCloseTo(0, within(1e-13));
      for (int k = 0; k < x.length; k++) {
        assertThat(moved.v()[k] / size).isCloseTo(-slope[k], within(1e-7));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Convolution network = new Convolution(List.of(2), 3, Activation.TANH, Precision.DOUBLE);
    LearnedLeapfrog spec = spec(network);
    assertThatThrownBy(() -> spec.requireFits(LINKS, new Lattice(4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("extent 5", "even extents from 4", "[8, 8]");
    assertThatThrownBy(() -> spec.requireFits(LINKS, new Lattice(2, 4)))
        .hasMessageContaining("extent 2");
    assertThatThrownBy(() -> spec.requireFits(LINKS, new Lattice(4, 4, 4)))
        .hasMessageContaining("two dimensions");
    assertThatThrownBy(() -> spec.requireFits(new FieldType.Gauge(Group.SU2), LATTICE))
        .hasMessageContaining("U(1)");
    assertThatThrownBy(() -> new LearnedLeapfrog(Double.NaN, 1, 1, 0.1, network, 1, 1))
        .hasMessageContaining("beta = NaN");
    assertThatThrownBy(() -> new LearnedLeapfrog(1, 0, 1, 0.1, network, 1, 1))
        .hasMessageContainingAll("harmonics = 0", "1 to 16");
    assertThatThrownBy(() -> new LearnedLeapfrog(1, 1, 65, 0.1, network, 1, 1))
        .hasMessageContainingAll("steps = 65", "1 to 64");
    assertThatThrownBy(() -> new LearnedLeapfrog(1, 1, 1, 0, network, 1, 1))
        .hasMessageContaining("step-size = 0");
    assertThatThrownBy(() -> new LearnedLeapfrog(1, 1, 1, 0.1, network, 1, 0))
        .hasMessageContaining("threads = 0");
  }
}
