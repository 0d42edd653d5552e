package org.fluxtube.engine.network;

import java.util.List;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.GaugeField;

/** The parameters of a layer V = F(U) of a gauge-covariant network. */
public interface LayerSpec extends Spec {
  /** The trainable weights, in the order that the layer documents; empty for a fixed layer. */
  double[] weights();

  /** A name for each of the {@link #weights}, distinct in the layer. */
  List<String> labels();

  /** This layer with other trainable weights, as many as {@link #weights}. */
  LayerSpec with(double[] weights);

  /** The working object on the backend and of the type of {@code like}; closed by the caller. */
  Layer bind(GaugeField like);
}
