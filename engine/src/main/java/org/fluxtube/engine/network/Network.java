package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;

/**
 * Layers one after the other, V = F_n(... F_1(U)). The delta rule runs from the last layer to the
 * first. Weights: those of the layers in their order.
 */
public final class Network implements Layer {
  private final List<Layer> layers = new ArrayList<>();
  private final List<GaugeField> between = new ArrayList<>();
  private final int weights;

  /** Binds at least one layer. */
  public Network(List<? extends LayerSpec> specs, GaugeField like) {
    if (specs.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    int count = 0;
    for (LayerSpec spec : specs) {
      if (!layers.isEmpty()) {
        between.add(like.allocateLike());
      }
      Layer layer = spec.bind(like);
      layers.add(layer);
      count += layer.weights();
    }
    this.weights = count;
  }

  @Override
  public int weights() {
    return weights;
  }

  @Override
  public void forward(double[] rho, GaugeField u, GaugeField v) {
    int from = 0;
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      GaugeField out = k == layers.size() - 1 ? v : between.get(k);
      layer.forward(slice(rho, from, layer), input(k, u), out);
      from += layer.weights();
    }
  }

  private GaugeField input(int k, GaugeField u) {
    return k == 0 ? u : between.get(k - 1);
  }

  private static double[] slice(double[] x, int from, Layer layer) {
    return Arrays.copyOfRange(x, from, from + layer.weights());
  }

  @Override
  public void backward(double[] rho, GaugeField u, Momentum force, double[] gradient) {
    int from = weights;
    for (int k = layers.size() - 1; k >= 0; k--) {
      Layer layer = layers.get(k);
      from -= layer.weights();
      double[] own = gradient == null ? null : new double[layer.weights()];
      layer.backward(slice(rho, from, layer), input(k, u), force, own);
      for (int i = 0; own != null && i < own.length; i++) {
        gradient[from + i] += own[i];
      }
    }
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
    between.forEach(GaugeField::close);
  }
}
