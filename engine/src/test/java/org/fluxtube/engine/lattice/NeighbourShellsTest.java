package org.fluxtube.engine.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxtube.engine.testing.DenseSpins;
import org.junit.jupiter.api.Test;

class NeighbourShellsTest {
  @Test
  void sixBySixHasNineShells() {
    NeighbourShells shells = new NeighbourShells(new Lattice(6, 6));
    assertThat(shells.count()).isEqualTo(9);
    int[] members = new int[10];
    for (int y = 0; y < 36; y++) {
      members[shells.of(0, y)]++;
    }
    assertThat(members).containsExactly(1, 4, 4, 4, 8, 4, 2, 4, 4, 1);
    assertThat(shells.name(4)).isEqualTo("(2,1)");
    assertThat(shells.name(5)).isEqualTo("(2,2)");
    assertThat(shells.name(6)).isEqualTo("(3,0)");
  }

  @Test
  void everyPairIsInTheShellOfItsShortestDisplacement() {
    for (Lattice lattice :
        new Lattice[] {new Lattice(5), new Lattice(2, 4), new Lattice(3, 2, 4), SKEW}) {
      NeighbourShells shells = new NeighbourShells(lattice);
      DenseSpins definition = new DenseSpins(lattice);
      for (int x = 0; x < lattice.volume(); x++) {
        for (int y = 0; y < lattice.volume(); y++) {
          assertThat(shells.of(x, y)).isEqualTo(definition.shell(x, y));
        }
      }
    }
  }

  /** Here (5, 0) and (4, 3) are equally far. */
  private static final Lattice SKEW = new Lattice(10, 6);

  @Test
  void collectIsTheAdjointOfExpand() {
    Lattice lattice = new Lattice(4, 3);
    NeighbourShells shells = new NeighbourShells(lattice);
    double[] weights = {9, 1, 2, 3};
    double[] table = new double[144];
    shells.expand(weights, 1, 1, 3, table);
    double[] terms = new double[144];
    for (int i = 0; i < 144; i++) {
      terms[i] = Math.sin(i);
    }
    double[] back = {0, 0, 0, 0};
    shells.collect(2, terms, back, 1, 1, 3);
    double one = 0;
    for (int i = 0; i < 144; i++) {
      one += 2 * table[i] * terms[i];
    }
    double other = weights[1] * back[1] + weights[2] * back[2] + weights[3] * back[3];
    assertThat(other).isCloseTo(one, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(back[0]).isZero();
    assertThat(table[0]).isZero();
  }
}
