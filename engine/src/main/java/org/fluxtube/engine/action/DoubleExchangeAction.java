package org.fluxtube.engine.action;

import java.util.Map;
import org.fluxtube.engine.electron.Fermi;
import org.fluxtube.engine.electron.KondoMatrix;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.SpinField;

/** The bound form of {@link DoubleExchange}; the electrons live on the host. */
final class DoubleExchangeAction implements WalkableAction {
  private final FieldOps ops;
  private final DoubleExchange spec;
  private final KondoMatrix electrons;
  private final double[] spins;
  private final double[] means;
  private final double[] levels;
  private long diagonalisations;

  DoubleExchangeAction(DoubleExchange spec, SpinField like) {
    this.ops = like.ops();
    this.spec = spec;
    this.electrons = new KondoMatrix(ops.lattice(), spec.hopping(), spec.coupling());
    this.spins = new double[3 * ops.lattice().volume()];
    this.means = new double[spins.length];
    this.levels = new double[electrons.size()];
  }

  @Override
  public double value(SpinField u) {
    u.store(spins);
    return value(spins);
  }

  private double value(double[] at) {
    electrons.levels(at, levels);
    diagonalisations++;
    double sum = 0;
    for (double level : levels) {
      sum -= Fermi.softplus(-spec.beta() * (level - spec.mu()));
    }
    return sum;
  }

  /** dS/dS_x = beta (J/2) <c^+_x sigma c_x> = g, and the force is -g.(L_a S). */
  @Override
  public void force(SpinField u, Momentum out) {
    u.store(spins);
    electrons.meanSpins(spins, spec.beta(), spec.mu(), levels, means);
    diagonalisations++;
    try (Scratch.Lease g = ops.scratch().take(u.vector().shape())) {
      ops.load(means, 0, g.vector());
      ops.torque(-0.5 * spec.beta() * spec.coupling(), u.vector(), g.vector(), 0, out.vector(0));
    }
  }

  /** Each change is a diagonalisation: the exact reference for everything faster. */
  @Override
  public SpinWalk walk(double[] from) {
    return new ValueWalk(from, this::value);
  }

  @Override
  public Map<String, Double> cost() {
    long count = diagonalisations;
    diagonalisations = 0;
    return count == 0 ? Map.of() : Map.of("diagonalisations", (double) count);
  }
}
