package org.fluxtube.engine.flow;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Every site depends on all others, each in its own way (arXiv:1904.12072): h' = b + W h, and the
 * activation between two of them. It knows nothing of translations, and its parameters belong to
 * one size of lattice.
 *
 * @param hidden widths of the hidden layers
 * @param activation between the layers
 * @param precision in which the network computes
 */
public record FullyConnected(
    @Param(value = "widths of the hidden layers", optional = true) List<Integer> hidden,
    @Param(value = "leaky-relu, tanh or silu", optional = true) Activation activation,
    @Param(value = "double, or float: faster, same exactness", optional = true) Precision precision)
    implements ConditionerSpec {
  /** Checks the widths. */
  public FullyConnected {
    hidden = List.copyOf(hidden);
    ConditionerSpec.requireHidden(hidden);
  }

  @Override
  public boolean translates() {
    return false;
  }

  @Override
  public boolean smooth() {
    return precision == Precision.DOUBLE && (hidden.isEmpty() || activation.smooth());
  }

  @Override
  public Conditioner bind(Lattice lattice, int inputs, int outputs, int[]... sets) {
    return ConditionerSpec.in(precision, new Dense(this, lattice, inputs, outputs, sets));
  }
}
