package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.learn.Adam;
import org.fluxtube.engine.learn.Lesson;
import org.fluxtube.engine.learn.LessonPlan;
import org.fluxtube.engine.learn.Loss;
import org.fluxtube.engine.learn.Trainer;
import org.fluxtube.engine.learn.TrainerSpec;
import org.fluxtube.engine.learn.Window;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Continuous flows of unit vectors of three components, and of the circle. */
class ContinuousSpinFlowTest {
  private interface Body {
    void run(BoundFlow<SpinField> flow);
  }

  private static void bound(ContinuousSpinFlow map, Lattice lattice, int n, Body body) {
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField like = new SpinField(ops, n);
        BoundFlow<SpinField> flow = new BoundFlow<>(new Flow<>(List.of(map), 3), like)) {
      double[] theta = RandomFields.normal(19, flow.parameters().length);
      Arrays.setAll(theta, k -> 0.2 * theta[k]);
      body.run(flow.with(1, theta));
    }
  }

  private static double[] spins(int seed, int sites, int n) {
    double[] z = RandomFields.normal(seed, sites * n);
    for (int s = 0; s < sites; s++) {
      double square = 0;
      for (int c = 0; c < n; c++) {
        square += z[s * n + c] * z[s * n + c];
      }
      for (int c = 0; c < n; c++) {
        z[s * n + c] /= Math.sqrt(square);
      }
    }
    return z;
  }

  /** Columns: an orthonormal basis of the tangents at each spin, by Gram and Schmidt. */
  private static DMatrixRMaj tangents(double[] x, int n) {
    int sites = x.length / n;
    DMatrixRMaj out = new DMatrixRMaj(x.length, sites * (n - 1));
    for (int s = 0; s < sites; s++) {
      double[][] basis = new double[n][];
      basis[0] = Arrays.copyOfRange(x, s * n, (s + 1) * n);
      int found = 1;
      for (int axis = 0; axis < n && found < n; axis++) {
        double[] v = new double[n];
        v[axis] = 1;
        for (int b = 0; b < found; b++) {
          double overlap = dot(v, basis[b]);
          for (int c = 0; c < n; c++) {
            v[c] -= overlap * basis[b][c];
          }
        }
        double norm = Math.sqrt(dot(v, v));
        if (norm > 0.3) {
          basis[found++] = Arrays.stream(v).map(c -> c / norm).toArray();
        }
      }
      assertThat(found).isEqualTo(n);
      for (int b = 1; b < n; b++) {
        for (int c = 0; c < n; c++) {
          out.set(s * n + c, s * (n - 1) + b - 1, basis[b][c]);
        }
      }
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }

  /** ln |det| from tangents to tangents. */
  private static double logDeterminant(BoundFlow<SpinField> flow, double[] z, int n) {
    DMatrixRMaj from = tangents(z, n);
    DMatrixRMaj to = tangents(flow.forward(z).values(), n);
    DMatrixRMaj half = new DMatrixRMaj(z.length, from.numCols);
    CommonOps_DDRM.mult(FlowContract.jacobian(flow, z), from, half);
    DMatrixRMaj inside = new DMatrixRMaj(from.numCols, from.numCols);
    CommonOps_DDRM.multTransA(to, half, inside);
    return Math.log(Math.abs(CommonOps_DDRM.det(inside)));
  }

  private static void requireItIsAMap(int n, Lattice lattice) {
    bound(
        new ContinuousSpinFlow(2, 0, 10),
        lattice,
        n,
        flow -> {
          double[] z = spins(5, lattice.volume(), n);
          TransportMap.Batch x = flow.forward(z);
          for (int s = 0; s < lattice.volume(); s++) {
            double[] spin = Arrays.copyOfRange(x.values(), s * n, (s + 1) * n);
            assertThat(dot(spin, spin)).isCloseTo(1, within(1e-14));
          }
          assertThat(Math.abs(x.logs()[0])).isGreaterThan(0.05);
          assertThat(x.logs()[0]).isCloseTo(logDeterminant(flow, z, n), within(1e-8));
          TransportMap.Batch back = flow.inverse(x.values());
          assertThat(back.values()).containsExactly(z, within(1e-10));
          assertThat(back.logs()[0]).isCloseTo(-x.logs()[0], within(1e-10));
          assertThat(flow.logDensity(x.values())[0]).isCloseTo(-x.logs()[0], within(1e-10));
        });
  }

  @Test
  void jacobianAndInverse() {
    requireItIsAMap(3, new Lattice(3, 2));
    requireItIsAMap(2, new Lattice(4));
  }

  /** Rotations, the change of all signs, translations and an exchange of the directions. */
  @Test
  void symmetriesGoThrough() {
    Lattice lattice = new Lattice(3, 3);
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    bound(
        new ContinuousSpinFlow(3, 1, 2),
        lattice,
        3,
        flow -> {
          double[] z = spins(6, 9, 3);
          double[] turned = new double[27];
          double[] moved = new double[27];
          double[] exchanged = new double[27];
          TransportMap.Batch x = flow.forward(z);
          double[] xTurned = new double[27];
          double[] xMoved = new double[27];
          double[] xExchanged = new double[27];
          for (int k = 0; k < 27; k++) {
            int site = k / 3;
            int to = lattice.forward(site, 0) * 3 + k % 3;
            moved[to] = z[k];
            xMoved[to] = x.values()[k];
            to = lattice.site(lattice.coordinate(site, 1), lattice.coordinate(site, 0)) * 3 + k % 3;
            exchanged[to] = z[k];
            xExchanged[to] = x.values()[k];
          }
          rotate(z, turned, c, s);
          rotate(x.values(), xTurned, c, s);
          requireImage(flow, turned, xTurned, x.logs()[0]);
          requireImage(flow, moved, xMoved, x.logs()[0]);
          requireImage(flow, exchanged, xExchanged, x.logs()[0]);
        });
  }

  private static void requireImage(
      BoundFlow<SpinField> flow, double[] z, double[] expected, double log) {
    TransportMap.Batch x = flow.forward(z);
    assertThat(x.values()).containsExactly(expected, within(1e-12));
    assertThat(x.logs()[0]).isCloseTo(log, within(1e-12));
  }

  /** By an angle in the first plane, and a reflection. */
  private static void rotate(double[] x, double[] out, double c, double s) {
    for (int k = 0; k < x.length; k += 3) {
      out[k] = c * x[k] - s * x[k + 1];
      out[k + 1] = s * x[k] + c * x[k + 1];
      out[k + 2] = -x[k + 2];
    }
  }

  /** Against central differences of S_eff = -ln q along the parameters. */
  @Test
  void theGradientIsTheDerivative() {
    Lattice lattice = new Lattice(2, 3);
    bound(
        new ContinuousSpinFlow(2, 1, 5),
        lattice,
        3,
        flow -> {
          double[] z = spins(7, 12, 3);
          TransportMap.Target field =
              (x, slope) -> {
                double sum = 0;
                for (int k = 0; k < x.length; k++) {
                  slope[k] = 0.3 * (k % 5) + x[k];
                  sum += 0.3 * (k % 5) * x[k] + x[k] * x[k] / 2;
                }
                return sum;
              };
          double[] gradient = flow.reverse(z, field, false).gradient();
          double[] theta = flow.parameters();
          double h = 3e-6;
          for (int k = 0; k < theta.length; k++) {
            double[] plus = theta.clone();
            double[] minus = theta.clone();
            plus[k] += h;
            minus[k] -= h;
            double d = (loss(flow.with(2, plus), z, field) - loss(flow.with(2, minus), z, field));
            assertThat(gradient[k]).isCloseTo(d / (2 * h), within(1e-7));
          }
        });
  }

  private static double loss(BoundFlow<SpinField> flow, double[] z, TransportMap.Target target) {
    TransportMap.Batch x = flow.forward(z);
    int n = flow.size();
    double sum = 0;
    for (int i = 0; i < x.logs().length; i++) {
      double[] one = Arrays.copyOfRange(x.values(), i * n, (i + 1) * n);
      sum += target.at(one, new double[n]) - x.logs()[i];
    }
    return sum / x.logs().length;
  }

  /**
   * A ring of six spins, Z = sum_l (2l + 1) lambda_l^6, lambda_l = (1/2) int dc P_l(c) e^(beta c).
   */
  @Test
  @Tag("physics")
  void itLearnsTheRing() {
    double beta = 1.2;
    Flow<SpinField> flow = new Flow<>(List.of(new ContinuousSpinFlow(2, 0, 2)), 1);
    Adam adam =
        new Adam(0.05, 0.9, 0.99, new LessonPlan(Loss.REVERSE_KL_PATH, 40, 32, 0, 0.02, 0, 2));
    TrainerSpec.Surroundings alone =
        new TrainerSpec.Surroundings(3, new Window(8, Window.Keep.LATEST), Set.of());
    try (ReferenceOps ops = new ReferenceOps(new Lattice(6));
        SpinField like = new SpinField(ops, 3);
        Trainer trainer = adam.bind(new SpinModel(beta), flow, like, alone)) {
      Lesson first = trainer.learn(1, List.of());
      Lesson last = trainer.learn(2, List.of());
      assertThat(first.before()).isGreaterThan(0.5);
      assertThat(last.further().get("ess")).isGreaterThan(0.95);
      double error = last.further().get("lnZError");
      assertThat(last.further().get("lnZ")).isCloseTo(ring(beta), within(4 * error));
      assertThat(error).isLessThan(0.02);
    }
  }

  private static double ring(double beta) {
    double z = 0;
    int cells = 2000;
    for (int l = 0; l < 12; l++) {
      double lambda = 0;
      for (int i = 0; i <= cells; i++) {
        double c = -1 + 2.0 * i / cells;
        double before = 0;
        double now = 1;
        for (int k = 0; k < l; k++) {
          double next = ((2 * k + 1) * c * now - k * before) / (k + 1);
          before = now;
          now = next;
        }
        int simpson = i == 0 || i == cells ? 1 : i % 2 == 1 ? 4 : 2;
        lambda += simpson * now * Math.exp(beta * c) / (3.0 * cells);
      }
      z += (2 * l + 1) * Math.pow(lambda, 6);
    }
    return Math.log(z);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    ContinuousSpinFlow map = new ContinuousSpinFlow(2, 0, 1);
    assertThatThrownBy(() -> map.requireFits(new FieldType.Scalar(1), new Lattice(4)))
        .hasMessageContaining("a spin field");
    assertThatThrownBy(() -> new ContinuousSpinFlow(0, 0, 1)).hasMessageContaining("times = 0");
  }
}
