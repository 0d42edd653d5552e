package org.fluxtube.engine.flow;

import java.util.List;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * How the parameters of a coupling depend on the sites that it does not change: a network from
 * numbers at every site to numbers at every site, with periodic boundaries. The last layer is
 * linear: what bounds its numbers is the coupling's.
 */
public sealed interface ConditionerSpec extends Spec
    permits Convolution, CombiConvolution, FullyConnected {
  /** The most channels of a layer. */
  int MOST_CHANNELS = 1024;

  /** The widest kernel. */
  int LARGEST_KERNEL = 15;

  /**
   * The network on a lattice.
   *
   * @param inputs numbers at each site that go in
   * @param outputs numbers at each site that come out
   * @param sets sets of sites to which the output may be confined
   */
  Conditioner bind(Lattice lattice, int inputs, int outputs, int[]... sets);

  /** In which it computes. */
  Precision precision();

  /** Whether what comes out has all derivatives; in float none can be measured. */
  boolean smooth();

  /** Whether the output moves with the input. */
  default boolean translates() {
    return true;
  }

  /**
   * Checks that the weights mean the same on every lattice.
   *
   * @param owner what the network is part of
   * @throws IllegalArgumentException if not, saying what can
   */
  default void requireTransfers(Object owner, Lattice from, Lattice to) {
    if (!translates()) {
      throw new IllegalArgumentException(
          "transfer = volume from the lattice "
              + from
              + " to "
              + to
              + ": the network of "
              + owner
              + " has weights for each site; allowed are convolutions, for example conditioner {"
              + " type = convolution }");
    }
  }

  /** A network in a precision. */
  static Conditioner in(Precision precision, Conditioner network) {
    return switch (precision) {
      case DOUBLE -> network;
      case FLOAT -> new InFloat(network);
    };
  }

  /** Checks the channels of hidden layers. */
  static void requireHidden(List<Integer> hidden) {
    if (hidden.stream().anyMatch(c -> c < 1 || c > MOST_CHANNELS)) {
      throw new IllegalArgumentException(
          "hidden = "
              + hidden
              + "; allowed are 1 to "
              + MOST_CHANNELS
              + " in each hidden layer, for example hidden = [8, 8]");
    }
  }

  /** Checks the sites of a kernel. */
  static void requireKernel(int kernel) {
    if (kernel < 1 || kernel > LARGEST_KERNEL || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "kernel = "
              + kernel
              + "; allowed are odd numbers from 1 to "
              + LARGEST_KERNEL
              + ", for example kernel = 3");
    }
  }
}
