package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A gauge-covariant layer, V_mu(x) = exp(Q_mu(x)) U_mu(x), Q the traceless anti-Hermitian part of
 * Omega (U(1): i Im Omega), Omega = [sum_k rho_k C_k] U^dagger, C_k the sums of the staples of
 * plaquettes, of 2 x 1 rectangles and of lines that close around the torus, each from x to x + mu.
 * A positive weight smooths. arXiv:2103.11965, section III; the step is stout smearing,
 * hep-lat/0311018.
 *
 * <p>Trainable weights: all, in the order plaquette, rectangle, polyakov. Lists of weights: one for
 * all links; or two, {links in spatial planes, links in planes with the time direction}; or three,
 * {spatial links in spatial planes, spatial links in temporal planes, temporal links}. Lines: one,
 * or {spatial, temporal}. Zero weights are the identity.
 *
 * @param plaquette weights of the plaquette staples
 * @param rectangle weights of the rectangle staples
 * @param polyakov weights of the lines
 */
public record Covariant(
    @Param(
            value =
                "weights of the plaquette staples: none, [all], [spatial planes, temporal planes]"
                    + " or [spatial links in spatial planes, in temporal planes, temporal links]",
            optional = true)
        List<Double> plaquette,
    @Param(value = "the same for the 2x1 rectangles", optional = true) List<Double> rectangle,
    @Param(
            value = "weights of the lines around the torus: none, [all] or [spatial, temporal]",
            optional = true)
        List<Double> polyakov)
    implements LayerSpec {
  /** Checks the lists. */
  public Covariant {
    plaquette = List.copyOf(plaquette);
    rectangle = List.copyOf(rectangle);
    polyakov = List.copyOf(polyakov);
    WeightClasses.check("plaquette", plaquette, 3);
    WeightClasses.check("rectangle", rectangle, 3);
    WeightClasses.check("polyakov", polyakov, 2);
    if (plaquette.isEmpty() && rectangle.isEmpty() && polyakov.isEmpty()) {
      throw new IllegalArgumentException(
          "a covariant layer without weights; give at least one, for example plaquette = [0.0]");
    }
  }

  @Override
  public double[] weights() {
    return Stream.of(plaquette, rectangle, polyakov)
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>(WeightClasses.labels("plaquette", plaquette.size()));
    labels.addAll(WeightClasses.labels("rectangle", rectangle.size()));
    labels.addAll(WeightClasses.labels("polyakov", polyakov.size()));
    return labels;
  }

  @Override
  public Covariant with(double[] weights) {
    List<Double> all = DoubleStream.of(weights).boxed().toList();
    int p = plaquette.size();
    int r = p + rectangle.size();
    return new Covariant(all.subList(0, p), all.subList(p, r), all.subList(r, r + polyakov.size()));
  }

  @Override
  public Layer bind(GaugeField like) {
    return new StapleLayer(like, plaquette.size(), rectangle.size(), polyakov.size());
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    requireGauge("a covariant layer", type, lattice);
    WeightClasses.requireFits("plaquette", plaquette, lattice.dimensions());
    WeightClasses.requireFits("rectangle", rectangle, lattice.dimensions());
  }

  static void requireGauge(String what, FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Gauge)) {
      throw Spec.misfit(what, "a gauge field", type);
    }
    if (lattice.dimensions() < 2) {
      throw new IllegalArgumentException(
          what + " needs at least 2 dimensions, got the lattice " + lattice);
    }
  }
}
