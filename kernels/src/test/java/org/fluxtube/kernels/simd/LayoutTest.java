package org.fluxtube.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
  static Stream<Object[]> layouts() {
    return Stream.of(
            new Lattice(2),
            new Lattice(7),
            new Lattice(16),
            new Lattice(3, 5),
            new Lattice(2, 2),
            new Lattice(2, 2, 2),
            new Lattice(5, 3, 2),
            new Lattice(2, 3, 4, 5),
            new Lattice(6, 10, 4, 8),
            new Lattice(8, 8, 8, 8))
        .flatMap(l -> Stream.of(1, 2, 4, 8).map(lanes -> new Object[] {l, lanes}));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void eachSiteHasItsPlace(Lattice lattice, int lanes) {
    Layout layout = new Layout(lattice, lanes);
    int volume = lattice.volume();
    int[] sorted = layout.places().clone();
    Arrays.sort(sorted);
    for (int s = 0; s < volume; s++) {
      assertThat(sorted[s]).isEqualTo(s);
      assertThat(layout.sites()[layout.places()[s]]).isEqualTo(s);
    }
    int used = 0;
    for (int b = 0; b < layout.blocks(); b++) {
      used += layout.used(b);
    }
    assertThat(used).isEqualTo(volume);
    assertThat(layout.fullBlocks()).isEqualTo(volume / lanes);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void neighboursAreThoseOfTheLattice(Lattice lattice, int lanes) {
    Layout layout = new Layout(lattice, lanes);
    int reals = 6;
    double[] x = Lanes.array(layout.blocks() * reals * lanes);
    for (int q = 0; q < lattice.volume(); q++) {
      for (int c = 0; c < reals; c++) {
        x[Lanes.ORIGIN + layout.at(q, reals) + c * lanes] = layout.sites()[q] + 0.1 * c;
      }
    }
    double[] out = new double[x.length];
    double[] gathered = new double[reals * lanes];
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      for (int steps : new int[] {1, -1}) {
        int way = Layout.way(mu, steps);
        new Moves(layout).shift(x, reals, way, out, 0, layout.blocks());
        for (int q = 0; q < lattice.volume(); q++) {
          int s = layout.sites()[q];
          int expected = steps == 1 ? lattice.forward(s, mu) : lattice.backward(s, mu);
          assertThat(layout.sites()[layout.places(way)[q]]).isEqualTo(expected);
          boolean edge = layout.neighbours(way)[q / lanes] < 0;
          if (edge) {
            new Moves(layout).gather(x, reals, way, q / lanes, gathered, 0);
          }
          for (int c = 0; c < reals; c++) {
            assertThat(out[Lanes.ORIGIN + layout.at(q, reals) + c * lanes])
                .isEqualTo(expected + 0.1 * c);
            if (edge) {
              assertThat(gathered[c * lanes + q % lanes]).isEqualTo(expected + 0.1 * c);
            }
          }
        }
      }
    }
  }

  /** Adding ahead is the transpose of shifting: out(x + mu) = x(x), out(x) = x(x - mu). */
  @ParameterizedTest
  @MethodSource("layouts")
  void addingAheadIsShiftingBack(Lattice lattice, int lanes) {
    Layout layout = new Layout(lattice, lanes);
    int reals = 5;
    int size = reals * lanes;
    double[] x = Lanes.array(layout.blocks() * size);
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    for (int mu = 0; mu < lattice.dimensions(); mu++) {
      double[] expected = new double[x.length];
      new Moves(layout).shift(x, reals, Layout.way(mu, -1), expected, 0, layout.blocks());
      double[] out = new double[x.length];
      double[] buffer = Lanes.array(size);
      for (int b = 0; b < layout.blocks(); b++) {
        double[] block = Lanes.array(size);
        System.arraycopy(x, Lanes.start(b, size), block, Lanes.ORIGIN, size);
        new Moves(layout).addAhead(block, reals, Layout.way(mu, 1), b, buffer, out);
      }
      for (int q = 0; q < lattice.volume(); q++) {
        for (int c = 0; c < reals; c++) {
          int at = Lanes.ORIGIN + layout.at(q, reals) + c * lanes;
          assertThat(out[at]).isEqualTo(expected[at]);
        }
      }
    }
  }
}
