package org.fluxtube.engine.action;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.flow.Chart;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.SpinBlocks;
import org.fluxtube.engine.testing.DenseElectrons;
import org.fluxtube.engine.testing.DenseFermions;
import org.fluxtube.engine.testing.DenseFlow;
import org.fluxtube.engine.testing.DenseLayers;
import org.fluxtube.engine.testing.DenseSpins;
import org.fluxtube.engine.testing.Loops;
import org.fluxtube.engine.testing.RandomFields;
import org.fluxtube.engine.testing.Theories;

/** S from its definition: sums over loops and sites, dense matrices. */
final class Definitions {
  private Definitions() {}

  /** S of u, at the auxiliary fields of a draw. */
  static double value(ActionSpec<?> spec, Field<?> u, Auxiliary fixed) {
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
      case Scaled<?>(double factor, ActionSpec<?> inner) -> factor * value(inner, u, fixed);
      case Smeared(List<LayerSpec> layers, ActionSpec<GaugeField> inner) -> {
        GaugeField v = (GaugeField) u;
        for (LayerSpec layer : layers) {
          v = DenseLayers.apply(layer, v);
        }
        yield value(inner, v, fixed);
      }
      case Flow<?> flow -> {
        double[] theta = ((EffectiveAction<?>) Theories.bind(flow, u)).parameters();
        yield DenseFlow.action(flow, u.lattice(), theta, numbers(u));
      }
      case LearnedLeapfrog leapfrog -> {
        double[] c = ((EffectiveAction<?>) Theories.bind(leapfrog, u)).parameters();
        double sum = 0;
        for (int n = 1; n <= leapfrog.harmonics(); n++) {
          sum -= c[n - 1] / n * windings((GaugeField) u, n);
        }
        yield sum;
      }
      default -> throw new IllegalStateException("write the definition of " + spec + " here");
    };
  }

  /** sum cos(n P) of U(1) in two dimensions: the plaquettes, n times around. */
  private static double windings(GaugeField u, int n) {
    int[] once = {1, 2, -1, -2};
    int[] path = new int[n * once.length];
    Arrays.setAll(path, k -> once[k % once.length]);
    return new Loops(u).sum(path);
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
