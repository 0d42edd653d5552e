package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.electron.Fermi;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** Observables of spins and of their electrons where they are known. */
class SpinObservablesTest {
  private static final Lattice LATTICE = new Lattice(4, 6);
  private static final FieldType SPIN = new FieldType.Spin(3);

  private static double[] measure(ObservableSpec<SpinField> spec, double[] spins) {
    spec.requireFits(SPIN, LATTICE);
    try (ReferenceOps ops = new ReferenceOps(LATTICE);
        SpinField u = new SpinField(ops, 3);
        Observable<SpinField> observable = spec.bind(u)) {
      u.load(new FieldData(SPIN, LATTICE, spins));
      return observable.measure(u, new RandomStream(1, 0, 1));
    }
  }

  private static double[] along(IntToDoubleFunction angle) {
    double[] spins = new double[72];
    for (int x = 0; x < 24; x++) {
      spins[3 * x + 1] = Math.cos(angle.applyAsDouble(x));
      spins[3 * x + 2] = Math.sin(angle.applyAsDouble(x));
    }
    return spins;
  }

  private static double[] hot() {
    try (ReferenceOps ops = new ReferenceOps(LATTICE)) {
      return RandomFields.hot(ops, SPIN, 5).snapshot().values();
    }
  }

  @Test
  void alternatingSpinsHaveTheFullStaggeredMagnetisation() {
    double[] neel = along(x -> Math.PI * LATTICE.parity(x));
    assertThat(measure(new StaggeredMagnetisation<>(), neel))
        .containsExactly(new double[] {1, 1, 1}, within(1e-14));
    double[] ordered = measure(new StaggeredMagnetisation<>(), along(x -> 0));
    assertThat(ordered[1]).isCloseTo(0, within(1e-15));
    assertThatThrownBy(
            () -> new StaggeredMagnetisation<SpinField>().requireFits(SPIN, new Lattice(4, 5)))
        .hasMessageContaining("4x5")
        .hasMessageContaining("even");
  }

  /** A spiral has one momentum; any configuration obeys the sum rule and meets both orders. */
  @Test
  void theStructureFactorFindsTheMomentum() {
    StructureFactor<SpinField> spec = new StructureFactor<>();
    var names = spec.components(SPIN, LATTICE);
    assertThat(names).hasSize(12).startsWith("q-0-0", "q-1-0").endsWith("q-2-3");
    double[] spiral =
        measure(
            spec,
            along(x ->
                2 * Math.PI * (LATTICE.coordinate(x, 0) / 4.0 + LATTICE.coordinate(x, 1) / 3.0)));
    for (int k = 0; k < 12; k++) {
      // of the four signs of (1, 2) the spiral has two, each with half of V
      double expected = names.get(k).equals("q-1-2") ? 24 * 2 * 0.5 / 4 : 0;
      assertThat(spiral[k]).as(names.get(k)).isCloseTo(expected, within(1e-12));
    }
    double[] s = measure(spec, hot());
    double sum = 0;
    for (int k = 0; k < 12; k++) {
      int members = (k % 3 == 1 ? 2 : 1) * (k / 3 == 0 || k / 3 == 3 ? 1 : 2);
      sum += members * s[k];
    }
    assertThat(sum).isCloseTo(24, within(1e-11));
    double m2 = measure(new Magnetisation<>(), hot())[2];
    double staggered = measure(new StaggeredMagnetisation<>(), hot())[1];
    assertThat(s[0]).isCloseTo(24 * m2, within(1e-12));
    assertThat(s[11]).isCloseTo(24 * staggered, within(1e-12));
  }

  /** Ordered spins: free electrons in the fields +-J/2. */
  @Test
  void electronsOfOrderedSpinsAreFree() {
    DoubleExchange model = new DoubleExchange(0.8, 1.4, 3, 0.5);
    double filling = 0;
    double energy = 0;
    double[] levels = new double[48];
    for (int k = 0; k < 24; k++) {
      double band =
          -1.6 * Math.cos(2 * Math.PI * LATTICE.coordinate(k, 0) / 4)
              - 1.6 * Math.cos(2 * Math.PI * LATTICE.coordinate(k, 1) / 6);
      levels[2 * k] = band - 0.7;
      levels[2 * k + 1] = band + 0.7;
    }
    for (double e : levels) {
      filling += Fermi.occupation(3 * (e - 0.5)) / 24;
      energy += e * Fermi.occupation(3 * (e - 0.5)) / 24;
    }
    double[] spins = along(x -> 0.3);
    assertThat(measure(new ElectronDensity(model), spins))
        .containsExactly(new double[] {filling, energy}, within(1e-12));
    double[] rho = measure(new DensityOfStates(model, -8, 8, 801, 0.1), spins);
    assertThat(Arrays.stream(rho).sum() * 16 / 800).isCloseTo(1, within(1e-10));
    double expected = 0;
    for (double e : levels) {
      expected += Math.exp(-e * e / 0.02) / (0.1 * Math.sqrt(2 * Math.PI) * 48);
    }
    assertThat(rho[400]).isCloseTo(expected, within(1e-11));
  }

  @Test
  void halfFillingOfAnySpins() {
    double[] half = measure(new ElectronDensity(new DoubleExchange(1, 1, 10, 0)), hot());
    assertThat(half[0]).isCloseTo(1, within(1e-13));
    assertThatThrownBy(() -> new ElectronDensity(new SpinModel(1)))
        .hasMessageContaining("double-exchange");
    assertThatThrownBy(() -> new DensityOfStates(new DoubleExchange(1, 1, 10, 0), 1, 1, 41, 0.2))
        .hasMessageContaining("from = 1.0, to = 1.0");
  }
}
