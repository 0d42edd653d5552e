package org.fluxtube.engine.dirac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;

/** The sign of the determinant by crossings of the spectral flow against LU of the dense matrix. */
class SpectralFlowTest {
  private static int[] compare(OperatorSpec spec, GaugeField u, int seeds, int modes) {
    int negative = 0;
    int open = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      u.hot(new RandomStream(seed, 0, 0));
      try (DiracOperator d = spec.bind(u)) {
        d.update(u);
        int expected = new DenseDirac(d).sign();
        int sign = new SpectralFlow(d, modes).sign(new RandomStream(seed, 0, 1));
        if (sign == 0) {
          open++;
        } else {
          assertThat(sign).as("%s, seed %d", spec, seed).isEqualTo(expected);
        }
        negative += expected < 0 ? 1 : 0;
      }
    }
    return new int[] {negative, open};
  }

  /** Hot fields of U(1) have many real modes, and determinants of both signs. */
  @Test
  void isTheSignOfTheDenseDeterminant() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = new GaugeField(ops, Group.U1)) {
      int negative = 0;
      for (OperatorSpec spec :
          List.of(
              new Wilson(0.2),
              new Wilson(0.45),
              new Wilson(0.45, List.of(0.0, 1.0)),
              new WilsonClover(0.35, 1.0),
              new Wilson(0.8))) {
        int[] seen = compare(spec, u, 8, 4);
        negative += seen[0];
        assertThat(seen[1]).as("undecided").isZero();
      }
      negative += compare(new Wilson(0.5), u, 4, 2)[0];
      assertThat(negative).isGreaterThan(5);
    }
  }

  @Test
  void inFourDimensionsToo() {
    try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 2));
        GaugeField u = new GaugeField(ops, Group.U1)) {
      assertThat(compare(new Wilson(0.28), u, 8, 4))
          .as("negative, undecided")
          .isEqualTo(new int[] {1, 0});
      u.cold();
      try (DiracOperator d = new Wilson(0.14, List.of(0.0, 0.0, 0.0, 0.0)).bind(u);
          DiracOperator staggered = new Staggered(0.3).bind(u)) {
        d.update(u);
        // four degenerate zero modes pass zero together at kappa = 1/8
        assertThat(new SpectralFlow(d, 8).sign(new RandomStream(1, 0, 1))).isEqualTo(1);
        // the first eigenvalue that is not followed is zero too: nothing can be said
        assertThat(new SpectralFlow(d, 2).sign(new RandomStream(1, 0, 1))).isBetween(0, 1);
        assertThatThrownBy(() -> new SpectralFlow(staggered, 4)).hasMessageContaining("no sign");
      }
    }
  }
}
