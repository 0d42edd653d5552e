package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.rng.StreamKey;

/** x = x(1), ln J = int_0^1 div v dt of dx/dt = v(x, t), x(0) = z, by Runge-Kutta steps. */
final class IntegratedFlow implements TorchMap {
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
    return integrate(theta, z, 0, 1.0 / steps);
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return integrate(theta, x, 1, -1.0 / steps);
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
