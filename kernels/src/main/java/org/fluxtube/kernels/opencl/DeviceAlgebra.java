package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** Linear algebra site by site, and sums. */
abstract class DeviceAlgebra extends DeviceMemory {
  final Sums sums;

  private final Buffer[] slices;

  DeviceAlgebra(Lattice lattice, OpenDevice device, int mostLanes) {
    super(lattice, device, mostLanes);
    this.sums = new Sums(launcher);
    this.slices = new Buffer[lattice.dimensions()];
  }

  @Override
  public void constant(double value, Vector out) {
    Buffer o = data(out);
    int step = out.shape() instanceof Shape.Matrix(int n) ? 2 * (n + 1) : 1;
    kernel("Constant", out)
        .set("out", o)
        .set("value", value)
        .set("step", step)
        .set("volume", volume)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    Checks.same(x, y);
    Buffer o = data(y);
    kernel("Axpby", y)
        .set("x", data(x))
        .set("y", o)
        .set("alpha", alpha)
        .set("beta", beta)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public void shift(Vector x, int mu, int steps, Vector out) {
    Checks.same(x, out);
    Checks.shift(x, steps, out);
    if (sites(x.shape()) < volume) {
      try (Scratch.Lease a = whole(x);
          Scratch.Lease o = whole(out)) {
        shift(a.vector(), mu, steps, o.vector());
        restrict(o.vector(), out);
      }
      return;
    }
    kernel("Shift", x)
        .set("x", data(x))
        .set("out", data(out))
        .set("hop", hop)
        .set("from", (steps == 1 ? mu : lattice.dimensions() + mu) * volume)
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .run(volume);
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
    int n = Checks.matrixSize(a);
    Checks.same(a, b);
    Checks.same(a, out);
    if (a == out || b == out) {
      throw new IllegalArgumentException("multiply: out must be neither a nor b");
    }
    boolean whole = n == 2 || n == 3;
    Launch kernel =
        kernel(whole ? "Multiply" + n : "MultiplyN", out)
            .set("a", data(a))
            .set("b", data(b))
            .set("out", data(out))
            .set("alpha", alpha)
            .set("beta", beta)
            .set("adjointA", adjointA ? 1 : 0)
            .set("adjointB", adjointB ? 1 : 0)
            .set("volume", volume);
    if (whole) {
      kernel.run(volume);
    } else {
      kernel.set("n", n).set("count", n * n * volume).run(n * n * volume);
    }
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
    Checks.scalar(out);
    kernel("Trace", m, out)
        .set("n", Checks.matrixSize(m))
        .set("m", data(m))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("part", part)
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void phase(Vector m, Vector out) {
    Checks.scalar(out);
    kernel("Phase", m, out)
        .set("n", Checks.matrixSize(m))
        .set("m", data(m))
        .set("out", data(out))
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void inner(double alpha, Vector x, Vector y, double beta, Vector out) {
    Checks.same(x, y);
    Checks.scalar(out);
    if (sites(x.shape()) < volume) {
      try (Scratch.Lease a = whole(x);
          Scratch.Lease b = whole(y)) {
        inner(alpha, a.vector(), b.vector(), beta, out);
      }
      return;
    }
    kernel("Inner", x, out)
        .set("x", data(x))
        .set("y", data(y))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void weigh(double alpha, Vector w, Vector x, double beta, Vector out) {
    Checks.same(x, out);
    Checks.scalar(w);
    Buffer o = data(out);
    int sites = sites(out.shape());
    kernel("Weigh", x, w)
        .set("w", data(w))
        .set("x", data(x))
        .set("out", o)
        .set("alpha", alpha)
        .set("beta", beta)
        .set("first", first(out.shape()))
        .set("sites", sites)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public void tangent(double scale, Vector x, Vector out) {
    Checks.same(x, out);
    Buffer o = data(out);
    kernel("Tangent", x)
        .set("x", data(x))
        .set("out", o)
        .set("scale", scale)
        .set("count", o.length())
        .run(o.length());
  }

  @Override
  public double dot(Vector x, Vector y) {
    Checks.same(x, y);
    return sums.dot(data(x), data(y));
  }

  @Override
  public double[] sum(Vector x) {
    return sums.rows(data(x), x.shape().reals());
  }

  @Override
  public double[] sliceSum(Vector x, int mu) {
    if (sites(x.shape()) < volume) {
      try (Scratch.Lease a = whole(x)) {
        return sliceSum(a.vector(), mu);
      }
    }
    if (slices[mu] == null) {
      slices[mu] = launcher.ints(order.slices(mu));
    }
    return sums.slices(data(x), slices[mu], lattice.extent(mu), x.shape().reals(), volume);
  }

  @Override
  public void neighbourSum(Vector x, Vector out) {
    Checks.same(x, out);
    if (x == out) {
      throw new IllegalArgumentException("neighbourSum: out must not be x");
    }
    if (sites(x.shape()) < volume) {
      super.neighbourSum(x, out);
      return;
    }
    Buffer o = data(out);
    kernel("NeighbourSum", x)
        .set("x", data(x))
        .set("out", o)
        .set("hop", hop)
        .set("hops", 2 * lattice.dimensions())
        .set("volume", volume)
        .set("count", o.length())
        .run(o.length());
  }
}
