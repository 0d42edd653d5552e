package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Roots of determinants. */
class RationalPseudoFermionsTest {
  record Case(RationalPseudoFermions spec, Group group, Lattice lattice) {}

  private static RationalPseudoFermions sharp(
      OperatorSpec operator, double power, double lower, double upper, boolean evenOdd) {
    return new RationalPseudoFermions(
        operator, power, lower, upper, 18, 18, evenOdd, 1e-13, 1e-13, 10_000);
  }

  static Stream<Case> cases() {
    Lattice plane = new Lattice(4, 4);
    Lattice space = new Lattice(2, 2, 2, 4);
    return Stream.of(
        new Case(sharp(new Wilson(0.2), 0.5, 0.002, 12, false), Group.U1, plane),
        new Case(sharp(new Wilson(0.2), 0.5, 0.002, 12, true), Group.SU2, plane),
        new Case(sharp(new Wilson(0.1), 0.3, 0.01, 12, true), Group.U1, space),
        new Case(sharp(new Staggered(0.5), 0.5, 0.25, 16.25, true), Group.SU2, space),
        new Case(sharp(new Staggered(0.3), 0.25, 0.09, 4.09, true), Group.SU3, plane));
  }

  private static GaugeField hot(FieldOps ops, Group group) {
    GaugeField u = new GaugeField(ops, group);
    u.hot(RandomFields.stream(1));
    return u;
  }

  /** det K = |det D|^2 (Wilson), det D (staggered). */
  private static double logWeight(Case c, GaugeField u) {
    double copies = c.spec.operator().normalSplits() ? 1 : 2;
    try (Action<GaugeField> s = new Determinant(c.spec.operator(), 1).bind(u)) {
      return -c.spec.power() * copies * s.value(u);
    }
  }

