package org.fluxtube.engine.dirac.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.testing.RandomFields.host;

import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjugateGradientTest {
  private final Lattice lattice = new Lattice(4, 2, 2, 4);
  private final FieldOps ops = new ReferenceOps(lattice);
  private final GaugeField u = new GaugeField(ops, Group.SU2);

  private DiracOperator operator(OperatorSpec spec) {
    u.hot(RandomFields.stream(3));
    DiracOperator d = spec.bind(u);
    d.update(u);
    return d;
  }

  private Vector random(DiracOperator d, long seed) {
    return RandomFields.vector(
        ops, d.shape(), RandomFields.normal(seed, lattice.volume() * d.shape().reals()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-8, 1e-14})
  void theTrueResidualIsBelowTheBound(double residual) {
    for (OperatorSpec spec : new OperatorSpec[] {new Wilson(0.15), new Staggered(0.1)}) {
      try (DiracOperator d = operator(spec)) {
        ZMatrixRMaj m = DenseFermions.matrix(spec, u);
        Vector b = random(d, 1);
        Vector x = random(d, 2);
        ConjugateGradient cg = new ConjugateGradient(residual, 10_000);
        Solution solution = cg.solve(ops, "test", d::normal, b, x);
        ZMatrixRMaj normal = new ZMatrixRMaj(m.numRows, m.numRows);
        CommonOps_ZDRM.mult(DenseFermions.adjoint(m), m, normal);
        double[] ax = DenseFermions.times(normal, host(ops, x));
        double[] expected = host(ops, b);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < ax.length; i++) {
          difference += (ax[i] - expected[i]) * (ax[i] - expected[i]);
          norm += expected[i] * expected[i];
        }
        double ratio = Math.sqrt(difference / norm);
        assertThat(ratio).isLessThan(residual + 1e-14);
        assertThat(solution.residual()).isCloseTo(ratio, within(1e-14));
        assertThat(solution.residual()).isLessThanOrEqualTo(residual);
        assertThat(solution.iterations()).isBetween(2, 400);
        Vector again = random(d, 2);
        cg.solve(ops, "test", d::normal, b, again);
        assertThat(host(ops, again)).isEqualTo(host(ops, x));
        // the solution as the first guess needs nothing more
        assertThat(cg.solve(ops, "test", d::normal, b, x).iterations()).isZero();
      }
    }
  }

  @Test
  void failuresStopTheChainWithTheNumbers() {
    try (DiracOperator d = operator(new Staggered(0.01))) {
      Vector b = random(d, 1);
      Vector x = random(d, 2);
      assertThatThrownBy(
              () -> new ConjugateGradient(1e-10, 7).solve(ops, "this test", d::normal, b, x))
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("this test")
          .hasMessageContaining("7 of at most 7 iterations")
          .hasMessageContaining("wanted is 1.00e-10");
      // D itself is not positive
      LinearOperator negative = (v, out) -> ops.axpby(-1, v, 0, out);
      assertThatThrownBy(
              () -> new ConjugateGradient(1e-10, 100).solve(ops, "minus one", negative, b, x))
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("not positive");
      LinearOperator broken = (v, out) -> ops.axpby(Double.NaN, v, 0, out);
      assertThatThrownBy(() -> new ConjugateGradient(1e-10, 100).solve(ops, "broken", broken, b, x))
          .isInstanceOf(SamplerException.class);
    }
    assertThatThrownBy(() -> new ConjugateGradient(0, 10)).hasMessageContaining("residual = 0");
    assertThatThrownBy(() -> new ConjugateGradient(1e-8, 0)).hasMessageContaining("maxIterations");
  }

  @Test
  void zeroHasTheSolutionZero() {
    try (DiracOperator d = operator(new Wilson(0.1))) {
      Vector x = random(d, 2);
      Vector zero = ops.allocate(d.shape());
      new ConjugateGradient(1e-10, 100).solve(ops, "test", d::normal, zero, x);
      assertThat(host(ops, x)).containsOnly(0.0);
    }
  }
}
