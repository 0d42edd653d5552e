package org.fluxtube.kernels.opencl;

import java.util.List;
import org.fluxtube.engine.dirac.Gamma;
import org.fluxtube.engine.field.Hopping;
import org.fluxtube.engine.field.SpinMatrix;

/** What kernels know of the spin structure of a {@link Hopping}. */
sealed interface HopKind {

  /**
   * A_mu = 1 - sign gamma_mu, B_mu = 1 + sign gamma_mu, in two or four dimensions.
   *
   * @param sign 1 or -1
   */
  record Wilson(double sign) implements HopKind {}

  /**
   * One spin, the same real numbers in all directions.
   *
   * @param forward A
   * @param backward B
   */
  record Numbers(double forward, double backward) implements HopKind {}

  /** Anything else. */
  record General() implements HopKind {}

  /** The kind of a hopping. */
  static HopKind of(Hopping hopping) {
    int d = hopping.dimensions();
    int spins = hopping.spins();
    if (spins == 1) {
      SpinMatrix a = hopping.forward().getFirst();
      SpinMatrix b = hopping.backward().getFirst();
      boolean same =
          hopping.forward().stream().allMatch(a::equals)
              && hopping.backward().stream().allMatch(b::equals);
      if (same && a.im(0, 0) == 0 && b.im(0, 0) == 0) {
        return new Numbers(a.re(0, 0), b.re(0, 0));
      }
    }
    if ((d == 2 || d == 4) && spins == Gamma.spins(d)) {
      for (double sign : new double[] {1, -1}) {
        if (isWilson(hopping, d, sign)) {
          return new Wilson(sign);
        }
      }
    }
    return new General();
  }

  private static boolean isWilson(Hopping hopping, int d, double sign) {
    List<SpinMatrix> gamma = Gamma.matrices(d);
    SpinMatrix one = SpinMatrix.scalar(Gamma.spins(d), 1, 0);
    for (int mu = 0; mu < d; mu++) {
      if (!equal(hopping.forward().get(mu), one.plus(-sign, gamma.get(mu)))
          || !equal(hopping.backward().get(mu), one.plus(sign, gamma.get(mu)))) {
        return false;
      }
    }
    return true;
  }

  /** As numbers: 0 equals -0. */
  private static boolean equal(SpinMatrix a, SpinMatrix b) {
    double[] x = a.values();
    double[] y = b.values();
    for (int k = 0; k < x.length; k++) {
      if (x[k] != y[k]) {
        return false;
      }
    }
    return true;
  }
}
