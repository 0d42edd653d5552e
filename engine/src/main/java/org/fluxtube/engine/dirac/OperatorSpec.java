package org.fluxtube.engine.dirac;

import java.util.List;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.SamplerException;

/**
 * Parameters of a lattice Dirac operator D = A + b H with a {@link Hopping} H between neighbours
 * and A(x) = a - c sum_{mu < nu} gamma_mu gamma_nu F_{mu nu}(x) at each site, F = (Q - Q^dagger)/8.
 */
public sealed interface OperatorSpec extends Spec permits Staggered, Wilson, WilsonClover {
  /** Name with the parameters, for tables, for example staggered-0.3. */
  String label();

  /** Boundary phases in units of pi, one a direction; empty: antiperiodic in time. */
  List<Double> boundary();

  /** a, the coefficient of the unit matrix. */
  double diagonal();

  /** c, the coefficient of the clover term; 0: A = a. */
  default double clover() {
    return 0;
  }

  /** b, the coefficient of H. */
  double coefficient();

  /** H without its phases. */
  Hopping hopping(int dimensions);

  /** The sign of the link from x in direction mu, besides the boundary's phase. */
  int sign(Lattice lattice, int site, int mu);

  /** Whether D^dagger D leaves the even sites among themselves. */
  boolean normalSplits();

  /** The parameter that sets the mass with its value, for messages: kappa = 0.15. */
  String massText();

  /** The same with a heavier fermion. */
  String heavierText();

  /**
   * That D has no inverse on the present field.
   *
   * @param found what shows it, with numbers
   */
  default SamplerException singular(String found) {
    return new SamplerException(
        this
            + " is singular on this field, ln |det D| = -infinity, or the field is not a number: "
            + found
            + ". The weight of this field is 0; no chain can begin or end here. operator has "
            + massText()
            + " with "
            + Boundary.text(boundary())
            + "; allowed is what leaves no zero mode, for example "
            + heavierText()
            + ", boundary = [] (antiperiodic in time) or start = hot");
  }

  /** This operator with another boundary. */
  OperatorSpec withBoundary(List<Double> boundary);

  /** The operator on the backend of {@code like}; closed by the caller. */
  default DiracOperator bind(GaugeField like) {
    return new DiracOperator(this, like);
  }

  /** Checks the kind of field. */
  static void requireGauge(String what, FieldType type) {
    if (!(type instanceof FieldType.Gauge)) {
      throw Spec.misfit(what, "a gauge field", type);
    }
  }
}
