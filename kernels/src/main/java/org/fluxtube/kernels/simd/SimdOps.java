package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Checks.distinct;
import static org.fluxtube.kernels.simd.Checks.reals;
import static org.fluxtube.kernels.simd.Checks.rows;
import static org.fluxtube.kernels.simd.Checks.same;

import java.util.Arrays;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Generators;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.HostKernels;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The operations of the backend {@code simd}, on one thread. */
final class SimdOps implements FieldOps {
  private final Layout layout;
  private final Scratch scratch = new Scratch(this);
  private final LinkLoops links;
  private final SpinRotation rotation = new SpinRotation();
  private double[] hostX = new double[0];
  private double[] hostEnvironment = new double[0];

  SimdOps(Lattice lattice, int lanes) {
    this.layout = new Layout(lattice, lanes);
    this.links = new LinkLoops(layout);
  }

  private SimdVector mine(Vector x) {
    if (x instanceof SimdVector v && v.layout() == layout) {
      return v;
    }
    throw new IllegalArgumentException(
        "a vector of "
            + x.getClass().getSimpleName()
            + " that these operations (simd, "
            + layout.lattice()
            + ") did not allocate");
  }

  private double[] data(Vector x) {
    return mine(x).data();
  }

  private double[][] data(Vector[] x) {
    double[][] all = new double[x.length][];
    Arrays.setAll(all, i -> data(x[i]));
    return all;
  }

  @Override
  public String backend() {
    return "simd";
  }

  @Override
  public Lattice lattice() {
    return layout.lattice();
  }

  @Override
  public Vector allocate(Shape shape, Precision precision) {
    if (!supports(precision)) {
      throw precision.missing(backend());
    }
    int block = layout.lanes() * shape.reals();
    return new SimdVector(shape, layout, new double[Math.multiplyExact(layout.blocks(), block)]);
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.DOUBLE;
  }

  @Override
  public void convert(Vector x, Vector out) {
    copy(x, out);
  }

  @Override
  public void load(double[] host, int offset, Vector out) {
    mine(out).load(host, offset);
  }

  @Override
  public void store(Vector x, double[] host, int offset) {
    mine(x).store(host, offset);
  }

  @Override
  public void copy(Vector x, Vector out) {
    same(x, out);
    System.arraycopy(data(x), 0, data(out), 0, data(x).length);
  }

  @Override
  public void copyAt(SiteSet sites, Vector x, Vector out) {
    same(x, out);
    double[] a = data(x);
    double[] o = data(out);
    int block = mine(x).block();
    for (int site : sites.sites()) {
      int at = layout.at(layout.places()[site], x.shape().reals());
      for (int i = 0; i < block; i += layout.lanes()) {
        o[at + i] = a[at + i];
      }
    }
  }

  @Override
  public void constant(double value, Vector out) {
    mine(out).constant(value);
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    same(x, y);
    LinkLoops.combine(alpha, data(x), 0, beta, data(y), 0, data(y).length);
  }

  @Override
  public void shift(Vector x, int mu, int steps, Vector out) {
    same(x, out);
    if (steps != 1 && steps != -1) {
      throw new IllegalArgumentException("shift by " + steps + " steps; allowed are 1 and -1");
    }
    distinct("shift", out, x);
    layout.shift(data(x), x.shape().reals(), Layout.way(mu, steps), data(out));
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
    rows(a);
    same(a, b);
    same(a, out);
    distinct("multiply", out, a, b);
    links.multiply(alpha, mine(a), adjointA, mine(b), adjointB, beta, mine(out));
  }

  @Override
  public void realTrace(double alpha, Vector m, double beta, Vector out) {
    trace(0, alpha, m, beta, out);
  }

  @Override
  public void imaginaryTrace(double alpha, Vector m, double beta, Vector out) {
    trace(1, alpha, m, beta, out);
  }

  private void trace(int part, double alpha, Vector m, double beta, Vector out) {
    rows(m);
    reals("the trace", 1, out);
    SiteLoops.trace(part, alpha, mine(m), beta, mine(out));
  }

