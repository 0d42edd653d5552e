package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;

/** Eigenvalues, the sign of the determinant and the covariance with the plaquette. */
class DiracSpectrumTest {
  private static double measure(ObservableSpec<GaugeField> spec, GaugeField u, int component) {
    try (Observable<GaugeField> observable = spec.bind(u)) {
      return observable.measure(u, RandomFields.stream(1))[component];
    }
  }

  /** Free, antiperiodic in time: min of (1 - 2 kappa sum cos p)^2 + 4 kappa^2 sum sin^2 p. */
  @Test
  void theFreeGap() {
    try (FieldOps ops = new ReferenceOps(new Lattice(6, 6));
        GaugeField u = new GaugeField(ops, Group.U1)) {
      u.cold();
      double q = Math.PI / 6;
      double kappa = 0.2;
      double mass = 1 - 2 * kappa * (1 + Math.cos(q));
      double gap = mass * mass + 4 * kappa * kappa * Math.sin(q) * Math.sin(q);
      DiracEigenvalues spec = new DiracEigenvalues(new Wilson(kappa), 4, false, 1e-10);
      // two spins, two signs of the energy
      for (int k = 0; k < 4; k++) {
        assertThat(measure(spec, u, k)).isCloseTo(gap, within(1e-13));
      }
      double top = 1 + 2 * kappa * (1 + Math.cos(q));
      assertThat(measure(spec, u, 4))
          .isCloseTo(top * top + 4 * kappa * kappa * Math.sin(q) * Math.sin(q), within(1e-12));
    }
  }

  /** For one site in space and time of unit links, D = 1 - 2 kappa (...) has a known sign. */
  @Test
  void theSignFollowsTheRealModes() {
    try (FieldOps ops = new ReferenceOps(new Lattice(3, 3));
        GaugeField u = new GaugeField(ops, Group.U1)) {
      // periodic free field: p = 0 has D = 1 - 4 kappa twice, by two spins: never negative
      u.cold();
      Wilson periodic = new Wilson(0.3, List.of(0.0, 0.0));
      assertThat(measure(new DeterminantSign(periodic), u, 0)).isEqualTo(1);
      // charged fields have single real modes; the product over kappa follows the spectrum of H
      int negative = 0;
      int changes = 0;
      for (int seed = 0; seed < 40; seed++) {
        u.hot(RandomFields.stream(seed));
        double before = 1;
        for (double kappa = 0.05; kappa < 0.99; kappa += 0.01) {
          double sign = measure(new DeterminantSign(new Wilson(kappa)), u, 0);
          double again = measure(new DeterminantSign(new Wilson(kappa + 1e-9)), u, 0);
          assertThat(sign).isEqualTo(again);
          if (kappa < 0.25) {
            // |H| <= 4: no real mode has passed zero yet
            assertThat(sign).isEqualTo(1);
          }
          negative += sign < 0 ? 1 : 0;
          changes += sign == before ? 0 : 1;
          before = sign;
        }
      }
      assertThat(negative).isPositive();
      assertThat(changes).isPositive();
    }
    FieldType type = new FieldType.Gauge(Group.U1);
    assertThatThrownBy(
            () -> new DeterminantSign(new Staggered(0.3)).requireFits(type, new Lattice(4, 4)))
        .hasMessageContaining("always positive");
    assertThatThrownBy(() ->
            new DeterminantSign(new Wilson(0.2, List.of(0.0, 0.5)))
                .requireFits(type, new Lattice(4, 4)))
        .hasMessageContaining("complex");
  }

  /** At a change of sign the lowest eigenvalue of D^dagger D touches zero. */
  @Test
  void theGapClosesWhereTheSignChanges() {
    try (FieldOps ops = new ReferenceOps(new Lattice(3, 3));
        GaugeField u = new GaugeField(ops, Group.U1)) {
      for (int seed = 0; seed < 40; seed++) {
        u.hot(RandomFields.stream(seed));
        double low = 0.25;
        double high = 0.9;
        if (measure(new DeterminantSign(new Wilson(high)), u, 0) > 0) {
          continue;
        }
        for (int step = 0; step < 25; step++) {
          double middle = (low + high) / 2;
          if (measure(new DeterminantSign(new Wilson(middle)), u, 0) > 0) {
            low = middle;
          } else {
            high = middle;
          }
        }
        DiracEigenvalues gap = new DiracEigenvalues(new Wilson(low), 1, false, 1e-8);
        assertThat(measure(gap, u, 0)).isBetween(-1e-13, 1e-13);
        return;
      }
      throw new AssertionError("no field with a negative determinant");
    }
  }

  @Test
  void theCovariance() {
    PlaquetteCondensate spec = new PlaquetteCondensate(new Staggered(0.4), 0, 1e-8);
    FieldType type = new FieldType.Gauge(Group.SU2);
    Lattice lattice = new Lattice(4, 4);
    Derived covariance = spec.derived(type, lattice).getFirst();
    // means of (1, 10), (2, 14): cov = <PC> - <P><C> = 19 - 1.5 * 12
    assertThat(covariance.function().applyAsDouble(new double[] {1.5, 12, 19}))
        .isCloseTo(16 * 1.0, within(1e-12));
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, Group.SU2)) {
      u.hot(RandomFields.stream(1));
      double p = measure(new Plaquette(), u, 0);
      double c = measure(new ChiralCondensate(new Staggered(0.4)), u, 0);
      assertThat(measure(spec, u, 0)).isEqualTo(p);
      assertThat(measure(spec, u, 1)).isEqualTo(c);
      assertThat(measure(spec, u, 2)).isEqualTo(p * c);
    }
    assertThatThrownBy(() -> new DiracEigenvalues(new Wilson(0.1), 0, false, 1e-8))
        .hasMessageContaining("count = 0");
    assertThatThrownBy(() ->
            new DiracEigenvalues(new Wilson(0.1), 99, false, 1e-8)
                .requireFits(new FieldType.Gauge(Group.U1), lattice))
        .hasMessageContaining("there are 32");
  }
}
