package org.fluxtube.engine.flow;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Affine coupling layers (real NVP, arXiv:1605.08803; for phi^4 arXiv:1904.12072, eq. 9): x = e^s z
 * + t on the sites of one parity, x = z on the others, of which s and t are functions; ln J = sum
 * s. The parities take turns, the even sites change first.
 *
 * <p>(s, t) = tanh of a convolutional network with periodic padding. Its input is the field with 0
 * on the changed sites. In a layer that is equivariant, s is the even part of the network's first
 * output and t the odd part of its second, so that f(-z) = -f(z).
 *
 * @param layers layers
 * @param hidden channels of the network's hidden layers
 * @param kernel sites of the kernel in each direction, odd
 * @param activation between the layers of a network
 * @param equivariant whether f(-z) = -f(z); twice the work
 */
public record AffineCoupling(
    @Param(value = "coupling layers, 1 to 256", optional = true) int layers,
    @Param(value = "channels of the hidden layers of each network", optional = true)
        List<Integer> hidden,
    @Param(value = "sites of a kernel in each direction, odd", optional = true) int kernel,
    @Param(value = "leaky-relu, tanh or silu", optional = true) Activation activation,
    @Param(value = "whether f(-z) = -f(z), for twice the work", optional = true)
        boolean equivariant)
    implements MapSpec {
  private static final int MOST_LAYERS = 256;
  private static final int MOST_CHANNELS = 1024;
  private static final int LARGEST_KERNEL = 15;

  /** What stands between the layers of a network. */
  public enum Activation {
    /** x, or 0.01 x where it is negative. */
    LEAKY_RELU,
    /** tanh x. */
    TANH,
    /** x/(1 + exp(-x)). */
    SILU
  }

  /** Checks the sizes. */
  public AffineCoupling {
    hidden = List.copyOf(hidden);
    if (layers < 1 || layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "layers = " + layers + "; allowed are 1 to " + MOST_LAYERS + ", for example layers = 16");
    }
    if (kernel < 1 || kernel > LARGEST_KERNEL || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "kernel = "
              + kernel
              + "; allowed are odd numbers from 1 to "
              + LARGEST_KERNEL
              + ", for example kernel = 3");
    }
    if (hidden.stream().anyMatch(c -> c < 1 || c > MOST_CHANNELS)) {
      throw new IllegalArgumentException(
          "hidden = "
              + hidden
              + "; allowed are 1 to "
              + MOST_CHANNELS
              + " channels in each hidden layer, for example hidden = [8, 8]");
    }
  }

  @Override
  public boolean smooth() {
    return hidden.isEmpty() || activation != Activation.LEAKY_RELU;
  }

  @Override
  public int period() {
    return 2;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Flow.requireScalar("affine-coupling", type);
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      if (lattice.extent(mu) % 2 != 0) {
        throw new IllegalArgumentException(
            "affine-coupling has checkerboard masks, which do not close around the odd extent "
                + lattice.extent(mu)
                + " of "
                + lattice
                + "; allowed are even extents, for example [8, 8]");
      }
    }
  }
}
