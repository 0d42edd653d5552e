package org.fluxtube.engine.rng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.fluxtube.engine.stats.ChiSquared;
import org.fluxtube.engine.stats.Erfc;
import org.fluxtube.engine.stats.KolmogorovSmirnov;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Distributions and the independence of neighbouring counters, with fixed seeds: 4 sigma for
 * moments and correlations, 1e-4 < p for chi^2 and Kolmogorov-Smirnov.
 */
class RandomQualityTest {
  private static final int N = 200_000;
  private static final RandomStream STREAM = new RandomStream(20_240_611, 3, 1000);

  /** What is counted up from one number to the next. */
  enum Neighbour {
    SITE,
    DRAW,
    BLOCK_OF_SITES,
    TRAJECTORY,
    CHAIN,
    ROUND,
    SEED;

    double uniform(int i) {
      StreamKey key = STREAM.key(Purpose.TEST);
      return switch (this) {
        case SITE -> key.at(i).uniform();
        case DRAW -> draw(key.at(i / 1000), i % 1000);
        case BLOCK_OF_SITES -> draw(key.at(i / 4), 2 * (i % 4));
        case TRAJECTORY -> STREAM.trajectory(i).key(Purpose.TEST).at(0).uniform();
        case CHAIN -> {
          RandomStream other = new RandomStream(STREAM.seed(), i % 16_384, i / 16_384);
          yield other.key(Purpose.TEST).at(0).uniform();
        }
        case ROUND -> STREAM.key(Purpose.TEST, i / 65_536, i % 65_536).at(0).uniform();
        case SEED -> new RandomStream(i, 0, 0).key(Purpose.TEST).at(0).uniform();
      };
    }

    private static double draw(SiteRandom random, int skip) {
      for (int k = 0; k < skip; k++) {
        random.bits();
      }
      return random.uniform();
    }
  }

