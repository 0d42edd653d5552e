package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;

/** Every map of the catalogue, alone and composed, on every lattice that it fits. */
abstract class FlowContract {
  static final List<Lattice> LATTICES =
      List.of(
          new Lattice(6),
          new Lattice(5),
          new Lattice(4, 4),
          new Lattice(2, 6),
          new Lattice(3, 4),
          new Lattice(2, 4, 2),
          new Lattice(2, 2, 2, 4));

  static final TransportMap.Target WELL =
      (x, slope) -> {
        double s = 0;
        for (int k = 0; k < x.length; k++) {
          s += x[k] * x[k] + 0.3 * Math.pow(x[k], 4);
          slope[k] = 2 * x[k] + 1.2 * Math.pow(x[k], 3);
        }
        return s;
      };

  /** Lattices for links in two dimensions. */
  static final List<Lattice> GAUGE = List.of(new Lattice(4, 4), new Lattice(8, 4));

  static final FieldType SCALAR = new FieldType.Scalar(1);
  static final FieldType PAIRS = new FieldType.Scalar(2);
  static final FieldType ANGLES = new FieldType.Gauge(Group.U1);

  record Case(String name, Flow<?> flow, FieldType type, Lattice lattice) {
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
          // derivatives along tangents: ContinuousSpinFlowTest, SpectralMapsTest
          if (!(example instanceof ContinuousSpinFlow
              || example instanceof SpectralCoupling
              || example instanceof SpectralSplitting)) {
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
    Flow<?> over =
        new Flow<>(
            List.of(new ModeScaling(1), new AffineCoupling(2, silu, true)),
            7,
            1,
            Optional.of(new CouplingRange(new Phi4(-4, 6), new Phi4(-4, 8), 0.3, 2)));
    cases.add(new Case("over a range of couplings", over, new Lattice(4, 4)));
    Flow<?> pairs =
        new Flow<>(
            List.of(
                new ModeScaling(1),
                new AffineCoupling(2, silu, false),
                new SplineCoupling(2, silu, 3, 2, true)),
            7);
    cases.add(new Case("two components", pairs, PAIRS, new Lattice(4, 2)));
    Flow<?> turned =
        new Flow<>(
            List.of(
                new AffineCoupling(
                    3, new FullyConnected(List.of(3), Activation.TANH, Precision.DOUBLE), true)),
            7);
    cases.add(new Case("two components, fully connected", turned, PAIRS, new Lattice(6)));
    return cases;
  }

  static boolean links(MapSpec map) {
    return map instanceof PlaquetteCoupling
        || map instanceof BlockSplitting
        || map instanceof MaskedSmearing;
  }

  static void add(List<Case> cases, String name, List<MapSpec> maps) {
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

  interface Body {
    void run(BoundFlow<?> flow);
  }

  /**
   * On libtorch, with parameters that are not those of the start, where a linear map is the
   * identity.
   */
  static <F extends Field<F>> void with(Case c, Body body) {
    @SuppressWarnings("unchecked") // the case is of the kind of field of its flow
    Flow<F> own = (Flow<F>) c.flow;
    try (ReferenceOps ops = new ReferenceOps(c.lattice);
        F like = Theories.cast(RandomFields.hot(ops, c.type, 1));
        BoundFlow<F> flow = new BoundFlow<>(own, like)) {
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

  static double[] some(int seed, BoundFlow<?> flow, int count) {
    return RandomFields.normal(seed, count * flow.size());
  }

  /** ln |det| of the matrix of all derivatives at one configuration. */
  static double logDeterminant(BoundFlow<?> flow, double[] numbers) {
    return Math.log(Math.abs(CommonOps_DDRM.det(jacobian(flow, numbers))));
  }

  /** Row i: the derivatives of number i of the image, from copy i of a batch of equal ones. */
  static DMatrixRMaj jacobian(BoundFlow<?> flow, double[] numbers) {
    int n = numbers.length;
    double[] copies = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(numbers, 0, copies, i * n, n);
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor theta = Tensor.create(flow.parameters(), flow.parameters().length);
      Tensor z = Tensor.create(copies, copies.length);
      z.set_requires_grad(true);
      flow.forward(theta, z).field().diagonal().sum().backward();
      return new DMatrixRMaj(n, n, true, Torch.host(z.grad()));
    }
  }

  static List<Case> gauge() {
    return cases().stream().filter(c -> c.type.equals(ANGLES)).toList();
  }

  static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }
}
