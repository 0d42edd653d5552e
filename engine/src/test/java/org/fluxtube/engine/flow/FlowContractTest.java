package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.DenseFlow;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every map of the catalogue, alone and composed, on every lattice that it fits. */
class FlowContractTest {
  private static final List<Lattice> LATTICES =
      List.of(
          new Lattice(6),
          new Lattice(5),
          new Lattice(4, 4),
          new Lattice(2, 6),
          new Lattice(3, 4),
          new Lattice(2, 4, 2),
          new Lattice(2, 2, 2, 4));

  private static final TransportMap.Target WELL =
      (x, slope) -> {
        double s = 0;
        for (int k = 0; k < x.length; k++) {
          s += x[k] * x[k] + 0.3 * Math.pow(x[k], 4);
          slope[k] = 2 * x[k] + 1.2 * Math.pow(x[k], 3);
        }
        return s;
      };

  /** Lattices for links in two dimensions. */
  private static final List<Lattice> GAUGE = List.of(new Lattice(4, 4), new Lattice(8, 4));

  private static final FieldType SCALAR = new FieldType.Scalar(1);
  private static final FieldType ANGLES = new FieldType.Gauge(Group.U1);

  private record Case(String name, Flow<?> flow, FieldType type, Lattice lattice) {
    Case(String name, Flow<?> flow, Lattice lattice) {
      this(name, flow, SCALAR, lattice);
    }

    @Override
    public String toString() {
      return name + " on " + lattice;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<MapSpec> all = new ArrayList<>();
    List<MapSpec> links = new ArrayList<>();
    Catalogue.entries(MapSpec.class)
        .forEach((name, example) -> {
          // on the sphere derivatives are along tangents: ContinuousSpinFlowTest
          if (!(example instanceof ContinuousSpinFlow)) {
            (links((MapSpec) example) ? links : all).add((MapSpec) example);
            add(cases, name, List.of((MapSpec) example));
          }
        });
    for (Circle circle : Circle.values()) {
      Convolution network = new Convolution(List.of(3), 3, Activation.TANH);
      add(cases, "links, " + circle, List.of(new PlaquetteCoupling(9, network, circle, 3)));
    }
    Convolution wider = new Convolution(List.of(3), 3, Activation.TANH);
    add(cases, "blocks", List.of(new BlockSplitting(wider, Circle.PROJECTION, 2)));
    add(cases, "all maps of links", links);
    for (Activation activation : Activation.values()) {
      Convolution network = new Convolution(List.of(3, 2), 3, activation);
      add(cases, "coupling, " + activation, List.of(new AffineCoupling(3, network, false)));
    }
    ConditionerSpec silu = new Convolution(List.of(3), 3, Activation.SILU);
    add(cases, "splines without a sign", List.of(new SplineCoupling(3, silu, 5, 1.5, false)));
    AffineCoupling wide =
        new AffineCoupling(4, new Convolution(List.of(), 5, Activation.TANH), true);
    add(cases, "kernel of 5", List.of(wide));
    Catalogue.entries(ConditionerSpec.class)
        .forEach((name, example) ->
            add(cases, name, List.of(new AffineCoupling(3, (ConditionerSpec) example, false))));
    for (boolean shared : new boolean[] {false, true}) {
      ConditionerSpec planes =
          new CombiConvolution(2, shared, List.of(3), 3, Activation.TANH, Precision.DOUBLE);
      add(cases, "planes, shared " + shared, List.of(new AffineCoupling(2, planes, true)));
    }
    for (Mask mask : Mask.values()) {
      Convolution network = new Convolution(List.of(2), 3, Activation.SILU);
      add(cases, "mask " + mask, List.of(new AffineCoupling(5, network, mask, false)));
    }
    add(cases, "all maps", all);
    return cases;
  }

  private static boolean links(MapSpec map) {
    return map instanceof PlaquetteCoupling
        || map instanceof BlockSplitting
        || map instanceof MaskedSmearing;
  }

  private static void add(List<Case> cases, String name, List<MapSpec> maps) {
    Flow<?> flow = new Flow<>(maps, 7);
    int before = cases.size();
    boolean links = links(maps.getFirst());
    FieldType type = links ? ANGLES : SCALAR;
    for (Lattice lattice : links ? GAUGE : LATTICES) {
      try {
        flow.requireFits(type, lattice);
        cases.add(new Case(name, flow, type, lattice));
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).containsAnyOf("odd extent", "extent 2", "extent 6", "axes = 2");
      }
    }
    assertThat(cases).hasSizeGreaterThan(before);
  }

  private interface Body {
    void run(BoundFlow<?> flow);
  }

