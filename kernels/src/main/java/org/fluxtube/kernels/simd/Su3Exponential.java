package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * u = exp(iH) u for 3 x 3 matrices, H = -i eps p^a T^a Hermitian and traceless.
 *
 * <p>The Taylor series by Horner's rule, each polynomial reduced with H^3 = t H + d, t = tr H^2/2,
 * d = det H, so that a term costs four multiply-adds (compare M. Luescher, openQCD, doc/su3_fcts).
 * Where the norm of H exceeds 1 in a lane, all lanes are halved and the result is squared back.
 */
final class Su3Exponential {
  /** sqrt(1/3), of the last generator. */
  static final double DIAGONAL = Math.sqrt(2.0 / 6);

  private static final int W = Lanes.COUNT;
  private static final int TERMS = 19;

  /** Enough where the norm is below 1/4: 0.25^13/13! = 2e-18. */
  private static final int FEW_TERMS = 12;

  private static final double[] INVERSE_FACTORIAL = new double[TERMS + 1];

  static {
    double factorial = 1;
    INVERSE_FACTORIAL[0] = 1;
    for (int k = 1; k <= TERMS; k++) {
      factorial *= k;
      INVERSE_FACTORIAL[k] = Lanes.number(1 / factorial);
    }
  }

  /** H: h00, h11, h22, then re, im of h01, h02, h12; H^2 the same. */
  private final double[] h = new double[9 * W];

  private final double[] square = new double[9 * W];
  private final double[] e = new double[18 * W];
  private final double[] spare = new double[18 * W];

  /** u overwritten, p unchanged. */
  void apply(double eps, double[] p, int po, double[] u, int uo) {
    double norm2 = hermitian(eps, p, po);
    int halvings = 0;
    double scale = 1;
    while (norm2 * scale * scale > 1 && halvings < 60) {
      scale *= 0.5;
      halvings++;
    }
    if (halvings > 0) {
      for (int i = 0; i < h.length; i++) {
        h[i] *= scale;
      }
    }
    series(norm2 < 1.0 / 16 ? FEW_TERMS : TERMS);
    for (int k = 0; k < halvings; k++) {
      System.arraycopy(e, 0, spare, 0, e.length);
      multiply(spare, e, 0);
    }
    multiply(e, u, uo);
  }

  /** Fills h; the largest tr H^2 of all lanes. */
  private double hermitian(double eps, double[] p, int po) {
    DoubleVector half = all(0.5 * eps);
    DoubleVector p2 = half.mul(load(p, po + 2 * W));
    DoubleVector p7 = all(0.5 * eps * DIAGONAL).mul(load(p, po + 7 * W));
    DoubleVector d0 = p7.add(p2);
    DoubleVector d1 = p7.sub(p2);
    DoubleVector d2 = p7.mul(-2);
    d0.intoArray(h, 0);
    d1.intoArray(h, W);
    d2.intoArray(h, 2 * W);
    DoubleVector off = all(0);
    for (int k = 0; k < 3; k++) {
      int at = po + (k == 0 ? 0 : 2 * k + 1) * W;
      DoubleVector re = half.mul(load(p, at));
      DoubleVector im = half.mul(load(p, at + W)).neg();
      off = re.fma(re, im.fma(im, off));
      re.intoArray(h, (3 + 2 * k) * W);
      im.intoArray(h, (4 + 2 * k) * W);
    }
    DoubleVector norm = d0.fma(d0, d1.fma(d1, d2.fma(d2, off.add(off))));
    // an unused lane may hold no number
    return norm.blend(0, norm.test(VectorOperators.IS_NAN)).reduceLanes(VectorOperators.MAX);
  }

  /** e = exp(iH) = q0 + q1 iH + q2 (iH)^2. */
  private void series(int terms) {
    DoubleVector h0 = load(h, 0);
    DoubleVector h1 = load(h, W);
    DoubleVector h2 = load(h, 2 * W);
    DoubleVector ar = load(h, 3 * W);
    DoubleVector ai = load(h, 4 * W);
    DoubleVector br = load(h, 5 * W);
    DoubleVector bi = load(h, 6 * W);
    DoubleVector cr = load(h, 7 * W);
    DoubleVector ci = load(h, 8 * W);
    DoubleVector aa = ar.fma(ar, ai.mul(ai));
    DoubleVector bb = br.fma(br, bi.mul(bi));
    DoubleVector cc = cr.fma(cr, ci.mul(ci));
    DoubleVector s0 = h0.fma(h0, aa.add(bb));
    DoubleVector s1 = h1.fma(h1, aa.add(cc));
    DoubleVector s2 = h2.fma(h2, bb.add(cc));
    s0.intoArray(square, 0);
    s1.intoArray(square, W);
    s2.intoArray(square, 2 * W);
    // (H^2)_01 = h02 conj h12 - h22 h01, (H^2)_02 = h01 h12 - h11 h02, (H^2)_12 = conj h01 h02 -
    // h00 h12
    br.mul(cr).add(bi.mul(ci)).sub(h2.mul(ar)).intoArray(square, 3 * W);
    bi.mul(cr).sub(br.mul(ci)).sub(h2.mul(ai)).intoArray(square, 4 * W);
    DoubleVector acr = ar.mul(cr).sub(ai.mul(ci));
    DoubleVector aci = ar.mul(ci).add(ai.mul(cr));
    acr.sub(h1.mul(br)).intoArray(square, 5 * W);
    aci.sub(h1.mul(bi)).intoArray(square, 6 * W);
    ar.mul(br).add(ai.mul(bi)).sub(h0.mul(cr)).intoArray(square, 7 * W);
    ar.mul(bi).sub(ai.mul(br)).sub(h0.mul(ci)).intoArray(square, 8 * W);
    DoubleVector minusT = s0.add(s1).add(s2).mul(all(-0.5));
    DoubleVector loop = acr.mul(br).add(aci.mul(bi));
    DoubleVector d =
        h0.mul(h1).mul(h2).add(loop.add(loop)).sub(h0.mul(cc)).sub(h1.mul(bb)).sub(h2.mul(aa));
    horner(terms, minusT, d);
  }

