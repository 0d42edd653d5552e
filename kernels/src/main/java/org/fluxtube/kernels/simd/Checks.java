package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;

/** Refuses vectors that do not fit an operation. */
final class Checks {
  private Checks() {}

  static int rows(Vector m) {
    if (m.shape() instanceof Shape.Matrix(int n)) {
      return n;
    }
    throw new IllegalArgumentException("a matrix vector is needed, got " + m.shape());
  }

  static void same(Vector x, Vector y) {
    Precision.of("one operation", x, y);
    if (!x.shape().equals(y.shape())) {
      throw new IllegalArgumentException("shapes differ: " + x.shape() + " and " + y.shape());
    }
  }

  static void reals(String what, int needed, Vector x) {
    if (x.shape().reals() != needed) {
      throw new IllegalArgumentException(what + " needs " + needed + ", got " + x.shape());
    }
  }

  /** A spinor of one parity has no neighbours of its own. */
  static void everywhere(String what, Vector x) {
    if (x.shape() instanceof Shape.Spinor spinor && spinor.parity() != Parity.ALL) {
      throw new IllegalArgumentException(
          what + " needs a vector of all sites, got " + spinor + "; hop leads between parities");
    }
  }

  static void distinct(String what, Vector out, Vector... arguments) {
    for (Vector x : arguments) {
      if (x == out) {
        throw new IllegalArgumentException(what + ": out must be none of the arguments");
      }
    }
  }
}
