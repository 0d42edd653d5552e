package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.ImprovedGauge;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.Phi6;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.RationalPseudoFermions;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.network.Cask;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.Stout;
import org.fluxtube.engine.observable.GradientFlow;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.State;
import org.fluxtube.engine.sampler.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole HMC trajectories on the device against the reference, and what they move over the bus. */
@NeedsDevice
class TrajectoryTest {
  private static final HmcSpec HMC = new HmcSpec(1, new Omelyan2(10));

  private record Theory(ActionSpec<?> action, FieldType type, Lattice lattice) {}

  private static Stream<Theory> theories() {
    return Stream.of(
        gauge(new WilsonPlaquette(1.1), 1, 6, 10),
        gauge(new WilsonPlaquette(2.3), 2, 3, 4, 5),
        gauge(new WilsonPlaquette(5.8), 3, 4, 3, 2, 6),
        gauge(new WilsonPlaquette(6), 3, 8, 8, 8, 8),
        gauge(new WilsonPlaquette(10.5), 4, 4, 3, 2, 4),
        gauge(new ImprovedGauge(ImprovedGauge.Name.IWASAKI, 2.6), 3, 4, 3, 4, 5),
        fermions(new Wilson(0.2), 1, 8, 6),
        fermions(new Wilson(0.11), 2, 4, 2, 4, 4),
        fermions(new Wilson(0.11), 3, 4, 4, 4, 4),
        fermions(new Staggered(0.5), 1, 6, 4),
        fermions(new Staggered(0.5), 3, 4, 4, 4, 4),
        fermions(new WilsonClover(0.11, 1.2), 1, 6, 4),
        fermions(new WilsonClover(0.11, 1.2), 3, 2, 4, 4, 4),
        with(
            new RationalPseudoFermions(
                new Staggered(0.5), 0.5, 0.25, 16.25, 16, 10, true, 1e-13, 1e-13, 2000),
            3,
            4,
            2,
            4,
            4),
        smeared(List.of(new Stout(0.1, 2, false)), 1, 4, 6),
        smeared(List.of(new Stout(0.1, 2, false)), 2, 4, 4, 2, 4),
        smeared(List.of(new Stout(0.12, 1, false)), 3, 4, 2, 4, 4),
        smeared(List.of(new Stout(0.12, 1, false)), 4, 4, 4),
        smeared(
            List.of(
                new Covariant(List.of(0.1, 0.05, 0.02), List.of(0.02), List.of(0.1, 0.05)),
                new Covariant(List.of(0.05), List.of(), List.of())),
            2,
            4,
            4,
            4,
            4),
        smeared(List.of(new Cask(List.of(0.1, 0.05), 0.1, 0.12, 0.08)), 3, 4, 6),
        new Theory(new Phi4(-4, 6.975), new FieldType.Scalar(1), new Lattice(8, 7)),
        // written in one file against the primitives alone
        new Theory(new Phi6(2.5, 0.5), new FieldType.Scalar(2), new Lattice(5, 4, 3)),
        new Theory(new SpinModel(1.2), new FieldType.Spin(2), new Lattice(5, 9)),
        new Theory(new SpinModel(1.2), new FieldType.Spin(3), new Lattice(5, 9)),
        new Theory(new SpinModel(1.2), new FieldType.Spin(4), new Lattice(5, 9)));
  }

  /** Gauge action and pseudo-fermions, with solves to 1e-13. */
  private static Theory fermions(OperatorSpec operator, int n, int... extents) {
    return with(new PseudoFermions(operator, true, 1e-13, 1e-13, 2000), n, extents);
  }

  /** Staggered fermions on the links that the layers make. */
  private static Theory smeared(List<LayerSpec> layers, int n, int... extents) {
    ActionSpec<GaugeField> heavy = new PseudoFermions(new Staggered(0.5), true, 1e-13, 1e-13, 2000);
    return with(new Smeared(layers, heavy), n, extents);
  }

