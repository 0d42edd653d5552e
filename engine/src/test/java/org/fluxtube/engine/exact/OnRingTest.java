package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnRingTest {

  private static final GaussLegendre RULE = new GaussLegendre(60);

  @ParameterizedTest
  @CsvSource({"2", "3", "4", "5", "10"})
  void twoSpinsCoupleWithTwiceBeta(int n) {
    double[] a = BesselI.scaledOnSphere(n, 1, 2.6);
    OnRing ring = new OnRing(n, 1.3, 2);
    assertThat(ring.bond()).isCloseTo(a[1] / a[0], within(1e-13));
    assertThat(ring.logZ()).isCloseTo(2.6 + Math.log(a[0]), within(1e-13));
    assertThat(new OnRing(n, 1.3, 1).logZ()).isCloseTo(1.3, within(1e-13));
    assertThat(new OnRing(n, 1.3, 1).bond()).isCloseTo(1, within(1e-13));
  }

  @Test
  void fourPlanarSpinsByEnumeration() {
    int k = 48; // trapezoidal rule on a periodic integrand
    double beta = 0.9;
    double z = 0;
    double near = 0;
    double far = 0;
    double[] c = new double[k];
    for (int i = 0; i < k; i++) {
      c[i] = Math.cos(2 * Math.PI * i / k);
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        for (int l = 0; l < k; l++) {
          double bonds = c[i] + c[Math.abs(i - j)] + c[Math.abs(j - l)] + c[l];
          double w = Math.exp(beta * bonds);
          z += w;
          near += w * c[i];
          far += w * c[j];
        }
      }
    }
    OnRing ring = new OnRing(2, beta, 4);
    assertThat(ring.bond()).isCloseTo(near / z, within(1e-13));
    assertThat(ring.correlation(2)).isCloseTo(far / z, within(1e-13));
    assertThat(ring.logZ()).isCloseTo(Math.log(z / k / k / k), within(1e-13));
    assertThat(ring.susceptibility()).isCloseTo(1 + (2 * near + far) / z, within(1e-13));
  }

  @Test
  void threeSpinsInSpaceByIntegration() {
    double beta = 1.7;
    // Axis along the first spin; the relative azimuth of the others gives I_0(beta s s').
    double z = 0;
    double[] sums = new double[2];
    for (int part = 0; part < 2; part++) {
      int power = part;
      sums[part] =
          RULE.integrate(
                  c ->
                      Math.pow(c, power)
                          * RULE.integrate(
                              d ->
                                  Math.exp(beta * (c + d + c * d))
                                      * BesselI.value(
                                          0, beta * Math.sqrt((1 - c * c) * (1 - d * d))),
                              -1,
                              1),
                  -1,
                  1)
              / 4;
    }
    z = sums[0];
    OnRing ring = new OnRing(3, beta, 3);
    assertThat(ring.logZ()).isCloseTo(Math.log(z), within(1e-13));
    assertThat(ring.bond()).isCloseTo(sums[1] / z, within(1e-13));
    assertThat(ring.correlation(2)).isCloseTo(ring.bond(), within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "3, 7", "4, 3", "6, 20"})
  void bondIsTheDerivativeOfLogZ(int n, int length) {
    double h = 1e-4;
    double slope =
        (new OnRing(n, 1.1 + h, length).logZ() - new OnRing(n, 1.1 - h, length).logZ())
            / (2 * h * length);
    OnRing ring = new OnRing(n, 1.1, length);
    assertThat(ring.bond()).isCloseTo(slope, within(1e-8));
    assertThat(ring.correlation(0)).isCloseTo(1, within(1e-13));
    assertThat(ring.correlation(length - 2)).isCloseTo(ring.correlation(2), within(1e-14));
  }

  @Test
  void longRingIsTheOpenChain() {
    // Heisenberg: coth(beta) - 1/beta; planar: I_1/I_0
    assertThat(new OnRing(3, 2, 200).bond()).isCloseTo(1 / Math.tanh(2) - 0.5, within(1e-13));
    assertThat(new OnRing(2, 2, 400).bond()).isCloseTo(U1Plane.plaquette(2), within(1e-13));
    double u = new OnRing(3, 2, 400).bond();
    assertThat(new OnRing(3, 2, 400).correlation(5)).isCloseTo(Math.pow(u, 5), within(1e-13));
    assertThat(new OnRing(3, 2, 400).susceptibility()).isCloseTo((1 + u) / (1 - u), within(1e-11));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new OnRing(1, 1, 4)).hasMessageContaining("components is 1");
    assertThatThrownBy(() -> new OnRing(3, 1, 4).correlation(5)).hasMessageContaining("[0, 4]");
  }
}
