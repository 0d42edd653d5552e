package org.fluxtube.engine.dirac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;
import static org.fluxtube.engine.testing.RandomFields.normal;
import static org.fluxtube.engine.testing.RandomFields.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.ZMatrixRMaj;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.SpinMatrix;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator of the catalogue against dense matrices made from the formulas. */
class DiracOperatorTest {
  record Case(OperatorSpec spec, Group group, Lattice lattice) {
    @Override
    public String toString() {
      return spec + ", " + group + " on " + lattice;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Record example : Catalogue.entries(OperatorSpec.class).values()) {
      for (Lattice lattice :
          List.of(
              new Lattice(4, 6),
              new Lattice(3, 4),
              new Lattice(2, 4, 4),
              new Lattice(2, 3, 2, 4),
              new Lattice(2, 4, 2, 4))) {
        int d = lattice.dimensions();
        for (Group group : List.of(Group.U1, Group.SU2, Group.SU3, Group.su(4))) {
          if (group.n() > 2 && lattice.volume() > 50) {
            continue;
          }
          for (List<Double> boundary :
              List.of(
                  List.<Double>of(),
                  Collections.nCopies(d, 0.0),
                  List.of(0.3, -0.7, 1.0, 0.25).subList(0, d))) {
            OperatorSpec spec = ((OperatorSpec) example).withBoundary(boundary);
            if (fits(spec, group, lattice)) {
              cases.add(new Case(spec, group, lattice));
            }
          }
        }
      }
    }
    return cases;
  }

