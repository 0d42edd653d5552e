package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.Rotation;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/** Operations on the numbers of one site, in plain loops: they wait for memory or for functions. */
final class SiteLoops {
  private SiteLoops() {}

  /** out = alpha sum_i m_ii, real or imaginary part, + beta out. */
  static void trace(int part, double alpha, SimdVector m, double beta, SimdVector out) {
    int lanes = m.layout().lanes();
    int step = 2 * (rows(m) + 1) * lanes;
    double[] a = m.data();
    double[] o = out.data();
    for (int q = 0; q < o.length; q++) {
      int at = q / lanes * m.block() + q % lanes + part * lanes;
      double sum = 0;
      for (int i = 0; i < rows(m); i++) {
        sum += a[at + i * step];
      }
      o[q] = plus(alpha * sum, beta, o[q]);
    }
  }

  private static int rows(SimdVector m) {
    return ((Shape.Matrix) m.shape()).n();
  }

  private static double plus(double value, double beta, double old) {
    return beta == 0 ? value : value + beta * old;
  }

  static void phase(SimdVector m, SimdVector re, SimdVector out) {
    trace(0, 1, m, 0, re);
    trace(1, 1, m, 0, out);
    double[] o = out.data();
    for (int q = 0; q < m.layout().volume(); q++) {
      o[q] = StrictMath.atan2(o[q], re.data()[q]);
    }
  }

  static void inner(double alpha, SimdVector x, SimdVector y, double beta, SimdVector out) {
    int lanes = x.layout().lanes();
    double[] a = x.data();
    double[] b = y.data();
    double[] o = out.data();
    for (int q = 0; q < o.length; q++) {
      int at = q / lanes * x.block() + q % lanes;
      double sum = 0;
      for (int i = at; i < at + x.block(); i += lanes) {
        sum += a[i] * b[i];
      }
      o[q] = plus(alpha * sum, beta, o[q]);
    }
  }

  static void weigh(double alpha, SimdVector w, SimdVector x, double beta, SimdVector out) {
    int lanes = x.layout().lanes();
    double[] a = w.data();
    double[] b = x.data();
    double[] o = out.data();
    for (int q = 0; q < a.length; q++) {
      int at = q / lanes * x.block() + q % lanes;
      double factor = alpha * a[q];
      for (int i = at; i < at + x.block(); i += lanes) {
        o[i] = plus(factor * b[i], beta, o[i]);
      }
    }
  }

  static void torque(double alpha, SimdVector x, SimdVector g, double beta, SimdVector out) {
    int n = x.reals();
    double[] a = new double[n];
    double[] b = new double[n];
    double[] o = new double[out.reals()];
    for (int q = 0; q < x.layout().volume(); q++) {
      x.store(q, a, 0);
      g.store(q, b, 0);
      out.store(q, o, 0);
      Rotation.torque(n, alpha, a, b, 0, beta, o, 0);
      out.load(q, o, 0);
    }
  }

  static void rotate(double eps, SimdVector w, SimdVector x) {
    Rotation rotation = new Rotation(x.reals());
    double[] angles = new double[w.reals()];
    double[] spin = new double[x.reals()];
    for (int q = 0; q < x.layout().volume(); q++) {
      w.store(q, angles, 0);
      x.store(q, spin, 0);
      rotation.apply(eps, angles, 0, spin, 0);
      x.load(q, spin, 0);
    }
  }

  static void normalise(SimdVector x) {
    int lanes = x.layout().lanes();
    double[] a = x.data();
    for (int q = 0; q < x.layout().volume(); q++) {
      int at = x.layout().at(q, x.reals());
      double norm = 0;
      for (int i = at; i < at + x.block(); i += lanes) {
        norm += a[i] * a[i];
      }
      double scale = 1 / Math.sqrt(norm);
      for (int i = at; i < at + x.block(); i += lanes) {
        a[i] *= scale;
      }
    }
  }

  static void gaussian(double sigma, StreamKey key, SimdVector out) {
    int lanes = out.layout().lanes();
    int[] site = out.layout().sites();
    double[] o = out.data();
    SiteRandom random = key.at(0);
    for (int q = 0; q < site.length; q++) {
      int at = out.layout().at(q, out.reals());
      random.moveTo(site[q]);
      for (int i = at; i < at + out.block(); i += lanes) {
        o[i] = sigma * random.gaussian();
      }
    }
  }

  static void neighbourSum(SimdVector x, SimdVector out) {
    int lanes = x.layout().lanes();
    int ways = 2 * x.layout().lattice().dimensions();
    double[] a = x.data();
    double[] o = out.data();
    for (int way = 0; way < ways; way++) {
      int[] to = x.layout().places(way);
      for (int q = 0; q < to.length; q++) {
        int from = to[q] / lanes * x.block() + to[q] % lanes;
        int at = q / lanes * x.block() + q % lanes;
        for (int i = 0; i < x.block(); i += lanes) {
          o[at + i] = way == 0 ? a[from + i] : o[at + i] + a[from + i];
        }
      }
    }
  }
}
