package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Generators;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spectral maps of links of SU(2) and SU(3): derivatives are along the group. */
class SpectralMapsTest {
  private static final Lattice SQUARE = new Lattice(4, 4);
  private static final ConditionerSpec NETWORK = new Convolution(List.of(3), 3, Activation.SILU);

  /** Each map with each group. */
  enum Case {
    COUPLING_SU2(new SpectralCoupling(5, NETWORK, 4), Group.SU2),
    COUPLING_SU3(new SpectralCoupling(5, NETWORK, 4), Group.SU3),
    SPLITTING_SU2(new SpectralSplitting(NETWORK, 4, 1), Group.SU2),
    SPLITTING_SU3(new SpectralSplitting(NETWORK, 4, 3), Group.SU3);

    private final MapSpec map;
    private final Group group;

    Case(MapSpec map, Group group) {
      this.map = map;
      this.group = group;
    }
  }

  private interface Body {
    void run(BoundFlow<GaugeField> flow, GaugeField like);
  }

  /** With parameters for which no layer is the identity. */
  private static void bound(Case c, Lattice lattice, Body body) {
    Flow<GaugeField> spec = new Flow<>(List.of(c.map), 3);
    try (ReferenceOps ops = new ReferenceOps(lattice);
        GaugeField like = new GaugeField(ops, c.group);
        BoundFlow<GaugeField> flow = new BoundFlow<>(spec, like)) {
      double[] theta = flow.parameters();
      double[] noise = RandomFields.normal(19, theta.length);
      Arrays.setAll(theta, k -> theta[k] + 0.2 * noise[k]);
      body.run(flow.with(1, theta), like);
    }
  }

  private static double[] hot(GaugeField u, int seed) {
    u.hot(RandomFields.stream(seed));
    return u.snapshot().values();
  }

  private static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  /** exp(h T^a) by its series. */
  private static Mat rotation(int n, int a, double h) {
    double[] p = new double[n * n - 1];
    p[a] = h;
    double[] host = new double[2 * n * n];
    Generators.matrix(n, 1, p, 0, host, 0);
    Mat x = Mat.at(n, host, 0);
    Mat sum = Mat.one(n);
    Mat term = sum;
    for (int k = 1; k < 12; k++) {
      term = term.times(x).scaled(1.0 / k);
      sum = sum.plus(1, term);
    }
    return sum;
  }

  /** exp(h T^a) U for the link that has number k in z, k = link (n^2 - 1) + a. */
  private static double[] moved(int n, double[] z, int k, double h) {
    int dimension = n * n - 1;
    int offset = k / dimension * 2 * n * n;
    double[] out = z.clone();
    rotation(n, k % dimension, h).times(Mat.at(n, z, offset)).put(out, offset);
    return out;
  }

  /** T^a U, k = link (n^2 - 1) + a. */
  private static DMatrixRMaj tangent(int n, double[] z, int k) {
    int dimension = n * n - 1;
    int offset = k / dimension * 2 * n * n;
    double[] p = new double[dimension];
    p[k % dimension] = 1;
    double[] host = new double[2 * n * n];
    Generators.matrix(n, 1, p, 0, host, 0);
    DMatrixRMaj out = new DMatrixRMaj(z.length, 1);
    Mat.at(n, host, 0).times(Mat.at(n, z, offset)).put(out.data, offset);
    return out;
  }

  /** Coordinates w^a of a tangent dx = w^a T^a U at a link: tr T^a T^b = -delta/2. */
  private static void coordinates(int n, double[] x, double[] tangent, DMatrixRMaj out, int row) {
    int reals = 2 * n * n;
    int dimension = n * n - 1;
    double[] host = new double[reals];
    double[] w = new double[dimension];
    for (int link = 0; link < x.length / reals; link++) {
      Mat dx = Mat.at(n, tangent, link * reals);
      dx.times(Mat.at(n, x, link * reals).adjoint()).put(host, 0);
      Generators.project(n, -2, host, 0, 0, w, 0);
      for (int a = 0; a < dimension; a++) {
        out.set(row, link * dimension + a, w[a]);
      }
    }
  }

