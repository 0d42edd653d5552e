package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;
import org.fluxtube.engine.stats.KolmogorovSmirnov;
import org.fluxtube.engine.stats.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One variable at many independent sites with the same environment. Kolmogorov-Smirnov tests fail
 * below p = 0.001, sigma tests above 4.5.
 */
class SiteKernelsTest {
  private static final RandomStream RANDOM = new RandomStream(77, 2, 9);
  private static final double P_VALUE = 0.001;
  private static final int VOLUME = 20_000;

  private static StreamKey key(int round) {
    return RANDOM.key(Purpose.TEST, 2, round);
  }

  private static long update(LocalUpdate rule, int n, double[] h, int round, double[] x) {
    SiteSet all = new SiteSet(IntStream.range(0, x.length / n).toArray());
    return LocalKernels.update(rule, all, new Shape.Real(n), h, key(round), x);
  }

  private static double[] gaussian(int n, int volume, int round) {
    double[] x = new double[n * volume];
    SiteRandom random = key(round).at(0);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.moveTo(i).gaussian();
    }
    return x;
  }

  private static double[] unit(int n, int volume, int round) {
    double[] x = gaussian(n, volume, round);
    for (int o = 0; o < x.length; o += n) {
      double norm = 0;
      for (int c = o; c < o + n; c++) {
        norm += x[c] * x[c];
      }
      for (int c = o; c < o + n; c++) {
        x[c] /= Math.sqrt(norm);
      }
    }
    return x;
  }

  /** Angle to h in units of the width, density sin^{n-2}(t) exp(kappa cos t). */
  private static void requireVonMisesFisher(int n, double kappa, double[] e, double[] x) {
    double scale = Math.sqrt(Math.max(1, kappa));
    double[] angle = new double[VOLUME];
    Running second = new Running();
    Running first = new Running();
    for (int s = 0; s < VOLUME; s++) {
      double along = 0;
      double square = 0;
      for (int c = s * n; c < (s + 1) * n; c++) {
        along += x[c] * e[c];
        square += x[c] * x[c];
      }
      assertThat(square).isCloseTo(1, within(1e-12));
      double orthogonal = 0;
      for (int c = s * n; c < (s + 1) * n; c++) {
        double part = x[c] - along * e[c];
        orthogonal += part * part;
      }
      angle[s] = scale * Math.atan2(Math.sqrt(orthogonal), along);
      // the tangent against a fixed orthogonal direction built from the first two axes
      double a = -e[s * n + 1];
      double b = e[s * n];
      double projection =
          (x[s * n] * a + x[s * n + 1] * b) / Math.sqrt((a * a + b * b) * orthogonal);
      first.add(projection);
      second.add(projection * projection);
    }
    double end = Math.min(Math.PI * scale, 12 + n);
    Density exact =
        new Density(
            t ->
                Math.pow(Math.sin(t / scale), n - 2)
                    * Math.exp(-2 * kappa * Math.pow(Math.sin(0.5 * t / scale), 2)),
            0,
            end);
    assertThat(KolmogorovSmirnov.of(angle, exact).pValue()).isGreaterThan(P_VALUE);
    assertThat(Math.abs(first.mean()) / first.naiveError()).isLessThan(4.5);
    assertThat(second.mean()).isCloseTo(1.0 / (n - 1), within(4.5 * second.naiveError() + 1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0", "2, 0.01", "2, 1", "2, 12", "2, 1e6", "3, 0", "3, 0.01", "3, 1", "3, 12", "3, 1e6",
    "4, 0", "4, 0.5", "4, 8", "4, 1e6", "5, 3", "8, 0.1", "8, 20", "12, 300"
  })
  void heatBathOfSpinsIsVonMisesFisher(int n, double kappa) {
    double[] e = unit(n, VOLUME, 0);
    double[] h = new double[e.length];
    for (int i = 0; i < h.length; i++) {
      h[i] = kappa * e[i];
    }
    double[] x = unit(n, VOLUME, 1);
    assertThat(update(new LocalUpdate.SpinHeatBath(), n, h, 2, x)).isEqualTo(VOLUME);
    requireVonMisesFisher(n, kappa, e, x);
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 1.5", "3, 3, 1.0", "5, 4, 0.8"})
  void metropolisOfSpinsConvergesToVonMisesFisher(int n, double kappa, double width) {
    double[] e = unit(n, VOLUME, 0);
    double[] h = new double[e.length];
    for (int i = 0; i < h.length; i++) {
      h[i] = kappa * e[i];
    }
    double[] x = unit(n, VOLUME, 1);
    long accepted = update(new LocalUpdate.SpinMetropolis(width, 60), n, h, 2, x);
    assertThat(accepted).isBetween(60L * VOLUME / 5, 60L * VOLUME * 9 / 10);
    requireVonMisesFisher(n, kappa, e, x);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void overrelaxationOfSpinsIsAReflectionAtConstantAction(int n) {
    double[] h = gaussian(n, 500, 0);
    double[] x = unit(n, 500, 1);
    double[] start = x.clone();
    assertThat(update(new LocalUpdate.SpinOverrelaxation(), n, h, 2, x)).isEqualTo(500);
    for (int o = 0; o < x.length; o += n) {
      double gain = 0;
      double norm = 0;
      double moved = 0;
      for (int c = o; c < o + n; c++) {
        gain += (x[c] - start[c]) * h[c];
        norm += x[c] * x[c];
        moved += Math.abs(x[c] - start[c]);
      }
      assertThat(gain).isCloseTo(0, within(1e-12));
      assertThat(norm).isCloseTo(1, within(1e-12));
      assertThat(moved).isPositive();
    }
    update(new LocalUpdate.SpinOverrelaxation(), n, h, 2, x);
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isCloseTo(start[i], within(1e-12));
    }
  }

  @Test
  void overrelaxationLeavesSpinsWithoutEnvironment() {
    double[] x = unit(3, 10, 0);
    double[] start = x.clone();
    assertThat(update(new LocalUpdate.SpinOverrelaxation(), 3, new double[30], 1, x)).isZero();
    assertThat(x).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({"-1.5, 0.8, 0.7", "2, 0.3, -1", "0.5, 0, 0.4"})
  void metropolisOfScalarsConvergesToItsDensity(double quadratic, double quartic, double field) {
    double[] h = new double[VOLUME];
    java.util.Arrays.fill(h, field);
    double[] x = gaussian(1, VOLUME, 0);
    var rule = new LocalUpdate.ScalarMetropolis(quadratic, quartic, 1.5, 60);
    assertThat(update(rule, 1, h, 1, x)).isBetween(60L * VOLUME / 5, 60L * VOLUME * 9 / 10);
    Density exact =
        new Density(y -> Math.exp(-y * y * (quadratic + quartic * y * y) + field * y), -8, 8);
    assertThat(KolmogorovSmirnov.of(x, exact).pValue()).isGreaterThan(P_VALUE);
  }

  /** Virial identity of one site: <x.(2 a x + 4 l x^2 x - h)> = n. */
  @Test
  void metropolisOfManyComponentsObeysTheVirialIdentity() {
    int n = 3;
    double[] h = new double[n * VOLUME];
    for (int s = 0; s < VOLUME; s++) {
      h[n * s] = 0.9;
      h[n * s + 2] = -0.4;
    }
    double[] x = gaussian(n, VOLUME, 0);
    update(new LocalUpdate.ScalarMetropolis(-0.7, 0.5, 0.8, 60), n, h, 1, x);
    Running virial = new Running();
    for (int s = 0; s < VOLUME; s++) {
      double square = 0;
      double linear = 0;
      for (int c = n * s; c < n * (s + 1); c++) {
        square += x[c] * x[c];
        linear += x[c] * h[c];
      }
      virial.add(-1.4 * square + 2 * square * square - linear);
    }
    assertThat(virial.mean()).isCloseTo(n, within(4.5 * virial.naiveError()));
  }

  @Test
  void theOrderOfSitesDoesNotMatter() {
    for (int n : new int[] {2, 3, 5}) {
      double[] h = gaussian(n, 30, 0);
      for (LocalUpdate rule :
          new LocalUpdate[] {
            new LocalUpdate.SpinHeatBath(),
            new LocalUpdate.SpinMetropolis(0.5, 3),
            new LocalUpdate.ScalarMetropolis(1, 0.5, 0.5, 3)
          }) {
        double[] x = unit(n, 30, 1);
        double[] split = x.clone();
        update(rule, n, h, 2, x);
        Shape shape = new Shape.Real(n);
        SiteSet late = new SiteSet(IntStream.range(11, 30).toArray());
        SiteSet early = new SiteSet(IntStream.range(0, 11).toArray());
        LocalKernels.update(rule, late, shape, h, key(2), split);
        LocalKernels.update(rule, early, shape, h, key(2), split);
        assertThat(split).isEqualTo(x);
      }
    }
  }

  @Test
  void aRuleForLinksIsRefused() {
    double[] x = unit(2, 3, 0);
    assertThatThrownBy(
            () -> update(new LocalUpdate.LinkOverrelaxation(Group.U1), 2, x, 1, x.clone()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U(1)");
  }
}
