package org.fluxtube.engine.dirac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cholesky on the even sites against LU of the whole matrix, and what it refuses. */
class SplitDeterminantTest {
  @ParameterizedTest
  @CsvSource({"1, 0.3, 2x2", "1, 0.05, 4x6", "2, 0.5, 4x2x4", "2, 0.3, 2x2x4x4", "3, 0.1, 2x4x2x2"})
  void isTheDeterminantOfTheWholeMatrix(int n, double mass, String extents) {
    Lattice lattice =
        Lattice.of(List.of(extents.split("x")).stream().map(Integer::valueOf).toList());
    for (List<Double> boundary : List.of(List.<Double>of(), phases(lattice.dimensions()))) {
      try (FieldOps ops = new ReferenceOps(lattice);
          GaugeField u = new GaugeField(ops, new Group(n));
          DiracOperator d = new Staggered(mass, boundary).bind(u)) {
        SplitDeterminant split = new SplitDeterminant(d);
        for (int seed = 1; seed < 4; seed++) {
          u.hot(new RandomStream(seed, 0, 0));
          d.update(u);
          double expected = new DenseDirac(d).logDeterminant();
          assertThat(split.logDeterminant())
              .isCloseTo(expected, within(1e-12 * lattice.volume() * n));
        }
      }
    }
  }

  /** Twisted boundaries: the phases of a link are complex. */
  private static List<Double> phases(int dimensions) {
    return java.util.stream.IntStream.range(0, dimensions).mapToObj(mu -> 0.3 + 0.2 * mu).toList();
  }

  @Test
  void refusesWhatItCannotDo() {
    Lattice lattice = new Lattice(2, 2);
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, Group.U1);
        DiracOperator wilson = new Wilson(0.1).bind(u);
        DiracOperator staggered = new Staggered(0.1).bind(u)) {
      assertThatThrownBy(() -> new SplitDeterminant(wilson))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not split");
      u.cold();
      ops.scale(Double.NaN, u.link(0));
      staggered.update(u);
      assertThatThrownBy(() -> new SplitDeterminant(staggered).logDeterminant())
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("not a number");
    }
  }
}
