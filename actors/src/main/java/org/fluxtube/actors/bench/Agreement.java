package org.fluxtube.actors.bench;

import java.util.Locale;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceBackend;

/** The check before the first timed call: one call from equal numbers, against the reference. */
final class Agreement {
  private Agreement() {}

  /** Largest difference allowed, as a part of the largest number of the reference. */
  static double tolerance(BenchKernel kernel, Precision precision) {
    if (kernel == BenchKernel.WILSON_CG || kernel == BenchKernel.STAGGERED_CG) {
      return 1e-8; // in float too: the true residual is taken in double
    }
    return precision == Precision.FLOAT ? 2e-5 : 1e-10; // some hundred roundings of 6e-8
  }

  /**
   * The kernel on a backend, checked.
   *
   * @throws IllegalStateException if a number differs, with both
   */
  static Work checked(
      BenchKernel kernel, Backend backend, Precision precision, Inputs inputs, int threads) {
    double[] expected;
    // in double: what a float kernel should be near to
    try (Work reference =
        kernel.make(new ReferenceBackend().open(inputs.lattice()), Precision.DOUBLE, inputs)) {
      expected = reference.check();
    }
    FieldOps ops = backend.open(inputs.lattice(), threads);
    Work work = kernel.make(ops, precision, inputs);
    compare(kernel, expected, work.check(), tolerance(kernel, precision));
    return work;
  }

  private static void compare(
      BenchKernel kernel, double[] expected, double[] got, double tolerance) {
    double scale = 0;
    for (double number : expected) {
      scale = Math.max(scale, Math.abs(number));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(got[i] - expected[i]) <= tolerance * scale)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s is wrong: number %d is %.17g, the reference has %.17g, allowed is a difference"
                    + " of %.1g of the largest, %.3g",
                kernel.label(),
                i,
                got[i],
                expected[i],
                tolerance,
                scale));
      }
    }
  }
}