  /** Determinant of the derivatives along the group; inverse; unitarity. */
  @ParameterizedTest
  @EnumSource
  void jacobianAndInverse(Case c) {
    int n = c.group.n();
    bound(
        c,
        SQUARE,
        (flow, u) -> {
          double[] z = hot(u, 5);
          TransportMap.Batch x = flow.forward(z);
          DMatrixRMaj numbers = FlowContract.jacobian(flow, z);
          int count = z.length / (2 * n * n) * (n * n - 1);
          DMatrixRMaj jacobian = new DMatrixRMaj(count, count);
          for (int k = 0; k < count; k++) {
            DMatrixRMaj tangent = new DMatrixRMaj(z.length, 1);
            CommonOps_DDRM.mult(numbers, tangent(n, z, k), tangent);
            coordinates(n, x.values(), tangent.data, jacobian, k);
          }
          double expected = Math.log(Math.abs(CommonOps_DDRM.det(jacobian)));
          assertThat(Math.abs(expected)).isGreaterThan(1);
          assertThat(x.logs()[0]).isCloseTo(expected, within(1e-8));
          for (int at = 0; at < z.length; at += 2 * n * n) {
            Mat link = Mat.at(n, x.values(), at);
            assertThat(link.times(link.adjoint()).distance(Mat.one(n))).isLessThan(1e-13);
          }
          double[] both = joined(z, hot(u, 6));
          TransportMap.Batch images = flow.forward(both);
          TransportMap.Batch back = flow.inverse(images.values());
          assertThat(back.values()).containsExactly(both, within(1e-10));
          assertThat(back.logs()[1]).isCloseTo(-images.logs()[1], within(1e-10));
          assertThat(flow.forward(flow.inverse(both).values()).values())
              .containsExactly(both, within(1e-10));
          assertThat(flow.logDensity(images.values())[1])
              .isCloseTo(-images.logs()[1], within(1e-10));
        });
  }

