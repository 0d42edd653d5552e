package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuNTest {

  private static final GaussLegendre RULE = new GaussLegendre(120);

  @ParameterizedTest
  @CsvSource({
    "2, 1.8, .39937238006, 6e-12",
    "2, 2.0, .433127426722, 6e-13",
    "2, 2.7, .53297073359, 6e-12",
    "2, 6.0, .762726075749, 6e-13",
    "3, 4.0, .279619149409, 6e-13",
    "3, 6.0, .42253173965, 6e-12"
  })
  void planeTable(int n, double beta, double plaquette, double rounding) {
    assertThat(SuNPlane.plaquette(n, beta)).isCloseTo(plaquette, within(rounding));
  }

  @Test
  void su2TorusTable() {
    assertThat(new Su2Torus(6, 64).plaquette()).isCloseTo(.762726077182, within(6e-13));
  }

  @Test
  void su2OnOnePlaquetteByGroupIntegration() {
    // tr(U V U^+ V^+)/2 = cos^2 a + c sin^2 a: a the angle of U, c the cosine between two axes.
    for (double beta : new double[] {0.5, 2, 6}) {
      double z =
          RULE.integrate(
              a -> {
                double s2 = Math.sin(a) * Math.sin(a);
                return s2
                    * RULE.integrate(c -> Math.exp(beta * (1 - s2 + s2 * c)), -1, 1)
                    / Math.PI;
              },
              0,
              Math.PI);
      assertThat(new Su2Torus(beta, 1).logZ()).isCloseTo(Math.log(z), within(1e-13));
    }
  }

  @Test
  void su3PlaneByWeylIntegration() {
    for (double beta : new double[] {0.4, 4, 6, 12}) {
      double[] z = weyl(beta);
      assertThat(SuNPlane.plaquette(3, beta)).isCloseTo(z[1] / z[0], within(1e-13));
      assertThat(SuNPlane.logZPerPlaquette(3, beta)).isCloseTo(Math.log(z[0]), within(1e-13));
    }
  }

  @Test
  void su3CharacterCoefficientsByWeylIntegration() {
    double beta = 5;
    SuNCharacters characters = new SuNCharacters(3, beta, 4);
    double[] z = weyl(beta);
    double one = characters.coefficient(new int[] {0, 0, 0}).value() * Math.exp(beta);
    double three = characters.coefficient(new int[] {1, 0, 0}).value() * Math.exp(beta);
    double eight = characters.coefficient(new int[] {2, 1, 0}).value() * Math.exp(beta);
    assertThat(one).isCloseTo(z[0], within(1e-13 * z[0]));
    assertThat(three / 3).isCloseTo(z[1], within(1e-13 * z[0]));
    assertThat(eight).isCloseTo(z[2], within(1e-12 * z[0])); // chi_8 = |tr U|^2 - 1
  }

  /** int dU e^{beta Re tr U/3} times 1, Re tr U/3, |tr U|^2 - 1, over the angles of U in SU(3). */
  private static double[] weyl(double beta) {
    int k = 96;
    double[] sum = new double[3];
    double norm = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double[] p = {2 * Math.PI * i / k, 2 * Math.PI * j / k, -2 * Math.PI * (i + j) / k};
        double measure = 1;
        double re = 0;
        double im = 0;
        for (int a = 0; a < 3; a++) {
          re += Math.cos(p[a]);
          im += Math.sin(p[a]);
          for (int b = a + 1; b < 3; b++) {
            measure *= 2 - 2 * Math.cos(p[a] - p[b]);
          }
        }
        norm += measure;
        double w = measure * Math.exp(beta * re / 3);
        sum[0] += w;
        sum[1] += w * re / 3;
        sum[2] += w * (re * re + im * im - 1);
      }
    }
    return new double[] {sum[0] / norm, sum[1] / norm, sum[2] / norm};
  }

  @Test
  void determinantsAgreeWithTheClosedFormForSu2() {
    for (int volume : new int[] {2, 5, 64}) {
      Su2Torus closed = new Su2Torus(3.3, volume);
      SuNTorus general = new SuNTorus(2, 3.3, volume);
      assertThat(general.logZ()).isCloseTo(closed.logZ(), within(1e-12));
      assertThat(general.plaquette()).isCloseTo(closed.plaquette(), within(1e-13));
      assertThat(general.wilsonLoop(2)).isCloseTo(closed.wilsonLoop(2), within(1e-13));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2.7, 2", "2, 2.7, 16", "3, 6, 2", "3, 6, 4", "3, 6, 16", "4, 9, 4", "5, 8, 3"})
  void plaquetteByDerivativeByFusionAndByDifference(int n, double beta, int volume) {
    SuNTorus torus = new SuNTorus(n, beta, volume);
    assertThat(torus.wilsonLoop(1)).isCloseTo(torus.plaquette(), within(1e-12));
    assertThat(torus.wilsonLoop(0)).isCloseTo(1, within(1e-12));
    double h = 1e-3;
    double slope =
        (new SuNTorus(n, beta + h, volume).logZ() - new SuNTorus(n, beta - h, volume).logZ())
            / (2 * h * volume);
    assertThat(torus.plaquette()).isCloseTo(slope, within(1e-7));
  }

  @Test
  void su2PlaquetteIsTheDerivativeOfLogZ() {
    double h = 1e-4;
    for (int volume : new int[] {1, 3, 16}) {
      double slope =
          (new Su2Torus(2.7 + h, volume).logZ() - new Su2Torus(2.7 - h, volume).logZ())
              / (2 * h * volume);
      assertThat(new Su2Torus(2.7, volume).plaquette()).isCloseTo(slope, within(1e-8));
    }
  }

  @Test
  void su2LoopAroundTheWholeVolumeIsACommutator() {
    // Nothing is left outside but the handle, so W = U V U^+ V^+, with density sum_d d f_d^V chi_d:
    // unlike in U(1), a loop of area V is not 1.
    double beta = 2.7;
    for (int volume : new int[] {1, 2, 6}) {
      double[] f = BesselI.scaledOnSphere(4, 40, beta);
      double[] z = new double[2];
      for (int k = 0; k < 2; k++) {
        int power = k;
        z[k] =
            RULE.integrate(
                a -> {
                  double s2 = Math.sin(a) * Math.sin(a);
                  return s2
                      * RULE.integrate(
                          c -> {
                            double cos = 1 - s2 + s2 * c;
                            return Math.pow(cos, power) * density(f, volume, cos);
                          },
                          -1,
                          1);
                },
                0,
                Math.PI);
      }
      Su2Torus torus = new Su2Torus(beta, volume);
      assertThat(torus.wilsonLoop(volume)).isCloseTo(z[1] / z[0], within(1e-12));
      double logZ = volume * beta + Math.log(z[0] / Math.PI);
      assertThat(torus.logZ()).isCloseTo(logZ, within(1e-12));
    }
  }

  /** sum_d d f_d^V chi_d(omega), chi_d by the recurrence of Chebyshev polynomials. */
  private static double density(double[] f, int volume, double cos) {
    double before = 0;
    double chi = 1;
    double sum = 0;
    for (int l = 0; l < f.length; l++) {
      sum += (l + 1) * Math.pow(f[l], volume) * chi;
      double next = 2 * cos * chi - before;
      before = chi;
      chi = next;
    }
    return sum;
  }

  @Test
  void largeTorusIsThePlane() {
    Su2Torus su2 = new Su2Torus(2.7, 1024);
    assertThat(su2.plaquette()).isCloseTo(SuNPlane.plaquette(2, 2.7), within(1e-13));
    assertThat(su2.wilsonLoop(4)).isCloseTo(SuNPlane.wilsonLoop(2, 2.7, 4), within(1e-13));
    SuNTorus su3 = new SuNTorus(3, 6, 256);
    assertThat(su3.plaquette()).isCloseTo(SuNPlane.plaquette(3, 6), within(1e-13));
    assertThat(su3.wilsonLoop(4)).isCloseTo(SuNPlane.wilsonLoop(3, 6, 4), within(1e-13));
    assertThat(su3.logZ()).isCloseTo(256 * SuNPlane.logZPerPlaquette(3, 6), within(1e-10));
  }

  @Test
  void couplingLimits() {
    for (int n = 2; n <= 4; n++) {
      double beta = 10 * n * n;
      double exact = SuNPlane.plaquette(n, beta);
      double ratio = (1 - exact) / (1 - PlaquetteLimits.weakSuN(n, 2, beta));
      assertThat(ratio).as("weak SU(%d)", n).isCloseTo(1, within(0.03));
      double small = 1e-4;
      assertThat(SuNPlane.plaquette(n, small) / PlaquetteLimits.strongSuN(n, small))
          .as("strong SU(%d)", n)
          .isCloseTo(1, within(1e-4));
    }
    assertThat(PlaquetteLimits.weakSuN(3, 4, 6)).isCloseTo(1 - 2.0 / 6, within(1e-15));
    assertThat(PlaquetteLimits.weakSuN(2, 4, 2.7)).isCloseTo(1 - 3 / (4 * 2.7), within(1e-15));
    double u1 = (1 - U1Plane.plaquette(1000)) / (1 - PlaquetteLimits.weakU1(2, 1000));
    assertThat(u1).isCloseTo(1, within(3e-4));
    assertThat(U1Plane.plaquette(1e-4)).isCloseTo(PlaquetteLimits.strongU1(1e-4), within(1e-12));
  }

  @Test
  void weightsOfRepresentations() {
    assertThat(SuNCharacters.dimension(new int[] {2, 1, 0})).isEqualTo(8);
    assertThat(SuNCharacters.dimension(new int[] {3, 0, 0})).isEqualTo(10);
    assertThat(SuNCharacters.dimension(new int[] {2, 2, 1, 0})).isEqualTo(20);
    assertThat(SuNCharacters.addBox(new int[] {1, 1, 0}, 2)).containsExactly(0, 0, 0);
    assertThat(SuNCharacters.addBox(new int[] {1, 1, 0}, 1)).isNull();
  }

  @Test
  void refusesLostDigits() {
    assertThatThrownBy(() -> SuNPlane.plaquette(8, 800))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beta is 800.0 for SU(8)");
    assertThatThrownBy(() -> SuNPlane.plaquette(9, 1)).hasMessageContaining("[2, 8]");
    assertThatThrownBy(() -> new SuNTorus(3, 1, 1)).hasMessageContaining("volume is 1");
  }
}
