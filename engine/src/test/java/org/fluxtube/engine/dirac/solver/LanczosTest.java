package org.fluxtube.engine.dirac.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eigenvalues of D^dagger D, and what multi-shift conjugate gradients see of them. */
class LanczosTest {
  private static final double RESIDUAL = 1e-13;

  private static final Lanczos.Start START =
      round -> RandomFields.stream(5).key(Purpose.TEST, 0, round);

  record Case(OperatorSpec spec, Group group, Lattice lattice, boolean cold) {}

  static Stream<Case> cases() {
    Lattice plane = new Lattice(6, 4);
    Lattice space = new Lattice(2, 2, 4, 2);
    return Stream.of(
        new Case(new Wilson(0.2), Group.U1, plane, false),
        // C and gamma_5 make pairs for SU(2)
        new Case(new Wilson(0.12), Group.SU2, space, false),
        new Case(new Staggered(0.2), Group.SU2, space, false),
        new Case(new Staggered(0.1), Group.SU3, space, false),
        // highly degenerate
        new Case(new Wilson(0.2), Group.U1, plane, true),
        new Case(new Staggered(0.1), Group.SU3, new Lattice(4, 4), true));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allEigenvaluesWithTheirMultiplicities(Case c) {
    try (FieldOps ops = new ReferenceOps(c.lattice);
        GaugeField u = new GaugeField(ops, c.group);
        DiracOperator d = c.spec.bind(u)) {
      if (c.cold) {
        u.cold();
      } else {
        u.hot(RandomFields.stream(3));
      }
      d.update(u);
      ZMatrixRMaj m = DenseFermions.matrix(c.spec, u);
      ZMatrixRMaj normal = new ZMatrixRMaj(m.numRows, m.numRows);
      CommonOps_ZDRM.mult(DenseFermions.adjoint(m), m, normal);
      boolean split = c.spec.normalSplits();
      Shape.Spinor shape = d.shape().at(split ? Parity.EVEN : Parity.ALL);
      LinearOperator a = split ? d::splitNormal : d::normal;
      double[] all =
          DenseFermions.eigenvalues(split ? DenseFermions.block(normal, c.lattice, 0, 0) : normal);
      Lanczos lanczos = new Lanczos(1e-8, 10_000);
      for (int count : new int[] {1, 5, 8}) {
        Lanczos.Eigenvalues low = lanczos.lowest(ops, "test", a, shape, START, count);
        Lanczos.Eigenvalues high = lanczos.highest(ops, "test", a, shape, START, count);
        assertThat(low.values()).hasSize(count);
        for (int k = 0; k < count; k++) {
          assertThat(low.values().get(k)).isCloseTo(all[k], within(1e-12));
          assertThat(high.values().get(k)).isCloseTo(all[all.length - 1 - k], within(1e-11));
          assertThat(low.residuals().get(k)).isLessThan(1.1e-8 * all[all.length - 1]);
        }
        assertThat(lanczos.lowest(ops, "test", a, shape, START, count)).isEqualTo(low);
      }
      conjugateGradientsSeeTheRange(ops, a, shape, all);
    }
  }

  /**
   * After m iterations on b the extremal Ritz values lie inside the spectrum, within (high - low)
   * (tan phi / T_{m-1}(1 + 2 gamma))^2 of its ends, phi the angle of b and the end's eigenspace,
   * gamma the relative gap (Kaniel and Paige; Golub, Van Loan, Matrix Computations, section
   * 10.1.5).
   */
  private static void conjugateGradientsSeeTheRange(
      FieldOps ops, LinearOperator a, Shape.Spinor shape, double[] all) {
    double low = all[0];
    double high = all[all.length - 1];
    try (Vector b = ops.allocate(shape);
        Vector x = ops.allocate(shape);
        Vector everywhere = ops.allocate(shape.at(Parity.ALL))) {
      ops.gaussian(1, START.key(0), everywhere);
      ops.restrict(everywhere, b);
      MultiShift.Solutions seen =
          new MultiShift(RESIDUAL, 5000).solve(ops, "test", a, List.of(0.0), b, List.of(x));
      double same = 1e-9 * high;
      double second = Arrays.stream(all).filter(l -> l > low + same).findFirst().orElseThrow();
      double last = Arrays.stream(all).filter(l -> l < high - same).max().orElseThrow();
      double lowGap = (second - low) / (high - second);
      double highGap = (high - last) / (last - low);
      LinearOperator minus =
          (v, out) -> {
            a.apply(v, out);
            ops.scale(-1, out);
          };
      double rounding = 1e-11 * high;
      double lowTangent = tangent(ops, a, low, second, b, x);
      double lowBound =
          Math.min(bound(seen.updates(), lowGap, lowTangent), residualBound(all, same, lowTangent));
      double highBound = bound(seen.updates(), highGap, tangent(ops, minus, -high, -last, b, x));
      assertThat(seen.lowest() - low).isBetween(-rounding, (high - low) * lowBound + rounding);
      assertThat(high - seen.highest()).isBetween(-rounding, (high - low) * highBound + rounding);
      assertThat(Math.min(lowBound, highBound)).as("the bound says something").isLessThan(0.05);
    }
  }

  /**
   * The residual is the polynomial with the Ritz values as zeros and 1 at 0, so prod (1 -
   * low/theta) |b_low| is at most |r|; Ritz values interlace: all but the lowest lie above the next
   * eigenvalue.
   */
  private static double residualBound(double[] all, double same, double tangent) {
    double product = 1;
    double before = all[0];
    for (double l : all) {
      if (l > before + same) {
        product *= 1 - all[0] / l;
        before = l;
      }
    }
    double bound = RESIDUAL * Math.hypot(1, tangent) / product;
    // theta - low <= bound theta, in units of high - low
    return bound < 1
        ? all[0] * bound / (1 - bound) / (all[all.length - 1] - all[0])
        : Double.POSITIVE_INFINITY;
  }

  private static double bound(long m, double gap, double tangent) {
    double z = 1 + 2 * gap;
    double chebyshev = Math.cosh((m - 1) * Math.log(z + Math.sqrt(z * z - 1)));
    return Math.pow(tangent / chebyshev, 2);
  }

  /** Tangent of the angle of b and the eigenspace of a's lowest value, by inverse iteration. */
  private static double tangent(
      FieldOps ops, LinearOperator a, double lowest, double next, Vector b, Vector x) {
    double delta = 1e-3 * (next - lowest);
    LinearOperator shifted =
        (v, out) -> {
          a.apply(v, out);
          ops.axpy(delta - lowest, v, out);
        };
    try (Vector v = ops.allocate(b.shape())) {
      ops.copy(b, v);
      for (int step = 0; step < 4; step++) {
        ops.constant(0, x);
        new ConjugateGradient(1e-8, 10_000).solve(ops, "test", shifted, v, x);
        ops.axpby(1 / Math.sqrt(ops.norm2(x)), x, 0, v);
      }
      double cosine = Math.hypot(ops.dot(v, b), ops.imaginaryDot(v, b)) / Math.sqrt(ops.norm2(b));
      return Math.sqrt(1 / (cosine * cosine) - 1);
    }
  }

  /** More than there are: all of them. */
  @Test
  void theWholeSpectrum() {
    Lattice lattice = new Lattice(2, 4);
    try (FieldOps ops = new ReferenceOps(lattice);
        GaugeField u = new GaugeField(ops, Group.U1);
        DiracOperator d = new Staggered(0.3).bind(u)) {
      u.hot(RandomFields.stream(3));
      d.update(u);
      Shape.Spinor even = d.shape().at(Parity.EVEN);
      Lanczos.Eigenvalues e =
          new Lanczos(1e-8, 1000).lowest(ops, "test", d::splitNormal, even, START, 9);
      assertThat(e.values()).hasSize(4).isSorted();
      ZMatrixRMaj m = DenseFermions.matrix(new Staggered(0.3), u);
      double product = e.values().stream().mapToDouble(Math::log).sum();
      assertThat(product).isCloseTo(DenseFermions.logDeterminant(m), within(1e-12));
    }
  }

  @Test
  void failuresAreExplained() {
    try (FieldOps ops = new ReferenceOps(new Lattice(8, 8));
        GaugeField u = new GaugeField(ops, Group.U1);
        DiracOperator d = new Wilson(0.24).bind(u)) {
      u.hot(RandomFields.stream(3));
      d.update(u);
      assertThatThrownBy(
              () -> new Lanczos(1e-12, 50).lowest(ops, "this test", d::normal, d.shape(), START, 3))
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("this test")
          .hasMessageContaining("of at most 50 applications");
    }
    assertThatThrownBy(() -> new Lanczos(0, 50)).hasMessageContaining("residual = 0");
    assertThatThrownBy(() -> new Lanczos(1e-8, 0)).hasMessageContaining("maxApplications = 0");
  }
}
