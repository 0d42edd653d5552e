package org.fluxtube.engine.flow;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Convolutions one after the other, with kernels that extend over all directions: h_o(x) = b_o +
 * sum_{i,y} w_oi(y) h_i(x + y), |y_mu| at most kernel/2, and the activation between two of them.
 *
 * @param hidden channels of the hidden layers
 * @param kernel sites of a kernel in each direction, odd
 * @param activation between the layers
 * @param precision in which the network computes
 */
public record Convolution(
    @Param(value = "channels of the hidden layers", optional = true) List<Integer> hidden,
    @Param(value = "sites of a kernel in each direction, odd", optional = true) int kernel,
    @Param(value = "leaky-relu, tanh or silu", optional = true) Activation activation,
    @Param(value = "double, or float: faster, same exactness", optional = true) Precision precision)
    implements ConditionerSpec {
  /** Checks the sizes. */
  public Convolution {
    hidden = List.copyOf(hidden);
    ConditionerSpec.requireHidden(hidden);
    ConditionerSpec.requireKernel(kernel);
  }

  /** In double. */
  public Convolution(List<Integer> hidden, int kernel, Activation activation) {
    this(hidden, kernel, activation, Precision.DOUBLE);
  }

  @Override
  public Conditioner bind(Lattice lattice, int inputs, int outputs, int[]... sets) {
    Stencil cube = Stencil.cube(lattice.dimensions(), kernel);
    Conditioner network =
        new Convolutions(cube, hidden, activation, lattice, inputs, outputs, sets);
    return ConditionerSpec.in(precision, network);
  }

  @Override
  public boolean smooth() {
    return precision == Precision.DOUBLE && (hidden.isEmpty() || activation.smooth());
  }
}
