package org.fluxtube.kernels.simd;

import static org.fluxtube.kernels.simd.Checks.distinct;
import static org.fluxtube.kernels.simd.Checks.everywhere;
import static org.fluxtube.kernels.simd.Checks.reals;
import static org.fluxtube.kernels.simd.Checks.rows;
import static org.fluxtube.kernels.simd.Checks.same;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Generators;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.HostKernels;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.TimeSplit;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The operations of the backend {@code simd} on vectors of one precision, but for spinors. */
class LaneOps implements FieldOps {
  final Layout layout;
  final Workers workers;
  final Moves moves;
  private final Scratch scratch;
  private final LinkLoops[] links;
  private final SpinRotation[] rotation;

  LaneOps(Lattice lattice, Workers workers, Scratch scratch) {
    this.layout = new Layout(lattice, Lanes.COUNT);
    this.workers = workers;
    this.scratch = scratch;
    this.moves = new Moves(layout);
    this.links = new LinkLoops[workers.count()];
    Arrays.setAll(links, w -> new LinkLoops(layout, moves));
    this.rotation = new SpinRotation[workers.count()];
    Arrays.setAll(rotation, w -> new SpinRotation());
  }

  final SimdVector mine(Vector x) {
    if (x instanceof SimdVector v && v.layout() == layout) {
      return v;
    }
    String what = x.getClass().getSimpleName() + " of " + x.precision();
    throw new IllegalArgumentException(
        "a vector ("
            + what
            + ") that these operations (simd, "
            + layout.lattice()
            + ", here "
            + Precision.DOUBLE
            + ") did not allocate");
  }

  final double[] data(Vector x) {
    return mine(x).data();
  }

  final double[][] data(Vector[] x) {
    double[][] all = new double[x.length][];
    Arrays.setAll(all, i -> data(x[i]));
    return all;
  }

  /** The loops of n x n matrices of each worker exist after this: workers only read the array. */
  final LinkLoops links(int worker) {
    return links[worker];
  }

  private void run(SimdVector x, Workers.Part part) {
    workers.run(x.blocks(), x.data().length, part);
  }

