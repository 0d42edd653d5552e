package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The loops against a search that knows nothing of their paths: all closed walks of six steps that
 * visit six sites, sorted by what they look like; each loop is found from 6 sites in 2 directions.
 */
class LoopsTest {
  private static final double BETA = 0.7;

  private static double action(LoopKind kind, GaugeField u) {
    LoopAction spec = new LoopAction(List.of(new LoopAction.LoopTerm(kind, BETA)));
    try (Action<GaugeField> action = spec.bind(u)) {
      return action.value(u);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LoopKind.class,
      names = {"RECTANGLE", "CHAIR", "CROWN"})
  void loopsOfSixLinks(LoopKind kind) {
    for (Lattice lattice : List.of(new Lattice(4, 5, 6), new Lattice(4, 4, 4, 4))) {
      for (Group group : List.of(Group.SU2, Group.SU3)) {
        try (FieldOps ops = new ReferenceOps(lattice);
            GaugeField u = new GaugeField(ops, group)) {
          u.hot(RandomFields.stream(3));
          Walk walk = new Walk(kind, u);
          double expected = -BETA / group.n() * walk.total() / 12;
          assertThat(action(kind, u)).isCloseTo(expected, within(1e-9 * lattice.volume()));
          assertThat(walk.found).isEqualTo(12L * lattice.volume() * perSite(kind, lattice));
        }
      }
    }
  }

  /** Loops for each site: planes x 2; pairs of planes in a cube x 4; cubes x 4. */
  private static int perSite(LoopKind kind, Lattice lattice) {
    int d = lattice.dimensions();
    int cubes = d * (d - 1) * (d - 2) / 6;
    return switch (kind) {
      case RECTANGLE -> d * (d - 1);
      case CHAIR -> 12 * cubes;
      case CROWN -> 4 * cubes;
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  /** Depth-first search for the loops of one kind. */
  private static final class Walk {
    private final LoopKind kind;
    private final GaugeField u;
    private final Lattice lattice;
    private final double[] links;
    private final int[] steps = new int[6];
    private final int[] sites = new int[7];
    private double sum;
    private long found;

    Walk(LoopKind kind, GaugeField u) {
      this.kind = kind;
      this.u = u;
      this.lattice = u.lattice();
      this.links = u.snapshot().values();
    }

    double total() {
      for (int site = 0; site < lattice.volume(); site++) {
        sites[0] = site;
        next(0, Mat.one(u.group().n()));
      }
      return sum;
    }

    private void next(int k, Mat product) {
      if (k == 6) {
        if (sites[6] == sites[0] && looksLike()) {
          sum += product.reTrace();
          found++;
        }
        return;
      }
      for (int mu = 0; mu < lattice.dimensions(); mu++) {
        for (int sign : new int[] {1, -1}) {
          steps[k] = sign * (mu + 1);
          int from = sites[k];
          sites[k + 1] = sign > 0 ? lattice.forward(from, mu) : lattice.backward(from, mu);
          if (far(k + 1) > 5 - k) {
            continue; // cannot come back without going around the torus
          }
          boolean again = IntStream.rangeClosed(1, k).anyMatch(i -> sites[i] == sites[k + 1]);
          if (!again && (k == 5 || sites[k + 1] != sites[0])) {
            Mat link = link(sign > 0 ? from : sites[k + 1], mu);
            next(k + 1, product.times(sign > 0 ? link : link.adjoint()));
          }
        }
      }
    }

    /** Distance from the start after so many steps, not around the torus. */
    private int far(int count) {
      int far = 0;
      for (int mu = 1; mu <= lattice.dimensions(); mu++) {
        int along = 0;
        for (int i = 0; i < count; i++) {
          along += steps[i] == mu ? 1 : steps[i] == -mu ? -1 : 0;
        }
        far += Math.abs(along);
      }
      return far;
    }

    private Mat link(int site, int mu) {
      int n = u.group().n();
      return Mat.at(n, links, 2 * n * n * (mu * lattice.volume() + site));
    }

    /** Two directions: a rectangle. Three: a crown if each step is undone three steps later. */
    private boolean looksLike() {
      long directions = IntStream.of(steps).map(Math::abs).distinct().count();
      boolean opposite = IntStream.range(0, 3).allMatch(i -> steps[i] == -steps[i + 3]);
      return switch (kind) {
        case RECTANGLE -> directions == 2;
        case CHAIR -> directions == 3 && !opposite;
        case CROWN -> directions == 3 && opposite;
        default -> throw new IllegalArgumentException(kind.toString());
      };
    }
  }

  /** Lines around the torus, each once. */
  @ParameterizedTest
  @EnumSource(
      value = LoopKind.class,
      names = {"POLYAKOV", "POLYAKOV_SPACE"})
  void lines(LoopKind kind) {
    Lattice lattice = new Lattice(3, 2, 5);
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, Group.SU3)) {
      u.hot(RandomFields.stream(3));
      double[] links = u.snapshot().values();
      double sum = 0;
      int from = kind == LoopKind.POLYAKOV ? 2 : 0;
      int to = kind == LoopKind.POLYAKOV ? 2 : 1;
      for (int mu = from; mu <= to; mu++) {
        for (int site = 0; site < lattice.volume(); site++) {
          if (lattice.coordinate(site, mu) == 0) {
            Mat line = Mat.one(3);
            int at = site;
            for (int k = 0; k < lattice.extent(mu); k++) {
              line = line.times(Mat.at(3, links, 18 * (mu * lattice.volume() + at)));
              at = lattice.forward(at, mu);
            }
            sum += line.reTrace();
          }
        }
      }
      assertThat(action(kind, u)).isCloseTo(-BETA / 3 * sum, within(1e-12 * lattice.volume()));
      u.cold();
      int lines = kind == LoopKind.POLYAKOV ? 3 * 2 : 2 * 5 + 3 * 5;
      assertThat(action(kind, u)).isCloseTo(-BETA * lines, within(1e-12));
    }
  }
}
