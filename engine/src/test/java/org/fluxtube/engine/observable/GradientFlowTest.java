package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientFlowTest {
  private static GaugeField warm(Group group, double size, int... extents) {
    return (GaugeField) Transforms.warm(new FieldType.Gauge(group), new Lattice(extents), size, 21);
  }

  /** A transverse plane wave decays with the heat kernel, the same t for every group. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void planeWaveDecaysAsInTheHeatEquation(int n) {
    Lattice lattice = new Lattice(8, 6, 2);
    double p0 = 2 * Math.PI / 8;
    double p1 = 2 * Math.PI * 2 / 6;
    double hat2 = 4 * Math.pow(Math.sin(p0 / 2), 2) + 4 * Math.pow(Math.sin(p1 / 2), 2);
    double amplitude = 1e-4;
    AbelianFlux wave = new AbelianFlux(lattice);
    for (int s = 0; s < lattice.volume(); s++) {
      double phase = p0 * lattice.coordinate(s, 0) + p1 * lattice.coordinate(s, 1);
      wave.set(2, s, amplitude * Math.cos(phase));
    }
    GaugeField u = wave.field(new Group(n));
    double before = new CloverField(u).energy(u);
    try (GradientFlow flow = new GradientFlow(u)) {
      flow.flow(u, 0.5, 0.01);
    }
    double decay = Math.exp(-0.5 * hat2);
    double[] host = u.snapshot().values();
    double theta =
        Math.atan2(
            host[2 * lattice.volume() * 2 * n * n + 1], host[2 * lattice.volume() * 2 * n * n]);
    assertThat(theta / amplitude).isCloseTo(decay, within(1e-6));
    assertThat(new CloverField(u).energy(u) / before).isCloseTo(decay * decay, within(1e-6));
  }

  /** dE/dt = -(1/V) sum Z^2: the flow descends along the gradient, with the right factor. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void energyFallsByTheSquareOfTheTangent(int n) {
    GaugeField u = warm(new Group(n), 0.6, 3, 4, 3);
    CloverField clover = new CloverField(u);
    double h = 1e-4;
    try (GradientFlow flow = new GradientFlow(u);
        GaugeField back = u.duplicate();
        Momentum z = u.newMomentum()) {
      flow.tangent(u, z);
      flow.step(u, h);
      flow.step(back, -h);
      double slope = (clover.plaquetteEnergy(u) - clover.plaquetteEnergy(back)) / (2 * h);
      double exact = -2 * z.kinetic() / u.lattice().volume();
      assertThat(slope / exact).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void globalErrorIsOfThirdOrder(int n) {
    GaugeField start = warm(new Group(n), 0.8, 3, 4, 3, 2);
    try (GradientFlow flow = new GradientFlow(start);
        GaugeField best = start.duplicate()) {
      flow.flow(best, 0.4, 0.4 / 256);
      double coarse = error(flow, start, best, 0.4 / 8);
      double middle = error(flow, start, best, 0.4 / 16);
      double fine = error(flow, start, best, 0.4 / 32);
      assertThat(Math.log(coarse / middle) / Math.log(2)).isBetween(2.7, 3.4);
      assertThat(Math.log(middle / fine) / Math.log(2)).isBetween(2.8, 3.3);
    }
  }

  private static double error(GradientFlow flow, GaugeField start, GaugeField best, double step) {
    try (GaugeField u = start.duplicate()) {
      flow.flow(u, 0.4, step);
      return Math.sqrt(u.distance2(best));
    }
  }

  @Test
  void energyDecreasesMonotonicallyFromAHotStart() {
    GaugeField u = warm(Group.SU3, 0, 4, 4, 4, 4);
    u.hot(new RandomStream(2, 0, 0));
    CloverField clover = new CloverField(u);
    double before = clover.plaquetteEnergy(u);
    try (GradientFlow flow = new GradientFlow(u)) {
      for (int k = 0; k < 20; k++) {
        flow.flow(u, 0.05, 0.05);
        double after = clover.plaquetteEnergy(u);
        assertThat(after).isLessThan(before);
        before = after;
      }
    }
  }

  /** Constant abelian flux solves the field equations, so the flow leaves it alone. */
  @Test
  void constantFluxIsAFixedPoint() {
    Lattice lattice = new Lattice(4, 5);
    GaugeField u = new AbelianFlux(lattice).add(0, 1, 2).field(Group.U1);
    try (GaugeField before = u.duplicate();
        GradientFlow flow = new GradientFlow(u)) {
      flow.flow(u, 1, 0.02);
      assertThat(u.distance2(before)).isLessThan(1e-24);
    }
  }

  @Test
  void flowInPartsIsTheFlowInOne() {
    GaugeField u = warm(Group.SU2, 0.7, 3, 3, 3);
    FlowedEnergy spec = new FlowedEnergy(0.4, 4, 0.05);
    try (Observable<GaugeField> bound = spec.bind(u);
        GradientFlow flow = new GradientFlow(u)) {
      double[] measured = bound.measure(u, new RandomStream(1, 0, 0));
      flow.flow(u, 0.4, 0.05);
      CloverField clover = new CloverField(u);
      assertThat(measured[3]).isCloseTo(0.16 * clover.energy(u), within(1e-13));
      assertThat(measured[7]).isCloseTo(0.16 * clover.plaquetteEnergy(u), within(1e-13));
    }
  }

  /** t^2 E = c t gives t_0 = 0.3/c exactly, and w_0^2 as well: t d/dt (c t) = c t. */
  @Test
  void scalesOfALinearFunctionAreExact() {
    FlowedEnergy spec = new FlowedEnergy(2, 10, 0.02);
    Lattice lattice = new Lattice(4, 4, 4, 4);
    double[] mean = new double[20];
    for (int k = 1; k <= 10; k++) {
      mean[k - 1] = 0.25 * spec.time(k);
      mean[9 + k] = 0.2 * spec.time(k);
    }
    List<Derived> derived = spec.derived(new FieldType.Gauge(Group.SU3), lattice);
    assertThat(derived.get(0).function().applyAsDouble(mean)).isCloseTo(1.2, within(1e-14));
    assertThat(derived.get(1).function().applyAsDouble(mean)).isCloseTo(1.5, within(1e-14));
    assertThat(derived.get(2).function().applyAsDouble(mean))
        .isCloseTo(Math.sqrt(1.2), within(1e-14));
    assertThat(derived.get(0).function().applyAsDouble(new double[20])).isNaN();
    assertThat(derived.get(2).function().applyAsDouble(new double[20])).isNaN();
  }

  @Test
  void refusesBackwardFlow() {
    GaugeField u = warm(Group.U1, 0.1, 2, 2);
    try (GradientFlow flow = new GradientFlow(u)) {
      assertThatThrownBy(() -> flow.flow(u, -1, 0.1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("-1");
    }
  }
}
