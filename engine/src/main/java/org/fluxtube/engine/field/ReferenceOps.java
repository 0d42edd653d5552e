package org.fluxtube.engine.field;

import java.util.Arrays;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/**
 * The reference backend: plain loops over double arrays in host order, one thread. The oracle of
 * all other backends; only the primitives and {@link #hop} are here, in {@code ReferenceVectors}
 * and {@code ReferenceMatrices} below; every other fused operation is the default.
 */
public final class ReferenceOps extends ReferenceMatrices {
  /** The operations on {@code lattice}. */
  public ReferenceOps(Lattice lattice) {
    super(lattice);
  }

  @Override
  public long update(
      LocalUpdate update, SiteSet sites, Vector environment, StreamKey key, Vector x) {
    same(environment, x);
    long changed = LocalKernels.update(update, sites, x.shape(), data(environment), key, data(x));
    round(x);
    return changed;
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
}