  private static Theory with(ActionSpec<GaugeField> fermions, int n, int... extents) {
    return gauge(
        new SumOfActions<GaugeField>(
            List.of(
                new SumOfActions.Entry<>("gauge", new WilsonPlaquette(n == 1 ? 1.1 : 5.5)),
                new SumOfActions.Entry<>("fermions", fermions))),
        n,
        extents);
  }

  private static Theory gauge(ActionSpec<?> action, int n, int... extents) {
    return new Theory(action, new FieldType.Gauge(new Group(n)), new Lattice(extents));
  }

  /** The final field, deltaH, and the transfers during the trajectory. */
  private record Result(double[] field, double deltaH, boolean accepted, long transfers) {}

  @ParameterizedTest
  @MethodSource("theories")
  void oneTrajectoryIsThatOfTheReference(Theory theory) {
    Result device = onDevice(theory, false);
    Result reference = trajectory(theory, new ReferenceOps(theory.lattice), false);
    assertThat(device.accepted).isEqualTo(reference.accepted);
    assertThat(distance(device.field, reference.field)).isLessThan(1e-10);
    double volume = theory.lattice.volume();
    assertThat(Math.abs(device.deltaH - reference.deltaH)).isLessThan(1e-12 * 100 * volume);
    assertThat(device.transfers).as("fields moved between refresh and accept").isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void gradientFlowMovesNoField(int n) {
    Lattice lattice = new Lattice(4, 2, 4, 3);
    double[] reference = flowed(new ReferenceOps(lattice), n);
    double[] device = flowed(new OpenClBackend().open(lattice), n);
    assertThat(distance(device, reference)).isLessThan(1e-12);
  }

  private static double[] flowed(FieldOps open, int n) {
    try (FieldOps ops = open;
        GaugeField u = new GaugeField(ops, new Group(n));
        GradientFlow flow = new GradientFlow(u)) {
      u.hot(new RandomStream(11, 0, 0));
      long before = transfers(ops);
      flow.flow(u, 0.1, 0.02);
      assertThat(transfers(ops) - before).isZero();
      return u.snapshot().values();
    }
  }

  @Test
  void forcedCollectionsOfGarbageChangeNoBit() {
    Theory theory = gauge(new WilsonPlaquette(6), 3, 4, 6, 4, 8);
    Result quiet = onDevice(theory, false);
    Result noisy = onDevice(theory, true);
    assertThat(noisy.field).isEqualTo(quiet.field);
    assertThat(noisy.deltaH).isEqualTo(quiet.deltaH);
  }

  private static Result onDevice(Theory theory, boolean garbage) {
    return trajectory(theory, new OpenClBackend().open(theory.lattice), garbage);
  }

  @SuppressWarnings("unchecked")
  private static <F extends Field<F>> Result trajectory(
      Theory theory, FieldOps open, boolean garbage) {
    try (FieldOps ops = open) {
      F u = (F) Field.allocate(ops, theory.type);
      u.hot(new RandomStream(11, 0, 0));
      try (Sampler<F> sampler = HMC.bind((ActionSpec<F>) theory.action, u)) {
        if (garbage) {
          // asked before each element of the integrator: garbage, moves and collections in between
          byte[][] young = new byte[64][];
          sampler.cancelWhen(() -> {
            for (int i = 0; i < young.length; i++) {
              young[i] = new byte[10_000 + i];
            }
            System.gc();
            return false;
          });
        }
        State<F> state = sampler.start(u);
        long before = transfers(ops);
        Transition<F> next = sampler.step(state, new RandomStream(11, 0, 1));
        long moved = transfers(ops) - before;
        double[] host = next.state().field().snapshot().values();
        return new Result(host, next.info().deltaH(), next.info().accepted() > 0, moved);
      }
    }
  }

  private static long transfers(FieldOps ops) {
    return ops instanceof OpenClOps device ? device.fieldTransfers() : 0;
  }

  private static double distance(double[] a, double[] b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      norm += b[i] * b[i];
    }
    return Math.sqrt(difference / norm);
  }
}
