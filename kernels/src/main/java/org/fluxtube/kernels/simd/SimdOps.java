package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.TimeSplit;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The backend {@code simd}: hands each operation to the loops of its vectors' precision. */
final class SimdOps implements FieldOps {
  private final Workers workers;
  private final Scratch scratch = new Scratch(this);
  private final TimeSplit times = new TimeSplit();
  private final SpinorOps doubles;
  private final FloatSpinorOps floats;

  SimdOps(Lattice lattice, int threads) {
    this.workers = new Workers(threads);
    this.doubles = new SpinorOps(lattice, workers, scratch);
    this.floats = new FloatSpinorOps(lattice, workers, scratch);
  }

  private FieldOps of(Vector x) {
    return of(x.precision());
  }

  private FieldOps of(Precision precision) {
    return precision == Precision.DOUBLE ? doubles : floats;
  }

  @Override
  public String backend() {
    return "simd";
  }

  @Override
  public Lattice lattice() {
    return doubles.lattice();
  }

  @Override
  public Vector allocate(Shape shape, Precision precision) {
    return of(precision).allocate(shape, precision);
  }

  @Override
  public boolean supports(Precision precision) {
    return true;
  }

  @Override
  public void convert(Vector x, Vector out) {
    if (!x.shape().equals(out.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + out.shape());
    }
    if (x.precision() == out.precision()) {
      of(x).copy(x, out);
    } else if (out.precision() == Precision.FLOAT) {
      SimdVector a = doubles.mine(x);
      FloatSimdVector o = floats.mine(out);
      workers.run(o.blocks(), o.data().length, (w, from, to) -> narrow(a, o, from, to));
    } else {
      FloatSimdVector a = floats.mine(x);
      SimdVector o = doubles.mine(out);
      workers.run(o.blocks(), o.data().length, (w, from, to) -> widen(a, o, from, to));
    }
  }

  private static void narrow(SimdVector x, FloatSimdVector out, int from, int to) {
    Layout layout = out.layout();
    for (int k = from; k < to; k++) {
      for (int lane = 0; lane < layout.used(out.full(k)); lane++) {
        int site = layout.sites()[out.full(k) * layout.lanes() + lane];
        int at = x.place(x.layout().places()[site]);
        narrow(x.data(), at, out.data(), out.start(k) + lane, out.reals());
      }
    }
  }

  /** One site; the numbers of lanes as constants, so that no index is checked. */
  private static void narrow(double[] x, int at, float[] out, int to, int reals) {
    for (int c = 0; c < reals; c++) {
      out[to + c * FloatLanes.COUNT] = at < 0 ? 0 : (float) x[at + c * Lanes.COUNT];
    }
  }

  private static void widen(float[] x, int at, double[] out, int to, int reals) {
    for (int c = 0; c < reals; c++) {
      out[to + c * Lanes.COUNT] = at < 0 ? 0 : x[at + c * FloatLanes.COUNT];
    }
  }

  private static void widen(FloatSimdVector x, SimdVector out, int from, int to) {
    Layout layout = out.layout();
    for (int k = from; k < to; k++) {
      for (int lane = 0; lane < layout.used(out.full(k)); lane++) {
        int site = layout.sites()[out.full(k) * layout.lanes() + lane];
        int at = x.place(x.layout().places()[site]);
        widen(x.data(), at, out.data(), out.start(k) + lane, out.reals());
      }
    }
  }

  @Override
  public Scratch scratch() {
    return scratch;
  }

  @Override
  public TimeSplit times() {
    return times;
  }

  @Override
  public void close() {
    scratch.close();
    workers.close();
  }

  @Override
  public void load(double[] host, int offset, Vector out) {
    of(out).load(host, offset, out);
  }

  @Override
  public void store(Vector x, double[] host, int offset) {
    of(x).store(x, host, offset);
  }

  @Override
  public void copy(Vector x, Vector out) {
    of(x).copy(x, out);
  }

  @Override
  public void copyAt(SiteSet sites, Vector x, Vector out) {
    of(x).copyAt(sites, x, out);
  }

  @Override
  public void constant(double value, Vector out) {
    of(out).constant(value, out);
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    of(x).axpby(alpha, x, beta, y);
  }

  @Override
  public void shift(Vector x, int mu, int steps, Vector out) {
    of(x).shift(x, mu, steps, out);
  }