  @Override
  public void phase(Vector m, Vector out) {
    rows(m);
    reals("the phase", 1, out);
    try (Scratch.Lease re = scratch.take(out.shape())) {
      SiteLoops.phase(mine(m), mine(re.vector()), mine(out));
    }
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    same(x, y);
    reals("the inner product", 1, out);
    SiteLoops.inner(alpha, mine(x), mine(y), beta, mine(out));
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    same(x, out);
    reals("the weight", 1, w);
    SiteLoops.weigh(alpha, mine(w), mine(x), beta, mine(out));
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    algebra(rows(m), out);
    links.project(alpha, mine(m), beta, mine(out));
  }

  private static void algebra(int n, Vector p) {
    Group group = new Group(n);
    reals("the algebra of " + group, group.algebraDimension(), p);
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    algebra(rows(u), p);
    links.exponentiate(eps, mine(p), mine(u));
  }

  @Override
  public void reunitarise(Vector u) {
    rows(u);
    links.reunitarise(mine(u));
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    same(x, g);
    int n = x.shape().reals();
    reals("the algebra of O(" + n + ")", Generators.rotations(n), out);
    SiteLoops.torque(alpha, mine(x), mine(g), beta, mine(out));
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    int n = x.shape().reals();
    reals("the algebra of O(" + n + ")", Generators.rotations(n), w);
    rotation.apply(eps, mine(w), mine(x));
  }

  @Override
  public void normalise(Vector x) {
    SiteLoops.normalise(mine(x));
  }

  @Override
  public void gaussian(double sigma, StreamKey key, Vector out) {
    SiteLoops.gaussian(sigma, key, mine(out));
  }

  @Override
  public double dot(Vector x, Vector y) {
    same(x, y);
    return Sums.dot(mine(x), mine(y));
  }

  @Override
  public double[] sum(Vector x) {
    return Sums.sum(mine(x));
  }

  @Override
  public double[] sliceSum(Vector x, int mu) {
    return Sums.sliceSum(mine(x), mu);
  }

  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    same(environment, x);
    int reals = x.shape().reals();
    int size = layout.volume() * reals;
    hostX = hostX.length < size ? new double[size] : hostX;
    hostEnvironment = hostEnvironment.length < size ? new double[size] : hostEnvironment;
    for (int site : sites.sites()) {
      mine(x).store(layout.places()[site], hostX, site * reals);
      mine(environment).store(layout.places()[site], hostEnvironment, site * reals);
    }
    long changed = HostKernels.update(update, sites, x.shape(), hostEnvironment, key, hostX);
    for (int site : sites.sites()) {
      mine(x).load(layout.places()[site], hostX, site * reals);
    }
    return changed;
  }

  @Override
  public Scratch scratch() {
    return scratch;
  }

  @Override
  public void close() {
    scratch.close();
  }

  @Override
  public void staple(Vector[] u, int mu, double c0, double c1, Vector out) {
    if (c1 != 0) {
      FieldOps.super.staple(u, mu, c0, c1, out);
    } else {
      distinct("staple", out, u);
      links.loops(rows(u[0])).staple(data(u), mu, c0, data(out));
    }
  }

  @Override
  public void gaugeForce(Vector[] u, double coefficient, double c0, double c1, Vector[] out) {
    if (c1 != 0) {
      FieldOps.super.gaugeForce(u, coefficient, c0, c1, out);
    } else {
      links.loops(rows(u[0])).force(data(u), coefficient * c0, data(out));
    }
  }

  @Override
  public double plaquetteSum(Vector[] u, int mu, int nu) {
    return links.loops(rows(u[0])).plaquetteSum(data(u), mu, nu);
  }

  @Override
  public void plaquette(Vector[] u, int mu, int nu, Vector out) {
    distinct("plaquette", out, u);
    links.loops(rows(u[0])).plaquette(data(u), mu, nu, data(out));
  }

  @Override
  public void neighbourSum(Vector x, Vector out) {
    same(x, out);
    distinct("neighbourSum", out, x);
    SiteLoops.neighbourSum(mine(x), mine(out));
  }
}
