package org.fluxtube.engine.observable;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.FermionMatrix;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.solver.Lanczos;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/**
 * The lowest eigenvalues of K = M^dagger M with their multiplicities, and the highest one, by the
 * Lanczos process: the range that {@code rational-pseudo-fermions} needs.
 *
 * <p>Wilson: K = D^dagger D, or with {@code evenOdd} of the Schur complement on the even sites
 * (whose values change under translations by one site). Staggered: (D^dagger D)_ee; on the odd
 * sites are the same once more.
 *
 * @param operator D
 * @param count how many of the lowest
 * @param evenOdd Wilson: of the Schur complement
 * @param residual |K v - theta v| in units of the highest eigenvalue
 */
public record DiracEigenvalues(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(value = "how many of the lowest, from 1 to 100", optional = true) int count,
    @Param(
            value = "Wilson: M on the even sites, as in pseudo-fermions with even-odd = true",
            optional = true)
        boolean evenOdd,
    @Param(value = "bound on |K v - theta v|, in units of the highest eigenvalue", optional = true)
        double residual)
    implements ObservableSpec<GaugeField> {
  private static final int MAX_APPLICATIONS = 100_000;

  /** Checks the parameters. */
  public DiracEigenvalues {
    new Lanczos(residual, MAX_APPLICATIONS);
    if (count < 1 || count > 100) {
      throw new IllegalArgumentException(
          "count = " + count + " eigenvalues; allowed are 1 to 100, for example 4");
    }
  }

  @Override
  public String label() {
    String form = evenOdd && !operator.normalSplits() ? "-even" : "";
    return "dirac-eigenvalues-" + operator.label() + form + "-" + count;
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      names.add("lowest-" + k);
    }
    names.add("highest");
    return List.copyOf(names);
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    DiracOperator d = operator.bind(like);
    FermionMatrix k = new FermionMatrix(d, evenOdd);
    Lanczos lanczos = new Lanczos(residual, MAX_APPLICATIONS);
    return new Observable<>() {
      @Override
      public double[] measure(GaugeField u, RandomStream rng) {
        d.update(u);
        Lanczos.Start start = round -> rng.key(Purpose.MEASUREMENT, 0, round);
        String what = operator.toString();
        double[] out = new double[count + 1];
        List<Double> low =
            lanczos.lowest(d.ops(), what, k::apply, k.shape(), start, count).values();
        for (int i = 0; i < count; i++) {
          out[i] = low.get(i);
        }
        out[count] =
            lanczos.highest(d.ops(), what, k::apply, k.shape(), start, 1).values().getFirst();
        return out;
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
    if (evenOdd) {
      Parity.requireCheckerboard("evenOdd = true", lattice);
    }
    int n = Fit.gauge("the Dirac eigenvalues", type, lattice, 2).n();
    int dimension =
        lattice.volume()
            * operator.hopping(lattice.dimensions()).spins()
            * n
            / (evenOdd || operator.normalSplits() ? 2 : 1);
    if (count > dimension) {
      throw new IllegalArgumentException(
          "count = " + count + " eigenvalues on " + lattice + "; there are " + dimension);
    }
  }
}
