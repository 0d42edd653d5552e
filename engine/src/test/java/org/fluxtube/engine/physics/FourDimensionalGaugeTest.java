package org.fluxtube.engine.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.Runs.assertAgrees;

import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.exact.PlaquetteLimits;
import org.fluxtube.engine.exact.SuNPlane;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.stats.Estimate;
import org.fluxtube.engine.testing.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 4^4 plaquettes by HMC against independent Monte Carlo values and limits, within 4 sigma. */
@Tag("physics")
class FourDimensionalGaugeTest {
  private static Estimate plaquette(Group group, double beta, int steps, int count) {
    Runs.Series series =
        Runs.run(
            new HmcSpec(1, new Omelyan2(steps)),
            new WilsonPlaquette(beta),
            new FieldType.Gauge(group),
            new Lattice(4, 4, 4, 4),
            8,
            40 + count / 10,
            count,
            (u, action) -> new double[] {-action.value(u) / beta / (6.0 * 256)});
    assertAgrees(group + " <exp(-dH)>, beta " + beta, series.creutz(), 1, 0, 4, 0.05);
    return series.mean(0);
  }

  @Test
  void su2() {
    assertAgrees(
        "SU(2) 4^4 beta 2.7", plaquette(Group.SU2, 2.7, 6, 1000), 0.68711, 0.00015, 4, 0.0015);
  }

  @Test
  void su3() {
    assertAgrees(
        "SU(3) 4^4 beta 5.7", plaquette(Group.SU3, 5.7, 6, 500), 0.55983, 0.00030, 4, 0.0025);
    assertAgrees(
        "SU(3) 4^4 beta 6.0", plaquette(Group.SU3, 6, 6, 500), 0.59702, 0.00017, 4, 0.0025);
  }

  /** 1 - P = 2/beta (1 + O(1/beta)): within 2 % at beta = 60; the error is below 0.3 %. */
  @Test
  void weakCoupling() {
    Estimate p = plaquette(Group.SU3, 60, 10, 150);
    double expected = 1 - PlaquetteLimits.weakSuN(3, 4, 60);
    assertThat(p.error()).isLessThan(0.003 * expected);
    assertThat((1 - p.value()) / expected).isCloseTo(1, within(0.02));
  }

  /** P = single-plaquette value, first correction of relative order u^4: below 1e-3 at beta = 1. */
  @Test
  void strongCoupling() {
    assertAgrees(
        "SU(3) 4^4 beta 1",
        plaquette(Group.SU3, 1, 4, 200),
        SuNPlane.plaquette(3, 1),
        0,
        4,
        0.0007);
  }
}
