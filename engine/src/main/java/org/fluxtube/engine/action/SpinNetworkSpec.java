package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.SpinBlocks;

/**
 * S_eff = -sum_n j_n sum over pairs of n-th neighbours of S'_x.S'_y, where S' is the output of
 * blocks that commute with rotations, inversion and translations. Omitted: the constant E_0.
 *
 * <p>Version 0: the weights are normal numbers times {@code scale}, drawn from {@code seed}, and
 * the couplings as given. With {@code weights} of a trained model of fewer blocks the first blocks
 * are its blocks and the others have no values yet, so that they hand the spins on: learning goes
 * on where that model is. Scores and gates have a kink at 0.
 */
public sealed interface SpinNetworkSpec extends EffectiveSpec<SpinField>
    permits SpinTransformer, SpinConvolution {
  /** Number of blocks. */
  int layers();

  /** Farthest shell of neighbours in the weights of a block. */
  int reach();

  /** Size of the weights where learning starts. */
  double scale();

  /** Of those weights. */
  long seed();

  /** j_1, j_2, ... where learning starts. */
  List<Double> couplings();

  /** Of the first blocks where learning starts; empty: drawn. */
  List<Double> weights();

  /** What stands before the couplings. */
  SpinBlocks blocks();

  /** The same with another number of blocks. */
  SpinNetworkSpec withLayers(int number);

  /** Scores and gates have kinks. */
  @Override
  default boolean smooth() {
    return false;
  }

  @Override
  default List<EffectiveSpec<SpinField>> shallower() {
    List<EffectiveSpec<SpinField>> all = new ArrayList<>();
    for (int fewer = layers() - 1; fewer > 0; fewer--) {
      if (weights().size() <= fewer * blocks().weights()) {
        all.add(withLayers(fewer));
      }
    }
    return all;
  }

  /** The blocks of the other one, then blocks without values, which hand the spins on. */
  @Override
  default double[] deepened(EffectiveSpec<?> from, double[] parameters) {
    if (!(from instanceof SpinNetworkSpec other) || !shallower().contains(other)) {
      return EffectiveSpec.super.deepened(from, parameters);
    }
    List<Double> learnt = Arrays.stream(parameters).boxed().toList();
    int first = parameters.length - couplings().size();
    return BlockWeights.start(
        blocks(),
        scale(),
        seed(),
        learnt.subList(0, first),
        learnt.subList(first, parameters.length));
  }

  @Override
  default EffectiveAction<SpinField> bind(SpinField like) {
    double[] theta = BlockWeights.start(blocks(), scale(), seed(), weights(), couplings());
    return new BoundSpinNetwork(like, blocks(), couplings().size(), theta);
  }

  @Override
  default void requireFits(FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Spin(int components) && components == 3)) {
      String name = Catalogue.name(ActionSpec.class, (Record) this);
      throw Spec.misfit(name, "a spin field of 3 components", type);
    }
    SpinCouplings.requireShells("reach", reach(), lattice);
    SpinCouplings.requireShells("couplings", couplings().size(), lattice);
  }
}
