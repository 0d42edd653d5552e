package org.fluxtube.engine.dirac;

import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.lattice.Lattice;

/**
 * D = 1 + kappa c_sw sum_{mu < nu} i sigma_{mu nu} F_{mu nu}(x) - kappa H with the H of {@link
 * Wilson}: i sigma_{mu nu} = -gamma_mu gamma_nu, F = (Q - Q^dagger)/8, Q the sum of the four
 * plaquettes in the plane that start and end at x.
 *
 * <p>F is anti-Hermitian, F to [D_mu, D_nu], and keeps its trace. This is 2 kappa times the D_W +
 * m_0 + c_sw (i/4) sum_{mu, nu} sigma_{mu nu} F_{mu nu} of hep-lat/9605038; c_sw = 1 at tree level.
 * B. Sheikholeslami, R. Wohlert, Nucl. Phys. B259 (1985) 572. gamma_5 D gamma_5 = D^dagger.
 *
 * @param kappa hopping parameter; 0 is the quenched limit
 * @param csw coefficient of the clover term
 * @param boundary phases in units of pi; empty: antiperiodic in time
 */
public record WilsonClover(
    @Param("hopping parameter kappa, from 0 up to 1; free and massless at 1/(2d)") double kappa,
    @Param("coefficient c_sw of the clover term; 1 at tree level") double csw,
    @Param(
            value = "boundary phases in units of pi, one a direction; [] is antiperiodic in time",
            optional = true)
        List<Double> boundary)
    implements OperatorSpec {
  /** Checks the parameters. */
  public WilsonClover {
    boundary = new Wilson(kappa, boundary).boundary();
    if (!(Math.abs(csw) <= 100)) {
      throw new IllegalArgumentException(
          "csw = " + csw + "; allowed are numbers in [-100, 100], for example csw = 1.0");
    }
  }

  /** Antiperiodic in time. */
  public WilsonClover(double kappa, double csw) {
    this(kappa, csw, List.of());
  }

  private Wilson wilson() {
    return new Wilson(kappa, boundary);
  }

  @Override
  public String label() {
    return "wilson-clover-" + kappa + "-" + csw + Boundary.label(boundary);
  }

  @Override
  public double diagonal() {
    return 1;
  }

  @Override
  public double clover() {
    return kappa * csw;
  }

  @Override
  public double coefficient() {
    return wilson().coefficient();
  }

  @Override
  public Hopping hopping(int dimensions) {
    return wilson().hopping(dimensions);
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
    return wilson().massText();
  }

  @Override
  public String heavierText() {
    return wilson().heavierText();
  }

  @Override
  public OperatorSpec withBoundary(List<Double> other) {
    return new WilsonClover(kappa, csw, other);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    wilson().requireFits(type, lattice);
  }

  @Override
  public String toString() {
    return "WilsonClover[kappa=" + kappa + ", csw=" + csw + ", " + Boundary.text(boundary) + "]";
  }
}
