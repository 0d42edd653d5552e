package org.fluxtube.engine.action;

import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.SplitDeterminant;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;

/** S = -copies ln |det D|. */
final class DeterminantAction implements Action<GaugeField> {
  private final int copies;
  private final DiracOperator operator;

  /** Where D^dagger D splits by parity; else null. */
  private final SplitDeterminant split;

  DeterminantAction(Determinant spec, GaugeField like) {
    this.copies = spec.copies();
    this.operator = spec.operator().bind(like);
    this.split = spec.operator().normalSplits() ? new SplitDeterminant(operator) : null;
  }

  @Override
  public double value(GaugeField u) {
    operator.update(u);
    return -copies
        * (split == null ? new DenseDirac(operator).logDeterminant() : split.logDeterminant());
  }

  @Override
  public void force(GaugeField u, Momentum out) {
    operator.update(u);
    out.zero();
    new DenseDirac(operator).addDerivative(copies, out.vectors());
  }

  @Override
  public void close() {
    operator.close();
  }
}
