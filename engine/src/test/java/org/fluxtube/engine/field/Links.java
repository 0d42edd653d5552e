package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/** One link at many independent sites with the same environment, for tests of link updates. */
final class Links {
  private static final RandomStream RANDOM = new RandomStream(20260711, 3, 5);

  private Links() {}

  static StreamKey key(int round) {
    return RANDOM.key(Purpose.TEST, 1, round);
  }

  static SiteSet all(int volume) {
    return new SiteSet(IntStream.range(0, volume).toArray());
  }

  /** Haar-distributed links. */
  static double[] hot(int n, int volume, int round) {
    double[] u = new double[2 * n * n * volume];
    SiteRandom random = key(round).at(0);
    for (int s = 0; s < volume; s++) {
      random.moveTo(s);
      for (int c = 0; c < 2 * n * n; c++) {
        u[2 * n * n * s + c] = random.gaussian();
      }
      MatrixKernels.reunitarise(n, u, 2 * n * n * s);
    }
    return u;
  }

  /** The same complex matrix, entries of order scale, at each site. */
  static double[] environment(int n, int volume, double scale, int round) {
    double[] a = new double[2 * n * n * volume];
    SiteRandom random = key(round).at(0);
    for (int c = 0; c < 2 * n * n; c++) {
      a[c] = scale * random.gaussian();
    }
    for (int s = 1; s < volume; s++) {
      System.arraycopy(a, 0, a, 2 * n * n * s, 2 * n * n);
    }
    return a;
  }

  static long update(LocalUpdate rule, int n, double[] a, int round, double[] u) {
    int volume = u.length / (2 * n * n);
    return LocalKernels.update(rule, all(volume), new Shape.Matrix(n), a, key(round), u);
  }

  static double[] traces(int n, double[] u, double[] a) {
    double[] t = new double[u.length / (2 * n * n)];
    for (int s = 0; s < t.length; s++) {
      t[s] = LinkKernels.traceOfProduct(n, u, 2 * n * n * s, a, 2 * n * n * s);
    }
    return t;
  }

  static void assertSmall(double value, double error, String what) {
    assertThat(Math.abs(value) / error).as(what + ": " + value + " +- " + error).isLessThan(4.5);
  }
}
