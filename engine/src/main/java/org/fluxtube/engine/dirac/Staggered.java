package org.fluxtube.engine.dirac;

import java.util.Collections;
import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.lattice.Lattice;

/**
 * The staggered operator D = m + (1/2) sum_mu eta_mu(x) [U_mu(x) delta_{x+mu} - U_mu(x-mu)^dagger
 * delta_{x-mu}], eta_mu(x) = (-1)^(x_0 + ... + x_{mu-1}).
 *
 * <p>One field describes four tastes in four dimensions, two in two. D - m is anti-Hermitian and
 * changes the parity. J. Kogut, L. Susskind, Phys. Rev. D11 (1975) 395.
 *
 * @param mass bare mass m in lattice units
 * @param boundary phases in units of pi; empty: antiperiodic in time
 */
public record Staggered(
    @Param("bare mass m in lattice units, above 0") double mass,
    @Param(
            value = "boundary phases in units of pi, one a direction; [] is antiperiodic in time",
            optional = true)
        List<Double> boundary)
    implements OperatorSpec {
  /** Checks the mass and the phases. */
  public Staggered {
    if (!(mass > 0 && mass < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "mass = "
              + mass
              + "; allowed are positive numbers (at 0 the operator may be singular), for example"
              + " mass = 0.3");
    }
    boundary = Boundary.checked(boundary);
  }

  /** Antiperiodic in time. */
  public Staggered(double mass) {
    this(mass, List.of());
  }

  @Override
  public String label() {
    return "staggered-" + mass + Boundary.label(boundary);
  }

  @Override
  public double diagonal() {
    return mass;
  }

  @Override
  public double coefficient() {
    return 0.5;
  }

  @Override
  public Hopping hopping(int dimensions) {
    return new Hopping(
        Collections.nCopies(dimensions, SpinMatrix.scalar(1, 1, 0)),
        Collections.nCopies(dimensions, SpinMatrix.scalar(1, -1, 0)));
  }

  @Override
  public int sign(Lattice lattice, int site, int mu) {
    int sum = 0;
    for (int nu = 0; nu < mu; nu++) {
      sum += lattice.coordinate(site, nu);
    }
    return sum % 2 == 0 ? 1 : -1;
  }

  @Override
  public boolean normalSplits() {
    return true;
  }

  @Override
  public String massText() {
    return "mass = " + mass;
  }

  @Override
  public String heavierText() {
    return "mass = " + Math.max(0.1, 2 * mass);
  }

  @Override
  public OperatorSpec withBoundary(List<Double> other) {
    return new Staggered(mass, other);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    OperatorSpec.requireGauge("the staggered operator", type);
    if (lattice.dimensions() < 2) {
      throw new IllegalArgumentException(
          "the staggered operator needs 2 to 4 dimensions, got the lattice " + lattice);
    }
    Parity.requireCheckerboard("the staggered operator", lattice);
    Boundary.requireFits(boundary, lattice.dimensions());
  }

  @Override
  public String toString() {
    return "Staggered[mass=" + mass + ", " + Boundary.text(boundary) + "]";
  }
}
