package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.fluxtube.engine.electron.Fermi;
import org.fluxtube.engine.electron.KondoMatrix;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.DenseElectrons;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Rkky;
import org.junit.jupiter.api.Test;

/** The closed forms of electrons in classical spins. */
class DoubleExchangeTest {
  private static final Lattice SIX = new Lattice(6, 6);
  private static final FieldType SPIN = new FieldType.Spin(3);

  private static double value(DoubleExchange spec, Lattice lattice, double[] spins) {
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField u = new SpinField(ops, 3);
        Action<SpinField> action = spec.bind(u)) {
      u.load(new FieldData(SPIN, lattice, spins));
      return action.value(u);
    }
  }

  private static double[] levels(Lattice lattice, double t, double j, double[] spins) {
    double[] levels = new double[2 * lattice.volume()];
    new KondoMatrix(lattice, t, j).levels(spins, levels);
    return levels;
  }

  private static double[] spins(Lattice lattice, IntFunction<double[]> at) {
    double[] out = new double[3 * lattice.volume()];
    for (int x = 0; x < lattice.volume(); x++) {
      System.arraycopy(at.apply(x), 0, out, 3 * x, 3);
    }
    return out;
  }

  /** The direction (2, -1, 2)/3, along no axis. */
  private static double[] ordered(Lattice lattice) {
    return spins(lattice, x -> new double[] {2 / 3.0, -1 / 3.0, 2 / 3.0});
  }

  private static double[] neel(Lattice lattice) {
    return spins(
        lattice,
        x -> {
          double sign = 1 - 2 * lattice.parity(x);
          return new double[] {sign * 2 / 3, -sign / 3, sign * 2 / 3};
        });
  }

  private static double[] random(Lattice lattice, long seed) {
    double[] out = RandomFields.normal(seed, 3 * lattice.volume());
    for (int x = 0; x < out.length; x += 3) {
      double norm = Math.hypot(Math.hypot(out[x], out[x + 1]), out[x + 2]);
      for (int c = 0; c < 3; c++) {
        out[x + c] /= norm;
      }
    }
    return out;
  }

  private static void assertLevels(double[] got, double[] expected) {
    Arrays.sort(expected);
    assertThat(got).hasSameSizeAs(expected);
    for (int n = 0; n < got.length; n++) {
      assertThat(got[n]).isCloseTo(expected[n], within(1e-12));
    }
  }

  @Test
  void literalsOfSixBySix() {
    assertThat(value(new DoubleExchange(1, 0, 10, 0), SIX, random(SIX, 1)))
        .isCloseTo(-573.8636700266, within(1e-9));
    DoubleExchange half = new DoubleExchange(1, 1, 10, 0);
    assertThat(value(half, SIX, ordered(SIX))).isCloseTo(-610.1880346524, within(1e-9));
    assertThat(value(half, SIX, neel(SIX))).isCloseTo(-628.4345529367, within(1e-9));
  }

  /** Also where an extent is 2, so that two bonds join the same two sites. */
  @Test
  void orderedSpinsSplitTheBandByTheCoupling() {
    for (Lattice lattice :
        new Lattice[] {new Lattice(7), SIX, new Lattice(2, 3), new Lattice(2, 4, 3)}) {
      double[] band = Rkky.band(lattice, 0.7);
      double[] expected = new double[2 * band.length];
      for (int k = 0; k < band.length; k++) {
        expected[2 * k] = band[k] - 0.65;
        expected[2 * k + 1] = band[k] + 0.65;
      }
      assertLevels(levels(lattice, 0.7, 1.3, ordered(lattice)), expected);
    }
  }

  @Test
  void alternatingSpinsOpenAGap() {
    for (Lattice lattice : new Lattice[] {new Lattice(8), SIX, new Lattice(2, 4, 2)}) {
      double[] band = Rkky.band(lattice, 0.7);
      double[] expected = new double[2 * band.length];
      for (int k = 0; k < band.length; k++) {
        // k and k + (pi, .., pi) give the same pair: each level twice over half of the zone
        double e = Math.sqrt(band[k] * band[k] + 1.3 * 1.3 / 4);
        expected[2 * k] = -e;
        expected[2 * k + 1] = e;
      }
      assertLevels(levels(lattice, 0.7, 1.3, neel(lattice)), expected);
    }
  }

  /** Particle-hole symmetry of bipartite lattices: for each level its negative. */
  @Test
  void halfFillingIsExactForEverySpinConfiguration() {
    for (Lattice lattice : new Lattice[] {new Lattice(6), SIX, new Lattice(4, 2, 2)}) {
      double[] levels = levels(lattice, 1, 1, random(lattice, 3));
      double filling = 0;
      for (int n = 0; n < levels.length; n++) {
        filling += Fermi.occupation(10 * levels[n]) / lattice.volume();
        assertThat(levels[n]).isCloseTo(-levels[levels.length - 1 - n], within(1e-12));
      }
      assertThat(filling).isCloseTo(1, within(1e-12));
    }
    double[] odd = levels(new Lattice(5), 1, 1, random(new Lattice(5), 3));
    assertThat(odd[0] + odd[9]).isNotCloseTo(0, within(1e-3));
  }

  /** Rotations are tested by the contract of actions; here the inversion. */
  @Test
  void turningAllSpinsOverChangesNothing() {
    for (Lattice lattice : new Lattice[] {SIX, new Lattice(3, 5), new Lattice(3, 2, 3)}) {
      double[] spins = random(lattice, 5);
      double[] turned = Arrays.stream(spins).map(s -> -s).toArray();
      assertLevels(levels(lattice, 1, 1, turned), levels(lattice, 1, 1, spins));
    }
  }

  @Test
  void uncoupledSpinsHaveNoWeight() {
    DoubleExchange free = new DoubleExchange(1, 0, 10, 0.3);
    double value = value(free, SIX, ordered(SIX));
    assertThat(value(free, SIX, random(SIX, 6))).isCloseTo(value, within(1e-10));
    double expected =
        -2 * Arrays.stream(Rkky.band(SIX, 1)).map(e -> Fermi.softplus(-10 * (e - 0.3))).sum();
    assertThat(value).isCloseTo(expected, within(1e-10));
  }

  /**
   * J to infinity: an electron follows the spins, chi_x the spinor along -S_x, and hops with -t
   * <chi_x|chi_y>, of modulus t cos(theta/2). The remainder falls as 1/J.
   */
  @Test
  void strongCouplingIsTheAdiabaticLimit() {
    Lattice lattice = new Lattice(3, 4);
    double[] spins = random(lattice, 7);
    int v = lattice.volume();
    double[][] re = new double[v][v];
    double[][] im = new double[v][v];
    for (int x = 0; x < v; x++) {
      for (int mu = 0; mu < 2; mu++) {
        for (int y : new int[] {lattice.forward(x, mu), lattice.backward(x, mu)}) {
          double[] overlap = overlap(antiparallel(spins, x), antiparallel(spins, y));
          double cosine = 0;
          for (int c = 0; c < 3; c++) {
            cosine += spins[3 * x + c] * spins[3 * y + c];
          }
          assertThat(Math.hypot(overlap[0], overlap[1]))
              .isCloseTo(Math.sqrt((1 + cosine) / 2), within(1e-14));
          re[x][y] -= overlap[0];
          im[x][y] -= overlap[1];
        }
      }
    }
    double[] adiabatic = DenseElectrons.levels(re, im);
    double[] strong = levels(lattice, 1, 1000, spins);
    double[] stronger = levels(lattice, 1, 4000, spins);
    for (int n = 0; n < v; n++) {
      double first = strong[n] + 500 - adiabatic[n];
      double second = stronger[n] + 2000 - adiabatic[n];
      assertThat(first).isCloseTo(0, within(0.02));
      assertThat(4 * second).isCloseTo(first, within(3e-4));
    }
  }

  /** The spinor of sigma.S = -1. */
  private static double[] antiparallel(double[] s, int x) {
    double z = s[3 * x + 2];
    double norm = Math.sqrt(2 * (1 + z));
    return new double[] {-s[3 * x] / norm, s[3 * x + 1] / norm, (1 + z) / norm, 0};
  }

  private static double[] overlap(double[] a, double[] b) {
    double re = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
    double im = a[0] * b[1] - a[1] * b[0] + a[2] * b[3] - a[3] * b[2];
    return new double[] {re, im};
  }

  /** At T = 0.01 the largest exp(-beta E) is beyond the range of double, S is the energy over T. */
  @Test
  void lowTemperaturesDoNotOverflow() {
    DoubleExchange cold = new DoubleExchange(1, 1, 1000, 0);
    double[] spins = random(SIX, 8);
    double filled = Arrays.stream(levels(SIX, 1, 1, spins)).filter(e -> e < 0).sum();
    double value = value(cold, SIX, spins);
    assertThat(Math.exp(-1000 * levels(SIX, 1, 1, spins)[0])).isInfinite();
    assertThat(value).isLessThanOrEqualTo(1000 * filled).isCloseTo(1000 * filled, within(5.0));
  }

  /** S - S(J = 0) = -(beta J^2/8) sum chi_xy S_x.S_y + O(J^4), chi of the free band. */
  @Test
  void weakCouplingIsTheSpinModelOfSecondOrder() {
    for (Lattice lattice : new Lattice[] {new Lattice(4, 4), new Lattice(3, 5)}) {
      double[] spins = random(lattice, 9);
      double beta = 3;
      double mu = 0.4;
      double free = value(new DoubleExchange(1, 0, beta, mu), lattice, spins);
      double expected = secondOrder(lattice, spins, beta, mu);
      double weak = (value(new DoubleExchange(1, 0.02, beta, mu), lattice, spins) - free) / 4e-4;
      assertThat(weak).isCloseTo(expected, within(2e-4 * Math.abs(expected)));
      double less = (value(new DoubleExchange(1, 0.01, beta, mu), lattice, spins) - free) / 1e-4;
      assertThat(4 * (less - expected)).isCloseTo(weak - expected, within(2e-6));
    }
  }

  private static double secondOrder(Lattice lattice, double[] s, double beta, double mu) {
    double[] chi = Rkky.chi(lattice, 1, beta, mu);
    double sum = 0;
    int[] apart = new int[lattice.dimensions()];
    for (int x = 0; x < lattice.volume(); x++) {
      for (int y = 0; y < lattice.volume(); y++) {
        for (int nu = 0; nu < apart.length; nu++) {
          apart[nu] = lattice.coordinate(y, nu) - lattice.coordinate(x, nu);
        }
        for (int c = 0; c < 3; c++) {
          sum += chi[lattice.site(apart)] * s[3 * x + c] * s[3 * y + c];
        }
      }
    }
    return -beta / 8 * sum;
  }

  @Test
  void aWalkFollowsTheValue() {
    Lattice lattice = new Lattice(4, 3);
    DoubleExchange spec = new DoubleExchange(1, 1.5, 4, -0.2);
    double[] spins = random(lattice, 10);
    double[] other = random(lattice, 11);
    try (ReferenceOps ops = new ReferenceOps(lattice);
        SpinField u = new SpinField(ops, 3);
        DoubleExchangeAction action = new DoubleExchangeAction(spec, u)) {
      SpinWalk walk = action.walk(spins);
      double value = value(spec, lattice, spins);
      for (int site : new int[] {3, 7, 3, 0, 11}) {
        double[] spin = Arrays.copyOfRange(other, 3 * site, 3 * site + 3);
        double change = walk.change(site, spin);
        double[] changed = spins.clone();
        System.arraycopy(spin, 0, changed, 3 * site, 3);
        assertThat(value + change).isCloseTo(value(spec, lattice, changed), within(1e-10));
        if (site != 7) {
          walk.accept();
          spins = changed;
          value += change;
        }
      }
      assertThat(action.cost()).containsEntry("diagonalisations", 6.0);
      assertThat(action.cost()).isEmpty();
    }
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new DoubleExchange(1, 1, 0, 0)).hasMessageContaining("beta = 0.0");
    assertThatThrownBy(() -> new DoubleExchange(1, 1, Double.POSITIVE_INFINITY, 0))
        .hasMessageContaining("beta");
    assertThatThrownBy(() -> new DoubleExchange(Double.NaN, 1, 1, 0))
        .hasMessageContaining("hopping = NaN");
    assertThatThrownBy(() -> new DoubleExchange(1, 1e9, 1, 0)).hasMessageContaining("coupling");
    DoubleExchange spec = new DoubleExchange(1, 1, 10, 0);
    assertThatThrownBy(() -> spec.requireFits(new FieldType.Spin(2), SIX))
        .hasMessageContaining("3 components");
    assertThatThrownBy(() -> spec.requireFits(SPIN, new Lattice(64, 64)))
        .hasMessageContaining("64x64")
        .hasMessageContaining("1024");
    assertThatThrownBy(() -> spec.requireFits(SPIN, new Lattice(2, 2, 2, 2)))
        .hasMessageContaining("three dimensions");
  }
}