  /** Mean, variance, lag correlations and chi^2 of pairs in 16 x 16 cells along every axis. */
  @ParameterizedTest
  @EnumSource(Neighbour.class)
  void neighbouringCountersAreIndependent(Neighbour axis) {
    int n = axis == Neighbour.DRAW ? 40_000 : N;
    double[] u = sample(n, axis::uniform);
    double mean = 0;
    double square = 0;
    for (double x : u) {
      mean += (x - 0.5) / n;
      square += (x - 0.5) * (x - 0.5) / n;
    }
    assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(12.0 * n)));
    assertThat(square).isCloseTo(1 / 12.0, within(4 / Math.sqrt(180.0 * n)));
    for (int lag : new int[] {1, 2, 3, 4, 8, 16, 64, 256, 1024}) {
      double sum = 0;
      for (int i = 0; i + lag < n; i++) {
        sum += 12 * (u[i] - 0.5) * (u[i + lag] - 0.5);
      }
      assertThat(sum / (n - lag)).as("lag %d", lag).isCloseTo(0, within(4 / Math.sqrt(n - lag)));
    }
    int[] cells = new int[256];
    for (int i = 0; i + 1 < n; i += 2) {
      cells[(int) (16 * u[i]) * 16 + (int) (16 * u[i + 1])]++;
    }
    assertThat(pValue(cells)).isBetween(1e-4, 1 - 1e-4);
    assertThat(KolmogorovSmirnov.of(u, x -> x).pValue()).isGreaterThan(1e-4);
  }

  /**
   * Every bit of the 64 is fair, and the low bits of the uniform are as random as the high ones.
   */
  @Test
  void bitsAreFair() {
    int[] ones = new int[64];
    int[] low = new int[256];
    SiteRandom random = STREAM.key(Purpose.TEST, 1, 0).at(0);
    for (int i = 0; i < N; i++) {
      long x = random.moveTo(i).bits();
      for (int b = 0; b < 64; b++) {
        ones[b] += (int) (x >>> b & 1);
      }
      low[(int) ((long) (random.uniform() * 0x1p52) & 0xFF)]++;
    }
    for (int count : ones) {
      assertThat((count - N / 2.0) / Math.sqrt(N / 4.0)).isBetween(-4.5, 4.5);
    }
    assertThat(pValue(low)).isBetween(1e-4, 1 - 1e-4);
  }

  /** Moments 1..6 of the normal distribution, both halves of the pair, and no correlation. */
  @Test
  void gaussiansAreNormal() {
    double[] first = new double[N];
    double[] second = new double[N];
    SiteRandom random = STREAM.key(Purpose.MOMENTUM, 1, 0).at(0);
    for (int i = 0; i < N; i++) {
      first[i] = random.moveTo(i).gaussian();
      second[i] = random.gaussian();
    }
    double[] exact = {1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10_395};
    for (double[] x : new double[][] {first, second}) {
      for (int k = 1; k <= 6; k++) {
        double sum = 0;
        for (double v : x) {
          sum += Math.pow(v, k) / N;
        }
        double sigma = Math.sqrt((exact[2 * k] - exact[k] * exact[k]) / N);
        assertThat(sum).as("moment %d", k).isCloseTo(exact[k], within(4 * sigma));
      }
      assertThat(KolmogorovSmirnov.of(x, Erfc::normalCdf).pValue()).isGreaterThan(1e-4);
    }
    assertThat(correlation(first, second, x -> x)).isCloseTo(0, within(4 / Math.sqrt(N)));
    // the radius is shared within the pair: squares are the more sensitive test
    assertThat(correlation(first, second, x -> (x * x - 1) / Math.sqrt(2)))
        .isCloseTo(0, within(4 / Math.sqrt(N)));
    double radius = 0;
    for (int i = 0; i < N; i++) {
      radius = Math.max(radius, Math.hypot(first[i], second[i]));
    }
    // expected sqrt(2 ln N) = 4.94; P(r > 7) = N e^-24.5 = 5e-6
    assertThat(radius).isBetween(4.2, 7.0);
  }

  @Test
  void integersAreUniform() {
    for (int n : new int[] {2, 3, 6, 10, 100, 1000}) {
      int[] counts = new int[n];
      SiteRandom random = STREAM.key(Purpose.CLUSTER, 0, n).at(0);
      for (int i = 0; i < N; i++) {
        counts[random.moveTo(i).below(n)]++;
      }
      assertThat(pValue(counts)).as("below(%d)", n).isBetween(1e-4, 1 - 1e-4);
    }
  }

  /** Two streams that differ in one field only: no correlation over sites. */
  @Test
  void differentStreamsAreIndependent() {
    StreamKey base = STREAM.key(Purpose.TEST, 1, 1);
    StreamKey[] others = {
      STREAM.key(Purpose.START, 1, 1),
      STREAM.key(Purpose.TEST, 2, 1),
      STREAM.key(Purpose.TEST, 1, 2),
      STREAM.trajectory(1001).key(Purpose.TEST, 1, 1),
      STREAM.trajectory(1000 + (1L << 32)).key(Purpose.TEST, 1, 1),
      new RandomStream(STREAM.seed(), 4, 1000).key(Purpose.TEST, 1, 1),
      new RandomStream(STREAM.seed() + 1, 3, 1000).key(Purpose.TEST, 1, 1),
      new RandomStream(STREAM.seed() ^ 1L << 63, 3, 1000).key(Purpose.TEST, 1, 1)
    };
    double[] x = sample(N, i -> base.at(i).uniform() - 0.5);
    for (StreamKey other : others) {
      double[] y = sample(N, i -> other.at(i).uniform() - 0.5);
      assertThat(12 * correlation(x, y, v -> v)).isCloseTo(0, within(4 / Math.sqrt(N)));
    }
  }

  private static double[] sample(int n, IntToDoubleFunction draw) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = draw.applyAsDouble(i);
    }
    return x;
  }

  private static double correlation(double[] x, double[] y, DoubleUnaryOperator f) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += f.applyAsDouble(x[i]) * f.applyAsDouble(y[i]);
    }
    return sum / x.length;
  }

  private static double pValue(int[] counts) {
    double total = 0;
    for (int c : counts) {
      total += c;
    }
    double expected = total / counts.length;
    double chi2 = 0;
    for (int c : counts) {
      chi2 += (c - expected) * (c - expected) / expected;
    }
    return new ChiSquared(chi2, counts.length - 1).pValue();
  }
}
