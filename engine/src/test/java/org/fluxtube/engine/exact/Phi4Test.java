package org.fluxtube.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Phi4Test {

  @ParameterizedTest
  @CsvSource({"6.975, .53548", "6.008, .57697", "5.550, .60030", "5.276, .61569", "5.113, .62543"})
  void ensemblesLieOnOneHalf(double lambda, double twoKappa) {
    HoppingCouplings hopping = new Phi4Couplings(-4, lambda, 2).toHopping();
    assertThat(2 * hopping.kappa()).isCloseTo(twoKappa, within(6e-6));
    assertThat(hopping.lambda()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void hoppingPointOfTheGanPaper() {
    Phi4Couplings phi4 = new HoppingCouplings(.21, .022).toPhi4(2);
    assertThat(phi4.mSquared()).isCloseTo(.552381, within(5e-7));
    assertThat(phi4.lambda()).isCloseTo(.498866, within(5e-7));
  }

  @Test
  void conversionIsInvertibleForAllSigns() {
    for (double mSquared : new double[] {-20, -8, -4.001, -4, -3.9, 0, 0.5, 7}) {
      for (double lambda : new double[] {1e-8, 0.3, 8}) {
        for (int d = 1; d <= 4; d++) {
          Phi4Couplings back = new Phi4Couplings(mSquared, lambda, d).toHopping().toPhi4(d);
          assertThat(back.lambda() / lambda).isCloseTo(1, within(1e-13));
          assertThat(back.mSquared()).isCloseTo(mSquared, within(1e-12));
        }
      }
    }
    assertThat(new Phi4Couplings(1, 0, 2).toHopping()).isEqualTo(new HoppingCouplings(0.2, 0));
    assertThatThrownBy(() -> new Phi4Couplings(-1, 0, 2)).hasMessageContaining("lambda is 0");
  }

  @Test
  void actionIsInvariantOnARandomField() {
    int l = 6;
    HoppingCouplings hopping = new HoppingCouplings(.21, .022);
    Phi4Couplings phi4 = hopping.toPhi4(2);
    double scale = hopping.fieldScale();
    Random random = new Random(4711);
    double[] psi = random.doubles(l * l, -2, 2).toArray();
    double first = 0;
    double second = 0;
    for (int x = 0; x < l * l; x++) {
      int right = x - x % l + (x + 1) % l;
      int up = (x + l) % (l * l);
      double p = psi[x];
      double links = p * (psi[right] + psi[up]);
      first +=
          -2 * hopping.kappa() * links
              + (1 - 2 * hopping.lambda()) * p * p
              + hopping.lambda() * Math.pow(p, 4);
      double f = scale * p;
      second +=
          (4 + phi4.mSquared()) * f * f
              - 2 * scale * scale * links
              + phi4.lambda() * Math.pow(f, 4);
    }
    assertThat(second).isCloseTo(first, within(1e-12));
  }

  @Test
  void oneSiteQuarticHasGammaFunctions() {
    // int e^{-l phi^4} = Gamma(1/4)/2 l^{-1/4}; <phi^2> = Gamma(3/4)/Gamma(1/4) l^{-1/2}
    double quarter = 3.625609908221908311930685;
    double threeQuarters = 1.225416702465177645129098;
    Phi4Site site = new Phi4Site(0, 2.5);
    assertThat(site.logZ()).isCloseTo(Math.log(quarter / 2 / Math.pow(2.5, .25)), within(1e-13));
    assertThat(site.moment(2)).isCloseTo(threeQuarters / quarter / Math.sqrt(2.5), within(1e-14));
    assertThat(site.moment(4)).isCloseTo(1 / 10.0, within(1e-14));
    Phi4Site gauss = new Phi4Site(0.7, 0);
    assertThat(gauss.moment(6)).isCloseTo(15 / Math.pow(1.4, 3), within(1e-12));
    assertThat(gauss.moment(3)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"-4, 1", "-4, 6.975", "1, 0.1", "3, 0", "-10, 2"})
  void oneSiteIsTheRingOfLengthOne(double mSquared, double lambda) {
    Phi4Site site = new Phi4Site(mSquared, lambda);
    Phi4Ring ring = new Phi4Ring(mSquared, lambda, 1);
    assertThat(ring.phiSquared()).isCloseTo(site.moment(2), within(1e-12));
    assertThat(ring.phiFourth()).isCloseTo(site.moment(4), within(1e-11));
    assertThat(ring.logZ()).isCloseTo(site.logZ(), within(1e-12));
    assertThat(ring.bond()).isEqualTo(ring.phiSquared());
    for (int k = 0; k < 6; k += 2) { // <d(phi^{k+1})/dphi> = <phi^{k+1} dS/dphi>
      double left = (k + 1) * site.moment(k);
      double right = 2 * mSquared * site.moment(k + 2) + 4 * lambda * site.moment(k + 4);
      assertThat(right / left).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"-4, 6.975, 2", "-4, 6.975, 3", "-2, 1, 2", "-2, 1, 3", "0.5, 0.2, 3"})
  void shortRingsByEnumeration(double mSquared, double lambda, int length) {
    double h = Phi4Well.end(mSquared, lambda) / 60;
    int sites = 120;
    double total = Math.pow(sites, length);
    double[] sums = new double[4];
    double[] f = new double[length];
    for (long index = 0; index < total; index++) {
      long rest = index;
      double action = 0;
      double magnetisation = 0;
      for (int x = 0; x < length; x++) {
        f[x] = (rest % sites - 59.5) * h;
        rest /= sites;
        magnetisation += f[x];
      }
      for (int x = 0; x < length; x++) {
        double p2 = f[x] * f[x];
        action += (2 + mSquared) * p2 - 2 * f[x] * f[(x + 1) % length] + lambda * p2 * p2;
      }
      double w = Math.exp(-action);
      sums[0] += w;
      sums[1] += w * f[0] * f[0];
      sums[2] += w * f[0] * f[1];
      sums[3] += w * magnetisation * magnetisation / length;
    }
    Phi4Ring ring = new Phi4Ring(mSquared, lambda, length);
    assertThat(ring.phiSquared()).isCloseTo(sums[1] / sums[0], within(1e-12));
    assertThat(ring.bond()).isCloseTo(sums[2] / sums[0], within(1e-12));
    assertThat(ring.susceptibility()).isCloseTo(sums[3] / sums[0], within(1e-12));
    double logZ = Math.log(sums[0]) + length * Math.log(h);
    assertThat(ring.logZ()).isCloseTo(logZ, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-4, 6.975, 4", "-4, 1, 6", "-1, 0.5, 10", "2, 3, 5", "1.3, 0, 8", "-4, 1, 100"})
  void virialIdentity(double mSquared, double lambda, int length) {
    Phi4Ring ring = new Phi4Ring(mSquared, lambda, length);
    double a = (2 + mSquared) * ring.phiSquared() - 2 * ring.bond();
    assertThat(lambda * ring.phiFourth()).isCloseTo((1 - 2 * a) / 4, within(1e-11));
  }

  @Test
  void freeRingIsTheFreeScalar() {
    Phi4Ring ring = new Phi4Ring(0.4, 0, 6);
    FreeScalar free = FreeScalar.withoutHalf(0.4, 6);
    assertThat(ring.phiSquared()).isCloseTo(free.phiSquared(), within(1e-13));
    assertThat(ring.bond()).isCloseTo(free.neighbour(0), within(1e-13));
    assertThat(ring.susceptibility()).isCloseTo(free.susceptibility(), within(1e-12));
    assertThat(ring.logZ()).isCloseTo(-free.freeEnergy(), within(1e-12));
    assertThat(ring.massGap()).isCloseTo(free.poleMass(), within(1e-13));
    for (int r = 0; r <= 6; r++) {
      assertThat(ring.correlation(r)).isCloseTo(free.correlator(0, r), within(1e-13));
    }
  }

  @Test
  void derivativesOfLogZ() {
    double h = 1e-4;
    ToDoubleFunction<double[]> logZ = c -> new Phi4Ring(c[0], c[1], 4).logZ();
    Phi4Ring ring = new Phi4Ring(-2, 1.5, 4);
    double mass =
        (logZ.applyAsDouble(new double[] {-2 + h, 1.5})
                - logZ.applyAsDouble(new double[] {-2 - h, 1.5}))
            / (2 * h);
    double quartic =
        (logZ.applyAsDouble(new double[] {-2, 1.5 + h})
                - logZ.applyAsDouble(new double[] {-2, 1.5 - h}))
            / (2 * h);
    assertThat(-mass / 4).isCloseTo(ring.phiSquared(), within(1e-7));
    assertThat(-quartic / 4).isCloseTo(ring.phiFourth(), within(1e-7));
  }

  @Test
  void correlationFallsWithTheMassGap() {
    Phi4Ring ring = new Phi4Ring(-1, 1, 200);
    double ratio = ring.correlation(20) / ring.correlation(21);
    assertThat(Math.log(ratio)).isCloseTo(ring.massGap(), within(1e-12));
  }

  @Test
  void refusesWellsTooFarApart() {
    assertThatThrownBy(() -> new Phi4Ring(-40, 1e-3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("points");
  }
}
