package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;

/** Observables of scalars and spins against plain sums over host numbers. */
class ScalarObservablesTest {
  private static final RandomStream RNG = new RandomStream(1, 0, 0);
  private static final Lattice LATTICE = new Lattice(4, 3, 6);
  private static final int N = 2;

  private static ScalarField random() {
    ScalarField phi = Transforms.scalar(LATTICE, N, new double[LATTICE.volume() * N]);
    phi.hot(new RandomStream(12, 0, 0));
    return phi;
  }

  private static double dot(double[] phi, int x, int y, int n) {
    double sum = 0;
    for (int c = 0; c < n; c++) {
      sum += phi[x * n + c] * phi[y * n + c];
    }
    return sum;
  }

  @Test
  void twoPointEqualsTheSumOverAllPairs() {
    ScalarField field = random();
    double[] phi = field.snapshot().values();
    int volume = LATTICE.volume();
    double[] expected = new double[6];
    for (int x = 0; x < volume; x++) {
      for (int y = 0; y < volume; y++) {
        int t = Math.floorMod(LATTICE.coordinate(y, 2) - LATTICE.coordinate(x, 2), 6);
        expected[t] += dot(phi, x, y, N) / (volume * 12.0);
      }
    }
    double[] got = new TwoPoint<ScalarField>().bind(field).measure(field, RNG);
    assertThat(got).hasSize(5);
    for (int t = 0; t <= 3; t++) {
      assertThat(got[t]).isCloseTo(expected[t], within(1e-12));
    }
  }

  /**
   * V m^2 = V_s sum_t G~(t): the susceptibility of both observables, configuration by
   * configuration.
   */
  @Test
  void susceptibilityOfMagnetisationAndTwoPointAgree() {
    ScalarField field = random();
    double[] m = new Magnetisation<ScalarField>().bind(field).measure(field, RNG);
    double[] g = new TwoPoint<ScalarField>().bind(field).measure(field, RNG);
    double chi = derived(new TwoPoint<>(), field.type()).get("two-point-susceptibility").of(g);
    assertThat(chi).isCloseTo(LATTICE.volume() * m[2], within(1e-12));
    assertThat(derived(new Magnetisation<>(), field.type()).get("susceptibility").of(m))
        .isCloseTo(chi, within(1e-12));
  }

  private interface Function {
    double of(double[] means);
  }

  private static Map<String, Function> derived(ObservableSpec<?> spec, FieldType type) {
    return spec.derived(type, LATTICE).stream()
        .collect(Collectors.toMap(Derived::name, d -> d.function()::applyAsDouble));
  }

  @Test
  void magnetisationEqualsThePlainSum() {
    ScalarField field = random();
    double[] phi = field.snapshot().values();
    double m0 = 0;
    double m1 = 0;
    for (int x = 0; x < LATTICE.volume(); x++) {
      m0 += phi[2 * x] / LATTICE.volume();
      m1 += phi[2 * x + 1] / LATTICE.volume();
    }
    double m2 = m0 * m0 + m1 * m1;
    double[] got = new Magnetisation<ScalarField>().bind(field).measure(field, RNG);
    assertThat(got).containsExactly(new double[] {m0, Math.sqrt(m2), m2, m2 * m2}, within(1e-14));
  }

  @Test
  void phiSquaredAndEnergyEqualPlainSums() {
    ScalarField field = random();
    double[] phi = field.snapshot().values();
    double square = 0;
    double bonds = 0;
    for (int x = 0; x < LATTICE.volume(); x++) {
      square += dot(phi, x, x, N) / LATTICE.volume();
      for (int mu = 0; mu < 3; mu++) {
        bonds += dot(phi, x, LATTICE.forward(x, mu), N) / (3.0 * LATTICE.volume());
      }
    }
    assertThat(new PhiSquared().bind(field).measure(field, RNG)[0])
        .isCloseTo(square, within(1e-12));
    assertThat(new IsingEnergy().bind(field).measure(field, RNG)[0])
        .isCloseTo(bonds, within(1e-12));
    double[] density = new ActionDensity<>(new Phi4(0.3, 0)).bind(field).measure(field, RNG);
    assertThat(density[0]).isCloseTo(6.3 * square - 2 * 3 * bonds, within(1e-11));
  }

  @Test
  void spinEnergyIsTheActionPerBond() {
    SpinField s = (SpinField) Transforms.warm(new FieldType.Spin(3), LATTICE, 0.9, 4);
    double energy = new SpinEnergy().bind(s).measure(s, RNG)[0];
    double density = new ActionDensity<>(new SpinModel(1.7)).bind(s).measure(s, RNG)[0];
    assertThat(density).isCloseTo(-1.7 * 3 * energy, within(1e-12));
    s.cold();
    assertThat(new SpinEnergy().bind(s).measure(s, RNG)[0]).isCloseTo(1, within(1e-14));
    assertThat(new Magnetisation<SpinField>().bind(s).measure(s, RNG))
        .containsExactly(new double[] {1, 1, 1, 1}, within(1e-13));
  }

  /** A pure cosh gives its mass at every t, and the subtraction removes a constant exactly. */
  @Test
  void effectiveMassOfACoshIsItsMass() {
    Lattice lattice = new Lattice(4, 12);
    double mass = 0.37;
    double[] means = new double[8];
    for (int t = 0; t <= 6; t++) {
      means[t] = 0.8 * Math.cosh(mass * (6 - t)) + 0.25;
    }
    means[7] = 0.5;
    List<Derived> list = new TwoPoint<>().derived(new FieldType.Scalar(1), lattice);
    for (int t = 1; t < 6; t++) {
      String name = "effective-mass-" + t;
      Derived derived = list.stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
      assertThat(derived.function().applyAsDouble(means)).isCloseTo(mass, within(1e-11));
    }
  }

  /** Binder: 2/3 without fluctuations, 0 for a Gaussian with <m^4> = 3 <m^2>^2. */
  @Test
  void binderCumulantOfKnownDistributions() {
    Function binder = derived(new Magnetisation<>(), new FieldType.Scalar(1)).get("binder");
    assertThat(binder.of(new double[] {0, 0.5, 0.25, 0.0625})).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(binder.of(new double[] {0, 0, 0.25, 3 * 0.0625})).isCloseTo(0, within(1e-15));
  }
}