  @Override
  public void multiply(
      double alpha,
      Vector a,
      boolean adjointA,
      Vector b,
      boolean adjointB,
      double beta,
      Vector out) {
    of(a).multiply(alpha, a, adjointA, b, adjointB, beta, out);
  }

  @Override
  public void realTrace(double alpha, Vector m, double beta, Vector out) {
    of(m).realTrace(alpha, m, beta, out);
  }

  @Override
  public void imaginaryTrace(double alpha, Vector m, double beta, Vector out) {
    of(m).imaginaryTrace(alpha, m, beta, out);
  }

  @Override
  public void phase(Vector m, Vector out) {
    of(m).phase(m, out);
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    of(x).inner(alpha, x, y, beta, out);
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    of(x).weigh(alpha, w, x, beta, out);
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    of(m).project(alpha, m, beta, out);
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    of(u).exponentiate(eps, p, u);
  }

  @Override
  public void element(double alpha, Vector p, double beta, Vector out) {
    of(out).element(alpha, p, beta, out);
  }

  @Override
  public void exponentialDerivative(
      double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    of(out).exponentialDerivative(alpha, eps, w, g, beta, out);
  }

  @Override
  public void commutator(double alpha, Vector x, Vector y, double beta, Vector out) {
    of(out).commutator(alpha, x, y, beta, out);
  }

  @Override
  public void plaquetteProjections(Vector[] links, double[][] weights, Vector[] out) {
    of(out[0]).plaquetteProjections(links, weights, out);
  }

  @Override
  public void plaquetteDerivatives(Vector[] links, double[][] weights, Vector[] h, Vector[] out) {
    of(out[0]).plaquetteDerivatives(links, weights, h, out);
  }

  @Override
  public void reunitarise(Vector u) {
    of(u).reunitarise(u);
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    of(x).torque(alpha, x, g, beta, out);
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    of(x).rotate(eps, w, x);
  }

  @Override
  public void normalise(Vector x) {
    of(x).normalise(x);
  }

  @Override
  public void gaussian(double sigma, StreamKey key, Vector out) {
    of(out).gaussian(sigma, key, out);
  }

  @Override
  public double dot(Vector x, Vector y) {
    return of(x).dot(x, y);
  }

  @Override
  public double[] sum(Vector x) {
    return of(x).sum(x);
  }

  @Override
  public double[] sliceSum(Vector x, int mu) {
    return of(x).sliceSum(x, mu);
  }

  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    return of(x).update(update, sites, environment, key, x);
  }

  @Override
  public void restrict(Vector x, Vector out) {
    of(x).restrict(x, out);
  }

  @Override
  public void spinMultiply(double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    of(x).spinMultiply(alpha, m, x, beta, out);
  }

  @Override
  public void colourMultiply(
      double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    of(x).colourMultiply(alpha, u, adjoint, x, beta, out);
  }

  @Override
  public void blockMultiply(double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    of(x).blockMultiply(alpha, blocks, x, beta, out);
  }

  @Override
  public void outer(double alpha, Vector x, Vector y, double beta, Vector out) {
    of(x).outer(alpha, x, y, beta, out);
  }

  @Override
  public double axpyNorm2(double alpha, Vector x, Vector y) {
    return of(x).axpyNorm2(alpha, x, y);
  }

  @Override
  public void staple(Vector[] links, int mu, double c0, double c1, Vector out) {
    of(out).staple(links, mu, c0, c1, out);
  }

  @Override
  public void gaugeForce(Vector[] links, double coefficient, double c0, double c1, Vector[] out) {
    of(out[0]).gaugeForce(links, coefficient, c0, c1, out);
  }

  @Override
  public double plaquetteSum(Vector[] links, int mu, int nu) {
    return of(links[mu]).plaquetteSum(links, mu, nu);
  }

  @Override
  public void plaquette(Vector[] links, int mu, int nu, Vector out) {
    of(out).plaquette(links, mu, nu, out);
  }

  @Override
  public void neighbourSum(Vector x, Vector out) {
    of(x).neighbourSum(x, out);
  }

  @Override
  public double imaginaryDot(Vector x, Vector y) {
    return of(x).imaginaryDot(x, y);
  }

  @Override
  public void hop(
      Hopping hopping, Vector[] links, double alpha, Vector x, double beta, Vector out) {
    of(x).hop(hopping, links, alpha, x, beta, out);
  }

  @Override
  public void hopForce(
      Hopping hopping, Vector[] links, double alpha, Vector x, Vector y, Vector[] out) {
    of(x).hopForce(hopping, links, alpha, x, y, out);
  }
}
