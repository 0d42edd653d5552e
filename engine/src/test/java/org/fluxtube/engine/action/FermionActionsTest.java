package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.observable.ChiralCondensate;
import org.fluxtube.engine.observable.Observable;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pseudo-fermions and the determinant against each other and in their limits. */
class FermionActionsTest {
  private static GaugeField hot(FieldOps ops, Group group, long seed) {
    GaugeField u = new GaugeField(ops, group);
    u.hot(RandomFields.stream(seed));
    return u;
  }

  record Case(ActionSpec<GaugeField> spec, Determinant determinant, Group group, Lattice lattice) {}

  static Stream<Case> cases() {
    Lattice plane = new Lattice(4, 4);
    Lattice space = new Lattice(2, 2, 2, 4);
    return Stream.of(
        new Case(sharp(new Wilson(0.2), false), two(new Wilson(0.2)), Group.U1, plane),
        new Case(sharp(new Wilson(0.2), true), two(new Wilson(0.2)), Group.SU2, plane),
        new Case(sharp(new Wilson(0.1), true), two(new Wilson(0.1)), Group.U1, space),
        new Case(
            sharp(new WilsonClover(0.1, 1.5), true),
            two(new WilsonClover(0.1, 1.5)),
            Group.SU2,
            space),
        new Case(
            split(new WilsonClover(0.2, 1), true, 0.1, 0.4),
            two(new WilsonClover(0.2, 1)),
            Group.SU3,
            plane),
        new Case(split(new Wilson(0.1), false, 0.3), two(new Wilson(0.1)), Group.U1, space),
        new Case(
            split(new Staggered(0.5), true, 0.4, 0.8),
            new Determinant(new Staggered(0.5), 1),
            Group.SU3,
            plane),
        new Case(
            sharp(new Staggered(0.5), true),
            new Determinant(new Staggered(0.5), 1),
            Group.SU2,
            space),
        new Case(
            sharp(new Staggered(0.5), true),
            new Determinant(new Staggered(0.5), 1),
            Group.SU3,
            plane));
  }

  private static PseudoFermions sharp(OperatorSpec operator, boolean evenOdd) {
    return new PseudoFermions(operator, evenOdd, 1e-13, 1e-13, 10_000);
  }

  /** One determinant as a chain of ratios with growing mu and the heaviest term. */
  private static SumOfActions<GaugeField> split(
      OperatorSpec operator, boolean evenOdd, double... mu) {
    List<SumOfActions.Entry<GaugeField>> terms = new ArrayList<>();
    for (int k = 0; k < mu.length; k++) {
      double lighter = k == 0 ? 0 : mu[k - 1];
      ActionSpec<GaugeField> ratio =
          new PseudoFermionRatio(operator, evenOdd, lighter, mu[k], 1e-13, 1e-13, 10_000);
      terms.add(new SumOfActions.Entry<>("ratio" + k, ratio));
    }
    double heaviest = mu[mu.length - 1];
    terms.add(
        new SumOfActions.Entry<>(
            "heavy", new PseudoFermions(operator, evenOdd, heaviest, 1e-13, 1e-13, 10_000)));
    return new SumOfActions<>(terms);
  }

  private static Determinant two(OperatorSpec operator) {
    return new Determinant(operator, 2);
  }

