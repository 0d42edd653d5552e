package org.fluxtube.engine.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Shape;

/**
 * Operations that are those of a backend, but for {@code allocate(shape)}, which gives vectors of
 * another precision: so that a test written for double runs in single precision too.
 */
public final class InPrecision {
  private InPrecision() {}

  /** The operations {@code ops} with vectors of the given precision. */
  public static FieldOps of(FieldOps ops, Precision precision) {
    if (precision == Precision.DOUBLE) {
      return ops;
    }
    return (FieldOps)
        Proxy.newProxyInstance(
            InPrecision.class.getClassLoader(),
            new Class<?>[] {FieldOps.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("allocate") && arguments.length == 1) {
                return ops.allocate((Shape) arguments[0], precision);
              }
              try {
                return method.invoke(ops, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The numbers as the precision stores them; overwritten and returned. */
  public static double[] rounded(Precision precision, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = precision.round(numbers[i]);
    }
    return numbers;
  }
}
