package org.fluxtube.engine.action;

import java.util.Optional;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = -sum_n ln(1 + exp(-beta (E_n - mu))): classical O(3) spins coupled to free electrons whose
 * levels E_n are those of
 *
 * <p>H = -t sum_{<xy>, s} (c^+_{x s} c_{y s} + h.c.) + (J/2) sum_x S_x.(c^+_x sigma c_x),
 *
 * <p>the double-exchange (Kondo lattice) model on one to three periodic dimensions; exp(-S) is the
 * grand canonical trace over the electrons, exact by diagonalisation of the 2V x 2V matrix. The
 * energies are in units of the file's own; nothing is omitted.
 *
 * <p>Force by Hellmann-Feynman, dE_n/dS_x = (J/2) <n|sigma_x|n>. Sources: M. Katsnelson et al.,
 * Rev. Mod. Phys. 80 (2008) 315, eq. (1); arXiv:2306.11527, eq. (1).
 *
 * @param hopping t
 * @param coupling J, the splitting of the electron's spin along S_x
 * @param beta inverse temperature
 * @param mu chemical potential; 0 is half filling on bipartite lattices
 */
public record DoubleExchange(
    @Param("hopping amplitude t between neighbours") double hopping,
    @Param("coupling J of electron spin and classical spin: the levels are split by J")
        double coupling,
    @Param("inverse temperature, positive, at most 1e6") double beta,
    @Param(
            value = "chemical potential; 0 is half filling where all extents are even",
            optional = true)
        double mu)
    implements ActionSpec<SpinField> {
  /** The largest lattice: its matrix takes 64 MiB, and a diagonalisation seconds. */
  static final int MOST_SITES = 1024;

  private static final double LARGEST = 1e6;

  /** Checks the ranges. */
  public DoubleExchange {
    requireSize("hopping", hopping, "1");
    requireSize("coupling", coupling, "1");
    requireSize("mu", mu, "0");
    if (!(beta > 0 && beta <= LARGEST)) {
      throw new IllegalArgumentException(
          "beta = "
              + beta
              + "; allowed are positive numbers up to 1e6, for example beta = 10 for the"
              + " temperature 0.1");
    }
  }

  private static void requireSize(String name, double got, String example) {
    if (!(Math.abs(got) <= LARGEST)) {
      throw new IllegalArgumentException(
          name
              + " = "
              + got
              + "; allowed are numbers from -1e6 to 1e6, for example "
              + name
              + " = "
              + example);
    }
  }

  @Override
  public Optional<ActionSpec<SpinField>> at(double other) {
    return Optional.of(new DoubleExchange(hopping, coupling, other, mu));
  }

  @Override
  public Action<SpinField> bind(SpinField like) {
    return new DoubleExchangeAction(this, like);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Spin(int components) && components == 3)) {
      throw Spec.misfit("the double-exchange model", "a spin field of 3 components", type);
    }
    if (lattice.dimensions() > 3 || lattice.volume() > MOST_SITES) {
      throw new IllegalArgumentException(
          "the double-exchange model got the lattice "
              + lattice
              + "; allowed are one to three dimensions with at most "
              + MOST_SITES
              + " sites, since each step diagonalises a matrix of twice their number, for example"
              + " lattice = [6, 6]");
    }
  }
}
