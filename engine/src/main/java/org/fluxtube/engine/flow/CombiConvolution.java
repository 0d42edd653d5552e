package org.fluxtube.engine.flow;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * CombiConv (GomalizingFlow.jl, arXiv:2208.08903, pull request 116): in d dimensions the sum of the
 * C(d,k) convolutions of k dimensions in all sets A of k directions, h_o(x) = b_o + sum_A sum_{i, y
 * in A} w^A_oi(y) h_i(x + y). A pair of channels has C(d,k) kernel^k weights, or kernel^k where all
 * A share them, instead of kernel^d. k = d is {@link Convolution}.
 *
 * @param axes k
 * @param shared whether w^A is the same for all A
 * @param hidden channels of the hidden layers
 * @param kernel sites of a kernel in each direction, odd
 * @param activation between the layers
 * @param precision in which the network computes
 */
public record CombiConvolution(
    @Param(value = "dimension k of each convolution, 1 to that of the lattice", optional = true)
        int axes,
    @Param(value = "whether the convolutions have the same weights", optional = true)
        boolean shared,
    @Param(value = "channels of the hidden layers", optional = true) List<Integer> hidden,
    @Param(value = "sites of a kernel in each direction, odd", optional = true) int kernel,
    @Param(value = "leaky-relu, tanh or silu", optional = true) Activation activation,
    @Param(value = "double, or float: faster, same exactness", optional = true) Precision precision)
    implements ConditionerSpec {
  private static final int MOST_AXES = 4;

  /** Checks the sizes. */
  public CombiConvolution {
    hidden = List.copyOf(hidden);
    ConditionerSpec.requireHidden(hidden);
    ConditionerSpec.requireKernel(kernel);
    if (axes < 1 || axes > MOST_AXES) {
      throw wrong(axes, MOST_AXES);
    }
  }

  private static IllegalArgumentException wrong(int axes, int dimensions) {
    return new IllegalArgumentException(
        "combi-convolution with axes = "
            + axes
            + "; allowed are 1 to the dimensions of the lattice, "
            + dimensions
            + ", for example axes = 1");
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (axes > lattice.dimensions()) {
      throw wrong(axes, lattice.dimensions());
    }
  }

  @Override
  public Conditioner bind(Lattice lattice, int inputs, int outputs, int[]... sets) {
    Stencil planes = Stencil.planes(lattice.dimensions(), kernel, axes, shared);
    Conditioner network =
        new Convolutions(planes, hidden, activation, lattice, inputs, outputs, sets);
    return ConditionerSpec.in(precision, network);
  }

  @Override
  public boolean smooth() {
    return precision == Precision.DOUBLE && (hidden.isEmpty() || activation.smooth());
  }
}