  private static double linear(double[] x, double[] slope) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      slope[k] = 0.3 * (k % 5) - 0.4 * (k % 3) + x[k];
      sum += (0.3 * (k % 5) - 0.4 * (k % 3)) * x[k] + x[k] * x[k] / 2;
    }
    return sum;
  }

  /** The action in the mapped variables along the group, and reverse KL along the parameters. */
  @ParameterizedTest
  @EnumSource
  void gradientsAreDerivatives(Case c) {
    int n = c.group.n();
    bound(
        c,
        SQUARE,
        (flow, u) -> {
          double[] z = hot(u, 7);
          double[] slope = new double[z.length];
          flow.pulled(z, SpectralMapsTest::linear, slope);
          double h = 1e-5;
          int count = z.length / (2 * n * n) * (n * n - 1);
          for (int k = 0; k < count; k += 23) {
            double[] plus = moved(n, z, k, h);
            double[] minus = moved(n, z, k, -h);
            double along = 0;
            for (int i = 0; i < z.length; i++) {
              along += slope[i] * (plus[i] - minus[i]) / (2 * h);
            }
            double d = (loss(flow, plus) - loss(flow, minus)) / (2 * h);
            assertThat(along).isCloseTo(d, within(1e-6 * (1 + Math.abs(d))));
          }
          double[] batch = joined(z, hot(u, 8));
          double[] gradient = flow.reverse(batch, SpectralMapsTest::linear, false).gradient();
          double[] theta = flow.parameters();
          for (int k = 0; k < theta.length; k += 1 + theta.length / 15) {
            double[] plus = theta.clone();
            double[] minus = theta.clone();
            plus[k] += h;
            minus[k] -= h;
            double d = loss(flow.with(2, plus), batch) - loss(flow.with(2, minus), batch);
            assertThat(gradient[k]).isCloseTo(d / (2 * h), within(1e-6));
          }
        });
  }

  private static double loss(BoundFlow<GaugeField> flow, double[] z) {
    TransportMap.Batch x = flow.forward(z);
    int n = flow.size();
    double sum = 0;
    for (int i = 0; i < x.logs().length; i++) {
      double[] one = Arrays.copyOfRange(x.values(), i * n, (i + 1) * n);
      sum += linear(one, new double[n]) - x.logs()[i];
    }
    return sum / x.logs().length;
  }

  /** Gauge transformations and translations by four go through; ln J stays. */
  @ParameterizedTest
  @EnumSource
  void symmetriesGoThrough(Case c) {
    Lattice lattice = new Lattice(8, 4);
    bound(
        c,
        lattice,
        (flow, u) -> {
          double[] z = hot(u, 9);
          TransportMap.Batch x = flow.forward(z);
          Mat[] g = RandomFields.gauge(u, 10);
          requireImage(flow, turned(u, g, z), turned(u, g, x.values()), x.logs()[0]);
          if (c.map.period() == 4) {
            requireImage(flow, shifted(lattice, z), shifted(lattice, x.values()), x.logs()[0]);
          }
        });
  }

  private static void requireImage(
      BoundFlow<GaugeField> flow, double[] z, double[] expected, double log) {
    TransportMap.Batch there = flow.forward(z);
    assertThat(there.values()).isNotEqualTo(z);
    assertThat(there.values()).containsExactly(expected, within(1e-10));
    assertThat(there.logs()[0]).isCloseTo(log, within(1e-10));
  }

  private static double[] turned(GaugeField u, Mat[] g, double[] x) {
    u.load(new FieldData(u.type(), u.lattice(), x));
    RandomFields.transform(u, g);
    return u.snapshot().values();
  }

  private static double[] shifted(Lattice lattice, double[] x) {
    int reals = x.length / (2 * lattice.volume());
    double[] out = new double[x.length];
    for (int k = 0; k < 2 * lattice.volume(); k++) {
      int site = k % lattice.volume();
      int to = lattice.site(lattice.coordinate(site, 0) + 4, lattice.coordinate(site, 1));
      System.arraycopy(x, k * reals, out, (k - site + to) * reals, reals);
    }
    return out;
  }

  /** All plaquettes 1, or in the centre, where eigenvalues coincide: finite, and there and back. */
  @ParameterizedTest
  @EnumSource
  void coincidingEigenvaluesAreNoSingularity(Case c) {
    bound(
        c,
        SQUARE,
        (flow, u) -> {
          u.cold();
          double[] z = u.snapshot().values();
          double[] slope = new double[z.length];
          double[] value = flow.pulled(z, SpectralMapsTest::linear, slope);
          assertThat(value[0]).isFinite();
          assertThat(Arrays.stream(slope).map(Math::abs).max().orElseThrow()).isLessThan(1e4);
          assertThat(flow.inverse(flow.forward(z).values()).values())
              .containsExactly(z, within(1e-6));
        });
  }

  @Test
  void whatDoesNotFitIsRefused() {
    SpectralCoupling map = new SpectralCoupling(8, NETWORK, 8);
    FieldType links = new FieldType.Gauge(Group.SU3);
    assertThatThrownBy(() -> map.requireFits(new FieldType.Gauge(Group.U1), SQUARE))
        .hasMessageContaining("links of SU(2) or SU(3)");
    assertThatThrownBy(() -> map.requireFits(links, new Lattice(8, 6)))
        .hasMessageContaining("extent 6 of 8x6")
        .hasMessageContaining("multiples of 4");
    assertThatThrownBy(() -> map.requireFits(links, new Lattice(4, 4, 4)))
        .hasMessageContaining("two dimensions, but the lattice is 4x4x4");
    assertThatThrownBy(() -> new SpectralCoupling(8, NETWORK, 1)).hasMessageContaining("bins = 1");
    assertThatThrownBy(() -> new SpectralCoupling(0, NETWORK, 8))
        .hasMessageContaining("layers = 0");
    SpectralSplitting splitting = new SpectralSplitting(NETWORK, 8, 1);
    assertThatThrownBy(() -> splitting.requireFits(new FieldType.Spin(3), SQUARE))
        .hasMessageContaining("links of SU(2) or SU(3)");
    assertThatThrownBy(() -> splitting.requireFits(links, new Lattice(8, 6)))
        .hasMessageContaining("extent 6 of 8x6")
        .hasMessageContaining("powers of 2");
    assertThatThrownBy(() -> new SpectralSplitting(NETWORK, 8, 0))
        .hasMessageContaining("passes = 0");
  }
}
