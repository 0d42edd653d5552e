package org.fluxtube.engine.observable;

import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.SpectralFlow;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * The sign of det D, what the weight |det D| of one Wilson flavour lacks. &lt;O&gt; with the sign
 * is &lt;O sign&gt;/&lt;sign&gt;. It changes where a real eigenvalue of D passes zero.
 *
 * <p>Up to {@link DenseDirac#LARGEST} rows by LU of the dense matrix; above, by the lowest real
 * eigenvalues ({@link SpectralFlow}): some Lanczos processes a measurement, so at an interval of
 * its own in a campaign file. 0 where they lie too close to zero to be told apart.
 *
 * @param operator D, Wilson or clover
 * @param modes how many of the lowest eigenvalues of gamma_5 D are followed on large lattices
 */
public record DeterminantSign(
    @Param("the Dirac operator D, Wilson") OperatorSpec operator,
    @Param(
            value = "lowest eigenvalues of gamma_5 D that are followed, from 2; large lattices",
            optional = true)
        int modes)
    implements ObservableSpec<GaugeField> {
  private static final int DEFAULT_MODES = 4;
  private static final int MOST_MODES = 100;

  /** Checks the number of modes. */
  public DeterminantSign {
    if (modes < 2 || modes > MOST_MODES) {
      throw new IllegalArgumentException(
          "modes = " + modes + "; allowed are 2 to " + MOST_MODES + ", for example modes = 4");
    }
  }

  /** With four modes. */
  public DeterminantSign(OperatorSpec operator) {
    this(operator, DEFAULT_MODES);
  }

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
        boolean small =
            DenseDirac.size(u.lattice().volume(), d.shape().spins(), d.shape().n())
                <= DenseDirac.LARGEST;
        return new double[] {
          small ? new DenseDirac(d).sign() : new SpectralFlow(d, modes).sign(rng)
        };
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
    Fit.gauge("the sign of the determinant", type, lattice, 2);
  }
}
