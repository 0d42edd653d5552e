package org.fluxtube.kernels.simd;

import java.util.Arrays;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.SpinMatrix;

/**
 * The spin matrices of a {@link Hopping} as products R P over as few components as they have: a
 * Wilson projector 1 -+ gamma_mu takes s spins to s/2 and back, so that links act on half spinors
 * only. Found from the numbers: with the blocks (a 1, B; C, D) that is so where D = C B/a exactly.
 */
final class HopMaps {
  /** Components between P and R: s/2 where all matrices have that rank, else s. */
  final int middle;

  /** P of each way: forward 2 mu, backward 2 mu + 1; null where it is the unit. */
  final SpinMap[] project;

  /** R and P of each way where all have the form of {@link HalfSpin}, else null. */
  final HalfSpin[][] halves;

  /** The numbers of {@link #halves}. */
  final Factors factors = new Factors();

  /** R^dagger of each way, null where it is the unit. */
  final SpinMap[] project2;

  /** All R beside each other: from the middle components of all ways to the sum. */
  final SpinMap combine;

  HopMaps(Hopping hopping, int n) {
    int s = hopping.spins();
    int ways = 2 * hopping.dimensions();
    double[][] host = Host.rows(ways);
    for (int mu = 0; mu < hopping.dimensions(); mu++) {
      host[2 * mu] = hopping.forward().get(mu).values();
      host[2 * mu + 1] = hopping.backward().get(mu).values();
    }
    boolean half = s % 2 == 0 && Arrays.stream(host).allMatch(m -> hasHalfRank(m, s));
    this.middle = half ? s / 2 : s;
    this.project = new SpinMap[ways];
    this.project2 = new SpinMap[ways];
    double[] hostAll = Host.numbers(2 * s * ways * middle);
    for (int way = 0; way < ways; way++) {
      double[] hostR = half ? hostColumns(host[way], s) : host[way];
      for (int i = 0; i < s; i++) {
        int from = 2 * i * middle;
        System.arraycopy(hostR, from, hostAll, 2 * (i * ways + way) * middle, 2 * middle);
      }
      if (half) {
        project[way] = new SpinMap(hostRows(host[way], s), middle, s, n);
      }
      project2[way] = new SpinMap(hostAdjoint(hostR, s, middle), middle, s, n);
    }
    this.halves = half ? halves(host, s, n) : null;
    this.combine = new SpinMap(hostAll, s, ways * middle, n);
  }

  private HalfSpin[][] halves(double[][] host, int s, int n) {
    HalfSpin[][] out = new HalfSpin[host.length][];
    for (int way = 0; way < out.length; way++) {
      out[way] = HalfSpin.of(hostRows(host[way], s), hostColumns(host[way], s), s / 2, n, factors);
      if (host[way][0] != 1 || out[way] == null) {
        return null;
      }
    }
    return out;
  }

  /** Whether m = (a 1, B; a C, C B) with real a. */
  private static boolean hasHalfRank(double[] host, int s) {
    int k = s / 2;
    double a = host[0];
    if (a == 0) {
      return false;
    }
    SpinMatrix m = new SpinMatrix(s, host);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        if (m.re(i, j) != (i == j ? a : 0) || m.im(i, j) != 0) {
          return false;
        }
        double re = 0;
        double im = 0;
        for (int l = 0; l < k; l++) {
          re += m.re(k + i, l) * m.re(l, k + j) - m.im(k + i, l) * m.im(l, k + j);
          im += m.re(k + i, l) * m.im(l, k + j) + m.im(k + i, l) * m.re(l, k + j);
        }
        if (re != a * m.re(k + i, k + j) || im != a * m.im(k + i, k + j)) {
          return false;
        }
      }
    }
    return true;
  }

  /** R: the first s/2 columns. */
  private static double[] hostColumns(double[] host, int s) {
    double[] hostR = Host.numbers(s * s);
    for (int i = 0; i < s; i++) {
      System.arraycopy(host, 2 * i * s, hostR, i * s, s);
    }
    return hostR;
  }

  /** P: the first s/2 rows over a. */
  private static double[] hostRows(double[] host, int s) {
    double[] hostP = Arrays.copyOf(host, s * s);
    for (int i = 0; i < hostP.length; i++) {
      hostP[i] /= host[0];
    }
    return hostP;
  }

  private static double[] hostAdjoint(double[] host, int rows, int columns) {
    double[] hostT = Host.numbers(host.length);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        hostT[2 * (j * rows + i)] = host[2 * (i * columns + j)];
        hostT[2 * (j * rows + i) + 1] = -host[2 * (i * columns + j) + 1];
      }
    }
    return hostT;
  }
}