  /**
   * With phi drawn at U, &lt;exp[S(U, phi) - S(U', phi)]&gt; = det(U')/det(U): 2,000 draws, 4
   * sigma.
   */
  @Tag("physics")
  @ParameterizedTest
  @MethodSource("cases")
  void pseudoFermionsAreTheDeterminant(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group, 1);
        GaugeField moved = hot(ops, c.group, 1);
        Action<GaugeField> pseudo = c.spec.bind(u);
        Action<GaugeField> exact = c.determinant.bind(u)) {
      Momentum force = u.newMomentum();
      exact.force(u, force);
      // along the force, where the determinant changes, and a random direction
      moved.drift(0.25 / Math.sqrt(force.dot(force)), force);
      moved.drift(0.02, RandomFields.momentum(u, 2));
      double ratio = Math.exp(exact.value(u) - exact.value(moved));
      int draws = 2_000;
      double sum = 0;
      double squares = 0;
      for (int k = 0; k < draws; k++) {
        try (Auxiliary phi = pseudo.draw(u, new RandomStream(7, 0, k), 0)) {
          Action<GaugeField> fixed = pseudo.given(phi);
          double w = Math.exp(fixed.value(u) - fixed.value(moved));
          sum += w;
          squares += w * w;
        }
      }
      double mean = sum / draws;
      double error = Math.sqrt((squares / draws - mean * mean) / draws);
      assertThat(Math.abs(ratio - 1)).isGreaterThan(6 * error);
      assertThat(mean).isCloseTo(ratio, within(4 * error));
    }
  }

  /** kappa = 0: S = |phi|^2, no force. A heavy staggered field: force of order m^-2. */
  @Test
  void quenchedLimits() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = hot(ops, Group.SU3, 1)) {
      Momentum force = RandomFields.momentum(u, 1);
      for (boolean evenOdd : new boolean[] {false, true}) {
        try (Action<GaugeField> s = sharp(new WilsonClover(0, 1), evenOdd).bind(u)) {
          Auxiliary aux = s.draw(u, RandomFields.stream(2), 0);
          double norm = ops.norm2(aux.field("phi"));
          assertThat(s.given(aux).value(u)).isCloseTo(norm, within(1e-11 * norm));
          s.given(aux).force(u, force);
          assertThat(force.dot(force)).isZero();
        }
      }
      double[] size = new double[2];
      for (int k = 0; k < 2; k++) {
        double mass = k == 0 ? 1e3 : 1e4;
        try (Action<GaugeField> s = sharp(new Staggered(mass), true).bind(u)) {
          s.given(s.draw(u, RandomFields.stream(2), 0)).force(u, force);
          size[k] = Math.sqrt(force.dot(force));
        }
      }
      // phi is of order m, X of order 1/m, Y of order 1/m^2 times m
      assertThat(size[0] / size[1]).isCloseTo(100, within(5.0));
    }
  }

  /**
   * A = 1 + kappa c_sw i sigma F in a constant field P = exp(i B) of one plane, U(1): ln det A_oo =
   * V/2 sum over 2 + 2 eigenvalues ln(1 +- kappa c_sw sin B); singular where one is 0.
   */
  @Test
  void cloverTermInAConstantField() {
    Lattice lattice = new Lattice(4, 4, 2, 2);
    double flux = 2 * Math.PI / 16;
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, Group.U1)) {
      u.cold();
      double[] host = u.snapshot().values();
      for (int s = 0; s < lattice.volume(); s++) {
        int x = lattice.coordinate(s, 0);
        int y = lattice.coordinate(s, 1);
        int volume = lattice.volume();
        // P_01 = exp(i B): U_1 = exp(i B x), and U_0 = exp(-4 i B y) on the last slice
        set(host, volume + s, flux * x);
        set(host, s, x == 3 ? -4 * flux * y : 0);
      }
      u.load(new FieldData(u.type(), lattice, host));
      for (double strength : new double[] {0.5, -1.3}) {
        double kappa = 0.1;
        double csw = strength / (kappa * Math.sin(flux));
        try (DiracOperator d = new WilsonClover(kappa, csw).bind(u)) {
          d.update(u);
          double expected = lattice.volume() * Math.log(Math.abs(1 - strength * strength));
          assertThat(d.logDiagonalDeterminant(Parity.ODD)).isCloseTo(expected, within(1e-10));
        }
      }
      WilsonClover singular = new WilsonClover(0.1, 10 / Math.sin(flux));
      try (Action<GaugeField> s = sharp(singular, true).bind(u)) {
        assertThatThrownBy(() -> s.draw(u, RandomFields.stream(2), 0))
            .isInstanceOf(SamplerException.class)
            .hasMessageContaining("singular")
            .hasMessageContaining("csw");
      }
    }
  }

  private static void set(double[] links, int link, double angle) {
    links[2 * link] = Math.cos(angle);
    links[2 * link + 1] = Math.sin(angle);
  }

  /** The auxiliary fields live where the theory says, and two terms do not share their noise. */
  @Test
  void auxiliaryFields() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = hot(ops, Group.SU2, 1)) {
      try (Action<GaugeField> s = new PseudoFermions(new Staggered(0.3)).bind(u)) {
        Vector phi = s.draw(u, RandomFields.stream(2), 0).field("phi");
        assertThat(phi.shape()).isEqualTo(new Shape.Spinor(1, 2, Parity.EVEN));
        assertThatThrownBy(() -> s.value(u)).hasMessageContaining("given(draw");
        assertThatThrownBy(() -> s.given(new Auxiliary(Map.of("chi", phi))))
            .hasMessageContaining("phi");
      }
      PseudoFermions light = new PseudoFermions(new Wilson(0.1));
      SumOfActions<GaugeField> sum =
          new SumOfActions<>(
              List.of(
                  new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2)),
                  new SumOfActions.Entry<>("one", light),
                  new SumOfActions.Entry<>("two", light)));
      try (Action<GaugeField> s = sum.bind(u)) {
        Auxiliary aux = s.draw(u, RandomFields.stream(2), 0);
        assertThat(aux.fields().keySet()).containsExactly("one.phi", "two.phi");
        assertThat(RandomFields.host(ops, aux.field("one.phi")))
            .isNotEqualTo(RandomFields.host(ops, aux.field("two.phi")));
        // a heavier guide at the same phi has another value and the same plaquette term
        assertThat(s.given(aux).terms().stream().map(Term::name))
            .containsExactly("gauge", "one", "two");
      }
    }
  }

  /** (1/V) Tr D^-1 = (1/V) d ln det D/dm, by central differences with two Richardson steps. */
  @Test
  void condensateIsTheDerivativeOfTheDeterminant() {
    Lattice lattice = new Lattice(4, 2, 2, 4);
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = hot(ops, Group.SU2, 1);
        Observable<GaugeField> exact = new ChiralCondensate(new Staggered(0.4)).bind(u);
        Observable<GaugeField> noisy =
            new ChiralCondensate(new Staggered(0.4), 200, 1e-10).bind(u)) {
      double got = exact.measure(u, RandomFields.stream(1))[0];
      double derivative = 0;
      for (int k = 0; k < 3; k++) {
        double h = 0.02 / (1 << k);
        double d = (logDeterminant(u, 0.4 + h) - logDeterminant(u, 0.4 - h)) / (2 * h);
        derivative += new double[] {1.0 / 45, -20.0 / 45, 64.0 / 45}[k] * d;
      }
      assertThat(got).isCloseTo(derivative / lattice.volume(), within(1e-9));
      double[] estimate = noisy.measure(u, RandomFields.stream(1));
      assertThat(estimate[0]).isCloseTo(got, within(4 * estimate[1]));
      assertThat(estimate[1]).isBetween(1e-4, 0.02);
    }
  }

  private static double logDeterminant(GaugeField u, double mass) {
    try (Action<GaugeField> s = new Determinant(new Staggered(mass), 1).bind(u)) {
      return -s.value(u);
    }
  }

  /** The parts of a split are drawn from their own weight: S = |eta|^2 at the field of the draw. */
  @ParameterizedTest
  @MethodSource("cases")
  void drawnFromTheirWeight(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group, 1);
        Action<GaugeField> s = c.spec.bind(u)) {
      for (int k = 0; k < s.terms().size(); k++) {
        Action<GaugeField> term = s.terms().get(k).action();
        try (Auxiliary drawn = term.draw(u, RandomFields.stream(3), 0)) {
          Vector phi = drawn.field("phi");
          Shape.Spinor shape = (Shape.Spinor) phi.shape();
          Vector eta = ops.allocate(shape.at(Parity.ALL));
          ops.gaussian(Math.sqrt(0.5), RandomFields.stream(3).key(Purpose.AUXILIARY), eta);
          ActionSpec<?> spec =
              c.spec instanceof SumOfActions<?> sum ? sum.terms().get(k).action() : c.spec;
          if (operator(spec) instanceof Staggered) {
            continue; // eta of both parities goes into the even phi
          }
          Vector here = ops.allocate(shape);
          ops.restrict(eta, here);
          double norm = ops.norm2(here);
          double rest = 0;
          if (spec instanceof PseudoFermions f && f.evenOdd()) {
            rest = f.operator() instanceof WilsonClover ? 2 * odd(f.operator(), u) : 0;
          }
          assertThat(term.given(drawn).value(u) + rest).isCloseTo(norm, within(1e-10 * norm));
        }
      }
    }
  }

  private static double odd(OperatorSpec operator, GaugeField u) {
    return DenseFermions.logOddDeterminant(operator, u);
  }

  private static OperatorSpec operator(ActionSpec<?> spec) {
    return switch (spec) {
      case PseudoFermions f -> f.operator();
      case PseudoFermionRatio f -> f.operator();
      default -> throw new IllegalStateException(spec.toString());
    };
  }

  /** Iterations in single precision: S and force to the residual; what the solves took. */
  @Test
  void singlePrecisionAndCost() {
    OperatorSpec operator = new WilsonClover(0.13, 1);
    PseudoFermions plain = new PseudoFermions(operator, true, 0, 1e-10, 1e-8, 1000);
    PseudoFermions mixed =
        new PseudoFermions(operator, true, 0, 1e-10, 1e-8, 1000, Precision.FLOAT, Precision.FLOAT);
    try (FieldOps ops = new ReferenceOps(new Lattice(2, 2, 2, 4));
        GaugeField u = hot(ops, Group.SU3, 1);
        Action<GaugeField> s = plain.bind(u);
        Action<GaugeField> t = mixed.bind(u);
        Auxiliary phi = s.draw(u, RandomFields.stream(2), 0)) {
      double value = s.given(phi).value(u);
      assertThat(t.given(phi).value(u)).isCloseTo(value, within(1e-11 * Math.abs(value)));
      Momentum force = u.newMomentum();
      Momentum other = u.newMomentum();
      s.given(phi).force(u, force);
      t.given(phi).force(u, other);
      other.axpy(-1, force);
      assertThat(other.dot(other)).isLessThan(1e-13 * force.dot(force)).isPositive();
      Map<String, Double> cost = t.cost();
      assertThat(cost).containsEntry("acceptSolves", 1.0).containsEntry("forceSolves", 1.0);
      assertThat(cost.get("acceptIterations")).isGreaterThan(cost.get("forceIterations"));
      assertThat(cost.get("acceptMostIterations")).isEqualTo(cost.get("acceptIterations"));
      assertThat(cost.get("acceptLimitShare")).isBetween(1e-6, 1.0);
      assertThat(cost.get("forceWorstResidual")).isBetween(1e-12, 1e-8);
      assertThat(t.cost()).containsEntry("forceIterations", 0.0);
    }
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new PseudoFermionRatio(new Wilson(0.1), 0.3, 0.2))
        .hasMessageContaining("heavierMu = 0.2 with mu = 0.3");
    assertThatThrownBy(() -> new PseudoFermions(new Wilson(0.1), true, -1, 1e-8, 1e-8, 100))
        .hasMessageContaining("mu = -1");
    assertThatThrownBy(() -> new WilsonClover(0.1, Double.NaN)).hasMessageContaining("csw");
    assertThatThrownBy(() -> new WilsonClover(1.1, 1)).hasMessageContaining("kappa = 1.1");
    assertThatThrownBy(() -> new PseudoFermions(new Staggered(0.3), false, 1e-8, 1e-8, 100))
        .hasMessageContaining("double the tastes");
    assertThatThrownBy(() -> new Determinant(new Wilson(0.1), 0)).hasMessageContaining("copies");
    FieldType type = new FieldType.Gauge(Group.SU3);
    assertThatThrownBy(
            () -> new PseudoFermions(new Wilson(0.1)).requireFits(type, new Lattice(4, 3)))
        .hasMessageContaining("evenOdd = true")
        .hasMessageContaining("even extents");
    assertThatThrownBy(
            () -> new Determinant(new Wilson(0.1), 2).requireFits(type, new Lattice(8, 8, 8, 8)))
        .hasMessageContaining("49152 rows");
    assertThatThrownBy(() ->
            new Determinant(new Wilson(0.1), 2)
                .requireFits(new FieldType.Scalar(1), new Lattice(4, 4)))
        .hasMessageContaining("gauge field");
  }
}
