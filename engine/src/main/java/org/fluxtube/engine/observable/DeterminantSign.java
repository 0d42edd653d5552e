package org.fluxtube.engine.observable;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * The sign of det D, by LU of the dense matrix: what the weight |det D| of one Wilson flavour
 * lacks. &lt;O&gt; with the sign is &lt;O sign&gt;/&lt;sign&gt;. It changes where a real eigenvalue
 * of D passes zero; far from that, {@code dirac-eigenvalues} stays away from zero. The dense matrix
 * limits the lattice to {@link DenseDirac#LARGEST} rows. On larger ones the sign is not measured;
 * {@code dirac-eigenvalues} shows how near to zero the chain comes.
 *
 * @param operator D, Wilson or clover
 */
public record DeterminantSign(@Param("the Dirac operator D, Wilson") OperatorSpec operator)
    implements ObservableSpec<GaugeField> {
  @Override
  public String label() {
    return "determinant-sign-" + operator.label();
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    DiracOperator d = operator.bind(like);
    return new Observable<>() {
      @Override
      public double[] measure(GaugeField u, RandomStream rng) {
        d.update(u);
        return new double[] {new DenseDirac(d).sign()};
      }

      @Override
      public void close() {
        d.close();
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    operator.requireFits(type, lattice);
    if (operator.normalSplits()) {
      throw new IllegalArgumentException(
          "the determinant of " + operator + " is always positive; use a Wilson operator");
    }
    if (operator.boundary().stream().anyMatch(t -> t != 0 && Math.abs(t) != 1)) {
      throw new IllegalArgumentException(
          "boundary = "
              + operator.boundary()
              + " makes the determinant complex; allowed are 0 and 1, for example [0, 1]");
    }
    int n = Fit.gauge("the sign of the determinant", type, lattice, 2).n();
    DenseDirac.requireSmall("the sign of the determinant", operator, lattice, n);
  }
}
