package org.fluxtube.actors.bench;

import java.util.function.IntSupplier;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.dirac.solver.LinearOperator;
import org.fluxtube.engine.dirac.solver.MixedConjugateGradient;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.State;

/** Solves and trajectories. */
final class Solves {
  private Solves() {}

  static Work wilson(FieldOps ops, Precision precision, Inputs inputs) {
    DiracOperator d = bind(new Wilson(0.15), ops, inputs);
    return solve(ops, precision, inputs, d, DiracOperator::schurNormal);
  }

  static Work staggered(FieldOps ops, Precision precision, Inputs inputs) {
    DiracOperator d = bind(new Staggered(0.5), ops, inputs);
    return solve(ops, precision, inputs, d, DiracOperator::splitNormal);
  }

  private static DiracOperator bind(OperatorSpec spec, FieldOps ops, Inputs inputs) {
    GaugeField u = inputs.field(ops);
    DiracOperator d = spec.bind(u);
    d.update(u);
    return d;
  }

  /** What a solver inverts. */
  private interface Normal {
    void apply(DiracOperator d, Vector x, Vector out);
  }

  /** Source and solution are in double; in {@link Precision#FLOAT} the iterations are not. */
  private static Work solve(
      FieldOps ops, Precision precision, Inputs inputs, DiracOperator d, Normal normal) {
    Vector b = inputs.spinor(ops, Precision.DOUBLE, d.shape().spins(), Parity.EVEN, 0);
    Vector x = ops.allocate(b.shape());
    String what = d.spec().toString();
    LinearOperator a = (v, out) -> normal.apply(d, v, out);
    IntSupplier solve;
    if (precision == Precision.DOUBLE) {
      ConjugateGradient cg = new ConjugateGradient(1e-10, 10_000);
      solve = () -> cg.solve(ops, what, a, b, x).iterations();
    } else {
      DiracOperator single = d.single();
      LinearOperator s = (v, out) -> normal.apply(single, v, out);
      MixedConjugateGradient cg = new MixedConjugateGradient(1e-10, 10_000);
      solve = () -> cg.solve(ops, what, a, s, b, x).iterations();
    }
    int[] iterations = new int[1];
    Runnable call =
        () -> {
          ops.constant(0, x);
          iterations[0] = solve.getAsInt();
        };
    call.run();
    return new Work(ops, call, () -> Inputs.numbers(ops, x), iterations[0], true);
  }

  static Work trajectory(FieldOps ops, Precision precision, Inputs inputs) {
    return new Trajectories(ops, inputs).work();
  }

  /** A chain that goes on with every call; each trajectory costs the same. */
  private static final class Trajectories {
    private final FieldOps ops;
    private final Sampler<GaugeField> hmc;
    private State<GaugeField> state;
    private long done;

    Trajectories(FieldOps ops, Inputs inputs) {
      this.ops = ops;
      GaugeField u = inputs.field(ops);
      this.hmc = new HmcSpec(1, new Omelyan2(10)).bind(new WilsonPlaquette(6), u);
      this.state = hmc.start(u);
    }

    Work work() {
      return new Work(
          ops,
          () -> state = hmc.step(state, new RandomStream(1, 0, ++done)).state(),
          () -> hmc.field(state).snapshot().values(),
          1,
          true);
    }
  }
}
