package org.fluxtube.engine.observable;

import java.util.function.ToDoubleFunction;

/** m(t) = arccosh[(C(t-1) + C(t+1))/(2 C(t))], the mass of a single cosh around T/2. */
final class EffectiveMass {
  private EffectiveMass() {}

  static Derived derived(
      String name,
      String correlator,
      int t,
      ToDoubleFunction<double[]> before,
      ToDoubleFunction<double[]> here,
      ToDoubleFunction<double[]> after) {
    String formula =
        String.format("arccosh[(%1$s(t-1) + %1$s(t+1))/(2 %1$s(t))], t = %2$d", correlator, t);
    return new Derived(
        name,
        formula,
        m ->
            arccosh(
                (before.applyAsDouble(m) + after.applyAsDouble(m)) / (2 * here.applyAsDouble(m))));
  }

  private static double arccosh(double x) {
    return Math.log(x + Math.sqrt(x * x - 1));
  }
}
