package org.fluxtube.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.SpinBlocks;
import org.fluxtube.engine.testing.Algebra;
import org.fluxtube.engine.testing.DenseElectrons;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.DenseFlow;
import org.fluxtube.engine.testing.DenseLayers;
import org.fluxtube.engine.testing.DenseSpins;
import org.fluxtube.engine.testing.Loops;
import org.fluxtube.engine.testing.Mat;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;
import org.fluxtube.engine.testing.Theories.Theory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of the catalogue on every field that it fits. */
class ActionContractTest {
  static List<Theory> theories() {
    return Theories.withEveryOperator();
  }

  /** Runs with the action at fixed auxiliary fields, if it has any. */
  private interface Body {
    <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action);

    /** The same for tests that transform the auxiliary fields. */
    default <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action, Auxiliary fixed) {
      run(ops, u, action.given(fixed));
    }
  }

  /** Tests that transform the auxiliary fields with u. */
  private interface WithAuxiliary extends Body {
    @Override
    default <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
      throw new IllegalStateException("called with the auxiliary fields");
    }

    @Override
    <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action, Auxiliary fixed);
  }

  private static <F extends Field<F>> void with(Theory theory, Body body) {
    try (FieldOps ops = theory.ops()) {
      F u = Theories.cast(RandomFields.hot(ops, theory.type(), 11));
      try (Action<F> action = Theories.bind(theory.action(), u)) {
        body.run(ops, u, action, action.draw(u, RandomFields.stream(12), 0));
      }
    }
  }

  /** dS/deps along exp(eps p) is -F.p; central differences with two Richardson steps, O(h^6). */
  @ParameterizedTest
  @MethodSource("theories")
  void forceIsTheDerivative(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
            double[] before = u.snapshot().values();
            Momentum force = RandomFields.momentum(u, 5);
            action.force(u, force);
            assertThat(u.snapshot().values()).isEqualTo(before);
            double[] again = RandomFields.host(u, force);
            action.force(u, force);
            assertThat(RandomFields.host(u, force)).isEqualTo(again);
            Momentum together = RandomFields.momentum(u, 6);
            assertThat(action.valueAndForce(u, together)).isEqualTo(action.value(u));
            together.axpy(-1, force);
            assertThat(together.dot(together)).isLessThan(1e-12 * force.dot(force) + 1e-20);
            for (int direction = 0; direction < 3; direction++) {
              Momentum p = RandomFields.momentum(u, 100 + direction);
              // small steps rarely meet a kink
              double h = theory.action().smooth() ? 0.02 : 4e-6;
              double d1 = central(action, u, p, h);
              double d2 = central(action, u, p, h / 2);
              double d4 = central(action, u, p, h / 4);
              double r1 = (4 * d2 - d1) / 3;
              double r2 = (4 * d4 - d2) / 3;
              double derivative = (16 * r2 - r1) / 15;
              double scale = Math.sqrt(force.dot(force) * p.dot(p) / p.coordinates());
              assertThat(-force.dot(p)).isCloseTo(derivative, within(1e-8 * scale));
            }
          }
        });
  }

  private static <F extends Field<F>> double central(Action<F> action, F u, Momentum p, double h) {
    try (F plus = u.duplicate();
        F minus = u.duplicate()) {
      plus.drift(h, p);
      minus.drift(-h, p);
      return (action.value(plus) - action.value(minus)) / (2 * h);
    }
  }

  /**
   * By the period of the action, mostly one site; with pseudo-fermions by two, which carries even
   * sites to even ones and leaves the staggered signs.
   */
  @ParameterizedTest
  @MethodSource("theories")
  void translationsChangeNothing(Theory theory) {
    with(
        theory,
        new WithAuxiliary() {
          @Override
          public <F extends Field<F>> void run(
              FieldOps ops, F u, Action<F> whole, Auxiliary fixed) {
            Action<F> action = whole.given(fixed);
            double value = action.value(u);
            Momentum force = u.newMomentum();
            int steps = fixed.fields().isEmpty() ? theory.action().period() : 2;
            for (int mu = 0; mu < u.lattice().dimensions(); mu++) {
              action.force(u, force);
              double[] before = RandomFields.host(u, force);
              for (int k = 0; k < steps; k++) {
                RandomFields.translate(u, mu);
              }
              fixed.fields().values().forEach(twoSites(ops, mu));
              assertThat(action.value(u)).isCloseTo(value, within(1e-12 * scale(u, value)));
              action.force(u, force);
              double[] after = RandomFields.host(u, force);
              int reals = force.vector(0).shape().reals();
              int volume = u.lattice().volume();
              for (int i = 0; i < before.length; i++) {
                int part = i / reals / volume;
                int to = i / reals % volume;
                for (int k = 0; k < steps; k++) {
                  to = u.lattice().forward(to, mu);
                }
                assertThat(after[(part * volume + to) * reals + i % reals])
                    .isCloseTo(before[i], within(1e-11));
              }
            }
          }
        });
  }

  /** phi(x + 2 mu) = phi(x), with a change of sign across the boundary in time. */
  private static Consumer<Vector> twoSites(FieldOps ops, int mu) {
    return phi -> {
      double[] from = RandomFields.host(ops, phi);
      double[] to = new double[from.length];
      int reals = phi.shape().reals();
      int last = ops.lattice().dimensions() - 1;
      for (int s = 0; s < ops.lattice().volume(); s++) {
        int x = s;
        int sign = 1;
        for (int k = 0; k < 2; k++) {
          int next = ops.lattice().forward(x, mu);
          sign *= mu == last && ops.lattice().coordinate(next, mu) == 0 ? -1 : 1;
          x = next;
        }
        for (int c = 0; c < reals; c++) {
          to[x * reals + c] = sign * from[s * reals + c];
        }
      }
      ops.load(to, 0, phi);
    };
  }

  /** Gauge transformations, O(n) rotations and phi to -phi: S invariant, the force covariant. */
  @ParameterizedTest
  @MethodSource("theories")
  void symmetry(Theory theory) {
    with(
        theory,
        new WithAuxiliary() {
          @Override
          public <F extends Field<F>> void run(
              FieldOps ops, F u, Action<F> whole, Auxiliary fixed) {
            Action<F> action = whole.given(fixed);
            double value = action.value(u);
            Momentum force = u.newMomentum();
            action.force(u, force);
            double[] before = RandomFields.host(u, force);
            double[] expected;
            if (u instanceof GaugeField gauge) {
              Mat[] g = RandomFields.gauge(gauge, 21);
              RandomFields.transform(gauge, g);
              fixed.fields().values().forEach(phi -> RandomFields.transform(ops, phi, g));
              expected = adjoint(gauge, g, before);
            } else {
              expected = rotateGlobally(u, before);
            }
            assertThat(action.value(u)).isCloseTo(value, within(1e-12 * scale(u, value)));
            action.force(u, force);
            double[] after = RandomFields.host(u, force);
            for (int i = 0; i < after.length; i++) {
              assertThat(after[i]).isCloseTo(expected[i], within(1e-11));
            }
          }
        });
  }

  /** F(x) becomes g(x) F(x) g(x)^dagger, F = F^a T^a. */
  private static double[] adjoint(GaugeField u, Mat[] g, double[] force) {
    int n = u.group().n();
    int d = u.group().algebraDimension();
    double[] out = new double[force.length];
    double norm = n == 1 ? 1 : 2;
    for (int k = 0; k < force.length; k += d) {
      int s = k / d % u.lattice().volume();
      Mat f = g[s].times(Algebra.element(n, force, k)).times(g[s].adjoint());
      int a = k;
      for (Mat t : Algebra.generators(n)) {
        out[a++] = -norm * t.times(f).reTrace();
      }
    }
    return out;
  }

  /** phi to R phi (one component: to -phi); forces of scalars rotate, torques as R w R^T. */
  private static double[] rotateGlobally(Field<?> u, double[] force) {
    double[] host = u.snapshot().values();
    int n = host.length / u.lattice().volume();
    double[] w = RandomFields.normal(8, Math.max(1, n * (n - 1) / 2));
    Mat r = n == 1 ? Mat.unit(1, 0, 0, -1, 0) : Algebra.rotation(n, 1, w, 0);
    u.load(new FieldData(u.type(), u.lattice(), rotated(r, host)));
    if (u instanceof ScalarField) {
      return rotated(r, force);
    }
    // the torque is an antisymmetric tensor: w^ij to R_ik R_jl w^kl
    int d = n * (n - 1) / 2;
    double[] out = new double[force.length];
    for (int k = 0; k < force.length; k += d) {
      Mat tensor = tensor(n, force, k);
      Mat turned = r.times(tensor).times(r.adjoint());
      int a = k;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          if (n == 3) {
            int axis = 3 - i - j;
            out[k + axis] = (axis == 1 ? -1 : 1) * turned.re(j, i);
          } else {
            out[a++] = turned.re(j, i);
          }
        }
      }
    }
    return out;
  }

  private static Mat tensor(int n, double[] w, int k) {
    Mat m = Mat.zero(n);
    int a = k;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int axis = 3 - i - j;
        double v = n == 3 ? (axis == 1 ? -1 : 1) * w[k + axis] : w[a++];
        m = m.plus(v, Mat.unit(n, j, i, 1, 0)).plus(v, Mat.unit(n, i, j, -1, 0));
      }
    }
    return m;
  }

  private static double[] rotated(Mat r, double[] x) {
    int n = r.n();
    double[] out = new double[x.length];
    for (int s = 0; s < x.length; s += n) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          out[s + i] += r.re(i, j) * x[s + j];
        }
      }
    }
    return out;
  }

  private static double scale(Field<?> u, double value) {
    return Math.max(Math.abs(value), Math.sqrt(u.type().size(u.lattice())));
  }

  /** A sum is the sum of its terms, by value and by force. */
  @ParameterizedTest
  @MethodSource("theories")
  void termsAddUp(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
            double value = 0;
            Momentum force = u.newMomentum();
            Momentum part = u.newMomentum();
            for (Term<F> term : action.terms()) {
              value += term.action().value(u);
              term.action().force(u, part);
              force.axpy(1, part);
            }
            assertThat(action.value(u)).isCloseTo(value, within(1e-13 * scale(u, value)));
            action.force(u, part);
            part.axpy(-1, force);
            assertThat(part.dot(part)).isLessThan(1e-26 * (1 + force.dot(force)));
          }
        });
  }

  /** What a draw knows of S is S. */
  @ParameterizedTest
  @MethodSource("theories")
  void valueWhereDrawn(Theory theory) {
    with(
        theory,
        new Body() {
          @Override
          public <F extends Field<F>> void run(FieldOps ops, F u, Action<F> action) {
            double value = action.value(u);
            assertThat(action.valueWhereDrawn(u)).isCloseTo(value, within(1e-12 * scale(u, value)));
            for (Term<F> term : action.terms()) {
              assertThat(term.valueWhereDrawn(u))
                  .isCloseTo(term.value(u), within(1e-12 * scale(u, value)));
            }
          }
        });
  }

  /** The gauge actions against loops that are walked link by link. */
  @ParameterizedTest
  @MethodSource("theories")
  void valueFromTheDefinition(Theory theory) {
    with(
        theory,
        new WithAuxiliary() {
          @Override
          public <F extends Field<F>> void run(
              FieldOps ops, F u, Action<F> whole, Auxiliary fixed) {
            Action<F> action = whole.given(fixed);
            double expected = 0;
            for (ActionSpec<?> spec :
                theory.action() instanceof SumOfActions<?> sum
                    ? sum.terms().stream().<ActionSpec<?>>map(e -> e.action()).toList()
                    : List.<ActionSpec<?>>of(theory.action())) {
              expected += definition(spec, u, fixed);
            }
            assertThat(action.value(u)).isCloseTo(expected, within(1e-12 * scale(u, expected)));
          }
        });
  }

  private static double definition(ActionSpec<?> spec, Field<?> u, Auxiliary fixed) {
    int d = u.lattice().dimensions();
    return switch (spec) {
      case WilsonPlaquette(double beta) -> new Loops((GaugeField) u).action(beta, 1, 0);
      case RectangleAction(double beta, double c1) ->
          new Loops((GaugeField) u).action(beta, 1 - 8 * c1, c1);
      case ImprovedGauge(ImprovedGauge.Name name, double beta) ->
          new Loops((GaugeField) u).action(beta, 1 - 8 * name.c1(), name.c1());
      case LoopAction loops -> {
        GaugeField gauge = (GaugeField) u;
        double sum = 0;
        for (LoopAction.LoopTerm term : loops.terms()) {
          for (int[] path : term.loop().paths(u.lattice())) {
            sum -=
                term.beta()
                    * new Loops(gauge).sum(path)
                    / term.loop().repeats(path)
                    / gauge.group().n();
          }
        }
        yield sum;
      }
      case Phi4(double m2, double lambda) -> {
        double[] q = siteSums((ScalarField) u);
        yield (2 * d + m2) * q[0] - 2 * q[1] + lambda * q[2];
      }
      case Phi4Hopping(double kappa, double lambda) -> {
        double[] q = siteSums((ScalarField) u);
        yield (1 - 2 * lambda) * q[0] - 2 * kappa * q[1] + lambda * q[2];
      }
      case SpinModel(double beta) -> -beta * siteSums((SpinField) u)[1];
      case DoubleExchange(double t, double j, double beta, double mu) ->
          DenseElectrons.action(
              DenseElectrons.levels(u.lattice(), u.snapshot().values(), t, j), beta, mu);
      case Determinant(OperatorSpec operator, int copies) ->
          -copies * DenseFermions.logDeterminant(DenseFermions.matrix(operator, (GaugeField) u));
      case SpinCouplings(List<Double> j) ->
          network(u, j.stream().mapToDouble(x -> x).toArray(), new SpinBlocks.None());
      case SpinNetworkSpec t -> network(u, t.bind((SpinField) u).parameters(), t.blocks());
      case PseudoFermions f -> {
        double[] phi = RandomFields.host(u.ops(), fixed.field("phi"));
        GaugeField gauge = (GaugeField) u;
        double rest = f.evenOdd() ? 2 * DenseFermions.logOddDeterminant(f.operator(), gauge) : 0;
        yield DenseFermions.pseudoFermions(
                f.operator(), gauge, f.evenOdd(), null, f.mu() * f.mu(), phi)
            - (f.operator() instanceof WilsonClover ? rest : 0);
      }
      case RationalPseudoFermions f -> {
        double[] phi = RandomFields.host(u.ops(), fixed.field("phi"));
        GaugeField gauge = (GaugeField) u;
        double rest = f.evenOdd() ? 2 * DenseFermions.logOddDeterminant(f.operator(), gauge) : 0;
        yield DenseFermions.rational(f.operator(), gauge, f.evenOdd(), f.power(), phi)
            - (f.operator() instanceof WilsonClover ? f.power() * rest : 0);
      }
      case PseudoFermionRatio f -> {
        double[] phi = RandomFields.host(u.ops(), fixed.field("phi"));
        double heavier = f.heavierMu() * f.heavierMu();
        yield DenseFermions.pseudoFermions(
            f.operator(), (GaugeField) u, f.evenOdd(), heavier, f.mu() * f.mu(), phi);
      }
      case Scaled<?>(double factor, ActionSpec<?> inner) -> factor * definition(inner, u, fixed);
      case Smeared(List<LayerSpec> layers, ActionSpec<GaugeField> inner) -> {
        GaugeField v = (GaugeField) u;
        for (LayerSpec layer : layers) {
          v = DenseLayers.apply(layer, v);
        }
        yield definition(inner, v, fixed);
      }
      case Flow<?> flow -> {
        double[] theta = ((EffectiveAction<?>) Theories.bind(flow, u)).parameters();
        yield DenseFlow.action(flow, u.lattice(), theta, numbers(u));
      }
      default -> throw new IllegalStateException("write the definition of " + spec + " here");
    };
  }

  private static <F extends Field<F>> double[] numbers(Field<?> u) {
    F own = Theories.cast(u);
    try (Chart<F> chart = Chart.of(own)) {
      return chart.numbers(own);
    }
  }

  private static double network(Field<?> u, double[] theta, SpinBlocks blocks) {
    int components = u.type().size(u.lattice()) / u.lattice().volume();
    return new DenseSpins(u.lattice()).network(u.snapshot().values(), components, theta, blocks);
  }

  /** sum phi^2, sum over bonds, sum (phi^2)^2. */
  private static double[] siteSums(Field<?> u) {
    double[] x = u.snapshot().values();
    int volume = u.lattice().volume();
    int n = x.length / volume;
    double[] q = new double[3];
    for (int s = 0; s < volume; s++) {
      double square = 0;
      for (int c = 0; c < n; c++) {
        square += x[s * n + c] * x[s * n + c];
        for (int mu = 0; mu < u.lattice().dimensions(); mu++) {
          q[1] += x[s * n + c] * x[u.lattice().forward(s, mu) * n + c];
        }
      }
      q[0] += square;
      q[2] += square * square;
    }
    return q;
  }
}
