package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops and charges on abelian backgrounds, where they are known exactly. */
class AbelianLoopsTest {
  private static final RandomStream RNG = new RandomStream(1, 0, 0);

  private static double[] measure(ObservableSpec<GaugeField> spec, GaugeField u) {
    spec.requireFits(u.type(), u.lattice());
    try (Observable<GaugeField> bound = spec.bind(u)) {
      return bound.measure(u, RNG);
    }
  }

  /** Re tr/N of diag(e^{i a}, e^{-i a}, 1, ..), for U(1) cos a. */
  private static double trace(Group group, double angle) {
    int n = group.n();
    return n == 1 ? Math.cos(angle) : (2 * Math.cos(angle) + n - 2) / n;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, -3", "2, 2", "3, 1", "4, 2"})
  void wilsonLoopsOfConstantFlux(int n, int flux) {
    Lattice lattice = new Lattice(6, 5);
    Group group = new Group(n);
    GaugeField u = new AbelianFlux(lattice).add(0, 1, flux).field(group);
    double omega = AbelianFlux.omega(lattice, 0, 1, flux);
    assertThat(measure(new Plaquette(), u)[0]).isCloseTo(trace(group, omega), within(1e-13));
    assertThat(measure(new Rectangle(), u)[0]).isCloseTo(trace(group, 2 * omega), within(1e-13));
    for (int r = 1; r <= 5; r++) {
      for (int t = 1; t <= 5; t++) {
        assertThat(measure(new WilsonLoop(r, t, false), u)[0])
            .as("%d x %d", r, t)
            .isCloseTo(trace(group, omega * r * t), within(1e-12));
        assertThat(measure(new WilsonLoop(r, t, true), u)[0])
            .as("temporal %d x %d", r, t)
            .isCloseTo(trace(group, omega * r * t), within(1e-12));
      }
    }
  }

  @Test
  void planesAndOrientationsAreAveraged() {
    Lattice lattice = new Lattice(4, 3, 5);
    GaugeField u = new AbelianFlux(lattice).add(0, 2, 1).field(Group.U1);
    double omega = AbelianFlux.omega(lattice, 0, 2, 1);
    double[] plaquette = measure(new Plaquette(), u);
    assertThat(plaquette[0]).isCloseTo((Math.cos(omega) + 2) / 3, within(1e-13));
    assertThat(plaquette[1]).as("spatial").isCloseTo(1, within(1e-13));
    assertThat(plaquette[2]).as("temporal").isCloseTo((Math.cos(omega) + 1) / 2, within(1e-13));
    assertThat(measure(new WilsonLoop(1, 3, true), u)[0])
        .isCloseTo((Math.cos(3 * omega) + 1) / 2, within(1e-13));
    assertThat(measure(new WilsonLoop(1, 3, false), u)[0])
        .isCloseTo((Math.cos(3 * omega) + 2) / 3, within(1e-13));
  }

  /** Loops of random links against a walk around each loop. */
  @Test
  void wilsonLoopEqualsTheWalk() {
    Lattice lattice = new Lattice(4, 5);
    GaugeField u = new GaugeField(new ReferenceOps(lattice), Group.U1);
    u.hot(new RandomStream(8, 0, 0));
    double[] host = u.snapshot().values();
    double sum = 0;
    for (int s = 0; s < lattice.volume(); s++) {
      sum += walk(lattice, host, s, 0, 3, 1, 2) + walk(lattice, host, s, 1, 3, 0, 2);
    }
    assertThat(measure(new WilsonLoop(3, 2, false), u)[0])
        .isCloseTo(sum / (2 * lattice.volume()), within(1e-13));
  }

  private static double walk(Lattice l, double[] host, int start, int mu, int r, int nu, int t) {
    double angle = 0;
    int s = start;
    for (int i = 0; i < r; i++, s = l.forward(s, mu)) {
      angle += angle(l, host, s, mu);
    }
    for (int i = 0; i < t; i++, s = l.forward(s, nu)) {
      angle += angle(l, host, s, nu);
    }
    for (int i = 0; i < r; i++) {
      s = l.backward(s, mu);
      angle -= angle(l, host, s, mu);
    }
    for (int i = 0; i < t; i++) {
      s = l.backward(s, nu);
      angle -= angle(l, host, s, nu);
    }
    assertThat(s).isEqualTo(start);
    return Math.cos(angle);
  }

  private static double angle(Lattice l, double[] host, int s, int mu) {
    int at = 2 * (mu * l.volume() + s);
    return Math.atan2(host[at + 1], host[at]);
  }

  @Test
  void polyakovLoopOfAConstantLink() {
    Lattice lattice = new Lattice(3, 2, 4);
    AbelianFlux flux = new AbelianFlux(lattice);
    for (int s = 0; s < lattice.volume(); s++) {
      flux.set(2, s, 0.2 + 0.1 * lattice.coordinate(s, 0));
    }
    double re = 0;
    double im = 0;
    for (int x = 0; x < 3; x++) {
      re += Math.cos(4 * (0.2 + 0.1 * x)) / 3;
      im += Math.sin(4 * (0.2 + 0.1 * x)) / 3;
    }
    double[] u1 = measure(new PolyakovLoop(), flux.field(Group.U1));
    assertThat(u1[0]).isCloseTo(re, within(1e-14));
    assertThat(u1[1]).isCloseTo(im, within(1e-14));
    assertThat(u1[2]).isCloseTo(Math.hypot(re, im), within(1e-14));
    assertThat(u1[3]).isCloseTo(re * re + im * im, within(1e-14));
    double[] su3 = measure(new PolyakovLoop(), flux.field(Group.SU3));
    assertThat(su3[0]).isCloseTo((2 * re + 1) / 3, within(1e-14));
    assertThat(su3[1]).isCloseTo(0, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-2", "7"})
  void geometricChargeOfConstantFluxIsTheFlux(int flux) {
    GaugeField u = new AbelianFlux(new Lattice(4, 5)).add(0, 1, flux).field(Group.U1);
    double[] charge = measure(new TopologicalCharge(), u);
    assertThat(charge[0]).isCloseTo(flux, within(1e-12));
    assertThat(charge[1]).isCloseTo(flux * flux, within(1e-10));
  }

  @Test
  void geometricChargeOfRandomLinksIsAnIntegerAndOddUnderConjugation() {
    GaugeField u = new GaugeField(new ReferenceOps(new Lattice(12, 10)), Group.U1);
    int different = 0;
    for (int k = 0; k < 10; k++) {
      u.hot(new RandomStream(4, 0, k));
      double charge = measure(new TopologicalCharge(), u)[0];
      assertThat(angles(u) / (2 * Math.PI)).isCloseTo(charge, within(1e-12));
      assertThat(charge).isEqualTo(Math.rint(charge));
      u.load(Transforms.conjugate(u.snapshot()));
      assertThat(measure(new TopologicalCharge(), u)[0]).isCloseTo(-charge, within(1e-12));
      different += charge != 0 ? 1 : 0;
    }
    assertThat(different).isGreaterThan(4);
  }

  /** The sum of the plaquettes' angles. */
  private static double angles(GaugeField u) {
    try (Vector loop = u.ops().allocate(u.link(0).shape());
        Vector angle = u.ops().allocate(new Shape.Real(1))) {
      u.ops().plaquette(u.vectors(), 0, 1, loop);
      u.ops().phase(loop, angle);
      return u.ops().sum(angle)[0];
    }
  }

  /** Constant flux in two planes: the clover angle is sin(omega), its dual sin(omega'). */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 2, 3, 1",
    "2, 0, 1, 2, 3, 1",
    "3, 0, 2, 1, 3, -1",
    "2, 0, 3, 1, 2, 1",
    "4, 0, 3, 1, 2, 1",
    "3, 0, 1, 0, 2, 0"
  })
  void cloverChargeOfConstantFlux(int n, int mu, int nu, int rho, int sigma, int sign) {
    Lattice lattice = new Lattice(4, 5, 6, 3);
    GaugeField u = new AbelianFlux(lattice).add(mu, nu, 1).add(rho, sigma, 1).field(new Group(n));
    double f = Math.sin(AbelianFlux.omega(lattice, mu, nu, 1));
    double g = Math.sin(AbelianFlux.omega(lattice, rho, sigma, 1));
    double copies = n == 1 ? 1 : 2;
    double exact = sign * copies * lattice.volume() * f * g / (4 * Math.PI * Math.PI);
    assertThat(measure(new CloverCharge(0, 0.02), u)[0]).isCloseTo(exact, within(1e-12));
    CloverField clover = new CloverField(u);
    // F = 2 sin(omega) T^3 for SU(N), F = sin(omega) T for U(1)
    assertThat(clover.energy(u)).isCloseTo(copies * copies * (f * f + g * g) / 2, within(1e-12));
  }

  /**
   * In the continuum limit the charge is 2 n n' for SU(N): the error falls as a^4 (omega ~ a^2, sin
   * omega - omega ~ omega^3).
   */
  @Test
  void cloverChargeApproachesTheInteger() {
    double coarse = 2 - abelianSu2Charge(4);
    double fine = 2 - abelianSu2Charge(8);
    assertThat(coarse / fine).isBetween(13.0, 18.0);
    assertThat(fine).isBetween(0.0, 0.01);
  }

  private static double abelianSu2Charge(int extent) {
    Lattice lattice = new Lattice(extent, extent, extent, extent);
    GaugeField u = new AbelianFlux(lattice).add(0, 1, 1).add(2, 3, 1).field(Group.SU2);
    return measure(new CloverCharge(0, 0.02), u)[0];
  }
}
