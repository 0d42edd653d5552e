package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A gauge-covariant field transformation of U(1) links in two dimensions (neural network
 * trivialising HMC, arXiv:2201.01862): U' = exp( sum_l (2/(pi N_l)) atan(C_l) sum_W d Re W_l ) U on
 * a subset of the links, with the plaquettes (N = 4) and the rectangles along the link (N = 8) that
 * contain it. In angles, with the plaquette a on one side of the link and b on the other,
 *
 * <pre>
 * theta' = theta -+ [c_1 (sin a - sin b)
 *                    + c_2 (sin(a + a_+) + sin(a + a_-) - sin(b + b_+) - sin(b + b_-))],
 * d theta'/d theta = 1 - c_1 (cos a + cos b)
 *                    - c_2 (cos(a + a_+) + cos(a + a_-) + cos(b + b_+) + cos(b + b_-)),
 * </pre>
 *
 * a_+-, b_+- the next plaquettes along the link. A subset is the links of one direction at the
 * sites of one parity in both coordinates; none of these loops contains two of them, so that the
 * Jacobian is diagonal. As |c_1| is below 1/4 and |c_2| below 1/8, each factor is in (0, 2): theta'
 * grows with theta, and the inverse is found link by link, by Newton's method between bounds.
 *
 * <p>The conditioner is given cos of the loops that no active link is in: a + b, a_+ and b_+, on
 * the lattice of the active sites, and gives C_1, C_2 there. As they do not change under charge
 * conjugation, f(-z) = -f(z).
 *
 * @param sweeps passes over all eight subsets
 * @param conditioner the network of each subset
 */
public record MaskedSmearing(
    @Param(value = "passes over all links, of eight subsets each, 1 to 32", optional = true)
        int sweeps,
    @Param(value = "the network of each subset", optional = true) ConditionerSpec conditioner)
    implements ConditionedMap {
  private static final int MOST_SWEEPS = 32;

  /** Subsets of a sweep: two directions, four parities. */
  static final int SUBSETS = 8;

  /** Checks the number of sweeps. */
  public MaskedSmearing {
    if (sweeps < 1 || sweeps > MOST_SWEEPS) {
      throw new IllegalArgumentException(
          "sweeps = " + sweeps + "; allowed are 1 to " + MOST_SWEEPS + ", for example sweeps = 2");
    }
  }

  @Override
  public boolean smooth() {
    return conditioner.smooth();
  }

  @Override
  public int period() {
    return 2;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (!type.equals(new FieldType.Gauge(Group.U1))) {
      throw Spec.misfit("masked-smearing", "links of U(1)", type);
    }
    if (lattice.dimensions() != 2) {
      throw new IllegalArgumentException(
          "masked-smearing needs two dimensions, but the lattice is " + lattice);
    }
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      if (lattice.extent(mu) % 2 != 0 || lattice.extent(mu) < 4) {
        throw new IllegalArgumentException(
            "masked-smearing has masks of period 2 and rectangles, which do not fit into the extent"
                + " "
                + lattice.extent(mu)
                + " of "
                + lattice
                + "; allowed are even extents from 4 on, for example [8, 8]");
      }
    }
    conditioner.requireFits(type, coarse(lattice));
  }

  /** The lattice of the active sites. */
  static Lattice coarse(Lattice lattice) {
    return new Lattice(lattice.extent(0) / 2, lattice.extent(1) / 2);
  }
}
