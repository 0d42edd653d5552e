package org.fluxtube.engine.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.Su2Torus;
import org.fluxtube.engine.exact.SuNTorus;
import org.fluxtube.engine.exact.U1Torus;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 2D gauge theories by HMC against the exact finite-volume values, within 4 sigma. */
@Tag("physics")
class TwoDimensionalGaugeTest {
  private static final Lattice EIGHT = new Lattice(8, 8);

  private static double plaquette(GaugeField u) {
    return u.ops().plaquetteSum(u.vectors(), 0, 1) / u.group().n() / u.lattice().volume();
  }

  /** Q = (1/2 pi) sum of the plaquette angles in (-pi, pi]. */
  private static double charge(GaugeField u) {
    try (Scratch.Lease p = u.ops().scratch().take(new Shape.Matrix(1));
        Scratch.Lease angle = u.ops().scratch().take(new Shape.Real(1))) {
      u.ops().plaquette(u.vectors(), 0, 1, p.vector());
      u.ops().phase(p.vector(), angle.vector());
      return u.ops().sum(angle.vector())[0] / (2 * Math.PI);
    }
  }

  @Test
  void u1() {
    for (double beta : new double[] {1, 2}) {
      Runs.Series series =
          Runs.run(
              new HmcSpec(1.3, new Omelyan2(5)),
              new WilsonPlaquette(beta),
              new FieldType.Gauge(Group.U1),
              EIGHT,
              1,
              500,
              40_000,
              (u, action) -> {
                double q = charge(u);
                return new double[] {plaquette(u), q * q, Math.abs(q - Math.rint(q))};
              });
      U1Torus exact = new U1Torus(beta, 64);
      String name = "2D U(1) 8x8 beta " + beta;
      assertAgrees(name + " plaquette", series.mean(0), exact.plaquette(), 0, 4, 0.001);
      assertAgrees(name + " <Q^2>", series.mean(1), exact.meanSquareCharge(), 0, 4, 0.1);
      assertThat(series.mean(2).value()).isLessThan(1e-12);
      assertAgrees(name + " <exp(-dH)>", series.creutz(), 1, 0, 4, 0.01);
    }
  }

  @Test
  void su2() {
    for (double beta : new double[] {2, 2.7}) {
      Runs.Series series =
          Runs.run(
              new HmcSpec(1, new Omelyan2(4)),
              new WilsonPlaquette(beta),
              new FieldType.Gauge(Group.SU2),
              EIGHT,
              2,
              100,
              6000,
              (u, action) -> new double[] {plaquette(u)});
      double exact = new Su2Torus(beta, 64).plaquette();
      assertAgrees("2D SU(2) 8x8 beta " + beta, series.mean(0), exact, 0, 4, 0.001);
    }
  }

  @Test
  void su3() {
    for (double beta : new double[] {4, 6}) {
      Runs.Series series =
          Runs.run(
              new HmcSpec(1, new Omelyan2(4)),
              new WilsonPlaquette(beta),
              new FieldType.Gauge(Group.SU3),
              EIGHT,
              3,
              100,
              3000,
              (u, action) -> new double[] {plaquette(u)});
      double exact = new SuNTorus(3, beta, 64).plaquette();
      assertAgrees("2D SU(3) 8x8 beta " + beta, series.mean(0), exact, 0, 4, 0.001);
    }
  }
}
