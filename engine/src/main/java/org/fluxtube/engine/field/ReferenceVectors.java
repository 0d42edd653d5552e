package org.fluxtube.engine.field;

import java.util.Arrays;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.SiteRandom;
import org.fluxtube.engine.rng.StreamKey;

/**
 * Memory, linear combinations, shifts and sums of the reference backend: plain loops over double
 * arrays in host order.
 */
abstract sealed class ReferenceVectors implements FieldOps permits ReferenceMatrices {
  /** Numbers summed plainly before the block sums are added pairwise. */
  private static final int BLOCK = 256;

  final Lattice lattice;
  private final Scratch scratch = new Scratch(this);
  private final TimeSplit times = new TimeSplit();
  private final SiteSet[] sites = new SiteSet[Parity.values().length];

  /** The operations on {@code lattice}. */
  ReferenceVectors(Lattice lattice) {
    this.lattice = lattice;
  }

  /** Single precision is kept in doubles too, rounded at the end of each operation. */
  private record Host(Shape shape, Precision precision, double[] data) implements Vector {
    @Override
    public void close() {
      // the garbage collector's
    }
  }

  static double[] data(Vector x) {
    if (x instanceof Host host) {
      return host.data;
    }
    throw new IllegalArgumentException(
        "vector of " + x.getClass().getSimpleName() + " given to the reference backend");
  }

  static void same(Vector x, Vector y) {
    Precision.of("one operation", x, y);
    if (!x.shape().equals(y.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + y.shape());
    }
  }

  /** The end of every operation that has computed numbers of out. */
  static void round(Vector out) {
    if (out.precision() == Precision.FLOAT) {
      double[] o = data(out);
      for (int i = 0; i < o.length; i++) {
        o[i] = (float) o[i];
      }
    }
  }

  static void scalar(Vector w) {
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

  final int[] sites(Parity parity) {
    if (sites[parity.ordinal()] == null) {
      sites[parity.ordinal()] = parity.sites(lattice);
    }
    return sites[parity.ordinal()].sites();
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
