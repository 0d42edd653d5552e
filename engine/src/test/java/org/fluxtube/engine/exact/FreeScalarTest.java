package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeScalarTest {

  @ParameterizedTest
  @CsvSource({
    "8, 1.25, .233967001547, -8.608333638412",
    "8, 1, .254173997690, -10.557824520586",
    "16, .25, .376958111158, -71.237260340473"
  })
  void table(int l, double mSquared, double phiSquared, double f) {
    FreeScalar half = FreeScalar.withHalf(mSquared, l, l);
    assertThat(half.phiSquared()).isCloseTo(phiSquared, within(6e-13));
    assertThat(half.freeEnergy()).isCloseTo(f, within(6e-13));
    assertThat(half.susceptibility()).isEqualTo(1 / mSquared);
    FreeScalar whole = FreeScalar.withoutHalf(mSquared, l, l);
    assertThat(whole.phiSquared()).isCloseTo(phiSquared / 2, within(6e-13));
    assertThat(whole.freeEnergy())
        .isCloseTo(half.freeEnergy() + l * l / 2.0 * Math.log(2), within(1e-12));
    assertThat(whole.susceptibility()).isEqualTo(1 / (2 * mSquared));
  }

  @Test
  void covarianceInvertsTheMatrixOfTheAction() {
    for (int[] extents :
        new int[][] {{1}, {2}, {7}, {3, 2}, {4, 5}, {1, 4}, {3, 2, 4}, {2, 3, 2, 3}}) {
      FreeScalar free = FreeScalar.withoutHalf(0.7, extents);
      int v = free.volume();
      double[][] m = matrixOfTheAction(0.7, extents); // S = phi^T m phi, covariance (2m)^{-1}
      // sum_y 2 m(0, y) <phi_y phi_z> = delta_{0z}
      for (int z = 0; z < v; z++) {
        double sum = 0;
        for (int y = 0; y < v; y++) {
          int[] cy = coordinates(y, extents);
          int[] cz = coordinates(z, extents);
          for (int mu = 0; mu < extents.length; mu++) {
            cz[mu] -= cy[mu];
          }
          sum += 2 * m[0][y] * free.twoPoint(cz);
        }
        assertThat(sum).isCloseTo(z == 0 ? 1 : 0, within(1e-14));
      }
      // Z = prod sqrt(pi/eigenvalue of m)
      double f = 0;
      for (double value : SymmetricEigen.of(m).values()) {
        f += Math.log(value / Math.PI) / 2;
      }
      assertThat(free.freeEnergy()).isCloseTo(f, within(1e-12));
    }
  }

  private static double[][] matrixOfTheAction(double mSquared, int[] extents) {
    int v = 1;
    for (int extent : extents) {
      v *= extent;
    }
    double[][] m = new double[v][v];
    for (int x = 0; x < v; x++) {
      m[x][x] += mSquared;
      for (int mu = 0; mu < extents.length; mu++) {
        int[] c = coordinates(x, extents);
        c[mu] = (c[mu] + 1) % extents[mu];
        int y = 0;
        for (int nu = extents.length - 1; nu >= 0; nu--) {
          y = y * extents[nu] + c[nu];
        }
        m[x][x]++; // (phi_y - phi_x)^2
        m[y][y]++;
        m[x][y]--;
        m[y][x]--;
      }
    }
    return m;
  }

  private static int[] coordinates(int site, int[] extents) {
    int[] c = new int[extents.length];
    for (int mu = 0; mu < extents.length; mu++) {
      c[mu] = site % extents[mu];
      site /= extents[mu];
    }
    return c;
  }

  @Test
  void correlatorIsAHyperbolicCosine() {
    FreeScalar free = FreeScalar.withHalf(0.3, 6, 4, 10);
    double mass = free.poleMass();
    double norm = 2 * Math.sinh(mass) * Math.sinh(5 * mass) * 24;
    double sum = 0;
    for (int t = 0; t < 10; t++) {
      double want = Math.cosh(mass * (t - 5)) / norm;
      assertThat(free.correlator(2, t)).isCloseTo(want, within(1e-14));
      assertThat(free.correlator(2, t - 10)).isCloseTo(want, within(1e-14));
      sum += free.correlator(2, t);
    }
    assertThat(24 * sum).isCloseTo(free.susceptibility(), within(1e-13));
  }

  @Test
  void correlatorAveragesTheTwoPointFunction() {
    FreeScalar free = FreeScalar.withoutHalf(0.9, 4, 6);
    for (int t = 0; t < 6; t++) {
      double sum = 0;
      for (int x = 0; x < 4; x++) {
        sum += free.twoPoint(x, t);
      }
      assertThat(free.correlator(1, t)).isCloseTo(sum / 4, within(1e-15));
    }
    assertThat(free.twoPoint(0, 0)).isCloseTo(free.phiSquared(), within(1e-15));
    assertThat(free.isingEnergy())
        .isCloseTo((free.twoPoint(-1, 0) + free.twoPoint(0, 7)) / 2, within(1e-15));
  }

  @Test
  void virialTheorem() {
    // <S>/V = 1/2 in both normalisations; S/V = (c/2)[(2d + m^2) <phi^2> - 2 d E].
    for (double c : new double[] {1, 2}) {
      FreeScalar free =
          c == 1 ? FreeScalar.withHalf(0.8, 5, 3, 2) : FreeScalar.withoutHalf(0.8, 5, 3, 2);
      double density = c / 2 * ((6 + 0.8) * free.phiSquared() - 6 * free.isingEnergy());
      assertThat(density).isCloseTo(free.meanAction() / free.volume(), within(1e-14));
    }
  }

  @Test
  void propagatorAtAMomentum() {
    FreeScalar free = FreeScalar.withHalf(0.5, 8, 8);
    assertThat(free.propagator(0, 0)).isEqualTo(2);
    assertThat(free.propagator(4, 4)).isCloseTo(1 / 8.5, within(1e-15));
    assertThat(free.propagator(2, 0)).isCloseTo(1 / 2.5, within(1e-15));
    assertThat(free.propagator(-2, 8)).isCloseTo(1 / 2.5, within(1e-15));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> FreeScalar.withHalf(0, 4)).hasMessageContaining("mSquared is 0.0");
    assertThatThrownBy(() -> FreeScalar.withHalf(1)).hasMessageContaining("number of extents is 0");
    assertThatThrownBy(() -> FreeScalar.withHalf(1, 4, 4).propagator(1))
        .hasMessageContaining("got 1 components for 2 axes");
  }
}
