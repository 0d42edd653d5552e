package org.fluxtube.engine.action;

import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;

/** S = -copies ln |det D|. */
final class DeterminantAction implements Action<GaugeField> {
  private final int copies;
  private final DiracOperator operator;

  DeterminantAction(Determinant spec, GaugeField like) {
    this.copies = spec.copies();
    this.operator = spec.operator().bind(like);
  }

  @Override
  public double value(GaugeField u) {
    operator.update(u);
    return -copies * new DenseDirac(operator).logDeterminant();
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
