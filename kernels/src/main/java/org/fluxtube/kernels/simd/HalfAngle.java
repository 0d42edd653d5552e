package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * cos(a/2) and sin(a/2)/a from a^2, without the functions of a library, whose bits differ between
 * machines: the series in a^2/4 where that is at most 1 in all lanes; else of a halved as often as
 * it takes, and doubled back by c' = c^2 - (s a)^2, s' = 2 c s.
 */
final class HalfAngle {
  private static final int TERMS = 10;
  private static final double[] COSINE = new double[TERMS + 1];
  private static final double[] SINC = new double[TERMS + 1];
  private static final double[] CUBIC = new double[TERMS + 1];

  static {
    double term = 1;
    for (int k = 0; k <= TERMS; k++) {
      COSINE[k] = Lanes.number(term);
      SINC[k] = Lanes.number(0.5 * term / (2 * k + 1));
      term /= -(2 * k + 1) * (2 * k + 2.0);
    }
    term = 1.0 / 6;
    for (int k = 0; k <= TERMS; k++) {
      CUBIC[k] = Lanes.number(term);
      term /= -(2 * k + 4) * (2 * k + 5.0);
    }
  }

  private final double[] cosine = new double[Lanes.COUNT];
  private final double[] sine = new double[Lanes.COUNT];

  /** Computes both for the squares of the angles. */
  void of(DoubleVector square) {
    double scale = 0.25;
    int halvings = 0;
    // an unused lane may hold no number, so its comparison says nothing
    while (square.mul(all(scale)).compare(VectorOperators.GT, 1).anyTrue() && halvings < 60) {
      scale *= 0.25;
      halvings++;
    }
    DoubleVector v = square.mul(all(scale));
    DoubleVector c = all(COSINE[TERMS]);
    DoubleVector s = all(SINC[TERMS]);
    for (int k = TERMS - 1; k >= 0; k--) {
      c = c.fma(v, all(COSINE[k]));
      s = s.fma(v, all(SINC[k]));
    }
    s = s.mul(all(Math.scalb(1.0, -halvings)));
    for (int k = 0; k < halvings; k++) {
      DoubleVector next = c.mul(c).sub(s.mul(s).mul(square));
      s = s.mul(c).mul(2);
      c = next;
    }
    c.intoArray(cosine, 0);
    s.intoArray(sine, 0);
  }

  /** cos(a/2). */
  DoubleVector cosine() {
    return Lanes.load(cosine, 0);
  }

  /** sin(a/2)/a. */
  DoubleVector sine() {
    return Lanes.load(sine, 0);
  }

  /**
   * (a - sin a)/a^3 of the angles of the last {@link #of}: the series where a is at most 1, where
   * the difference would lose digits.
   */
  DoubleVector cubic(DoubleVector square) {
    DoubleVector series = all(CUBIC[TERMS]);
    for (int k = TERMS - 1; k >= 0; k--) {
      series = series.fma(square, all(CUBIC[k]));
    }
    DoubleVector sine = sine().mul(cosine()).mul(2);
    DoubleVector direct = all(1).sub(sine).div(square);
    return series.blend(direct, square.compare(VectorOperators.GT, 1));
  }
}
