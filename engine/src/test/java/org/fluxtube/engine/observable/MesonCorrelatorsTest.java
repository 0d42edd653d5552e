package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MesonCorrelatorsTest {
  private static MesonCorrelators exact(OperatorSpec operator) {
    return new MesonCorrelators(operator, MesonCorrelators.Source.WALL, 0, 1e-8);
  }

  /**
   * The free Wilson mesons: sum over spatial p of tr[X G(p, t) X^dagger G(p, t)^dagger] / V_s, G(p,
   * t) = (1/T) sum_p4 e^{i p4 t} [(1 - 2 kappa sum cos) - 2 i kappa gamma.sin]/[...]. X = 1 for the
   * pion; the rho's X = gamma_5 gamma_i changes the sign of gamma_i in G alone.
   */
  private static double freeWilson(boolean rho, double kappa, Lattice lattice, int n, int t) {
    int d = lattice.dimensions();
    int extent = lattice.extent(d - 1);
    double sum = 0;
    for (int s = 0; s < lattice.volume(); s++) {
      if (lattice.coordinate(s, d - 1) != 0) {
        continue;
      }
      // components of the unit matrix and of each gamma: tr G G^dagger = spins sum |c|^2
      double[] re = new double[d + 1];
      double[] im = new double[d + 1];
      for (int k = 0; k < extent; k++) {
        double[] p = new double[d];
        double cos = 0;
        double sin2 = 0;
        for (int mu = 0; mu < d; mu++) {
          p[mu] =
              mu == d - 1
                  ? 2 * Math.PI * (k + 0.5) / extent
                  : 2 * Math.PI * lattice.coordinate(s, mu) / lattice.extent(mu);
          cos += Math.cos(p[mu]);
          sin2 += Math.sin(p[mu]) * Math.sin(p[mu]);
        }
        double mass = 1 - 2 * kappa * cos;
        double norm = extent * (mass * mass + 4 * kappa * kappa * sin2);
        for (int c = 0; c <= d; c++) {
          double real = c == d ? mass / norm : 0;
          double imaginary = c == d ? 0 : -2 * kappa * Math.sin(p[c]) / norm;
          re[c] += real * Math.cos(p[d - 1] * t) - imaginary * Math.sin(p[d - 1] * t);
          im[c] += real * Math.sin(p[d - 1] * t) + imaginary * Math.cos(p[d - 1] * t);
        }
      }
      for (int c = 0; c <= d; c++) {
        // the mean over the d - 1 spatial i of the sign of component c
        double sign = rho && c < d - 1 ? (d - 3.0) / (d - 1) : 1;
        sum += sign * (re[c] * re[c] + im[c] * im[c]);
      }
    }
    int spins = d == 2 ? 2 : 4;
    return n * spins * sum * extent / lattice.volume();
  }

  @ParameterizedTest
  @CsvSource({"0.2, 4, 2, true", "0.2, 4, 2, false", "0.11, 4, 4, true"})
  void theFreeMesons(double kappa, int space, int dimensions, boolean all) {
    Lattice lattice = dimensions == 2 ? new Lattice(space, 6) : new Lattice(space, 2, 2, 6);
    MesonCorrelators spec =
        new MesonCorrelators(new Wilson(kappa), MesonCorrelators.Source.POINT, all ? 0 : 1, 1e-14);
    Group group = dimensions == 2 ? Group.SU2 : Group.U1;
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, group);
        Observable<GaugeField> observable = spec.bind(u)) {
      u.cold();
      double[] got = observable.measure(u, RandomFields.stream(2));
      for (int t = 0; t <= 3; t++) {
        double pion = freeWilson(false, kappa, lattice, group.n(), t);
        double rho = freeWilson(true, kappa, lattice, group.n(), t);
        assertThat(got[t]).isCloseTo(pion, within(1e-11 * pion));
        assertThat(got[4 + t]).isCloseTo(rho, within(1e-11 * pion));
        assertThat(rho).isLessThan(t == 1 ? 0.999 * pion : 1.001 * pion);
      }
    }
  }

  static List<Lattice> staggeredLattices() {
    return List.of(new Lattice(4, 8), new Lattice(4, 2, 2, 8), new Lattice(2, 4, 4, 4));
  }

  /**
   * The free staggered pion: D^dagger D = m^2 + sum sin^2 p, so C(t) = sum_x |G(x, t)|^2 with G =
   * (m - (D - m)) F, F = (D^dagger D)^-1 from 0, periodic in space and antiperiodic in time.
   */
  @ParameterizedTest
  @MethodSource("staggeredLattices")
  void theFreeStaggeredPion(Lattice lattice) {
    double m = 0.4;
    int d = lattice.dimensions();
    int time = lattice.extent(d - 1);
    int volume = lattice.volume();
    double[] f = new double[volume];
    for (int x = 0; x < volume; x++) {
      for (int k = 0; k < volume; k++) {
        double phase = 0;
        double square = m * m;
        for (int mu = 0; mu < d; mu++) {
          double shift = mu == d - 1 ? 0.5 : 0;
          double p = 2 * Math.PI * (lattice.coordinate(k, mu) + shift) / lattice.extent(mu);
          phase += p * lattice.coordinate(x, mu);
          square += Math.sin(p) * Math.sin(p);
        }
        f[x] += Math.cos(phase) / square / volume;
      }
    }
    double[] c = new double[time];
    for (int x = 0; x < volume; x++) {
      double g = m * f[x];
      int before = 0;
      for (int mu = 0; mu < d; mu++) {
        double eta = before % 2 == 1 ? -1 : 1;
        before += lattice.coordinate(x, mu);
        int forward = lattice.forward(x, mu);
        int backward = lattice.backward(x, mu);
        double up = mu == d - 1 && lattice.coordinate(forward, mu) == 0 ? -1 : 1;
        double down = mu == d - 1 && lattice.coordinate(x, mu) == 0 ? -1 : 1;
        g -= 0.5 * eta * (up * f[forward] - down * f[backward]);
      }
      c[lattice.coordinate(x, d - 1)] += g * g;
    }
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, Group.SU3);
        Observable<GaugeField> observable = exact(new Staggered(m)).bind(u)) {
      u.cold();
      double[] got = observable.measure(u, RandomFields.stream(2));
      assertThat(got).hasSize(time / 2 + 1);
      for (int t = 0; t <= time / 2; t++) {
        assertThat(got[t]).isCloseTo(3 * c[t], within(1e-12));
        assertThat(c[t]).isCloseTo(c[(time - t) % time], within(1e-12));
      }
    }
  }

  /**
   * gamma_5 G gamma_5 = G^dagger: forward and backward agree on every field, summed over sources.
   */
  @Test
  void forwardIsBackward() {
    for (OperatorSpec operator : List.of(new Wilson(0.2), new Staggered(0.2))) {
      try (FieldOps ops = new ReferenceOps(new Lattice(4, 6));
          GaugeField u = new GaugeField(ops, Group.SU2);
          DiracOperator d = operator.bind(u)) {
        u.hot(RandomFields.stream(1));
        d.update(u);
        double[] pion = MesonCorrelators.exact(d).pion();
        for (int t = 1; t < 6; t++) {
          assertThat(pion[t]).isCloseTo(pion[6 - t], within(1e-12 * pion[0]));
        }
      }
    }
  }

  /** Points and walls estimate the mean over all sources; 4 sigma of 40 measurements. */
  @ParameterizedTest
  @CsvSource({"POINT, true", "WALL, true", "POINT, false", "WALL, false"})
  void sourcesEstimateTheMean(MesonCorrelators.Source source, boolean wilson) {
    OperatorSpec operator = wilson ? new Wilson(0.18) : new Staggered(0.3);
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 6));
        GaugeField u = new GaugeField(ops, Group.SU2)) {
      u.hot(RandomFields.stream(1));
      double[] all;
      try (Observable<GaugeField> observable = exact(operator).bind(u)) {
        all = observable.measure(u, RandomFields.stream(1));
      }
      int measurements = 40;
      double[] sum = new double[all.length];
      double[] squares = new double[all.length];
      try (Observable<GaugeField> noisy =
          new MesonCorrelators(operator, source, 2, 1e-10).bind(u)) {
        for (int k = 0; k < measurements; k++) {
          double[] got = noisy.measure(u, new RandomStream(9, 0, k));
          for (int i = 0; i < got.length; i++) {
            sum[i] += got[i] / measurements;
            squares[i] += got[i] * got[i] / measurements;
          }
        }
      }
      for (int i = 0; i < all.length; i++) {
        double error = Math.sqrt((squares[i] - sum[i] * sum[i]) / (measurements - 1));
        assertThat(error).isPositive().isLessThan(0.2 * Math.abs(all[i]));
        assertThat(sum[i]).as("component %d", i).isCloseTo(all[i], within(4 * error));
        assertThat(all[i]).isPositive();
      }
    }
  }

  /** The effective mass of a cosh is its mass. */
  @Test
  void effectiveMassOfOneState() {
    MesonCorrelators spec = exact(new Wilson(0.1));
    FieldType type = new FieldType.Gauge(Group.U1);
    Lattice lattice = new Lattice(2, 8);
    double[] c = new double[10];
    for (int t = 0; t <= 4; t++) {
      c[t] = 3 * Math.cosh(0.7 * (4 - t));
      c[5 + t] = 2 * Math.cosh(1.1 * (4 - t));
    }
    List<Derived> derived = spec.derived(type, lattice);
    assertThat(derived).hasSize(6);
    for (int k = 0; k < 6; k++) {
      assertThat(derived.get(k).function().applyAsDouble(c))
          .isCloseTo(k < 3 ? 0.7 : 1.1, within(1e-12));
    }
    assertThatThrownBy(
            () -> new MesonCorrelators(new Wilson(0.1), MesonCorrelators.Source.WALL, -1, 1e-8))
        .hasMessageContaining("sources = -1");
  }
}