  /**
   * &lt;exp[S(U, phi) - S(U', phi)]&gt; = (det K'/det K)^power, exactly the root of the dense
   * determinant: 2,000 draws, 4 sigma.
   */
  @Tag("physics")
  @ParameterizedTest
  @MethodSource("cases")
  void theGaussianIdentity(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group);
        GaugeField moved = hot(ops, c.group);
        Action<GaugeField> pseudo = c.spec.bind(u);
        Action<GaugeField> exact = new Determinant(c.spec.operator(), 1).bind(u)) {
      Momentum force = u.newMomentum();
      exact.force(u, force);
      moved.drift(0.35 / Math.sqrt(force.dot(force)), force);
      double ratio = Math.exp(logWeight(c, moved) - logWeight(c, u));
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

  /** phi = K^(power/2) eta, so that S = |eta|^2 whatever the power. */
  @ParameterizedTest
  @MethodSource("cases")
  void theDrawIsTheInverseRoot(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = hot(ops, c.group);
        Action<GaugeField> root = c.spec.bind(u);
        // as power goes to 0, phi goes to eta
        Action<GaugeField> plain =
            sharp(c.spec.operator(), 0.001, c.spec.lower(), c.spec.upper(), c.spec.evenOdd())
                .bind(u)) {
      RandomStream rng = RandomFields.stream(4);
      double s = root.given(root.draw(u, rng, 0)).value(u);
      assertThat(plain.given(plain.draw(u, rng, 0)).value(u)).isCloseTo(s, within(1e-11 * s));
    }
  }

  /** Power 1 at the same phi is the ordinary action, by value and by force. */
  @Test
  void powerOneIsTheOrdinaryAction() {
    for (OperatorSpec operator : new OperatorSpec[] {new Wilson(0.15), new Staggered(0.4)}) {
      try (FieldOps ops = new ReferenceOps(new Lattice(2, 4, 2, 2));
          GaugeField u = hot(ops, Group.SU3);
          Action<GaugeField> one = sharp(operator, 1, 0.01, 20, true).bind(u);
          Action<GaugeField> ordinary =
              new PseudoFermions(operator, true, 1e-13, 1e-13, 1000).bind(u)) {
        Auxiliary phi = ordinary.draw(u, RandomFields.stream(3), 0);
        double value = ordinary.given(phi).value(u);
        assertThat(one.given(phi).value(u)).isCloseTo(value, within(1e-11 * value));
        Momentum expected = u.newMomentum();
        Momentum force = u.newMomentum();
        ordinary.given(phi).force(u, expected);
        one.given(phi).force(u, force);
        force.axpy(-1, expected);
        assertThat(Math.sqrt(force.dot(force) / expected.dot(expected))).isLessThan(1e-11);
      }
    }
  }

  /** A spectrum that leaves the range stops the draw and S, with the measured bounds. */
  @Test
  void aSpectrumOutsideTheRangeStopsTheChain() {
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4, 4, 4));
        GaugeField u = hot(ops, Group.SU2);
        Action<GaugeField> low = sharp(new Staggered(0.1), 0.5, 0.05, 17, true).bind(u);
        Action<GaugeField> high = sharp(new Staggered(0.1), 0.5, 0.01, 4, true).bind(u);
        Action<GaugeField> good = sharp(new Staggered(0.1), 0.5, 0.01, 16.01, true).bind(u)) {
      for (Action<GaugeField> s : java.util.List.of(low, high)) {
        assertThatThrownBy(() -> s.draw(u, RandomFields.stream(3), 0))
            .isInstanceOf(SamplerException.class)
            .hasMessageContaining("measured are eigenvalues from 0.01")
            .hasMessageContaining(s == low ? "lower = 0.05" : "upper = 4.0")
            .hasMessageContaining("Staggered[mass=0.1");
      }
      Auxiliary phi = good.draw(u, RandomFields.stream(3), 0);
      assertThat(good.given(phi).value(u)).isBetween(150.0, 350.0);
      assertThatThrownBy(() -> low.given(phi).value(u)).hasMessageContaining("has left the range");
      assertThatThrownBy(() -> good.value(u)).hasMessageContaining("given(draw");
      assertThatThrownBy(() -> good.given(new Auxiliary(Map.of()))).hasMessageContaining("phi");
    }
  }

  /** The measured ends are those of the dense matrix; what CG does not see stops the chain too. */
  @Test
  void theRangeIsMeasuredEveryFewTrajectories() {
    Wilson wilson = new Wilson(0.2);
    try (FieldOps ops = new ReferenceOps(new Lattice(4, 4));
        GaugeField u = hot(ops, Group.SU2);
        Action<GaugeField> s = checked(wilson, 0.002, 12).bind(u)) {
      ZMatrixRMaj m = DenseFermions.matrix(wilson, u);
      ZMatrixRMaj normal = new ZMatrixRMaj(m.numRows, m.numRows);
      CommonOps_ZDRM.mult(DenseFermions.adjoint(m), m, normal);
      double[] all = DenseFermions.eigenvalues(normal);
      for (int trajectory = 1; trajectory <= 7; trajectory++) {
        try (Auxiliary phi = s.draw(u, new RandomStream(1, 0, trajectory), 0)) {
          assertThat(phi.fields()).hasSize(1);
        }
        Map<String, Double> cost = s.cost();
        assertThat(cost.containsKey("lowestEigenvalue")).isEqualTo(trajectory % 3 == 1);
        if (trajectory % 3 == 1) {
          double high = all[all.length - 1];
          double error = RationalAction.CHECK_RESIDUAL * high;
          assertThat(cost.get("lowestEigenvalue")).isCloseTo(all[0], within(error));
          assertThat(cost.get("highestEigenvalue")).isCloseTo(high, within(error));
          assertThat(cost.get("rangeMargin"))
              .isCloseTo(Math.min(all[0] / 0.002, 12 / high), within(0.01));
        }
      }
      // an eigenvalue below the range by more than the error of its measurement
      double above = all[0] + 3e-5 * all[all.length - 1];
      try (Action<GaugeField> narrow = checked(wilson, above, 12).bind(u)) {
        assertThatThrownBy(() -> narrow.draw(u, new RandomStream(1, 0, 4), 0))
            .isInstanceOf(SamplerException.class)
            .hasMessageContaining("has left the range")
            .hasMessageContaining("measured are eigenvalues from");
      }
    }
  }

  private static RationalPseudoFermions checked(OperatorSpec operator, double low, double high) {
    return new RationalPseudoFermions(
        operator, 0.5, low, high, 18, 10, false, 1e-10, 1e-8, 10_000, 3);
  }

  @Test
  void refusals() {
    assertThatThrownBy(() ->
            new RationalPseudoFermions(
                new Staggered(0.1), 0.5, 0.01, 16.01, 15, 8, true, 1e-10, 1e-8, 1000, -1))
        .hasMessageContaining("checkEvery = -1");
    Staggered light = new Staggered(0.1);
    assertThatThrownBy(() -> new RationalPseudoFermions(light, 1.5, 0.01, 16.01))
        .hasMessageContaining("power = 1.5 is out of range");
    assertThatThrownBy(() -> new RationalPseudoFermions(light, 0, 0.01, 16.01))
        .hasMessageContaining("power = 0.0");
    assertThatThrownBy(() -> new RationalPseudoFermions(light, 0.5, 16.01, 0.01))
        .hasMessageContaining("lower < upper");
    assertThatThrownBy(() -> new RationalPseudoFermions(light, 0.5, -0.01, 1))
        .hasMessageContaining("0 < lower");
    assertThatThrownBy(() ->
            new RationalPseudoFermions(light, 0.5, 0.01, 16.01, 6, 6, true, 1e-10, 1e-8, 1000))
        .hasMessageContaining("order = 6 terms")
        .hasMessageContaining("use for example order = ");
    assertThatThrownBy(() ->
            new RationalPseudoFermions(light, 0.5, 0.01, 16.01, 15, 31, true, 1e-10, 1e-8, 1000))
        .hasMessageContaining("forceOrder = 31")
        .hasMessageContaining("1 to 30");
    assertThatThrownBy(() ->
            new RationalPseudoFermions(light, 0.5, 0.01, 16.01, 15, 8, false, 1e-10, 1e-8, 1000))
        .hasMessageContaining("double the tastes");
    FieldType type = new FieldType.Gauge(Group.SU3);
    assertThatThrownBy(() ->
            new RationalPseudoFermions(light, 0.5, 0.01, 16.01)
                .requireFits(type, new Lattice(4, 3)))
        .hasMessageContaining("even extents");
  }
}
