package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.LayerSpec;

/**
 * S(U) = S_inner(F_n(... F_1(U))): an action on smeared links, or on those of a gauge-covariant
 * network. The force by the recursion of the layers (hep-lat/0311018, section IV; the delta rule of
 * arXiv:2103.11965).
 *
 * <p>Auxiliary fields are those of the inner action, drawn on the smeared links. Parameters: the
 * trainable weights of the layers from the first to the last, then those of the inner action, if it
 * has any.
 *
 * @param layers what is done to the links, the first one first
 * @param action the action on the links that come out; no sum
 */
public record Smeared(
    @Param("layers from the first to the last, [{ type = stout, rho = 0.1 }, ...]")
        List<LayerSpec> layers,
    @Param("the action on the links that come out; for several put a sum around them")
        ActionSpec<GaugeField> action)
    implements EffectiveSpec<GaugeField> {
  /** Checks that there are layers, and no sum. */
  public Smeared {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "a smeared action needs at least one layer, for example layers = [{ type = stout, rho ="
              + " 0.1 }]");
    }
    if (action instanceof SumOfActions) {
      // its rounds of auxiliary fields would overlap with those of a sum around it
      throw new IllegalArgumentException(
          "a smeared action of a sum; smear the terms instead, for example terms = [{ name = light,"
              + " action { type = smeared, ... } }, ...]");
    }
  }

  @Override
  public boolean learnable() {
    return layers.stream().anyMatch(layer -> layer.weights().length > 0)
        || (action instanceof EffectiveSpec<GaugeField> learnt && learnt.learnable());
  }

  @Override
  public boolean stochastic() {
    return action.stochastic();
  }

  @Override
  public ActionSpec<GaugeField> estimated() {
    return new Smeared(layers, action.estimated());
  }

  @Override
  public EffectiveAction<GaugeField> bind(GaugeField like) {
    return SmearedAction.bind(this, like);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    layers.forEach(layer -> layer.requireFits(type, lattice));
    action.requireFits(type, lattice);
  }
}
