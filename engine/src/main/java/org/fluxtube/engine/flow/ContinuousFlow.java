package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A continuous flow (arXiv:2207.00283): x = phi(1) of the differential equation
 *
 * <pre>
 *   d phi_x/dt = sum_y [W_0(x-y, t) phi_y + sum_f W_f(x-y, t) sin(omega_f phi_y)],   phi(0) = z
 *   W_f(d, t) = sum_k w_f,k,o(d) T_k(2t - 1)/sqrt(|o(d)| times (frequencies + 1))
 *   ln J = int_0^1 dt sum_x [W_0(0, t) + sum_f W_f(0, t) omega_f cos(omega_f phi_x)]
 * </pre>
 *
 * with Chebyshev polynomials T_k. o(d), of |o| elements, is the orbit of the displacement d under
 * reflections and exchanges of directions of equal extent, so that f commutes with all symmetries
 * of the lattice; and f(-z) = -f(z). The divergence is exact: a site enters its own velocity at d =
 * 0 alone. The map is the identity at the start, where all w are 0.
 *
 * <p>The equation is integrated by Runge-Kutta steps of order 8 (11 evaluations each), backwards
 * for the inverse. What it computes is the density of the flow of the equation up to defects of
 * order (1/steps)^8: ln J against the determinant of the map that is computed, and the inverse
 * against the map. A defect delta in ln q changes the mean of O behind an exact accept by cov(O,
 * delta), at most sd(O) sd(delta); that is invisible in N independent samples while sd(delta) is
 * far below 1/sqrt(N).
 *
 * @param frequencies number of omega_f, which are learnt too; they start at 4 (f - 1/2)/frequencies
 * @param times Chebyshev polynomials in t
 * @param range largest displacement in any direction; 0: all of the lattice
 * @param steps of the integrator
 */
public record ContinuousFlow(
    @Param(value = "sines with frequencies that are learnt, 1 to 256", optional = true)
        int frequencies,
    @Param(value = "polynomials in the time of the flow, 1 to 64", optional = true) int times,
    @Param(value = "largest displacement in a direction; 0: the lattice", optional = true)
        int range,
    @Param(value = "Runge-Kutta steps of order 8, 1 to 1000", optional = true) int steps)
    implements MapSpec {
  private static final int MOST_FREQUENCIES = 256;
  private static final int MOST_TIMES = 64;
  private static final int MOST_STEPS = 1000;

  /** Checks the sizes. */
  public ContinuousFlow {
    require("frequencies", frequencies, 1, MOST_FREQUENCIES, 16);
    requireSizes(times, range, steps);
  }

  static void requireSizes(int times, int range, int steps) {
    require("times", times, 1, MOST_TIMES, 5);
    require("range", range, 0, Integer.MAX_VALUE, 3);
    require("steps", steps, 1, MOST_STEPS, 4);
  }

  /** Orbits of displacements are the same where none reaches around a lattice. */
  static void requireTransfers(MapSpec map, int range, Lattice from, Lattice to) {
    boolean local = range > 0;
    for (int mu = 0; mu < from.dimensions(); mu++) {
      local &= 2 * range < Math.min(from.extent(mu), to.extent(mu));
      for (int nu = 0; nu < mu; nu++) {
        local &= (from.extent(mu) == from.extent(nu)) == (to.extent(mu) == to.extent(nu));
      }
    }
    if (!local) {
      throw new IllegalArgumentException(
          "transfer = volume from the lattice "
              + from
              + " to "
              + to
              + ": "
              + map
              + " needs a range from 1 to below half of the extents, for example range = 2, and the"
              + " same directions with equal extents");
    }
  }

  private static void require(String name, int value, int least, int most, int example) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name
              + " = "
              + value
              + "; allowed are "
              + least
              + " to "
              + most
              + ", for example "
              + name
              + " = "
              + example);
    }
  }

  @Override
  public void requireTransfers(Lattice from, Lattice to) {
    requireTransfers(this, range, from, to);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Flow.requireScalar("continuous", type);
  }
}
