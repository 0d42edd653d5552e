package org.fluxtube.engine.dirac.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.FermionMatrix;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.SamplerException;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Multi-shift conjugate gradients and BiCGStab, each residual computed here. */
class OtherSolversTest {
  private final Lattice lattice = new Lattice(4, 2, 2, 4);
  private final FieldOps ops = new ReferenceOps(lattice);
  private final GaugeField u = new GaugeField(ops, Group.SU2);

  static Stream<OperatorSpec> operators() {
    return Stream.of(new Wilson(0.15), new WilsonClover(0.13, 1.2), new Staggered(0.3));
  }

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

  private double residual(LinearOperator a, double sigma, Vector x, Vector b) {
    Vector r = ops.allocate(b.shape());
    a.apply(x, r);
    ops.axpy(sigma, x, r);
    ops.axpy(-1, b, r);
    return Math.sqrt(ops.norm2(r) / ops.norm2(b));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void manyShiftsAtOnce(OperatorSpec spec) {
    try (DiracOperator d = operator(spec)) {
      List<Double> shifts = List.of(0.02, 0.0, 3.0, 0.5);
      Vector b = random(d, 1);
      for (double bound : new double[] {1e-5, 1e-13}) {
        List<Vector> x = new ArrayList<>();
        List<Vector> again = new ArrayList<>();
        for (int k = 0; k < shifts.size(); k++) {
          x.add(random(d, 10 + k));
          again.add(random(d, 20 + k));
        }
        MultiShift solver = new MultiShift(bound, 1000);
        MultiShift.Solutions solution = solver.solve(ops, "test", d::normal, shifts, b, x);
        for (int k = 0; k < shifts.size(); k++) {
          assertThat(residual(d::normal, shifts.get(k), x.get(k), b)).isLessThan(bound + 1e-15);
        }
        // the recursion itself has done the work: one system alone takes as many iterations
        Vector alone = ops.allocate(d.shape());
        int single =
            new ConjugateGradient(bound, 1000).solve(ops, "one", d::normal, b, alone).iterations();
        assertThat(solution.iterations()).isBetween(single - 2, single + 12);
        solver.solve(ops, "test", d::normal, shifts, b, again);
        for (int k = 0; k < shifts.size(); k++) {
          assertThat(RandomFields.host(ops, again.get(k)))
              .isEqualTo(RandomFields.host(ops, x.get(k)));
        }
      }
    }
  }

  /** The true residual is that of a solve in double, and the iterations are hardly more. */
  @ParameterizedTest
  @MethodSource("operators")
  void iterationsInSinglePrecision(OperatorSpec spec) {
    try (DiracOperator d = operator(spec)) {
      FermionMatrix k = new FermionMatrix(d, true);
      FermionMatrix single = new FermionMatrix(d.single(), true);
      Vector b = ops.allocate(k.shape());
      ops.restrict(random(d, 1), b);
      for (double bound : new double[] {1e-4, 1e-8, 1e-13}) {
        Vector x = ops.allocate(k.shape());
        Vector y = ops.allocate(k.shape());
        Vector again = ops.allocate(k.shape());
        MixedConjugateGradient mixed = new MixedConjugateGradient(bound, 1000);
        Solution got = mixed.solve(ops, "test", k::apply, single::apply, b, x);
        Solution plain = new ConjugateGradient(bound, 1000).solve(ops, "test", k::apply, b, y);
        assertThat(residual(k::apply, 0, x, b)).isLessThan(bound + 1e-15);
        // in 64 to 256 dimensions double profits from the finite end of the recursion, single not
        double more = bound < 1e-10 ? 2 : 1.3;
        assertThat(got.iterations())
            .isBetween(plain.iterations() - 3, (int) (plain.iterations() * more));
        // from the solution itself nothing is left to do
        assertThat(mixed.solve(ops, "test", k::apply, single::apply, b, x).iterations()).isZero();
        mixed.solve(ops, "test", k::apply, single::apply, b, again);
        assertThat(RandomFields.host(ops, again)).isEqualTo(RandomFields.host(ops, x));
      }
      // the copy in single precision follows the links
      u.hot(RandomFields.stream(4));
      d.update(u);
      FermionMatrix moved = new FermionMatrix(d.single(), true);
      Vector x = ops.allocate(k.shape());
      new MixedConjugateGradient(1e-10, 1000).solve(ops, "t", k::apply, moved::apply, b, x);
      assertThat(residual(k::apply, 0, x, b)).isLessThan(1.1e-10);
      assertThatThrownBy(() ->
              new MixedConjugateGradient(1e-10, 3)
                  .solve(ops, "test", k::apply, moved::apply, b, ops.allocate(k.shape())))
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("3 of at most 3 iterations")
          .hasMessageContaining("precision = double");
    }
  }

  @Test
  void badShiftsAndFailures() {
    try (DiracOperator d = operator(new Staggered(0.01))) {
      Vector b = random(d, 1);
      List<Vector> x = List.of(random(d, 2), random(d, 3));
      MultiShift solver = new MultiShift(1e-10, 5);
      assertThatThrownBy(() -> solver.solve(ops, "test", d::normal, List.of(0.1), b, x))
          .hasMessageContaining("1 shifts and 2 vectors");
      assertThatThrownBy(() -> solver.solve(ops, "test", d::normal, List.of(0.1, -1.0), b, x))
          .hasMessageContaining("-1.0");
      assertThatThrownBy(() -> solver.solve(ops, "test", d::normal, List.of(0.0, 1.0), b, x))
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("5 of at most 5 iterations");
      assertThatThrownBy(() ->
              new BiCgStab(1e-10, 4)
                  .solve(ops, "test", (v, out) -> d.apply(false, v, out), b, x.get(0)))
          .isInstanceOf(SamplerException.class)
          .hasMessageContaining("4 of at most 4 iterations");
    }
  }

  @ParameterizedTest
  @MethodSource("operators")
  void theOperatorItself(OperatorSpec spec) {
    try (DiracOperator d = operator(spec)) {
      Vector b = random(d, 1);
      for (boolean dagger : new boolean[] {false, true}) {
        LinearOperator a = (v, out) -> d.apply(dagger, v, out);
        for (double bound : new double[] {1e-5, 1e-12}) {
          Vector x = random(d, 2);
          Solution solution = new BiCgStab(bound, 2000).solve(ops, "test", a, b, x);
          double got = residual(a, 0, x, b);
          assertThat(got).isLessThan(bound + 1e-15);
          assertThat(solution.residual()).isLessThanOrEqualTo(bound);
          Vector again = random(d, 2);
          new BiCgStab(bound, 2000).solve(ops, "test", a, b, again);
          assertThat(RandomFields.host(ops, again)).isEqualTo(RandomFields.host(ops, x));
        }
      }
    }
  }
}