  /** Calls {@code loops(n)} of each worker, since links share arrays of them. */
  private void gauge(Vector[] u, int items, Workers.Part part) {
    workers.run(items, (long) u.length * data(u[0]).length, part);
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
    return SimdVector.allocate(shape, layout);
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
      int at = mine(x).place(layout.places()[site]);
      for (int i = 0; at >= 0 && i < block; i += layout.lanes()) {
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
    int size = mine(x).block();
    run(
        mine(x),
        (w, from, to) ->
            LinkLoops.combine(
                alpha,
                data(x),
                Lanes.start(from, size),
                beta,
                data(y),
                Lanes.start(from, size),
                (to - from) * size));
  }

  @Override
  public void shift(Vector x, int mu, int steps, Vector out) {
    same(x, out);
    if (steps != 1 && steps != -1) {
      throw new IllegalArgumentException("shift by " + steps + " steps; allowed are 1 and -1");
    }
    distinct("shift", out, x);
    everywhere("shift", x);
    int way = Layout.way(mu, steps);
    run(
        mine(x),
        (w, from, to) -> moves.shift(data(x), x.shape().reals(), way, data(out), from, to));
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
    run(
        mine(out),
        (w, from, to) ->
            links[w].multiply(
                alpha, mine(a), adjointA, mine(b), adjointB, beta, mine(out), from, to));
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
    Precision.of("the trace", m, out);
    rows(m);
    reals("the trace", 1, out);
    run(mine(m), (w, from, to) -> SiteLoops.trace(part, alpha, mine(m), beta, mine(out), from, to));
  }

  @Override
  public void phase(Vector m, Vector out) {
    Precision.of("the phase", m, out);
    rows(m);
    reals("the phase", 1, out);
    try (Scratch.Lease re = scratch.like(out)) {
      SiteLoops.phase(mine(m), mine(re.vector()), mine(out));
    }
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    same(x, y);
    Precision.of("the inner product", x, out);
    reals("the inner product", 1, out);
    run(
        mine(out),
        (w, from, to) -> SiteLoops.inner(alpha, mine(x), mine(y), beta, mine(out), from, to));
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    same(x, out);
    Precision.of("the weight", w, x);
    reals("the weight", 1, w);
    run(
        mine(x),
        (i, from, to) -> SiteLoops.weigh(alpha, mine(w), mine(x), beta, mine(out), from, to));
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    algebra(rows(m), out);
    Precision.of("the projection", m, out);
    run(mine(m), (w, from, to) -> links[w].project(alpha, mine(m), beta, mine(out), from, to));
  }

  static void algebra(int n, Vector p) {
    Group group = new Group(n);
    reals("the algebra of " + group, group.algebraDimension(), p);
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    algebra(rows(u), p);
    Precision.of("the exponential", p, u);
    run(mine(u), (w, from, to) -> links[w].exponentiate(eps, mine(p), mine(u), from, to));
  }

  @Override
  public void element(double alpha, Vector p, double beta, Vector out) {
    algebra(rows(out), p);
    Precision.of("the element", p, out);
    run(mine(out), (w, from, to) -> links[w].element(alpha, mine(p), beta, mine(out), from, to));
  }

  /** Closed form for SU(2), a series for SU(3) unless w is large; else the default. */
  @Override
  public void exponentialDerivative(
      double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    same(w, g);
    same(w, out);
    int n = Group.ofAlgebra(w.shape().reals()).n();
    int terms = n == 3 ? Su3Algebra.terms(Math.abs(eps) * SiteLoops.largestNorm(mine(w))) : 0;
    if (n == 2) {
      run(
          mine(out),
          (i, from, to) ->
              links[i].derivative(alpha, eps, mine(w), mine(g), beta, mine(out), from, to));
    } else if (terms > 0) {
      run(
          mine(out),
          (i, from, to) ->
              links[i].derivative(alpha, eps, mine(w), mine(g), terms, beta, mine(out), from, to));
    } else {
      FieldOps.super.exponentialDerivative(alpha, eps, w, g, beta, out);
    }
  }

  @Override
  public void commutator(double alpha, Vector x, Vector y, double beta, Vector out) {
    same(x, y);
    same(x, out);
    distinct("commutator", out, x, y);
    int n = Group.ofAlgebra(x.shape().reals()).n();
    run(
        mine(out),
        (w, from, to) ->
            links[w].commutator(n, alpha, mine(x), mine(y), beta, mine(out), from, to));
  }

  @Override
  public void reunitarise(Vector u) {
    rows(u);
    run(mine(u), (w, from, to) -> links[w].reunitarise(mine(u), from, to));
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    same(x, g);
    Precision.of("the torque", x, out);
    int n = x.shape().reals();
    reals("the algebra of O(" + n + ")", Generators.rotations(n), out);
    run(
        mine(x),
        (w, from, to) -> SiteLoops.torque(alpha, mine(x), mine(g), beta, mine(out), from, to));
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    Precision.of("the rotation", w, x);
    int n = x.shape().reals();
    reals("the algebra of O(" + n + ")", Generators.rotations(n), w);
    if (n > 3) {
      SpinRotation.host(eps, mine(w), mine(x));
    } else {
      run(mine(x), (i, from, to) -> rotation[i].apply(eps, mine(w), mine(x), from, to));
    }
  }

  @Override
  public void normalise(Vector x) {
    run(mine(x), (w, from, to) -> SiteLoops.normalise(mine(x), from, to));
  }

  @Override
  public void gaussian(double sigma, StreamKey key, Vector out) {
    run(mine(out), (w, from, to) -> SiteLoops.gaussian(sigma, key, mine(out), from, to));
  }

  @Override
  public double dot(Vector x, Vector y) {
    same(x, y);
    SimdVector a = mine(x);
    SimdVector b = mine(y);
    int chunks = Sums.chunks(a);
    double[] hostTerms = Host.numbers(chunks + 1);
    workers.run(chunks, a.data().length, (w, from, to) -> Sums.dots(a, b, hostTerms, from, to));
    hostTerms[chunks] = Sums.rest(a, b);
    return Sums.pairwise(hostTerms, 0, chunks + 1);
  }

  @Override
  public double axpyNorm2(double alpha, Vector x, Vector y) {
    same(x, y);
    SimdVector a = mine(x);
    SimdVector b = mine(y);
    int chunks = Sums.chunks(a);
    double[] hostTerms = Host.numbers(chunks + 1);
    workers.run(
        chunks, a.data().length, (w, from, to) -> Sums.axpyNorms(alpha, a, b, hostTerms, from, to));
    Sums.axpyRest(alpha, a, b);
    hostTerms[chunks] = Sums.rest(b, b);
    return Sums.pairwise(hostTerms, 0, chunks + 1);
  }

  @Override
  public double[] sum(Vector x) {
    return Sums.hostSum(mine(x));
  }

  @Override
  public double[] sliceSum(Vector x, int mu) {
    return Sums.hostSliceSum(mine(x), mu);
  }

  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    same(environment, x);
    int reals = x.shape().reals();
    double[] hostX = Host.numbers(layout.volume() * reals);
    double[] hostEnvironment = Host.numbers(layout.volume() * reals);
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
  public TimeSplit times() {
    throw new UnsupportedOperationException("the operations of both precisions keep the time");
  }

  @Override
  public void close() {
    // the owner closes scratch and workers
  }

  @Override
  public void staple(Vector[] u, int mu, double c0, double c1, Vector out) {
    if (c1 != 0) {
      FieldOps.super.staple(u, mu, c0, c1, out);
      return;
    }
    distinct("staple", out, u);
    Precision.of("the staple", out, u);
    int n = rows(u[0]);
    double[][] all = data(u);
    Arrays.fill(data(out), 0);
    scatter(u, (w, from, to) -> links[w].loops(n).staple(all, mu, c0, data(out), from, to));
  }

  @Override
  public void gaugeForce(Vector[] u, double coefficient, double c0, double c1, Vector[] out) {
    if (c1 != 0 && rows(u[0]) == 3) {
      clear(u, out);
      rectangles(u, coefficient * c0, coefficient * c1, out);
      return;
    }
    if (c1 != 0) { // with two colours the default is faster
      FieldOps.super.gaugeForce(u, coefficient, c0, c1, out);
      return;
    }
    double[][] hostWeights = Host.rows(u.length);
    Arrays.setAll(hostWeights, mu -> Host.numbers(u.length));
    for (double[] hostRow : hostWeights) {
      Arrays.fill(hostRow, coefficient * c0);
    }
    plaquetteProjections(u, hostWeights, out);
  }

  @Override
  public void plaquetteProjections(Vector[] u, double[][] hostWeights, Vector[] out) {
    clear(u, out);
    int n = rows(u[0]);
    double[][] all = data(u);
    double[][] force = data(out);
    scatter(u, (w, from, to) -> links[w].loops(n).force(all, hostWeights, force, from, to));
  }

  private void clear(Vector[] u, Vector[] out) {
    Precision.of("the gauge force", out[0], u);
    Precision.of("the gauge force", out[0], out);
    for (Vector part : out) {
      algebra(rows(u[0]), part);
      Arrays.fill(data(part), 0);
    }
  }

  @Override
  public void plaquetteDerivatives(Vector[] u, double[][] hostWeights, Vector[] h, Vector[] out) {
    Precision.of("the derivative of plaquettes", out[0], u);
    Precision.of("the derivative of plaquettes", out[0], h);
    int n = rows(u[0]);
    double[][] all = data(u);
    double[][] from = data(h);
    double[][] to = data(out);
    scatter(
        u, (w, first, end) -> links[w].derivatives(n).add(all, hostWeights, from, to, first, end));
  }

  private void rectangles(Vector[] u, double c0, double c1, Vector[] out) {
    int n = rows(u[0]);
    int d = u.length;
    double[][] x = new double[d * d][];
    double[][] k = new double[d][];
    List<Scratch.Lease> leases = new ArrayList<>();
    try {
      for (int i = 0; i < d * d; i++) {
        leases.add(scratch.like(out[0]));
        x[i] = data(leases.getLast().vector());
      }
      for (int mu = 0; mu < d; mu++) {
        k[mu] = x[mu * (d + 1)]; // no pair has this place
        Arrays.fill(k[mu], 0);
      }
      double[][] all = data(u);
      double[][] force = data(out);
      scatter(
          u, (w, from, to) -> links[w].rectangles(n).staples(all, c0, c1, x, k, force, from, to));
      scatter(u, (w, from, to) -> links[w].rectangles(n).carry(all, x, k, force, from, to));
    } finally {
      leases.forEach(Scratch.Lease::close);
    }
  }

  /**
   * Runs a part that also adds to the blocks one step ahead, slab by slab: first all even slabs,
   * then all odd ones, so that no two threads add to one block and the order of additions is fixed.
   */
  private void scatter(Vector[] u, Workers.Part part) {
    int[] slabs = layout.slabs();
    int pairs = Math.max(1, (slabs.length - 1) / 2);
    for (int odd = 0; odd < Math.min(2, slabs.length - 1); odd++) {
      int first = odd;
      gauge(
          u,
          pairs,
          (w, from, to) -> {
            for (int i = from; i < to; i++) {
              part.run(w, slabs[2 * i + first], slabs[2 * i + first + 1]);
            }
          });
    }
  }

  @Override
  public double plaquetteSum(Vector[] u, int mu, int nu) {
    Precision.of("the plaquette", u[mu], u[nu]);
    int n = rows(u[0]);
    double[][] all = data(u);
    int chunks = GaugeLoops.chunks(layout);
    double[] hostTerms = Host.numbers(chunks);
    gauge(
        u,
        chunks,
        (w, from, to) -> links[w].loops(n).plaquetteSums(all, mu, nu, hostTerms, from, to));
    return Sums.pairwise(hostTerms, 0, chunks);
  }

  @Override
  public void plaquette(Vector[] u, int mu, int nu, Vector out) {
    distinct("plaquette", out, u);
    Precision.of("the plaquette", out, u);
    int n = rows(u[0]);
    double[][] all = data(u);
    gauge(
        u,
        layout.blocks(),
        (w, from, to) -> links[w].loops(n).plaquette(all, mu, nu, data(out), from, to));
  }

  @Override
  public void neighbourSum(Vector x, Vector out) {
    same(x, out);
    distinct("neighbourSum", out, x);
    everywhere("neighbourSum", x);
    run(mine(x), (w, from, to) -> SiteLoops.neighbourSum(moves, mine(x), mine(out), from, to));
  }
}