  private void horner(int terms, DoubleVector minusT, DoubleVector d) {
    DoubleVector minusD = d.neg();
    DoubleVector q0r = all(INVERSE_FACTORIAL[terms]);
    DoubleVector q0i = all(0);
    DoubleVector q1r = all(0);
    DoubleVector q1i = all(0);
    DoubleVector q2r = all(0);
    DoubleVector q2i = all(0);
    for (int k = terms - 1; k >= 0; k--) {
      DoubleVector nextR = d.fma(q2i, all(INVERSE_FACTORIAL[k]));
      DoubleVector nextI = minusD.mul(q2r);
      DoubleVector oneR = minusT.fma(q2r, q0r);
      DoubleVector oneI = minusT.fma(q2i, q0i);
      q2r = q1r;
      q2i = q1i;
      q1r = oneR;
      q1i = oneI;
      q0r = nextR;
      q0i = nextI;
    }
    for (int i = 0; i < 3; i++) {
      DoubleVector x = load(h, i * W);
      DoubleVector y = load(square, i * W);
      q0r.sub(q1i.mul(x)).sub(q2r.mul(y)).intoArray(e, 8 * i * W);
      q0i.add(q1r.mul(x)).sub(q2i.mul(y)).intoArray(e, (8 * i + 1) * W);
    }
    for (int k = 0; k < 3; k++) {
      // (0,1), (0,2), (1,2)
      int ij = k == 0 ? 2 : k == 1 ? 4 : 10;
      int ji = k == 0 ? 6 : k == 1 ? 12 : 14;
      DoubleVector xr = load(h, (3 + 2 * k) * W);
      DoubleVector xi = load(h, (4 + 2 * k) * W);
      DoubleVector yr = load(square, (3 + 2 * k) * W);
      DoubleVector yi = load(square, (4 + 2 * k) * W);
      // i q1 x - q2 y for (x, y) and for their conjugates
      DoubleVector re = q1i.mul(xr).add(q2r.mul(yr)).neg();
      DoubleVector im = q1r.mul(xr).sub(q2i.mul(yr));
      DoubleVector crossR = q2i.mul(yi).sub(q1r.mul(xi));
      DoubleVector crossI = q1i.mul(xi).add(q2r.mul(yi)).neg();
      re.add(crossR).intoArray(e, ij * W);
      im.add(crossI).intoArray(e, (ij + 1) * W);
      re.sub(crossR).intoArray(e, ji * W);
      im.sub(crossI).intoArray(e, (ji + 1) * W);
    }
  }

  /** u = m u, column by column. */
  private static void multiply(double[] m, double[] u, int uo) {
    for (int j = uo; j < uo + 6 * W; j += 2 * W) {
      DoubleVector u0r = load(u, j);
      DoubleVector u0i = load(u, j + W);
      DoubleVector u1r = load(u, j + 6 * W);
      DoubleVector u1i = load(u, j + 7 * W);
      DoubleVector u2r = load(u, j + 12 * W);
      DoubleVector u2i = load(u, j + 13 * W);
      for (int i = 0; i < 3; i++) {
        int row = 6 * i * W;
        DoubleVector m0r = load(m, row);
        DoubleVector m0i = load(m, row + W);
        DoubleVector m1r = load(m, row + 2 * W);
        DoubleVector m1i = load(m, row + 3 * W);
        DoubleVector m2r = load(m, row + 4 * W);
        DoubleVector m2i = load(m, row + 5 * W);
        DoubleVector rr = m2r.fma(u2r, m1r.fma(u1r, m0r.mul(u0r)));
        DoubleVector ii = m2i.fma(u2i, m1i.fma(u1i, m0i.mul(u0i)));
        DoubleVector ri = m2r.fma(u2i, m1r.fma(u1i, m0r.mul(u0i)));
        rr.sub(ii).intoArray(u, j + row);
        m2i.fma(u2r, m1i.fma(u1r, m0i.fma(u0r, ri))).intoArray(u, j + row + W);
      }
    }
  }
}