  /** With parameters that are not those of the start, where a linear map is the identity. */
  private static <F extends Field<F>> void with(Case c, Body body) {
    try (ReferenceOps ops = new ReferenceOps(c.lattice);
        F like = Theories.cast(RandomFields.hot(ops, c.type, 1));
        BoundFlow<F> flow = (BoundFlow<F>) Theories.<F>bind(c.flow, like)) {
      double[] theta = flow.parameters();
      double[] noise = RandomFields.normal(17, theta.length);
      // a kernel has 3^d sites: with weights far beyond any that is learnt, splines that depend on
      // splines have no inverse to ten digits
      boolean splines = c.flow.maps().stream().anyMatch(SplineCoupling.class::isInstance);
      double size = 0.2 / (splines ? c.lattice.dimensions() : 1);
      Arrays.setAll(theta, k -> theta[k] + size * noise[k]);
      body.run(flow.with(1, theta));
    }
  }

  private static double[] some(int seed, BoundFlow<?> flow, int count) {
    return RandomFields.normal(seed, count * flow.size());
  }

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

  /** ln |det| of the matrix of all derivatives at one configuration. */
  static double logDeterminant(BoundFlow<?> flow, double[] numbers) {
    return Math.log(Math.abs(CommonOps_DDRM.det(jacobian(flow, numbers))));
  }

