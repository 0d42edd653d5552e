package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class U1Test {

  private static final GaussLegendre RULE = new GaussLegendre(200);

  @ParameterizedTest
  @CsvSource({
    "1, .446389965897, .0406362361051, .235914358507",
    "2, .697774657964, .019364045628, .823993541483",
    "4, .863522611025, .00755421305541, 2.42497279552",
    "5, .893383137044, .00575580726391, 3.30468177582",
    "6, .912359304353, .00466680255968, 4.20818512508"
  })
  void planeTable(double beta, double plaquette, double chi, double logZ) {
    assertThat(U1Plane.plaquette(beta)).isCloseTo(plaquette, within(6e-13));
    assertThat(U1Plane.susceptibility(beta)).isCloseTo(chi, within(6e-14));
    assertThat(U1Plane.logZPerPlaquette(beta)).isCloseTo(logZ, within(6e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 2.600719111, 5e-10",
    "2, 8, 1.239298911, 5e-10",
    "2, 4, .2906361128, 5e-11",
    "4, 8, .4820159295, 5e-11",
    "4, 16, 1.933878542, 5e-10",
    "5, 16, 1.47348666, 5e-9",
    "6, 16, 1.194701448, 5e-10",
    "7, 16, 1.006414158, 5e-10",
    "6, 64, 19.11522328, 5e-9"
  })
  void chargeTable(double beta, int l, double square, double rounding) {
    U1Torus torus = new U1Torus(beta, l * l);
    assertThat(torus.meanSquareCharge()).isCloseTo(square, within(1.001 * rounding));
    assertThat(torus.susceptibility()).isEqualTo(torus.meanSquareCharge() / (l * l));
  }

  @Test
  void torusPlaquetteAndNormalisation() {
    assertThat(new U1Torus(2, 64).plaquette()).isCloseTo(.697774658011, within(6e-13));
    assertThat(new U1Torus(2, 16).plaquette()).isCloseTo(.699251926818, within(6e-13));
    assertThat(new U1Torus(1, 64).logZ()).isCloseTo(15.098518944459, within(6e-13));
    assertThat(new U1Torus(2, 64).logZ()).isCloseTo(52.735586655108, within(6e-13));
  }

  @Test
  void plaquetteIsTheDerivativeOfLogZ() {
    double h = 1e-4;
    for (int volume : new int[] {1, 2, 3, 5, 16, 100}) {
      double slope =
          (new U1Torus(2.3 + h, volume).logZ() - new U1Torus(2.3 - h, volume).logZ()) / (2 * h);
      assertThat(new U1Torus(2.3, volume).plaquette()).isCloseTo(slope / volume, within(1e-8));
    }
    assertThat(new U1Torus(2.3, 1).plaquette()).isCloseTo(1, within(1e-14));
  }

  @Test
  void chargeIsTheThetaDerivativeOfLogZ() {
    double h = 0.01;
    for (int volume : new int[] {3, 4, 9, 40}) {
      for (double beta : new double[] {0.7, 2, 5}) {
        double c = logZ(beta, volume, 0);
        double second =
            (-2 * logZ(beta, volume, 2 * h) + 32 * logZ(beta, volume, h) - 30 * c) / (12 * h * h);
        assertThat(new U1Torus(beta, volume).meanSquareCharge())
            .as("beta %s V %d", beta, volume)
            .isCloseTo(-second, within(3e-9));
      }
    }
  }

  /** ln Z(theta), each z_n(theta) by quadrature. */
  private static double logZ(double beta, int volume, double theta) {
    double sum = 0;
    for (int n = -40; n <= 40; n++) {
      double t = n + theta / (2 * Math.PI);
      double z =
          RULE.integrate(phi -> Math.exp(beta * Math.cos(phi)) * Math.cos(t * phi), 0, Math.PI);
      sum += Math.pow(z / Math.PI, volume);
    }
    return Math.log(sum);
  }

  @Test
  void threePlaquettesByDirectIntegration() {
    // phi_3 = -(phi_1 + phi_2) up to wrapping: Q is not 0 exactly where |phi_1 + phi_2| > pi.
    for (double beta : new double[] {0.5, 2, 4}) {
      double charged = 2 * triangles(beta, true);
      double all = charged + 2 * triangles(beta, false) + 2 * oppositeSigns(beta);
      assertThat(new U1Torus(beta, 3).meanSquareCharge()).isCloseTo(charged / all, within(2e-14));
    }
    assertThat(new U1Torus(2, 2).meanSquareCharge()).isZero();
  }

  private static double triangles(double beta, boolean above) {
    return RULE.integrate(
        x ->
            above
                ? RULE.integrate(y -> weight(beta, x, y), Math.PI - x, Math.PI)
                : RULE.integrate(y -> weight(beta, x, y), 0, Math.PI - x),
        0,
        Math.PI);
  }

  private static double oppositeSigns(double beta) {
    return RULE.integrate(x -> RULE.integrate(y -> weight(beta, x, y), -Math.PI, 0), 0, Math.PI);
  }

  private static double weight(double beta, double x, double y) {
    return Math.exp(beta * (Math.cos(x) + Math.cos(y) + Math.cos(x + y)));
  }

  @Test
  void wilsonLoopOnFourPlaquettesByEnumeration() {
    // Angles on a grid of 64: exponentially accurate for a periodic integrand.
    int k = 64;
    double beta = 1.4;
    double z = 0;
    double one = 0;
    double two = 0;
    double[] w = new double[k];
    double[] c = new double[k];
    for (int i = 0; i < k; i++) {
      c[i] = Math.cos(2 * Math.PI * i / k);
      w[i] = Math.exp(beta * c[i]);
    }
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int d = 0; d < k; d++) {
          double p = w[a] * w[b] * w[d] * w[Math.floorMod(-a - b - d, k)];
          z += p;
          one += p * c[a];
          two += p * c[(a + b) % k];
        }
      }
    }
    U1Torus torus = new U1Torus(beta, 4);
    assertThat(torus.plaquette()).isCloseTo(one / z, within(1e-13));
    assertThat(torus.wilsonLoop(1)).isCloseTo(one / z, within(1e-13));
    assertThat(torus.wilsonLoop(2)).isCloseTo(two / z, within(1e-13));
    assertThat(torus.logZ()).isCloseTo(Math.log(z / k / k / k), within(1e-13));
  }

  @Test
  void loopsSeeTheTorusFromBothSides() {
    U1Torus torus = new U1Torus(3, 20);
    assertThat(torus.wilsonLoop(0)).isCloseTo(1, within(1e-14));
    assertThat(torus.wilsonLoop(20)).isCloseTo(1, within(1e-14));
    assertThat(torus.wilsonLoop(7)).isCloseTo(torus.wilsonLoop(13), within(1e-14));
  }

  @Test
  void largeTorusIsThePlane() {
    for (double beta : new double[] {0.5, 2, 6}) {
      U1Torus torus = new U1Torus(beta, 4096);
      assertThat(torus.plaquette()).isCloseTo(U1Plane.plaquette(beta), within(1e-13));
      assertThat(torus.susceptibility()).isCloseTo(U1Plane.susceptibility(beta), within(1e-14));
      assertThat(torus.wilsonLoop(6)).isCloseTo(U1Plane.wilsonLoop(beta, 6), within(1e-13));
      assertThat(U1Plane.wilsonLoop(beta, 6))
          .isCloseTo(Math.exp(-6 * U1Plane.stringTension(beta)), within(1e-14));
    }
  }

  @Test
  void susceptibilityLimits() {
    assertThat(U1Plane.susceptibility(0)).isCloseTo(1.0 / 12, within(1e-15));
    // beta to infinity: <phi^2> = 1/beta + 1/(2 beta^2) + O(beta^-3)
    double beta = 5000;
    assertThat(U1Plane.susceptibility(beta) * 4 * Math.PI * Math.PI * beta)
        .isCloseTo(1 + 1 / (2 * beta), within(1e-7));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new U1Torus(-1, 4)).hasMessageContaining("beta is -1.0");
    assertThatThrownBy(() -> new U1Torus(1, 0)).hasMessageContaining("volume is 0");
    assertThatThrownBy(() -> new U1Torus(1, 4).wilsonLoop(5)).hasMessageContaining("[0, 4]");
  }
}
