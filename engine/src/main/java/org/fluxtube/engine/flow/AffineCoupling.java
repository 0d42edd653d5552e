package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Affine coupling layers (real NVP, arXiv:1605.08803; for phi^4 arXiv:1904.12072, eq. 9): x = e^s z
 * + t on the sites of a mask, x = z on the others, of which s and t are functions; ln J = sum s.
 *
 * <p>(s, t) = tanh of the conditioner's two outputs, whose input is the field with 0 on the changed
 * sites. In a layer that is equivariant, s is the even part of the first and t the odd part of the
 * second, so that f(-z) = -f(z).
 *
 * <p>Of a field of n components all at a changed site change, each with its own s and t, which are
 * functions of all components of the other sites: 2n outputs of n inputs. No rotation of components
 * but the change of all signs goes through; {@link ContinuousFlow} has them all.
 *
 * @param layers layers
 * @param conditioner the network of each layer
 * @param mask the sites that a layer changes
 * @param equivariant whether f(-z) = -f(z); twice the work
 */
public record AffineCoupling(
    @Param(value = "coupling layers, 1 to 256", optional = true) int layers,
    @Param(value = "the network of each layer", optional = true) ConditionerSpec conditioner,
    @Param(value = "checkerboard, stripes or blocks", optional = true) Mask mask,
    @Param(value = "whether f(-z) = -f(z), for twice the work", optional = true)
        boolean equivariant)
    implements ConditionedMap {
  /** Checks the number of layers. */
  public AffineCoupling {
    Coupling.requireLayers(layers);
  }

  /** On a checkerboard. */
  public AffineCoupling(int layers, ConditionerSpec conditioner, boolean equivariant) {
    this(layers, conditioner, Mask.CHECKERBOARD, equivariant);
  }

  @Override
  public boolean smooth() {
    return conditioner.smooth();
  }

  @Override
  public int period() {
    return conditioner.translates() ? mask.period() : 0;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Flow.requireScalar("affine-coupling", type);
    mask.requireFits("affine-coupling", lattice);
    conditioner.requireFits(type, lattice);
  }
}
