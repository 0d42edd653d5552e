package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.SPECIES;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;

/** Three colours: the vector stays in registers, each number of the link is read once. */
final class Colours3 implements Colours {
  private static final int W = Lanes.COUNT;
  private static final int ROW = 6 * W;

  /** With a constant distance between spinors most checks of bounds are made before the loop. */
  private static final int NEXT = 4 * ROW;

  private final ColoursN general = new ColoursN(3);

  @Override
  public void times(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins) {
    for (int s = 0; s < spins * ROW; s += ROW) {
      times(u, uo, x, xo + s, y, yo + s);
    }
  }

  @Override
  public void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo, int spins) {
    for (int s = 0; s < spins * ROW; s += ROW) {
      adjointTimes(u, uo, x, xo + s, y, yo + s);
    }
  }

  private static void times(double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector x0r = load(x, xo);
    DoubleVector x0i = load(x, xo + W);
    DoubleVector x1r = load(x, xo + 2 * W);
    DoubleVector x1i = load(x, xo + 3 * W);
    DoubleVector x2r = load(x, xo + 4 * W);
    DoubleVector x2i = load(x, xo + 5 * W);
    for (int i = 0; i < 3; i++) {
      int at = uo + i * ROW;
      DoubleVector u0r = load(u, at);
      DoubleVector u0i = load(u, at + W);
      DoubleVector u1r = load(u, at + 2 * W);
      DoubleVector u1i = load(u, at + 3 * W);
      DoubleVector u2r = load(u, at + 4 * W);
      DoubleVector u2i = load(u, at + 5 * W);
      DoubleVector rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      DoubleVector ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      DoubleVector ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      DoubleVector im = u2i.fma(x2r, u1i.fma(x1r, u0i.fma(x0r, ri)));
      rr.sub(ii).intoArray(y, yo + 2 * i * W);
      im.intoArray(y, yo + 2 * i * W + W);
    }
  }

  private static void adjointTimes(double[] u, int uo, double[] x, int xo, double[] y, int yo) {
    DoubleVector x0r = load(x, xo);
    DoubleVector x0i = load(x, xo + W);
    DoubleVector x1r = load(x, xo + 2 * W);
    DoubleVector x1i = load(x, xo + 3 * W);
    DoubleVector x2r = load(x, xo + 4 * W);
    DoubleVector x2i = load(x, xo + 5 * W);
    for (int i = 0; i < 3; i++) {
      int at = uo + 2 * i * W;
      DoubleVector u0r = load(u, at);
      DoubleVector u0i = load(u, at + W);
      DoubleVector u1r = load(u, at + ROW);
      DoubleVector u1i = load(u, at + ROW + W);
      DoubleVector u2r = load(u, at + 2 * ROW);
      DoubleVector u2i = load(u, at + 2 * ROW + W);
      DoubleVector rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      DoubleVector re = u2i.fma(x2i, u1i.fma(x1i, u0i.fma(x0i, rr)));
      DoubleVector ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      DoubleVector ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      re.intoArray(y, yo + 2 * i * W);
      ri.sub(ir).intoArray(y, yo + 2 * i * W + W);
    }
  }

  @Override
  public void addTimes(HalfSpin h, HopRow row) {
    if (row.nextSpinor == NEXT) {
      addTimes(h, row, row.uo, row.xo, row.yo, row.count);
      return;
    }
    for (int k = 0; k < row.count; k++) {
      int next = k * row.nextSpinor;
      addTimes(h, row, row.uo + k * row.nextLink, row.xo + next, row.yo + next, 1);
    }
  }

  /** At {@code count} blocks with the numbers of four spins. */
  private static void addTimes(HalfSpin h, HopRow row, int uo, int xo, int yo, int count) {
    double[] u = row.u;
    double[] x = row.x;
    double[] y = row.y;
    double[] factors = row.factors;
    Turn turn = row.turn;
    for (int block = 0; block < count; block++) {
      int at = xo + h.at();
      int atRe = xo + h.atRe();
      int atIm = xo + h.atIm();
      DoubleVector e = DoubleVector.fromArray(SPECIES, factors, Lanes.ORIGIN);
      DoubleVector a = DoubleVector.fromArray(SPECIES, factors, h.re());
      DoubleVector b = DoubleVector.fromArray(SPECIES, factors, h.im());
      DoubleVector x0r =
          a.fma(
              DoubleVector.fromArray(SPECIES, x, atRe),
              e.mul(DoubleVector.fromArray(SPECIES, x, at)));
      DoubleVector x0i =
          b.fma(
              DoubleVector.fromArray(SPECIES, x, atIm),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + W)));
      DoubleVector x1r =
          a.fma(
              DoubleVector.fromArray(SPECIES, x, atRe + 2 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 2 * W)));
      DoubleVector x1i =
          b.fma(
              DoubleVector.fromArray(SPECIES, x, atIm + 2 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 3 * W)));
      DoubleVector x2r =
          a.fma(
              DoubleVector.fromArray(SPECIES, x, atRe + 4 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 4 * W)));
      DoubleVector x2i =
          b.fma(
              DoubleVector.fromArray(SPECIES, x, atIm + 4 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 5 * W)));
      if (turn != null) {
        VectorShuffle<Double> order = turn.order();
        x0r = x0r.rearrange(order);
        x0i = x0i.rearrange(order);
        x1r = x1r.rearrange(order);
        x1i = x1i.rearrange(order);
        x2r = x2r.rearrange(order);
        x2i = x2i.rearrange(order);
      }
      int to = yo + h.at();
      int toRe = yo + h.toRe();
      int toIm = yo + h.toIm();
      DoubleVector f = DoubleVector.fromArray(SPECIES, factors, h.fromRe());
      DoubleVector g = DoubleVector.fromArray(SPECIES, factors, h.fromIm());
      DoubleVector u0r = DoubleVector.fromArray(SPECIES, u, uo);
      DoubleVector u0i = DoubleVector.fromArray(SPECIES, u, uo + W);
      DoubleVector u1r = DoubleVector.fromArray(SPECIES, u, uo + 2 * W);
      DoubleVector u1i = DoubleVector.fromArray(SPECIES, u, uo + 3 * W);
      DoubleVector u2r = DoubleVector.fromArray(SPECIES, u, uo + 4 * W);
      DoubleVector u2i = DoubleVector.fromArray(SPECIES, u, uo + 5 * W);
      DoubleVector rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      DoubleVector ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      DoubleVector ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      DoubleVector ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      DoubleVector r = rr.sub(ii);
      DoubleVector i = ri.add(ir);
      r.add(DoubleVector.fromArray(SPECIES, y, to)).intoArray(y, to);
      i.add(DoubleVector.fromArray(SPECIES, y, to + W)).intoArray(y, to + W);
      f.fma(r, DoubleVector.fromArray(SPECIES, y, toRe)).intoArray(y, toRe);
      g.fma(i, DoubleVector.fromArray(SPECIES, y, toIm)).intoArray(y, toIm);
      u0r = DoubleVector.fromArray(SPECIES, u, uo + 6 * W);
      u0i = DoubleVector.fromArray(SPECIES, u, uo + 7 * W);
      u1r = DoubleVector.fromArray(SPECIES, u, uo + 8 * W);
      u1i = DoubleVector.fromArray(SPECIES, u, uo + 9 * W);
      u2r = DoubleVector.fromArray(SPECIES, u, uo + 10 * W);
      u2i = DoubleVector.fromArray(SPECIES, u, uo + 11 * W);
      rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      r = rr.sub(ii);
      i = ri.add(ir);
      r.add(DoubleVector.fromArray(SPECIES, y, to + 2 * W)).intoArray(y, to + 2 * W);
      i.add(DoubleVector.fromArray(SPECIES, y, to + 3 * W)).intoArray(y, to + 3 * W);
      f.fma(r, DoubleVector.fromArray(SPECIES, y, toRe + 2 * W)).intoArray(y, toRe + 2 * W);
      g.fma(i, DoubleVector.fromArray(SPECIES, y, toIm + 2 * W)).intoArray(y, toIm + 2 * W);
      u0r = DoubleVector.fromArray(SPECIES, u, uo + 12 * W);
      u0i = DoubleVector.fromArray(SPECIES, u, uo + 13 * W);
      u1r = DoubleVector.fromArray(SPECIES, u, uo + 14 * W);
      u1i = DoubleVector.fromArray(SPECIES, u, uo + 15 * W);
      u2r = DoubleVector.fromArray(SPECIES, u, uo + 16 * W);
      u2i = DoubleVector.fromArray(SPECIES, u, uo + 17 * W);
      rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      r = rr.sub(ii);
      i = ri.add(ir);
      r.add(DoubleVector.fromArray(SPECIES, y, to + 4 * W)).intoArray(y, to + 4 * W);
      i.add(DoubleVector.fromArray(SPECIES, y, to + 5 * W)).intoArray(y, to + 5 * W);
      f.fma(r, DoubleVector.fromArray(SPECIES, y, toRe + 4 * W)).intoArray(y, toRe + 4 * W);
      g.fma(i, DoubleVector.fromArray(SPECIES, y, toIm + 4 * W)).intoArray(y, toIm + 4 * W);
      uo += row.nextLink;
      xo += NEXT;
      yo += NEXT;
    }
  }

  @Override
  public void addAdjointTimes(HalfSpin h, HopRow row) {
    if (row.nextSpinor == NEXT) {
      addAdjointTimes(h, row, row.uo, row.xo, row.yo, row.count);
      return;
    }
    for (int k = 0; k < row.count; k++) {
      int next = k * row.nextSpinor;
      addAdjointTimes(h, row, row.uo + k * row.nextLink, row.xo + next, row.yo + next, 1);
    }
  }

  /** At {@code count} blocks with the numbers of four spins. */
  private static void addAdjointTimes(HalfSpin h, HopRow row, int uo, int xo, int yo, int count) {
    double[] u = row.u;
    double[] x = row.x;
    double[] y = row.y;
    double[] factors = row.factors;
    Turn turn = row.turn;
    for (int block = 0; block < count; block++) {
      int at = xo + h.at();
      int atRe = xo + h.atRe();
      int atIm = xo + h.atIm();
      DoubleVector e = DoubleVector.fromArray(SPECIES, factors, Lanes.ORIGIN);
      DoubleVector a = DoubleVector.fromArray(SPECIES, factors, h.re());
      DoubleVector b = DoubleVector.fromArray(SPECIES, factors, h.im());
      DoubleVector x0r =
          a.fma(
              DoubleVector.fromArray(SPECIES, x, atRe),
              e.mul(DoubleVector.fromArray(SPECIES, x, at)));
      DoubleVector x0i =
          b.fma(
              DoubleVector.fromArray(SPECIES, x, atIm),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + W)));
      DoubleVector x1r =
          a.fma(
              DoubleVector.fromArray(SPECIES, x, atRe + 2 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 2 * W)));
      DoubleVector x1i =
          b.fma(
              DoubleVector.fromArray(SPECIES, x, atIm + 2 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 3 * W)));
      DoubleVector x2r =
          a.fma(
              DoubleVector.fromArray(SPECIES, x, atRe + 4 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 4 * W)));
      DoubleVector x2i =
          b.fma(
              DoubleVector.fromArray(SPECIES, x, atIm + 4 * W),
              e.mul(DoubleVector.fromArray(SPECIES, x, at + 5 * W)));
      int to = yo + h.at();
      int toRe = yo + h.toRe();
      int toIm = yo + h.toIm();
      DoubleVector f = DoubleVector.fromArray(SPECIES, factors, h.fromRe());
      DoubleVector g = DoubleVector.fromArray(SPECIES, factors, h.fromIm());
      DoubleVector u0r = DoubleVector.fromArray(SPECIES, u, uo);
      DoubleVector u0i = DoubleVector.fromArray(SPECIES, u, uo + W);
      DoubleVector u1r = DoubleVector.fromArray(SPECIES, u, uo + 6 * W);
      DoubleVector u1i = DoubleVector.fromArray(SPECIES, u, uo + 7 * W);
      DoubleVector u2r = DoubleVector.fromArray(SPECIES, u, uo + 12 * W);
      DoubleVector u2i = DoubleVector.fromArray(SPECIES, u, uo + 13 * W);
      DoubleVector rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      DoubleVector ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      DoubleVector ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      DoubleVector ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      DoubleVector r = rr.add(ii);
      DoubleVector i = ri.sub(ir);
      if (turn != null) {
        r = r.rearrange(turn.order());
        i = i.rearrange(turn.order());
      }
      r.add(DoubleVector.fromArray(SPECIES, y, to)).intoArray(y, to);
      i.add(DoubleVector.fromArray(SPECIES, y, to + W)).intoArray(y, to + W);
      f.fma(r, DoubleVector.fromArray(SPECIES, y, toRe)).intoArray(y, toRe);
      g.fma(i, DoubleVector.fromArray(SPECIES, y, toIm)).intoArray(y, toIm);
      u0r = DoubleVector.fromArray(SPECIES, u, uo + 2 * W);
      u0i = DoubleVector.fromArray(SPECIES, u, uo + 3 * W);
      u1r = DoubleVector.fromArray(SPECIES, u, uo + 8 * W);
      u1i = DoubleVector.fromArray(SPECIES, u, uo + 9 * W);
      u2r = DoubleVector.fromArray(SPECIES, u, uo + 14 * W);
      u2i = DoubleVector.fromArray(SPECIES, u, uo + 15 * W);
      rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      r = rr.add(ii);
      i = ri.sub(ir);
      if (turn != null) {
        r = r.rearrange(turn.order());
        i = i.rearrange(turn.order());
      }
      r.add(DoubleVector.fromArray(SPECIES, y, to + 2 * W)).intoArray(y, to + 2 * W);
      i.add(DoubleVector.fromArray(SPECIES, y, to + 3 * W)).intoArray(y, to + 3 * W);
      f.fma(r, DoubleVector.fromArray(SPECIES, y, toRe + 2 * W)).intoArray(y, toRe + 2 * W);
      g.fma(i, DoubleVector.fromArray(SPECIES, y, toIm + 2 * W)).intoArray(y, toIm + 2 * W);
      u0r = DoubleVector.fromArray(SPECIES, u, uo + 4 * W);
      u0i = DoubleVector.fromArray(SPECIES, u, uo + 5 * W);
      u1r = DoubleVector.fromArray(SPECIES, u, uo + 10 * W);
      u1i = DoubleVector.fromArray(SPECIES, u, uo + 11 * W);
      u2r = DoubleVector.fromArray(SPECIES, u, uo + 16 * W);
      u2i = DoubleVector.fromArray(SPECIES, u, uo + 17 * W);
      rr = u2r.fma(x2r, u1r.fma(x1r, u0r.mul(x0r)));
      ii = u2i.fma(x2i, u1i.fma(x1i, u0i.mul(x0i)));
      ri = u2r.fma(x2i, u1r.fma(x1i, u0r.mul(x0i)));
      ir = u2i.fma(x2r, u1i.fma(x1r, u0i.mul(x0r)));
      r = rr.add(ii);
      i = ri.sub(ir);
      if (turn != null) {
        r = r.rearrange(turn.order());
        i = i.rearrange(turn.order());
      }
      r.add(DoubleVector.fromArray(SPECIES, y, to + 4 * W)).intoArray(y, to + 4 * W);
      i.add(DoubleVector.fromArray(SPECIES, y, to + 5 * W)).intoArray(y, to + 5 * W);
      f.fma(r, DoubleVector.fromArray(SPECIES, y, toRe + 4 * W)).intoArray(y, toRe + 4 * W);
      g.fma(i, DoubleVector.fromArray(SPECIES, y, toIm + 4 * W)).intoArray(y, toIm + 4 * W);
      uo += row.nextLink;
      xo += NEXT;
      yo += NEXT;
    }
  }

  @Override
  public void outer(
      double[] x, int xo, double[] y, int yo, int spins, boolean fresh, double[] m, int mo) {
    general.outer(x, xo, y, yo, spins, fresh, m, mo);
  }
}
