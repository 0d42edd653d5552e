package org.fluxtube.engine.field;

import java.util.Arrays;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The reference backend: plain loops over double arrays in host order, one thread. The oracle of
 * all other backends; only the primitives and {@link #hop} are here, every other fused operation is
 * the default.
 */
public final class ReferenceOps implements FieldOps {
  /** Numbers summed plainly before the block sums are added pairwise. */
  private static final int BLOCK = 256;

  private final Lattice lattice;
  private final Scratch scratch = new Scratch(this);
  private final TimeSplit times = new TimeSplit();
  private final SiteSet[] sites = new SiteSet[Parity.values().length];

  /** The operations on {@code lattice}. */
  public ReferenceOps(Lattice lattice) {
    this.lattice = lattice;
  }

  /** Single precision is kept in doubles too, rounded at the end of each operation. */
  private record Host(Shape shape, Precision precision, double[] data) implements Vector {
    @Override
    public void close() {
      // the garbage collector's
    }
  }

  private static double[] data(Vector x) {
    if (x instanceof Host host) {
      return host.data;
    }
    throw new IllegalArgumentException(
        "vector of " + x.getClass().getSimpleName() + " given to the reference backend");
  }

  private static int matrixSize(Vector m) {
    if (m.shape() instanceof Shape.Matrix matrix) {
      return matrix.n();
    }
    throw new IllegalArgumentException("a matrix vector is needed, got " + m.shape());
  }

  private static void same(Vector x, Vector y) {
    Precision.of("one operation", x, y);
    if (!x.shape().equals(y.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + y.shape());
    }
  }

  /** The end of every operation that has computed numbers of out. */
  private static void round(Vector out) {
    if (out.precision() == Precision.FLOAT) {
      double[] o = data(out);
      for (int i = 0; i < o.length; i++) {
        o[i] = (float) o[i];
      }
    }
  }

  private static void scalar(Vector w) {
    if (w.shape().reals() != 1) {
      throw new IllegalArgumentException("one real a site is needed, got " + w.shape());
    }
  }

  @Override
  public String backend() {
    return "reference";
  }

  @Override
  public Lattice lattice() {
    return lattice;
  }

  @Override
  public boolean supports(Precision precision) {
    return true;
  }

  @Override
  public Vector allocate(Shape shape, Precision precision) {
    if (shape instanceof Shape.Spinor spinor && spinor.parity() != Parity.ALL) {
      Parity.requireCheckerboard("a vector of one parity", lattice);
    }
    return new Host(
        shape, precision, new double[Math.multiplyExact(lattice.volume(), shape.reals())]);
  }

  @Override
  public void load(double[] host, int offset, Vector out) {
    double[] o = data(out);
    System.arraycopy(host, offset, o, 0, o.length);
    round(out);
  }

  @Override
  public void store(Vector x, double[] host, int offset) {
    double[] a = data(x);
    System.arraycopy(a, 0, host, offset, a.length);
  }

  @Override
  public void copy(Vector x, Vector out) {
    same(x, out);
    System.arraycopy(data(x), 0, data(out), 0, data(x).length);
  }

  @Override
  public void convert(Vector x, Vector out) {
    if (!x.shape().equals(out.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + out.shape());
    }
    System.arraycopy(data(x), 0, data(out), 0, data(x).length);
    round(out);
  }

  @Override
  public void copyAt(SiteSet sites, Vector x, Vector out) {
    same(x, out);
    int reals = x.shape().reals();
    for (int site : sites.sites()) {
      System.arraycopy(data(x), site * reals, data(out), site * reals, reals);
    }
  }

  @Override
  public void constant(double value, Vector out) {
    double[] o = data(out);
    if (out.shape() instanceof Shape.Matrix(int n)) {
      Arrays.fill(o, 0);
      for (int s = 0; s < o.length; s += 2 * n * n) {
        for (int i = 0; i < n; i++) {
          o[s + 2 * i * (n + 1)] = value;
        }
      }
    } else if (out.shape() instanceof Shape.Spinor spinor) {
      Arrays.fill(o, 0);
      for (int s : sites(spinor.parity())) {
        Arrays.fill(o, s * spinor.reals(), (s + 1) * spinor.reals(), value);
      }
    } else {
      Arrays.fill(o, value);
    }
    round(out);
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    same(x, y);
    double[] a = data(x);
    double[] b = data(y);
    if (beta == 0) {
      for (int i = 0; i < a.length; i++) {
        b[i] = alpha * a[i];
      }
    } else {
      for (int i = 0; i < a.length; i++) {
        b[i] = alpha * a[i] + beta * b[i];
      }
    }
    round(y);
  }

  @Override
  public void shift(Vector x, int mu, int steps, Vector out) {
    same(x, out);
    if (steps != 1 && steps != -1) {
      throw new IllegalArgumentException("shift by " + steps + " steps; allowed are 1 and -1");
    }
    if (data(x) == data(out)) {
      throw new IllegalArgumentException("shift: out must not be x");
    }
    int[] from = steps == 1 ? lattice.forwardTable(mu) : lattice.backwardTable(mu);
    int reals = x.shape().reals();
    double[] a = data(x);
    double[] o = data(out);
    if (reals == 1) {
      for (int s = 0; s < from.length; s++) {
        o[s] = a[from[s]];
      }
      return;
    }
    for (int s = 0; s < from.length; s++) {
      System.arraycopy(a, from[s] * reals, o, s * reals, reals);
    }
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
    int n = matrixSize(a);
    same(a, b);
    same(a, out);
    double[] x = data(a);
    double[] y = data(b);
    double[] o = data(out);
    if (x == o || y == o) {
      throw new IllegalArgumentException("multiply: out must be neither a nor b");
    }
    for (int s = 0; s < o.length; s += 2 * n * n) {
      MatrixKernels.multiply(n, alpha, x, s, adjointA, y, s, adjointB, beta, o, s);
    }
    round(out);
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
    Precision.of("trace", m, out);
    int n = matrixSize(m);
    scalar(out);
    double[] a = data(m);
    double[] o = data(out);
    for (int s = 0; s < o.length; s++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += a[2 * n * n * s + 2 * i * (n + 1) + part];
      }
      o[s] = beta == 0 ? alpha * sum : alpha * sum + beta * o[s];
    }
    round(out);
  }

  @Override
  public void phase(Vector m, Vector out) {
    Precision.of("phase", m, out);
    int n = matrixSize(m);
    scalar(out);
    double[] a = data(m);
    double[] o = data(out);
    for (int s = 0; s < o.length; s++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < n; i++) {
        re += a[2 * n * n * s + 2 * i * (n + 1)];
        im += a[2 * n * n * s + 2 * i * (n + 1) + 1];
      }
      o[s] = StrictMath.atan2(im, re);
    }
    round(out);
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    Precision.of("inner", x, out);
    same(x, y);
    scalar(out);
    int reals = x.shape().reals();
    double[] a = data(x);
    double[] b = data(y);
    double[] o = data(out);
    for (int s = 0; s < o.length; s++) {
      double sum = 0;
      for (int c = s * reals; c < (s + 1) * reals; c++) {
        sum += a[c] * b[c];
      }
      o[s] = beta == 0 ? alpha * sum : alpha * sum + beta * o[s];
    }
    round(out);
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    Precision.of("weigh", w, x);
    same(x, out);
    scalar(w);
    int reals = x.shape().reals();
    double[] a = data(w);
    double[] b = data(x);
    double[] o = data(out);
    for (int s = 0; s < a.length; s++) {
      double factor = alpha * a[s];
      for (int c = s * reals; c < (s + 1) * reals; c++) {
        o[c] = beta == 0 ? factor * b[c] : factor * b[c] + beta * o[c];
      }
    }
    round(out);
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    Precision.of("project", m, out);
    Group group = new Group(matrixSize(m));
    int dimension = algebra(group, out);
    double[] a = data(m);
    double[] o = data(out);
    int size = m.shape().reals();
    for (int s = 0; s < lattice.volume(); s++) {
      Generators.project(group.n(), alpha, a, s * size, beta, o, s * dimension);
    }
    round(out);
  }

  private static int algebra(Group group, Vector p) {
    if (p.shape().reals() != group.algebraDimension()) {
      throw new IllegalArgumentException(
          group + " has " + group.algebraDimension() + " generators, got " + p.shape());
    }
    return group.algebraDimension();
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    Precision.of("exponentiate", p, u);
    Group group = new Group(matrixSize(u));
    int dimension = algebra(group, p);
    Exponential exponential = new Exponential(group.n());
    int size = u.shape().reals();
    for (int s = 0; s < lattice.volume(); s++) {
      exponential.apply(eps, data(p), s * dimension, data(u), s * size);
    }
    round(u);
  }

  @Override
  public void element(double alpha, Vector p, double beta, Vector out) {
    int n = matrixSize(out);
    int dimension = algebra(new Group(n), p);
    Precision.of("element", p, out);
    AlgebraSums.element(n, alpha, data(p), dimension, beta, data(out));
    round(out);
  }

  @Override
  public void exponentialDerivative(
      double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    Group group = Group.ofAlgebra(w.shape().reals());
    same(w, g);
    same(w, out);
    ExponentialDerivative derivative = new ExponentialDerivative(group.n());
    int dimension = group.algebraDimension();
    for (int s = 0; s < data(w).length; s += dimension) {
      derivative.apply(alpha, eps, data(w), data(g), s, beta, data(out));
    }
    round(out);
  }

  @Override
  public void reunitarise(Vector u) {
    int n = matrixSize(u);
    for (int s = 0; s < lattice.volume(); s++) {
      MatrixKernels.reunitarise(n, data(u), s * 2 * n * n);
    }
    round(u);
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    Precision.of("torque", x, out);
    same(x, g);
    int n = x.shape().reals();
    int rotations = rotations(n, out);
    for (int s = 0; s < lattice.volume(); s++) {
      Rotation.torque(n, alpha, data(x), data(g), s * n, beta, data(out), s * rotations);
    }
    round(out);
  }

  private static int rotations(int n, Vector w) {
    if (w.shape().reals() != Generators.rotations(n)) {
      throw new IllegalArgumentException(
          "O(" + n + ") has " + Generators.rotations(n) + " rotations, got " + w.shape());
    }
    return w.shape().reals();
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    Precision.of("rotate", w, x);
    int n = x.shape().reals();
    int rotations = rotations(n, w);
    Rotation rotation = new Rotation(n);
    for (int s = 0; s < lattice.volume(); s++) {
      rotation.apply(eps, data(w), s * rotations, data(x), s * n);
    }
    round(x);
  }

  @Override
  public void normalise(Vector x) {
    int n = x.shape().reals();
    double[] a = data(x);
    for (int s = 0; s < a.length; s += n) {
      double norm = 0;
      for (int c = s; c < s + n; c++) {
        norm += a[c] * a[c];
      }
      double scale = 1 / Math.sqrt(norm);
      for (int c = s; c < s + n; c++) {
        a[c] *= scale;
      }
    }
    round(x);
  }

  @Override
  public void gaussian(double sigma, StreamKey key, Vector out) {
    int reals = out.shape().reals();
    double[] o = data(out);
    SiteRandom random = key.at(0);
    for (int s : out.shape() instanceof Shape.Spinor x ? sites(x.parity()) : sites(Parity.ALL)) {
      random.moveTo(s);
      for (int c = s * reals; c < (s + 1) * reals; c++) {
        o[c] = sigma * random.gaussian();
      }
    }
    round(out);
  }

  @Override
  public double dot(Vector x, Vector y) {
    same(x, y);
    double[] a = data(x);
    double[] b = data(y);
    double[] blocks = new double[(a.length + BLOCK - 1) / BLOCK];
    for (int k = 0; k < blocks.length; k++) {
      int end = Math.min(a.length, (k + 1) * BLOCK);
      double sum = 0;
      for (int i = k * BLOCK; i < end; i++) {
        sum += a[i] * b[i];
      }
      blocks[k] = sum;
    }
    return pairwise(blocks, 0, blocks.length);
  }

  private static double pairwise(double[] terms, int from, int to) {
    if (to - from <= 2) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += terms[i];
      }
      return sum;
    }
    int middle = (from + to) >>> 1;
    return pairwise(terms, from, middle) + pairwise(terms, middle, to);
  }

  @Override
  public double[] sum(Vector x) {
    int reals = x.shape().reals();
    double[] a = data(x);
    double[] result = new double[reals];
    double[] blocks = new double[(lattice.volume() + BLOCK - 1) / BLOCK];
    for (int c = 0; c < reals; c++) {
      for (int k = 0; k < blocks.length; k++) {
        int end = Math.min(lattice.volume(), (k + 1) * BLOCK);
        double sum = 0;
        for (int s = k * BLOCK; s < end; s++) {
          sum += a[s * reals + c];
        }
        blocks[k] = sum;
      }
      result[c] = pairwise(blocks, 0, blocks.length);
    }
    return result;
  }

  @Override
  public double[] sliceSum(Vector x, int mu) {
    int reals = x.shape().reals();
    double[] a = data(x);
    double[] result = new double[lattice.extent(mu) * reals];
    for (int s = 0; s < lattice.volume(); s++) {
      int slice = lattice.coordinate(s, mu) * reals;
      for (int c = 0; c < reals; c++) {
        result[slice + c] += a[s * reals + c];
      }
    }
    return result;
  }

  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    same(environment, x);
    long changed = LocalKernels.update(update, sites, x.shape(), data(environment), key, data(x));
    round(x);
    return changed;
  }

  private int[] sites(Parity parity) {
    if (sites[parity.ordinal()] == null) {
      sites[parity.ordinal()] = parity.sites(lattice);
    }
    return sites[parity.ordinal()].sites();
  }

  @Override
  public void restrict(Vector x, Vector out) {
    SpinorChecks.requireSameButParity(x, out);
    double[] a = data(x);
    double[] o = data(out);
    Shape.Spinor shape = SpinorChecks.spinor(out);
    if (shape.parity() == Parity.ALL) {
      System.arraycopy(a, 0, o, 0, a.length);
      return;
    }
    int reals = shape.reals();
    for (int s : sites(shape.parity())) {
      System.arraycopy(a, s * reals, o, s * reals, reals);
    }
  }

  @Override
  public void spinMultiply(double alpha, SpinMatrix m, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireSpins(m, shape);
    SpinorChecks.requireOther("spinMultiply", x, out);
    SpinorKernels.spinMultiply(
        shape.n(), sites(shape.parity()), alpha, m, data(x), beta, data(out));
    round(out);
  }

  @Override
  public void colourMultiply(
      double alpha, Vector u, boolean adjoint, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    SpinorChecks.requireColours(shape, u);
    Precision.of("colourMultiply", u, x);
    SpinorChecks.requireOther("colourMultiply", x, out);
    SpinorKernels.colourMultiply(
        shape.spins(),
        shape.n(),
        sites(shape.parity()),
        alpha,
        data(u),
        adjoint,
        data(x),
        beta,
        data(out));
    round(out);
  }

  @Override
  public void blockMultiply(double alpha, Vector[] blocks, Vector x, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, out);
    int rows = SpinorChecks.requireBlocks(blocks, x);
    SpinorChecks.requireOther("blockMultiply", x, out);
    double[][] b = new double[blocks.length][];
    Arrays.setAll(b, i -> data(blocks[i]));
    SpinorKernels.blockMultiply(rows, sites(shape.parity()), alpha, b, data(x), beta, data(out));
    round(out);
  }

  @Override
  public void outer(double alpha, Vector x, Vector y, double beta, Vector out) {
    Shape.Spinor shape = SpinorChecks.same(x, y);
    SpinorChecks.requireColours(shape, out);
    Precision.of("outer", x, out);
    SpinorKernels.outer(
        shape.spins(), shape.n(), sites(Parity.ALL), alpha, data(x), data(y), beta, data(out));
    round(out);
  }

  @Override
  public void hop(
      Hopping hopping, Vector[] links, double alpha, Vector x, double beta, Vector out) {
    SpinorChecks.requireHop(this, hopping, links, x, out);
    double[][] v = new double[links.length][];
    for (int mu = 0; mu < v.length; mu++) {
      v[mu] = data(links[mu]);
    }
    Shape.Spinor shape = SpinorChecks.spinor(out);
    SpinorKernels.hop(
        lattice, hopping, shape.n(), sites(shape.parity()), v, alpha, data(x), beta, data(out));
    round(out);
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
  }
}