  private static boolean fits(OperatorSpec spec, Group group, Lattice lattice) {
    try {
      spec.requireFits(new FieldType.Gauge(group), lattice);
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).hasSizeGreaterThan(40);
      return false;
    }
  }

  private interface Body {
    void run(FieldOps ops, GaugeField u, DiracOperator d);
  }

  private static void with(Case c, Body body) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = new GaugeField(ops, c.group);
        DiracOperator d = c.spec.bind(u)) {
      u.hot(RandomFields.stream(4));
      d.update(u);
      body.run(ops, u, d);
    }
  }

  private static void close(double[] got, double[] expected) {
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  private static Vector random(FieldOps ops, DiracOperator d, Parity parity, long seed) {
    Vector x = ops.allocate(d.shape().at(parity));
    double[] numbers = normal(seed, ops.lattice().volume() * d.shape().reals());
    ops.restrict(vector(ops, d.shape(), numbers), x);
    return x;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsTheDenseMatrix(Case c) {
    with(
        c,
        (ops, u, d) -> {
          ZMatrixRMaj m = DenseFermions.matrix(c.spec, u);
          Vector x = random(ops, d, Parity.ALL, 1);
          Vector out = random(ops, d, Parity.ALL, 2);
          d.apply(false, x, out);
          close(host(ops, out), DenseFermions.times(m, host(ops, x)));
          d.apply(true, x, out);
          double[] dagger = DenseFermions.times(DenseFermions.adjoint(m), host(ops, x));
          close(host(ops, out), dagger);
          d.apply(false, x, out);
          d.normal(x, out);
          double[] dx = DenseFermions.times(m, host(ops, x));
          close(host(ops, out), DenseFermions.times(DenseFermions.adjoint(m), dx));
          close(new DenseDirac(d).matrix().data, m.data);
        });
  }

  /** gamma_5 D gamma_5 = D^dagger, with (-1)^(x+y+...) for staggered fermions. */
  @ParameterizedTest
  @MethodSource("cases")
  void fiveHermiticity(Case c) {
    with(
        c,
        (ops, u, d) -> {
          Vector x = random(ops, d, Parity.ALL, 1);
          Vector dagger = random(ops, d, Parity.ALL, 2);
          Vector five = random(ops, d, Parity.ALL, 3);
          d.apply(true, x, dagger);
          d.apply(false, five(ops, d, c.spec, x), five);
          close(host(ops, five(ops, d, c.spec, five)), host(ops, dagger));
        });
  }

  private static Vector five(FieldOps ops, DiracOperator d, OperatorSpec spec, Vector x) {
    Vector out = ops.allocate(d.shape());
    switch (spec) {
      case Wilson wilson -> ops.spinMultiply(1, Gamma.five(ops.lattice().dimensions()), x, 0, out);
      case WilsonClover clover ->
          ops.spinMultiply(1, Gamma.five(ops.lattice().dimensions()), x, 0, out);
      case Staggered staggered -> {
        Vector odd = ops.allocate(d.shape().at(Parity.ODD));
        ops.restrict(x, odd);
        ops.restrict(odd, out);
        ops.axpby(1, x, -2, out);
      }
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gaugeCovariance(Case c) {
    with(
        c,
        (ops, u, d) -> {
          Mat[] g = RandomFields.gauge(u, 9);
          Vector x = random(ops, d, Parity.ALL, 1);
          Vector first = random(ops, d, Parity.ALL, 2);
          Vector second = random(ops, d, Parity.ALL, 3);
          d.apply(false, x, first);
          RandomFields.transform(ops, first, g);
          RandomFields.transform(u, g);
          RandomFields.transform(ops, x, g);
          d.update(u);
          d.apply(false, x, second);
          close(host(ops, second), host(ops, first));
        });
  }

  /** D (x, -b A_oo^-1 H_oe x) = (Dhat x, 0); Dhat^dagger; D^dagger D on the even sites. */
  @ParameterizedTest
  @MethodSource("cases")
  void evenOddEqualsFull(Case c) {
    if (Arrays.stream(c.lattice.extents()).anyMatch(e -> e % 2 != 0)) {
      assertThatThrownBy(() -> Parity.requireCheckerboard("this test", c.lattice))
          .hasMessageContaining("even extents");
      return;
    }
    with(
        c,
        (ops, u, d) -> {
          Vector x = random(ops, d, Parity.EVEN, 1);
          Vector y = random(ops, d, Parity.EVEN, 2);
          Vector odd = random(ops, d, Parity.ODD, 3);
          Vector got = random(ops, d, Parity.EVEN, 4);
          if (d.clover() == null) {
            d.hop(false, -c.spec.coefficient() / c.spec.diagonal(), x, 0, odd);
          } else {
            Vector hx = random(ops, d, Parity.ODD, 6);
            d.hop(false, -c.spec.coefficient(), x, 0, hx);
            d.clover().multiplyInverse(1, hx, 0, odd);
          }
          Vector full = ops.allocate(d.shape());
          Vector part = ops.allocate(d.shape());
          ops.restrict(x, full);
          ops.restrict(odd, part);
          ops.axpy(1, part, full);
          Vector result = ops.allocate(d.shape());
          d.apply(false, full, result);
          d.schur(false, x, got);
          Vector extended = ops.allocate(d.shape());
          ops.restrict(got, extended);
          close(host(ops, result), host(ops, extended));

          Vector adjoint = random(ops, d, Parity.EVEN, 5);
          d.schur(true, y, adjoint);
          assertThat(ops.dot(y, got)).isCloseTo(ops.dot(adjoint, x), within(1e-11));
          assertThat(ops.imaginaryDot(y, got))
              .isCloseTo(ops.imaginaryDot(adjoint, x), within(1e-11));
          ZMatrixRMaj m = DenseFermions.matrix(c.spec, u);
          ZMatrixRMaj schur = DenseFermions.schur(m, c.lattice);
          double rest = DenseFermions.logOddDeterminant(c.spec, u);
          double constant = Math.log(c.spec.diagonal()) * m.numRows / 2;
          assertThat(d.logDiagonalDeterminant(Parity.ODD) + constant)
              .isCloseTo(rest, within(1e-11));
          assertThat(new DenseDirac(d).logDeterminant())
              .isCloseTo(DenseFermions.logDeterminant(schur) + rest, within(1e-10));
          if (c.spec.normalSplits()) {
            d.splitNormal(x, got);
            ops.restrict(x, full);
            d.normal(full, result);
            ops.restrict(got, extended);
            close(host(ops, result), host(ops, extended));
          } else {
            assertThatThrownBy(() -> d.splitNormal(x, got))
                .isInstanceOf(IllegalStateException.class);
          }
        });
  }

  @Test
  void gammaMatricesAnticommute() {
    for (int d : new int[] {2, 4}) {
      List<SpinMatrix> gamma = Gamma.matrices(d);
      SpinMatrix product = SpinMatrix.scalar(Gamma.spins(d), d == 2 ? 0 : 1, d == 2 ? -1 : 0);
      for (int mu = 0; mu < d; mu++) {
        assertZero(gamma.get(mu).adjoint().plus(-1, gamma.get(mu)));
        product = product.times(gamma.get(mu));
        for (int nu = 0; nu < d; nu++) {
          SpinMatrix twice =
              gamma.get(mu).times(gamma.get(nu)).plus(1, gamma.get(nu).times(gamma.get(mu)));
          SpinMatrix expected = SpinMatrix.scalar(Gamma.spins(d), mu == nu ? 2 : 0, 0);
          assertZero(twice.plus(-1, expected));
        }
      }
      // gamma_5 = -i gamma_1 gamma_2 in two dimensions, the product in four
      assertZero(product.plus(-1, Gamma.five(d)));
    }
  }

  private static void assertZero(SpinMatrix m) {
    for (double v : m.values()) {
      assertThat(v == 0).as("%s", m).isTrue();
    }
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new Wilson(1.5)).hasMessageContaining("kappa = 1.5");
    assertThatThrownBy(() -> new Wilson(Double.NaN)).hasMessageContaining("kappa");
    assertThatThrownBy(() -> new Staggered(0)).hasMessageContaining("mass = 0");
    assertThatThrownBy(() -> new Staggered(0.1, List.of(0.0, 2.0)))
        .hasMessageContaining("boundary");
    FieldType su3 = new FieldType.Gauge(Group.SU3);
    assertThatThrownBy(() -> new Staggered(0.1).requireFits(su3, new Lattice(4, 3)))
        .hasMessageContaining("even extents");
    assertThatThrownBy(() -> new Wilson(0.1).requireFits(su3, new Lattice(4, 4, 4)))
        .hasMessageContaining("2 or 4 dimensions");
    assertThatThrownBy(() -> new Wilson(0.1, List.of(1.0)).requireFits(su3, new Lattice(4, 4)))
        .hasMessageContaining("boundary");
    assertThatThrownBy(
            () -> new Wilson(0.1).requireFits(new FieldType.Scalar(1), new Lattice(4, 4)))
        .hasMessageContaining("gauge field");
  }
}
