package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Gauge-covariant attention, arXiv:2501.16955. U^Q, U^K, U^V are stout steps of U with the weights
 * query, key, value. V_i are the staples of the 1 x s loops, s = 1, 2, ..., through the link: up
 * and down in each plane, the link being one of the short sides. Then
 *
 * <p>a~_i = Re tr[U^Q V_i(U^K)] - Re tr[U V_i(U)], a_i = tan(pi a~_i / (4 (N + 0.01))),
 *
 * <p>V = exp(Q) U, Q the traceless anti-Hermitian part of Omega, Omega^dagger = U^V sum_i rho_s (1
 * + a_i) V_i(U^V).
 *
 * <p>a~ and a are gauge invariant, and |a~| &lt; 2 (N + 0.01) keeps the argument below pi/2. The 1
 * beside a_i is a choice of this program: without it rho and the attention could not start from
 * zero together. Zero rho is the identity; query = key = value = 0 is the covariant layer of these
 * staples.
 *
 * <p>Trainable weights: all, in the order rho, query, key, value.
 *
 * @param rho weights of the staples, one for each s from 1 on
 * @param query weight of the step to U^Q
 * @param key weight of the step to U^K
 * @param value weight of the step to U^V
 */
public record Cask(
    @Param("weights of the 1 x s staples, [s = 1, s = 2, ...], 1 to 8 of them") List<Double> rho,
    @Param(value = "weight of the stout step to U^Q", optional = true) double query,
    @Param(value = "weight of the stout step to U^K", optional = true) double key,
    @Param(value = "weight of the stout step to U^V", optional = true) double value)
    implements LayerSpec {
  /** Checks the weights. */
  public Cask {
    rho = List.copyOf(rho);
    WeightClasses.check("rho", rho, 8);
    WeightClasses.check("query", List.of(query), 1);
    WeightClasses.check("key", List.of(key), 1);
    WeightClasses.check("value", List.of(value), 1);
    if (rho.isEmpty()) {
      throw new IllegalArgumentException(
          "an attention layer without staples; give at least one weight, for example rho = [0.0,"
              + " 0.0, 0.0]");
    }
  }

  @Override
  public double[] weights() {
    return DoubleStream.concat(
            rho.stream().mapToDouble(Double::doubleValue), DoubleStream.of(query, key, value))
        .toArray();
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int s = 1; s <= rho.size(); s++) {
      labels.add("staple 1x" + s);
    }
    labels.addAll(List.of("query", "key", "value"));
    return labels;
  }

  @Override
  public Cask with(double[] weights) {
    int s = rho.size();
    List<Double> staples = Arrays.stream(weights, 0, s).boxed().toList();
    return new Cask(staples, weights[s], weights[s + 1], weights[s + 2]);
  }

  @Override
  public Layer bind(GaugeField like) {
    return new CaskLayer(like, rho.size());
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Covariant.requireGauge("an attention layer", type, lattice);
  }
}
