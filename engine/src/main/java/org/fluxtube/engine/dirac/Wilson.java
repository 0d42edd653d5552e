package org.fluxtube.engine.dirac;

import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Wilson's operator D = 1 - kappa sum_mu [(1 - gamma_mu) U_mu(x) delta_{x+mu} + (1 + gamma_mu)
 * U_mu(x-mu)^dagger delta_{x-mu}], with 2 spin components in two dimensions, 4 in four.
 *
 * <p>kappa = 1/(2 m_0 + 2d). gamma_5 D gamma_5 = D^dagger. K. G. Wilson, in New Phenomena in
 * Subnuclear Physics (1977); the form of arXiv:2202.11712.
 *
 * @param kappa hopping parameter; 0 is the quenched limit
 * @param boundary phases in units of pi; empty: antiperiodic in time
 */
public record Wilson(
    @Param("hopping parameter kappa, from 0 up to 1; free and massless at 1/(2d)") double kappa,
    @Param(
            value = "boundary phases in units of pi, one a direction; [] is antiperiodic in time",
            optional = true)
        List<Double> boundary)
    implements OperatorSpec {
  /** Checks kappa and the phases. */
  public Wilson {
    if (!(kappa >= 0 && kappa < 1)) {
      throw new IllegalArgumentException(
          "kappa = " + kappa + "; allowed are numbers in [0, 1), for example kappa = 0.15");
    }
    boundary = Boundary.checked(boundary);
  }

  /** Antiperiodic in time. */
  public Wilson(double kappa) {
    this(kappa, List.of());
  }

  @Override
  public String label() {
    return "wilson-" + kappa + Boundary.label(boundary);
  }

  @Override
  public double diagonal() {
    return 1;
  }

  @Override
  public double coefficient() {
    return -kappa;
  }

  @Override
  public Hopping hopping(int dimensions) {
    SpinMatrix one = SpinMatrix.scalar(Gamma.spins(dimensions), 1, 0);
    List<SpinMatrix> gamma = Gamma.matrices(dimensions);
    return new Hopping(
        gamma.stream().map(g -> one.plus(-1, g)).toList(),
        gamma.stream().map(g -> one.plus(1, g)).toList());
  }

  @Override
  public int sign(Lattice lattice, int site, int mu) {
    return 1;
  }

  @Override
  public boolean normalSplits() {
    return false;
  }

  @Override
  public String massText() {
    return "kappa = " + kappa;
  }

  @Override
  public String heavierText() {
    return String.format(Locale.ROOT, "kappa = %.3g", 0.8 * kappa);
  }

  @Override
  public OperatorSpec withBoundary(List<Double> other) {
    return new Wilson(kappa, other);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    OperatorSpec.requireGauge("the Wilson operator", type);
    if (lattice.dimensions() != 2 && lattice.dimensions() != 4) {
      throw new IllegalArgumentException(
          "the Wilson operator needs 2 or 4 dimensions, got the lattice " + lattice);
    }
    Boundary.requireFits(boundary, lattice.dimensions());
  }

  @Override
  public String toString() {
    return "Wilson[kappa=" + kappa + ", " + Boundary.text(boundary) + "]";
  }
}
