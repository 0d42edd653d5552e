package org.fluxtube.engine.action;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = -copies ln |det D|, exactly, by decomposition of the dense matrix: for small lattices and as
 * an oracle. LU of D, but for staggered operators Cholesky on the even sites.
 *
 * <p>Wilson: {@code copies} flavours (an odd number has the weight |det|^copies, the sign is lost).
 * Staggered: 4 copies tastes in four dimensions, 2 copies in two.
 *
 * @param operator D
 * @param copies power of the determinant
 */
public record Determinant(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(
            value = "power of det D: flavours (Wilson) or fields of tastes (staggered)",
            optional = true)
        int copies)
    implements ActionSpec<GaugeField> {
  /** Checks the number of copies. */
  public Determinant {
    if (copies < 1 || copies > 64) {
      throw new IllegalArgumentException(
          "copies = " + copies + "; allowed are integers from 1 to 64, for example copies = 2");
    }
  }

  @Override
  public Action<GaugeField> bind(GaugeField like) {
    return new DeterminantAction(this, like);
  }

  @Override
  public ActionSpec<GaugeField> estimated() {
    int one = operator.normalSplits() ? 1 : 2;
    if (copies != one) {
      throw new IllegalArgumentException(
          "one field of pseudo-fermions has the weight of "
              + one
              + (one == 1 ? " copy" : " copies")
              + " of det D, not of copies = "
              + copies
              + "; write the pseudo-fermions into the action, or copies = "
              + one);
    }
    return new PseudoFermions(operator);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    operator.requireFits(type, lattice);
    int n = ((FieldType.Gauge) type).group().n();
    DenseDirac.requireSmall("the determinant", operator, lattice, n);
  }
}
