package org.fluxtube.engine.network;

import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;

/** Equal steps with weights that are not trainable. */
final class FixedLayer implements Layer {
  private final Network network;
  private final double[] rho;

  FixedLayer(Network network, LayerSpec step, int steps) {
    this.network = network;
    double[] one = step.weights();
    this.rho = new double[steps * one.length];
    for (int k = 0; k < steps; k++) {
      System.arraycopy(one, 0, rho, k * one.length, one.length);
    }
  }

  @Override
  public int weights() {
    return 0;
  }

  @Override
  public void forward(double[] none, GaugeField u, GaugeField v) {
    network.forward(rho, u, v);
  }

  @Override
  public void backward(double[] none, GaugeField u, Momentum force, double[] gradient) {
    network.backward(rho, u, force, null);
  }

  @Override
  public void close() {
    network.close();
  }
}
