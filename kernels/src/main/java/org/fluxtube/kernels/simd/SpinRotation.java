package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Lanes.all;
import static org.fluxtube.kernels.simd.Lanes.load;

import jdk.incubator.vector.DoubleVector;
import org.fluxtube.engine.field.Rotation;

/** x = exp(eps w^a L_a) x for vectors of n components. */
final class SpinRotation {
  private static final int W = Lanes.COUNT;
  private final HalfAngle half = new HalfAngle();

  void apply(double eps, SimdVector w, SimdVector x, int from, int to) {
    int n = x.reals();
    for (int b = from; b < to; b++) {
      if (n == 2) {
        plane(eps, w.data(), w.start(b), x.data(), x.start(b));
      } else {
        space(eps, w.data(), w.start(b), x.data(), x.start(b));
      }
    }
  }

  /** sin t = 2 c s t, cos t = 1 - 2 (s t)^2. */
  private void plane(double eps, double[] w, int wo, double[] x, int xo) {
    DoubleVector t = load(w, wo).mul(all(eps));
    half.of(t.mul(t));
    DoubleVector st = half.sine().mul(t);
    DoubleVector sin = half.cosine().mul(st).mul(2);
    DoubleVector cos = st.mul(st).mul(-2).add(1);
    DoubleVector a = load(x, xo);
    DoubleVector b = load(x, xo + W);
    cos.mul(a).sub(sin.mul(b)).intoArray(x, xo);
    cos.fma(b, sin.mul(a)).intoArray(x, xo + W);
  }

  /** x + 2 c s w cross x + 2 s^2 w cross (w cross x). */
  private void space(double eps, double[] w, int wo, double[] x, int xo) {
    DoubleVector wx = load(w, wo).mul(all(eps));
    DoubleVector wy = load(w, wo + W).mul(all(eps));
    DoubleVector wz = load(w, wo + 2 * W).mul(all(eps));
    half.of(wx.fma(wx, wy.fma(wy, wz.mul(wz))));
    DoubleVector s = half.sine();
    DoubleVector sinc = half.cosine().mul(s).mul(2);
    DoubleVector versine = s.mul(s).mul(2);
    DoubleVector a = load(x, xo);
    DoubleVector b = load(x, xo + W);
    DoubleVector c = load(x, xo + 2 * W);
    DoubleVector ca = wy.mul(c).sub(wz.mul(b));
    DoubleVector cb = wz.mul(a).sub(wx.mul(c));
    DoubleVector cc = wx.mul(b).sub(wy.mul(a));
    versine.fma(wy.mul(cc).sub(wz.mul(cb)), sinc.fma(ca, a)).intoArray(x, xo);
    versine.fma(wz.mul(ca).sub(wx.mul(cc)), sinc.fma(cb, b)).intoArray(x, xo + W);
    versine.fma(wx.mul(cb).sub(wy.mul(ca)), sinc.fma(cc, c)).intoArray(x, xo + 2 * W);
  }

  /** Any number of components, by the host's series. */
  static void host(double eps, SimdVector w, SimdVector x) {
    Rotation rotation = new Rotation(x.reals());
    double[] hostW = Host.numbers(w.reals());
    double[] hostX = Host.numbers(x.reals());
    for (int q = 0; q < x.layout().volume(); q++) {
      w.store(q, hostW, 0);
      x.store(q, hostX, 0);
      rotation.apply(eps, hostW, 0, hostX, 0);
      x.load(q, hostX, 0);
    }
  }
}
