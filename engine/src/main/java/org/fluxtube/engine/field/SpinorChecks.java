package org.fluxtube.engine.field;

/** What operations ask of spinor arguments; each throws IllegalArgumentException. */
public final class SpinorChecks {
  private SpinorChecks() {}

  /** The shape of a spinor vector. */
  public static Shape.Spinor spinor(Vector x) {
    if (x.shape() instanceof Shape.Spinor spinor) {
      return spinor;
    }
    throw new IllegalArgumentException("a spinor vector is needed, got " + x.shape());
  }

  /** The one shape of two spinor vectors. */
  public static Shape.Spinor same(Vector x, Vector y) {
    Precision.of("spinors of one operation", x, y);
    Shape.Spinor shape = spinor(x);
    if (!shape.equals(y.shape())) {
      throw new IllegalArgumentException("shapes differ: " + shape + " and " + y.shape());
    }
    return shape;
  }

  /** A matrix vector with the colours of x. */
  public static void requireColours(Shape.Spinor x, Vector matrix) {
    if (!matrix.shape().equals(new Shape.Matrix(x.n()))) {
      throw new IllegalArgumentException(
          x + " needs a Matrix[n=" + x.n() + "], got " + matrix.shape());
    }
  }

  /** A spin matrix with the spins of x. */
  public static void requireSpins(SpinMatrix m, Shape.Spinor x) {
    if (m.spins() != x.spins()) {
      throw new IllegalArgumentException(
          "a spin matrix with " + m.spins() + " rows does not act on " + x);
    }
  }

  /** Spinor vectors whose shapes are equal but for the parity. */
  public static void requireSameButParity(Vector x, Vector out) {
    Precision.of("spinors of one operation", x, out);
    Shape.Spinor shape = spinor(x);
    if (!shape.at(spinor(out).parity()).equals(out.shape())) {
      throw new IllegalArgumentException(
          "shapes differ by more than the parity: " + shape + " and " + out.shape());
    }
  }

  /** x must not be out. */
  public static void requireOther(String what, Vector x, Vector out) {
    if (x == out) {
      throw new IllegalArgumentException(what + ": out must not be x");
    }
  }

  /** Rows of the blocks of {@link FieldOps#blockMultiply}. */
  public static int requireBlocks(Vector[] blocks, Vector spinor) {
    Shape.Spinor x = spinor(spinor);
    Precision.of("blockMultiply", spinor, blocks);
    if (blocks.length == 0 || x.spins() % blocks.length != 0) {
      throw new IllegalArgumentException(
          blocks.length + " blocks do not divide the " + x.spins() + " spin components of " + x);
    }
    int rows = x.spins() / blocks.length * x.n();
    for (Vector block : blocks) {
      if (!block.shape().equals(new Shape.Matrix(rows))) {
        throw new IllegalArgumentException(
            x
                + " with "
                + blocks.length
                + " blocks needs Matrix[n="
                + rows
                + "], got "
                + block.shape());
      }
    }
    return rows;
  }

  /**
   * A colour matrix m of {@link FieldOps#kronecker} and the matrix on spin and colour; returns the
   * rows of m.
   */
  public static int requireKronecker(SpinMatrix spin, Vector m, Vector block) {
    Precision.of("matrices on spin and colour", m, block);
    if (m.shape() instanceof Shape.Matrix(int n)
        && block.shape().equals(new Shape.Matrix(spin.spins() * n))) {
      return n;
    }
    throw new IllegalArgumentException(
        "a spin matrix with "
            + spin.spins()
            + " rows and "
            + m.shape()
            + " do not make "
            + block.shape());
  }

  /** The arguments of {@link FieldOps#inverse}; returns the rows of m. */
  public static int requireInverse(Vector m, Vector out, Vector log) {
    Precision.of("inverse", m, out, log);
    requireOther("inverse", m, out);
    if (m.shape() instanceof Shape.Matrix(int n)
        && out.shape().equals(m.shape())
        && log.shape().reals() == 1) {
      return n;
    }
    throw new IllegalArgumentException(
        "inverse needs two matrices of one shape and one real a site, got "
            + m.shape()
            + ", "
            + out.shape()
            + " and "
            + log.shape());
  }

  /** The arguments of {@link FieldOps#hop} and {@link FieldOps#hopForce}. */
  public static void requireHop(
      FieldOps ops, Hopping hopping, Vector[] links, Vector x, Vector out) {
    requireSameButParity(x, out);
    requireOther("hop", x, out);
    Shape.Spinor shape = spinor(x);
    requireSpins(hopping.forward().getFirst(), shape);
    if (hopping.dimensions() != ops.lattice().dimensions()
        || links.length != hopping.dimensions()) {
      throw new IllegalArgumentException(
          "a hopping in "
              + hopping.dimensions()
              + " directions with "
              + links.length
              + " link vectors on the lattice "
              + ops.lattice());
    }
    Precision.of("hop", x, links);
    for (Vector link : links) {
      requireColours(shape, link);
    }
  }
}
