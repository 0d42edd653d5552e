package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Generators;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** What operations ask of the shapes of their vectors; each throws IllegalArgumentException. */
final class Checks {
  private Checks() {}

  static int matrixSize(Vector m) {
    if (m.shape() instanceof Shape.Matrix(int n)) {
      return n;
    }
    throw new IllegalArgumentException("a matrix vector is needed, got " + m.shape());
  }

  /** Shape and precision. */
  static void same(Vector x, Vector y) {
    Precision.of("one operation", x, y);
    sameShape(x, y);
  }

  static void sameShape(Vector x, Vector y) {
    if (!x.shape().equals(y.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + y.shape());
    }
  }

  static void scalar(Vector w) {
    if (w.shape().reals() != 1) {
      throw new IllegalArgumentException("one real a site is needed, got " + w.shape());
    }
  }

  static void shift(Vector x, int steps, Vector out) {
    if (steps != 1 && steps != -1) {
      throw new IllegalArgumentException("shift by " + steps + " steps; allowed are 1 and -1");
    }
    if (x == out) {
      throw new IllegalArgumentException("shift: out must not be x");
    }
  }

  /** The group of links u, whose algebra p must fit. */
  static Group group(Vector u, Vector p) {
    Group group = new Group(matrixSize(u));
    if (p.shape().reals() != group.algebraDimension()) {
      throw new IllegalArgumentException(
          group + " has " + group.algebraDimension() + " generators, got " + p.shape());
    }
    return group;
  }

  static void rotations(Vector x, Vector w) {
    int n = x.shape().reals();
    if (w.shape().reals() != Generators.rotations(n)) {
      throw new IllegalArgumentException(
          "O(" + n + ") has " + Generators.rotations(n) + " rotations, got " + w.shape());
    }
  }

  /** Numbers of a vector: kernels count in 32 bits. */
  static int numbers(int volume, int reals, String lattice) {
    long numbers = (long) volume * reals;
    if (numbers > Integer.MAX_VALUE - Launch.GROUP) {
      throw new IllegalArgumentException(
          "a vector of "
              + reals
              + " numbers a site on "
              + lattice
              + " has "
              + numbers
              + " numbers; the opencl backend allows at most 2^31 - 65, take a smaller lattice");
    }
    return (int) numbers;
  }
}
