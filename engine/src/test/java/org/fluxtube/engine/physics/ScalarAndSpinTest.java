package org.fluxtube.engine.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.Phi4Hopping;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.exact.FreeScalar;
import org.fluxtube.engine.exact.OnRing;
import org.fluxtube.engine.exact.Phi4Ring;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scalars and spins by HMC against tables and closed forms, within 4 sigma. */
@Tag("physics")
class ScalarAndSpinTest {
  /** phi^2, E = phi phi_{+mu} averaged over mu, M^2/V, S/V of a one-component field. */
  private static double[] scalar(Field<?> u, double action) {
    double[] x = u.snapshot().values();
    int d = u.lattice().dimensions();
    double square = 0;
    double bonds = 0;
    double sum = 0;
    for (int s = 0; s < x.length; s++) {
      square += x[s] * x[s];
      sum += x[s];
      for (int mu = 0; mu < d; mu++) {
        bonds += x[s] * x[u.lattice().forward(s, mu)];
      }
    }
    double v = x.length;
    return new double[] {square / v, bonds / v / d, sum * sum / v, action / v};
  }

  private static Runs.Series phi4(Phi4 action, Lattice lattice, int steps, int count) {
    return Runs.run(
        new HmcSpec(1, new Omelyan2(steps)),
        action,
        new FieldType.Scalar(1),
        lattice,
        4,
        500,
        count,
        (u, s) -> scalar(u, s.value(u)));
  }

  /** Row E1 of the table (L = 6, lambda = 6.975, m^2 = -4), and S/V = 1/4 - 2E. */
  @Test
  void phi4E1() {
    Runs.Series e1 = phi4(new Phi4(-4, 6.975), new Lattice(6, 6), 6, 40_000);
    assertAgrees("E1 <phi^2>", e1.mean(0), 0.161363, 0.000024, 4, 0.0005);
    assertAgrees("E1 E", e1.mean(1), 0.058321, 0.000031, 4, 0.0006);
    assertAgrees("E1 chi_2", e1.mean(2), 1.0621, 0.0012, 4, 0.03);
    assertAgrees("E1 S/V", e1.mean(3), 0.133358, 0.000062, 4, 0.002);
  }

  /** Row E3 (L = 10, lambda = 5.55). */
  @Test
  void phi4E3() {
    Runs.Series e3 = phi4(new Phi4(-4, 5.55), new Lattice(10, 10), 6, 30_000);
    assertAgrees("E3 <phi^2>", e3.mean(0), 0.199073, 0.000027, 4, 0.0005);
    assertAgrees("E3 E", e3.mean(1), 0.088673, 0.000039, 4, 0.0008);
    assertAgrees("E3 chi_2", e3.mean(2), 2.9162, 0.0049, 4, 0.1);
    assertAgrees("E3 S/V", e3.mean(3), 0.072654, 0.000078, 4, 0.002);
  }

  /** The hopping form at the point (kappa, lambda) of E1's theory: psi = phi/sqrt(kappa). */
  @Test
  void hoppingFormOfE1() {
    // 1 - 2 l = 0 on this line, so l = 1/2 and kappa = sqrt(l/lambda)
    double kappa = Math.sqrt(0.5 / 6.975);
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, new Omelyan2(4)),
            new Phi4Hopping(kappa, 0.5),
            new FieldType.Scalar(1),
            new Lattice(6, 6),
            5,
            500,
            40_000,
            (u, s) -> scalar(u, s.value(u)));
    double m2 = -4;
    assertThat((1 - 2 * 0.5) / kappa - 4).isEqualTo(m2);
    assertAgrees(
        "hopping <phi^2>/kappa", series.mean(0), 0.161363 / kappa, 0.000024 / kappa, 4, 0.003);
    assertAgrees("hopping E/kappa", series.mean(1), 0.058321 / kappa, 0.000031 / kappa, 4, 0.003);
  }

  @Test
  void freeField() {
    // at tau = 0.6 no mode comes back to +-phi: 2 (m^2 + p^2) is between 2.5 and 18.5
    Runs.Series free =
        Runs.run(
            new HmcSpec(0.6, new Omelyan2(5)),
            new Phi4(1.25, 0),
            new FieldType.Scalar(1),
            new Lattice(8, 8),
            4,
            500,
            30_000,
            (u, s) -> scalar(u, s.value(u)));
    FreeScalar exact = FreeScalar.withoutHalf(1.25, 8, 8);
    assertAgrees("free <phi^2>", free.mean(0), exact.phiSquared(), 0, 4, 0.0005);
    assertAgrees("free E", free.mean(1), exact.isingEnergy(), 0, 4, 0.0005);
    assertAgrees("free chi", free.mean(2), exact.susceptibility(), 0, 4, 0.01);
    assertAgrees("free S/V", free.mean(3), 0.5, 0, 4, 0.002);
  }

  @Test
  void phi4Ring() {
    Runs.Series series = phi4(new Phi4(-1, 0.5), new Lattice(8), 8, 40_000);
    Phi4Ring exact = new Phi4Ring(-1, 0.5, 8);
    assertAgrees("phi^4 ring <phi^2>", series.mean(0), exact.phiSquared(), 0, 4, 0.01);
    assertAgrees("phi^4 ring E", series.mean(1), exact.bond(), 0, 4, 0.01);
    assertAgrees("phi^4 ring chi", series.mean(2), exact.susceptibility(), 0, 4, 0.1);
  }

  @Test
  void spinRings() {
    for (int n : new int[] {2, 3, 4, 5}) {
      for (double beta : new double[] {0.8, 2}) {
        Runs.Series series =
            Runs.run(
                new HmcSpec(1, new Omelyan2(4)),
                new SpinModel(beta),
                new FieldType.Spin(n),
                new Lattice(12),
                6,
                500,
                20_000,
                (u, action) -> new double[] {-action.value(u) / beta / 12});
        double exact = new OnRing(n, beta, 12).bond();
        assertAgrees("O(" + n + ") ring beta " + beta, series.mean(0), exact, 0, 4, 0.003);
      }
    }
  }
}
