package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.lattice.NeighbourShells;
import org.fluxtube.engine.network.SpinBlocks;

/**
 * S_eff = -sum_n j_n sum over pairs (x, y) of n-th neighbours of S_x.S_y, each pair once, n = 1, 2,
 * ... ({@link NeighbourShells}): the linear effective model of self-learning Monte Carlo for spins
 * (arXiv:2306.11527, eq. 3; the inverse temperature is in the j_n). Omitted: the constant E_0.
 *
 * <p>With all shells of a lattice it is the RKKY model, to which the double-exchange model tends at
 * weak coupling: S = -(beta J^2/8) sum_xy chi_xy S_x.S_y + O(J^4).
 *
 * @param couplings j_1, j_2, ... where learning starts
 */
public record SpinCouplings(
    @Param("couplings of the first, second, ... neighbours where learning starts, [0.1, 0, 0]")
        List<Double> couplings)
    implements EffectiveSpec<SpinField> {
  /** Checks that there are couplings and that they are finite. */
  public SpinCouplings {
    couplings = requireCouplings(couplings);
  }

  static List<Double> requireCouplings(List<Double> couplings) {
    if (couplings.isEmpty()) {
      throw new IllegalArgumentException(
          "couplings is empty; at least that of the nearest neighbours is needed, for example"
              + " couplings = [0, 0, 0]");
    }
    for (double j : couplings) {
      Couplings.requireFinite("a number of couplings", j, "couplings = [0.1, 0, 0]");
    }
    return List.copyOf(couplings);
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public EffectiveAction<SpinField> bind(SpinField like) {
    double[] theta = couplings.stream().mapToDouble(Double::doubleValue).toArray();
    return new BoundSpinNetwork(like, new SpinBlocks.None(), theta.length, theta);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Spin)) {
      throw Spec.misfit("spin-couplings", "a spin field", type);
    }
    requireShells("couplings", couplings.size(), lattice);
  }

  static void requireShells(String what, int got, Lattice lattice) {
    if (lattice.volume() > DoubleExchange.MOST_SITES) {
      throw new IllegalArgumentException(
          "an effective model of neighbour shells got the lattice "
              + lattice
              + "; allowed are at most "
              + DoubleExchange.MOST_SITES
              + " sites, for example lattice = [6, 6]");
    }
    int shells = new NeighbourShells(lattice).count();
    if (got > shells) {
      throw new IllegalArgumentException(
          what
              + " reaches to shell "
              + got
              + ", but the lattice "
              + lattice
              + " has "
              + shells
              + " shells of neighbours; allowed are 1 to "
              + shells);
    }
  }
}
