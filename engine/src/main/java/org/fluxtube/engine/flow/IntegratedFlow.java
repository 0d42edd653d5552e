package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.rng.StreamKey;

/**
 * x = x(1), ln J = int_0^1 div v dt of dx/dt = v(x, t), x(0) = z, by Runge-Kutta steps.
 *
 * <p>Where no derivative is asked for, every configuration goes back too: ln J is NaN where it
 * returns with another ln J, or elsewhere, by more than 1e-3. So a lesson whose field the steps do
 * not resolve is rolled back, and no chain runs with the wrong density. Without that a trainer
 * finds such fields: their ln q is too small, and ln Z grows without bound.
 */
final class IntegratedFlow implements TorchMap {
  private static final double MOST_DEFECT = 1e-3;

  private final VectorField field;
  private final RungeKutta method;
  private final int steps;

  /**
   * @param field owned
   */
  IntegratedFlow(VectorField field, RungeKutta method, int steps) {
    this.field = field;
    this.method = method;
    this.steps = steps;
  }

  @Override
  public List<String> labels() {
    return field.labels();
  }

  @Override
  public double[] start(StreamKey key) {
    return field.start(key);
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return resolved(theta, z, 0, 1.0 / steps);
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return resolved(theta, x, 1, -1.0 / steps);
  }

  private Mapped resolved(Tensor theta, Tensor from, double start, double h) {
    Mapped to = integrate(theta, from, start, h);
    if (theta.requires_grad() || from.requires_grad()) {
      return to;
    }
    Mapped back = integrate(theta, to.field(), 1 - start, -h);
    Tensor moved = back.field().sub(from).abs().amax(new long[] {0}, false);
    Tensor defect = back.logJacobian().add(to.logJacobian()).abs().maximum(moved);
    // not(<=), so that NaN is one too
    Tensor unresolved = defect.le(new Scalar(MOST_DEFECT)).logical_not();
    return new Mapped(to.field(), to.logJacobian().masked_fill(unresolved, new Scalar(Double.NaN)));
  }

  private Mapped integrate(Tensor theta, Tensor from, double start, double h) {
    double[] times = new double[steps * method.stages()];
    for (int n = 0; n < steps; n++) {
      for (int i = 0; i < method.stages(); i++) {
        times[n * method.stages() + i] = start + h * (n + method.c(i));
      }
    }
    Tensor coefficients = field.coefficients(theta, times);
    Mapped state = new Mapped(from, null);
    for (int n = 0; n < steps; n++) {
      state = freed(theta, coefficients, state, n, h);
    }
    return state;
  }

  /** Without derivatives nothing but the result of a step is kept. */
  private Mapped freed(Tensor theta, Tensor coefficients, Mapped from, int n, double h) {
    if (theta.requires_grad() || from.field().requires_grad()) {
      return step(theta, coefficients, from, n, h);
    }
    PointerScope outer = PointerScope.getInnerScope();
    try (PointerScope inner = new PointerScope()) {
      Mapped to = step(theta, coefficients, from, n, h);
      outer.attach(to.field());
      outer.attach(to.logJacobian());
      return to;
    }
  }

  private Mapped step(Tensor theta, Tensor coefficients, Mapped from, int n, double h) {
    int stages = method.stages();
    Tensor[] k = new Tensor[stages];
    Tensor x = from.field();
    Tensor log = from.logJacobian();
    for (int i = 0; i < stages; i++) {
      Tensor at = moved(from.field(), method.a()[i], k, h);
      Tensor row = coefficients.select(0, (long) n * stages + i);
      VectorField.Value value = field.at(theta, row, at);
      k[i] = value.velocity();
      double weight = h * method.b()[i];
      if (weight != 0) {
        Tensor part = value.divergence().mul(new Scalar(weight));
        log = log == null ? part : log.add(part);
      }
    }
    return new Mapped(field.restore(moved(x, method.b(), k, h)), log);
  }

  private static Tensor moved(Tensor x, double[] weights, Tensor[] k, double h) {
    Tensor to = x;
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] != 0) {
        to = to.add(k[j], new Scalar(h * weights[j]));
      }
    }
    return to;
  }

  @Override
  public void close() {
    field.close();
  }
}
