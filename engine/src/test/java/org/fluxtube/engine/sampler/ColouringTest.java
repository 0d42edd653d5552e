package org.fluxtube.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.action.LocalAction;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;

class ColouringTest {
  private static List<int[]> nearest(int dimensions) {
    List<int[]> offsets = new ArrayList<>();
    for (int mu = 0; mu < dimensions; mu++) {
      int[] y = new int[dimensions];
      y[mu] = 1;
      offsets.add(y);
    }
    return offsets;
  }

  /** Every site once, and no two sites of a colour an offset apart; coordinates by hand. */
  private static void requireProper(Lattice lattice, List<int[]> stencil, Colouring colouring) {
    int[] colour = new int[lattice.volume()];
    java.util.Arrays.fill(colour, -1);
    for (int c = 0; c < colouring.size(); c++) {
      for (int site : colouring.sites(c).sites()) {
        assertThat(colour[site]).isEqualTo(-1);
        colour[site] = c;
      }
    }
    for (int site = 0; site < colour.length; site++) {
      assertThat(colour[site]).isNotNegative();
      for (int[] offset : stencil) {
        int there = site;
        for (int mu = 0; mu < offset.length; mu++) {
          for (int k = 0; k < Math.abs(offset[mu]); k++) {
            there = offset[mu] > 0 ? lattice.forward(there, mu) : lattice.backward(there, mu);
          }
        }
        assertThat(colour[there]).isNotEqualTo(colour[site]);
      }
    }
  }

  @Test
  void nearestNeighboursOnEvenExtentsGiveTheCheckerboard() {
    for (int[] extents : new int[][] {{2}, {8}, {4, 6}, {2, 2}, {2, 4, 6}, {4, 4, 2, 6}}) {
      Lattice lattice = new Lattice(extents);
      Colouring colouring = Colouring.of(lattice, nearest(extents.length));
      assertThat(colouring.size()).isEqualTo(2);
      for (int c = 0; c < 2; c++) {
        for (int site : colouring.sites(c).sites()) {
          assertThat(lattice.parity(site)).isEqualTo(c);
        }
      }
    }
  }

  @Test
  void oddExtentsNeedMoreColoursAndStayProper() {
    for (int[] extents : new int[][] {{3}, {7}, {3, 4}, {5, 5}, {3, 5, 2}, {3, 3, 3, 3}}) {
      Lattice lattice = new Lattice(extents);
      List<int[]> stencil = nearest(extents.length);
      Colouring colouring = Colouring.of(lattice, stencil);
      requireProper(lattice, stencil, colouring);
      assertThat(colouring.size()).isBetween(3, 2 * extents.length + 1);
    }
  }

  @Test
  void withoutInteractionOneColourIsEnough() {
    Colouring colouring = Colouring.of(new Lattice(3, 5), List.of());
    assertThat(colouring.size()).isEqualTo(1);
    assertThat(colouring.sites(0).size()).isEqualTo(15);
  }

  @Test
  void stencilsOfGaugeActionsAreColoured() {
    for (int[] extents : new int[][] {{4, 4}, {3, 5}, {4, 6, 3}, {4, 4, 4, 4}, {3, 4, 3, 5}}) {
      Lattice lattice = new Lattice(extents);
      try (ReferenceOps ops = new ReferenceOps(lattice);
          GaugeField like = new GaugeField(ops, Group.U1);
          var plaquettes = (LocalAction<GaugeField>) new WilsonPlaquette(1).bind(like);
          var rectangles = (LocalAction<GaugeField>) new RectangleAction(1, -0.3).bind(like)) {
        for (int mu = 0; mu < extents.length; mu++) {
          List<int[]> small = plaquettes.stencil(mu);
          requireProper(lattice, small, Colouring.of(lattice, small));
          List<int[]> large = rectangles.stencil(mu);
          requireProper(lattice, large, Colouring.of(lattice, large));
        }
      }
    }
  }

  @Test
  void anOffsetThatWrapsOntoTheSiteIsRefused() {
    assertThatThrownBy(() -> Colouring.of(new Lattice(4, 2), List.of(new int[] {0, 2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4x2")
        .hasMessageContaining("[0, 2]")
        .hasMessageContaining("at least 3");
    assertThatThrownBy(() -> Colouring.of(new Lattice(4, 2), List.of(new int[] {1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 numbers");
  }
}