  /** Row i: the derivatives of number i of the image. */
  static DMatrixRMaj jacobian(BoundFlow<?> flow, double[] numbers) {
    int n = numbers.length;
    DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
    try (PointerScope scope = new PointerScope()) {
      Tensor theta = Tensor.create(flow.parameters(), flow.parameters().length);
      Tensor z = Tensor.create(numbers, n);
      z.set_requires_grad(true);
      Tensor x = flow.forward(theta, z).field().reshape(-1);
      for (int i = 0; i < n; i++) {
        Tensor row =
            torch
                .grad(
                    new TensorVector(x.select(0, i)),
                    new TensorVector(z),
                    new TensorVector(),
                    new BoolOptional(true),
                    false,
                    false)
                .get(0);
        double[] derivatives = Torch.host(row);
        for (int j = 0; j < n; j++) {
          jacobian.set(i, j, derivatives[j]);
        }
      }
    }
    return jacobian;
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
            double prior = c.type.equals(SCALAR) ? -0.5 * n * Math.log(2 * Math.PI) : 0;
            for (double v : z.values()) {
              prior -= c.type.equals(SCALAR) ? v * v / 2 : 0;
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
          double expected = -DenseFlow.action(c.flow, c.lattice, flow.parameters(), x);
          assertThat(flow.logDensity(x)[0]).isCloseTo(expected, within(1e-10 * flow.size()));
        });
  }

  /** f(z) moves with z by the period of the map in every direction, if any; ln J stays. */
  @ParameterizedTest
  @MethodSource("cases")
  void translationsGoThrough(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(4, flow, 1);
          TransportMap.Batch x = flow.forward(z);
          if (c.flow.period() == 0) {
            int mu =
                IntStream.range(0, c.lattice.dimensions())
                    .filter(nu -> c.lattice.extent(nu) > 2)
                    .findFirst()
                    .orElseThrow();
            double[] there = flow.forward(moved(c.lattice, mu, moved(c.lattice, mu, z))).values();
            double[] expected = moved(c.lattice, mu, moved(c.lattice, mu, x.values()));
            assertThat(distance(there, expected)).isGreaterThan(1e-3);
            return;
          }
          for (int mu = 0; mu < c.lattice.dimensions(); mu++) {
            double[] moved = z;
            double[] expected = x.values();
            for (int k = 0; k < c.flow.period(); k++) {
              moved = moved(c.lattice, mu, moved);
              expected = moved(c.lattice, mu, expected);
            }
            TransportMap.Batch there = flow.forward(moved);
            assertThat(there.values()).containsExactly(expected, within(1e-10));
            assertThat(there.logs()[0]).isCloseTo(x.logs()[0], within(1e-10));
          }
        });
  }

  private static double distance(double[] a, double[] b) {
    double most = 0;
    for (int k = 0; k < a.length; k++) {
      most = Math.max(most, Math.abs(a[k] - b[k]));
    }
    return most;
  }

  private static double[] moved(Lattice lattice, int mu, double[] x) {
    double[] out = new double[x.length];
    int volume = lattice.volume();
    for (int k = 0; k < x.length; k++) {
      out[k / volume * volume + lattice.forward(k % volume, mu)] = x[k];
    }
    return out;
  }

  /** theta_mu(x) + a(x) - a(x + mu) goes through the map; ln J stays. */
  @ParameterizedTest
  @MethodSource("gauge")
  void gaugeTransformationsGoThrough(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(10, flow, 1);
          double[] a = RandomFields.normal(11, c.lattice.volume());
          TransportMap.Batch x = flow.forward(z);
          TransportMap.Batch there = flow.forward(transformed(c.lattice, a, z));
          double[] expected = transformed(c.lattice, a, x.values());
          double[] off = there.values();
          // plaquettes near the cut of the circle may differ by a turn
          Arrays.setAll(off, k -> Math.IEEEremainder(off[k] - expected[k], 2 * Math.PI));
          assertThat(off).containsExactly(new double[off.length], within(1e-10));
          assertThat(there.logs()[0]).isCloseTo(x.logs()[0], within(1e-10));
        });
  }

  static List<Case> gauge() {
    return cases().stream().filter(c -> c.type.equals(ANGLES)).toList();
  }

  private static double[] transformed(Lattice lattice, double[] a, double[] x) {
    double[] out = x.clone();
    int volume = lattice.volume();
    for (int k = 0; k < x.length; k++) {
      int s = k % volume;
      out[k] += a[s] - a[lattice.forward(s, k / volume)];
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSignGoesThroughWhereItIsSaid(Case c) {
    boolean said =
        c.flow.maps().stream()
            .allMatch(m ->
                switch (m) {
                  case AffineCoupling coupling -> coupling.equivariant();
                  case ContinuousFlow _ -> true;
                  case ContinuousSpinFlow _ -> true;
                  case SplineCoupling coupling -> coupling.equivariant();
                  case ModeScaling _ -> true;
                  case MaskedSmearing _ -> true;
                  case PlaquetteCoupling _ -> false;
                  case BlockSplitting _ -> true;
                });
    with(
        c,
        flow -> {
          double[] z = some(5, flow, 1);
          double[] x = flow.forward(z).values();
          double[] minus = flow.forward(Arrays.stream(z).map(v -> -v).toArray()).values();
          double off = 0;
          for (int s = 0; s < x.length; s++) {
            off = Math.max(off, Math.abs(x[s] + minus[s]));
          }
          if (said) {
            assertThat(off).isLessThan(1e-10);
          } else {
            assertThat(off).isGreaterThan(1e-3);
          }
        });
  }

  /** Against central differences of the loss at the same z; the target is a quartic well. */
  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfReverseKlIsTheDerivative(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(6, flow, 5);
          double[] gradient = flow.reverse(z, WELL, false).gradient();
          double[] theta = flow.parameters();
          double h = 3e-6;
          double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
          for (int k = 0; k < theta.length; k += 1 + theta.length / 12) {
            double[] plus = theta.clone();
            double[] minus = theta.clone();
            plus[k] += h;
            minus[k] -= h;
            double d =
                (loss(flow.with(2, plus), z, WELL) - loss(flow.with(2, minus), z, WELL)) / (2 * h);
            assertThat(gradient[k]).isCloseTo(d, within(1e-6 * (1 + norm)));
          }
        });
  }

  /** The action in the mapped variables against central differences. */
  @ParameterizedTest
  @MethodSource("cases")
  void thePulledActionHasItsDerivative(Case c) {
    with(
        c,
        flow -> {
          double[] z = some(9, flow, 1);
          double[] slope = new double[z.length];
          double value = flow.pulled(z, WELL, slope)[0];
          TransportMap.Batch x = flow.forward(z);
          double s = WELL.at(x.values(), new double[z.length]);
          assertThat(value).isCloseTo(s - x.logs()[0], within(1e-12 * Math.abs(s)));
          double norm = norm(slope);
          double h = 3e-6;
          int n = z.length;
          double[] moved = new double[2 * n * n];
          for (int k = 0; k < 2 * n; k++) {
            System.arraycopy(z, 0, moved, k * n, n);
            moved[k * n + k / 2] += k % 2 == 0 ? h : -h;
          }
          TransportMap.Batch there = flow.forward(moved);
          double[] values = new double[2 * n];
          for (int k = 0; k < 2 * n; k++) {
            double[] one = Arrays.copyOfRange(there.values(), k * n, (k + 1) * n);
            values[k] = WELL.at(one, new double[n]) - there.logs()[k];
          }
          for (int k = 0; k < n; k++) {
            double d = (values[2 * k] - values[2 * k + 1]) / (2 * h);
            assertThat(slope[k]).isCloseTo(d, within(1e-6 * (1 + norm)));
          }
        });
  }

  /** Up to the mean of the prior, which the parameters do not change. */
  private static double loss(BoundFlow<?> flow, double[] z, TransportMap.Target target) {
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
   * Both estimators have the same mean; where the flow is the target, the path alone gives 0 from
   * every batch, and the plain one does not.
   */
  @Test
  void thePathGradientHasNoVarianceAtTheTarget() {
    Case c = new Case("all maps", new Flow<>(List.of(new ModeScaling()), 1), new Lattice(4, 4));
    with(
        c,
        flow -> {
          TransportMap itself = flow;
          TransportMap.Target own =
              (x, slope) -> {
                double h = 1e-5;
                for (int k = 0; k < x.length; k++) {
                  double[] plus = x.clone();
                  double[] minus = x.clone();
                  plus[k] += h;
                  minus[k] -= h;
                  double up = itself.logDensity(plus)[0];
                  slope[k] = (itself.logDensity(minus)[0] - up) / (2 * h);
                }
                return -itself.logDensity(x)[0];
              };
          double[] z = some(7, flow, 4);
          TransportMap.Reverse path = flow.reverse(z, own, true);
          TransportMap.Reverse plain = flow.reverse(z, own, false);
          assertThat(path.logWeights()).containsExactly(new double[4], within(1e-10));
          assertThat(norm(path.gradient())).isLessThan(1e-6);
          assertThat(norm(plain.gradient())).isGreaterThan(1e-2);
        });
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
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
        .hasMessageContaining("scalar field of one component");
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
