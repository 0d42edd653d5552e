package org.fluxtube.actors.bench;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Vector;

/** Vectors as a whole. */
final class LinearAlgebra {
  private static final double SMALL = 1e-9; // so that thousands of calls change little
  private static final int CALLS = 100;

  private LinearAlgebra() {}

  static Work axpy(FieldOps ops, Precision precision, Inputs inputs) {
    return axpy(ops, precision, inputs, 1);
  }

  /** On a lattice so small that only the call itself costs. */
  static Work launch(FieldOps ops, Precision precision, Inputs inputs) {
    return axpy(ops, precision, inputs, CALLS);
  }

  private static Work axpy(FieldOps ops, Precision precision, Inputs inputs, int calls) {
    Vector x = inputs.spinor(ops, precision, 4, Parity.ALL, 0);
    Vector y = inputs.spinor(ops, precision, 4, Parity.ALL, 1);
    return new Work(
        ops,
        () -> {
          for (int i = 0; i < calls; i++) {
            ops.axpy(SMALL, x, y);
          }
        },
        () -> Inputs.numbers(ops, y),
        calls,
        false);
  }

  static Work dot(FieldOps ops, Precision precision, Inputs inputs) {
    Vector x = inputs.spinor(ops, precision, 4, Parity.ALL, 0);
    Vector y = inputs.spinor(ops, precision, 4, Parity.ALL, 1);
    double[] dot = new double[1];
    return new Work(
        ops,
        () -> dot[0] = ops.dot(x, y),
        () -> new double[] {dot[0], Math.sqrt(24.0 * ops.lattice().volume())},
        1,
        true);
  }
}
