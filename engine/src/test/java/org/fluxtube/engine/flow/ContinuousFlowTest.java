package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.learn.Adam;
import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.LessonPlan;
import org.fluxtube.engine.learn.Loss;
import org.fluxtube.engine.learn.Trainer;
import org.fluxtube.engine.learn.TrainerSpec;
import org.fluxtube.engine.learn.Window;
import org.fluxtube.engine.stats.LogWeights;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What FlowContract does not ask of a continuous flow: symmetries, order, closed forms. */
class ContinuousFlowTest {
  private interface Body {
    void run(BoundFlow<ScalarField> flow);
  }

  private static void bound(ContinuousFlow map, Lattice lattice, double noise, Body body) {
    bound(map, lattice, 1, noise, body);
  }

  private static void bound(
      ContinuousFlow map, Lattice lattice, int components, double noise, Body body) {
    try (ReferenceOps ops = new ReferenceOps(lattice);
        ScalarField like = new ScalarField(ops, components);
        BoundFlow<ScalarField> flow = new BoundFlow<>(new Flow<>(List.of(map), 3), like)) {
      double[] theta = flow.parameters();
      double[] normal = RandomFields.normal(19, theta.length);
      Arrays.setAll(theta, k -> theta[k] + noise * normal[k]);
      body.run(flow.with(1, theta));
    }
  }

  /** ln J against the determinant of the discrete map: the defect falls by 2^8 with half a step. */
  @Test
  void theDefectIsOfOrderEight() {
    Lattice lattice = new Lattice(3, 2);
    double[] defects = new double[3];
    for (int i = 0; i < 3; i++) {
      int index = i;
      bound(
          new ContinuousFlow(3, 3, 0, 3 << i),
          lattice,
          0.5,
          flow -> {
            double[] z = RandomFields.normal(5, 6);
            double log = flow.forward(z).logs()[0];
            assertThat(Math.abs(log)).isGreaterThan(0.1);
            defects[index] = Math.abs(log - FlowContract.logDeterminant(flow, z));
          });
    }
    assertThat(defects[1]).isBetween(1e-9, 1e-3);
    assertThat(defects[0] / defects[1]).isBetween(60.0, 1500.0);
    assertThat(defects[1] / defects[2]).isBetween(100.0, 700.0);
  }

  /** One step through a field that it does not resolve: no density, instead of a wrong one. */
  @Test
  void whatTheStepsDoNotResolveHasNoDensity() {
    Lattice lattice = new Lattice(3, 2);
    double[] z = RandomFields.normal(5, 12);
    bound(
        new ContinuousFlow(3, 3, 0, 1),
        lattice,
        2,
        flow -> {
          assertThat(flow.forward(z).logs()).containsOnly(Double.NaN);
          assertThat(flow.logDensity(z)).containsOnly(Double.NaN);
        });
    bound(
        new ContinuousFlow(3, 3, 0, 1),
        lattice,
        0.05,
        flow -> {
          assertThat(flow.forward(z).logs()).doesNotContain(Double.NaN);
          assertThat(flow.logDensity(z)).doesNotContain(Double.NaN);
        });
  }

  @Test
  void reflectionsAndExchangesGoThrough() {
    Lattice lattice = new Lattice(4, 3, 4);
    bound(
        new ContinuousFlow(3, 2, 1, 2),
        lattice,
        0.3,
        flow -> {
          double[] z = RandomFields.normal(6, lattice.volume());
          TransportMap.Batch x = flow.forward(z);
          IntUnaryOperator reflect =
              s ->
                  lattice.site(
                      lattice.coordinate(s, 0),
                      -lattice.coordinate(s, 1),
                      lattice.coordinate(s, 2));
          IntUnaryOperator exchange =
              s ->
                  lattice.site(
                      lattice.coordinate(s, 2), lattice.coordinate(s, 1), lattice.coordinate(s, 0));
          for (IntUnaryOperator symmetry : List.of(reflect, exchange)) {
            TransportMap.Batch there = flow.forward(moved(symmetry, z));
            double[] expected = moved(symmetry, x.values());
            assertThat(expected).isNotEqualTo(x.values());
            assertThat(there.values()).containsExactly(expected, within(1e-12));
            assertThat(there.logs()[0]).isCloseTo(x.logs()[0], within(1e-12));
          }
        });
  }

  private static double[] moved(IntUnaryOperator symmetry, double[] x) {
    double[] out = new double[x.length];
    for (int s = 0; s < x.length; s++) {
      out[symmetry.applyAsInt(s)] = x[s];
    }
    return out;
  }

  /** Rotations of three components go through; Jacobian, inverse and force are right. */
  @Test
  void componentsTurnTogether() {
    Lattice lattice = new Lattice(3, 2);
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    bound(
        new ContinuousFlow(3, 2, 0, 12),
        lattice,
        3,
        0.3,
        flow -> {
          double[] z = RandomFields.normal(8, 18);
          TransportMap.Batch x = flow.forward(z);
          assertThat(x.logs()[0]).isCloseTo(FlowContract.logDeterminant(flow, z), within(1e-8));
          assertThat(flow.inverse(x.values()).values()).containsExactly(z, within(1e-10));
          TransportMap.Batch there = flow.forward(turned(z, c, s));
          assertThat(there.values()).containsExactly(turned(x.values(), c, s), within(1e-12));
          assertThat(there.logs()[0]).isCloseTo(x.logs()[0], within(1e-12));
          double[] zero = new double[18];
          assertThat(flow.forward(zero).values()).containsExactly(zero);
          double[] slope = new double[18];
          TransportMap.Target flat = (y, out) -> 0;
          assertThat(flow.pulled(zero, flat, slope)[0]).isFinite();
          assertThat(slope).containsExactly(zero, within(1e-12));
        });
  }

