package org.fluxtube.engine.flow;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A continuous flow of unit vectors along a gradient that commutes with O(n) and the symmetries of
 * the lattice: x = s(1), s(0) = z, ds_x/dt = P_x dPsi/ds_x, P_x = 1 - s_x s_x^T, with
 *
 * <pre>
 *   N_xo = sum_{y in o(x)} s_y/sqrt|o|,   e_xo = s_x.N_xo,   T_xo = sum_{y in o(x)} (s_x.s_y)^2/sqrt|o|
 *   Psi = sum_x sum_o [a_o e_xo/2 + b_o T_xo/4 + c_o e_xo^2/2 + d_o e_xo^3/3]
 *   div = sum_x sum_o {(1 - n) a_o e + b_o (sqrt|o| - n T)
 *                      + (c_o + 2 d_o e) (N^2 - e^2 + 1 - T/sqrt|o|) - 2 (n - 1) (c_o e + d_o e^2) e}
 * </pre>
 *
 * and ln J = int_0^1 div dt with respect to the measure of the sphere. o runs over the orbits of
 * displacements (see {@link ContinuousFlow}) but that of 0, and a(t) .. d(t) are sums of Chebyshev
 * polynomials over sqrt(times), 0 at the start. For the divergence: on the unit sphere of R^n the
 * Laplacian of g(s.v) is g''(v^2 - (s.v)^2) - (n - 1) g' s.v. The first terms of the trivialising
 * map of a nearest-neighbour action are of this form (arXiv:0907.5491, section 4).
 *
 * <p>Integrated as {@link ContinuousFlow} is, with the same kind of defect; after each step the
 * vectors are made unit vectors again.
 *
 * @param times Chebyshev polynomials in t
 * @param range largest displacement in any direction; 0: all of the lattice
 * @param steps of the integrator
 */
public record ContinuousSpinFlow(
    @Param(value = "polynomials in the time of the flow, 1 to 64", optional = true) int times,
    @Param(value = "largest displacement in a direction; 0: the lattice", optional = true)
        int range,
    @Param(value = "Runge-Kutta steps of order 8, 1 to 1000", optional = true) int steps)
    implements MapSpec {
  /** Checks the sizes. */
  public ContinuousSpinFlow {
    ContinuousFlow.requireSizes(times, range, steps);
  }

  @Override
  public void requireTransfers(Lattice from, Lattice to) {
    ContinuousFlow.requireTransfers(this, range, from, to);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    if (!(type instanceof FieldType.Spin)) {
      throw Spec.misfit("continuous-spin", "a spin field", type);
    }
  }
}
