package org.fluxtube.engine.dirac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Determinants and condensates on unit links, against momentum sums. */
class FreeFermionsTest {
  private static double[] cold(OperatorSpec spec, Group group, Lattice lattice) {
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, group);
        DiracOperator d = spec.bind(u)) {
      u.cold();
      d.update(u);
      DenseDirac dense = new DenseDirac(d);
      return new double[] {dense.logDeterminant(), dense.traceOfInverse() / lattice.volume()};
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 0.388362462578", "8, 1.220303533172"})
  void wilsonInTwoDimensions(int extent, double expected) {
    Lattice lattice = new Lattice(extent, extent);
    assertThat(cold(new Wilson(0.2), Group.U1, lattice)[0]).isCloseTo(expected, within(1e-10));
    assertThat(cold(new Wilson(0.2), Group.SU2, lattice)[0]).isCloseTo(2 * expected, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 79.947122179977, 0.188196014903",
    "0.4, 85.398062063005, 0.236171201170",
    "0.5, 91.963581861956, 0.275324675325"
  })
  void staggeredInFourDimensions(double mass, double logDeterminant, double condensate) {
    double[] got = cold(new Staggered(mass), Group.U1, new Lattice(4, 4, 4, 4));
    assertThat(got[0]).isCloseTo(logDeterminant, within(1e-10));
    assertThat(got[1]).isCloseTo(condensate, within(1e-10));
  }

  /** ln det = 2 sum_p ln[(1 - 2 kappa sum cos p)^2 + 4 kappa^2 sum sin^2 p]: 4 spins, pairs. */
  @ParameterizedTest
  @CsvSource({"2, 4", "3, 2", "4, 2"})
  void wilsonInFourDimensions(int space, int time) {
    double kappa = 0.11;
    Lattice lattice = new Lattice(space, 2, space, time);
    double sum = 0;
    for (int s = 0; s < lattice.volume(); s++) {
      double cos = 0;
      double sin2 = 0;
      for (int mu = 0; mu < 4; mu++) {
        double shift = mu == 3 ? 0.5 : 0;
        double p = 2 * Math.PI * (lattice.coordinate(s, mu) + shift) / lattice.extent(mu);
        cos += Math.cos(p);
        sin2 += Math.sin(p) * Math.sin(p);
      }
      double mass = 1 - 2 * kappa * cos;
      sum += 2 * Math.log(mass * mass + 4 * kappa * kappa * sin2);
    }
    assertThat(cold(new Wilson(kappa), Group.U1, lattice)[0]).isCloseTo(sum, within(1e-10));
  }
}