  /** By an angle in the plane of the second and the third component. */
  private static double[] turned(double[] x, double c, double s) {
    double[] out = x.clone();
    for (int k = 0; k < x.length; k += 3) {
      out[k + 1] = c * x[k + 1] - s * x[k + 2];
      out[k + 2] = s * x[k + 1] + c * x[k + 2];
    }
    return out;
  }

  /** A displacement beyond the range does not enter. */
  @Test
  void theRangeIsKept() {
    Lattice lattice = new Lattice(7, 7);
    bound(
        new ContinuousFlow(2, 2, 1, 1),
        lattice,
        0.3,
        flow -> {
          long displacements =
              flow.labels().stream()
                  .filter(l -> l.contains("time 0") && l.contains("linear"))
                  .count();
          assertThat(displacements).isEqualTo(3);
          assertThat(flow.labels()).contains("map 0 time 1 displacement [1, 1] sine 1");
        });
  }

  /**
   * dx/dt = M x with e^M the square root of the propagator makes the free field: every weight is Z.
   */
  @Test
  void theLinearTermMakesTheFreeField() {
    Lattice lattice = new Lattice(4, 4);
    FreeScalar exact = FreeScalar.withoutHalf(1.25, 4, 4);
    bound(
        new ContinuousFlow(1, 2, 0, 8),
        lattice,
        0,
        start -> {
          double[] theta = start.parameters();
          for (int k = 0; k < theta.length; k++) {
            String label = start.labels().get(k);
            if (label.startsWith("map 0 time 0") && label.endsWith("linear")) {
              String[] digits = label.replaceAll("^.*\\[|].*$", "").split(", ");
              int[] d = Arrays.stream(digits).mapToInt(Integer::parseInt).toArray();
              theta[k] = exponent(exact, d) * Math.sqrt(orbit(d) * 2 * 2);
            }
          }
          BoundFlow<ScalarField> flow = start.with(1, theta);
          TransportMap.Batch x = flow.draw(RandomFields.stream(4), 10);
          double[] weights = new double[10];
          try (ReferenceOps ops = new ReferenceOps(lattice);
              ScalarField u = new ScalarField(ops, 1);
              var action = new Phi4(1.25, 0).bind(u)) {
            for (int i = 0; i < 10; i++) {
              double[] one = Arrays.copyOfRange(x.values(), 16 * i, 16 * (i + 1));
              u.load(new FieldData(new FieldType.Scalar(1), lattice, one));
              weights[i] = -action.value(u) - x.logs()[i];
            }
          }
          LogWeights all = LogWeights.of(weights);
          assertThat(all.ess()).isCloseTo(1, within(1e-9));
          assertThat(all.logZ()).isCloseTo(-exact.freeEnergy(), within(1e-8));
        });
  }

  /** (1/V) sum_k (1/2) ln G(k) e^(ikd) on 4 x 4. */
  private static double exponent(FreeScalar exact, int[] d) {
    double sum = 0;
    for (int k0 = 0; k0 < 4; k0++) {
      for (int k1 = 0; k1 < 4; k1++) {
        double phase = Math.PI / 2 * (k0 * d[0] + k1 * d[1]);
        sum += 0.5 * Math.log(exact.propagator(k0, k1)) * Math.cos(phase);
      }
    }
    return sum / 16;
  }

  private static int orbit(int[] d) {
    int images = d[0] == d[1] ? 1 : 2;
    for (int x : d) {
      images *= x % 2 == 0 ? 1 : 2;
    }
    return images;
  }

  /** Interacting, against the transfer matrix of a ring; from the identity, in 150 steps. */
  @Test
  @Tag("physics")
  void itLearnsPhi4() {
    Phi4 target = new Phi4(-1, 1);
    Flow<ScalarField> flow = new Flow<>(List.of(new ContinuousFlow(4, 2, 0, 2)), 1);
    Adam adam =
        new Adam(0.05, 0.9, 0.99, new LessonPlan(Loss.REVERSE_KL_PATH, 75, 32, 0, 0.02, 0, 2));
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(3, new Window(8, Window.Keep.LATEST), Set.of());
    try (ReferenceOps ops = new ReferenceOps(new Lattice(6));
        Trainer trainer = adam.bind(target, flow, new ScalarField(ops, 1), alone)) {
      Lesson first = trainer.learn(1, List.of());
      Lesson last = trainer.learn(2, List.of());
      assertThat(first.before()).isGreaterThan(1);
      assertThat(last.further().get("ess")).isGreaterThan(0.9);
      double error = last.further().get("lnZError");
      double expected = new Phi4Ring(-1, 1, 6).logZ();
      assertThat(last.further().get("lnZ")).isCloseTo(expected, within(4 * error));
      assertThat(error).isLessThan(0.02);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new ContinuousFlow(0, 5, 0, 4))
        .hasMessageContaining("frequencies = 0; allowed are 1 to 256");
    assertThatThrownBy(() -> new ContinuousFlow(8, 5, -1, 4)).hasMessageContaining("range = -1");
    assertThatThrownBy(() -> new ContinuousFlow(8, 5, 0, 0)).hasMessageContaining("steps = 0");
  }
}
