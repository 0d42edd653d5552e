package org.fluxtube.engine.action;

import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.NeighbourShells;
import org.fluxtube.engine.network.SpinBlocks;
import org.fluxtube.engine.network.SpinNetwork;

/** The bound form of {@link SpinCouplings} and {@link SpinTransformer}; computes on the host. */
final class BoundSpinNetwork implements EffectiveAction<SpinField>, WalkableAction {
  private final FieldOps ops;
  private final int version;
  private final double[] theta;
  private final Workspace shared;

  /** What all versions share: a network, and whose parameters it has at present. */
  private static final class Workspace {
    private final SpinNetwork network;
    private final double[] spins;
    private List<String> labels = List.of();
    private double[] loaded = {};

    Workspace(SpinNetwork network, int numbers) {
      this.network = network;
      this.spins = new double[numbers];
    }
  }

  /**
   * @param theta parameters of version 0
   */
  BoundSpinNetwork(SpinField like, SpinBlocks blocks, int couplings, double[] theta) {
    this.ops = like.ops();
    int volume = ops.lattice().volume();
    int components = like.components();
    NeighbourShells shells = new NeighbourShells(ops.lattice());
    SpinNetwork network = new SpinNetwork(shells, volume, components, blocks, couplings);
    this.shared = new Workspace(network, components * volume);
    this.version = 0;
    this.theta = theta.clone();
  }

  private BoundSpinNetwork(BoundSpinNetwork like, int version, double[] theta) {
    this.ops = like.ops;
    this.shared = like.shared;
    this.version = version;
    this.theta = theta.clone();
  }

  /** The network with these parameters; a trainer asks for the same ones again and again. */
  private SpinNetwork network() {
    if (!Arrays.equals(shared.loaded, theta)) {
      shared.network.set(theta);
      shared.loaded = theta;
    }
    return shared.network;
  }

  private double[] spins(SpinField u) {
    u.store(shared.spins);
    return shared.spins;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    return theta.clone();
  }

  @Override
  public List<String> labels() {
    if (shared.labels.isEmpty()) {
      shared.labels = List.copyOf(shared.network.labels());
    }
    return shared.labels;
  }

  @Override
  public EffectiveAction<SpinField> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    return new BoundSpinNetwork(this, newVersion, parameters);
  }

  @Override
  public double value(SpinField u) {
    return network().value(spins(u));
  }

  @Override
  public void force(SpinField u, Momentum out) {
    double[] g = new double[shared.spins.length];
    network().gradient(spins(u), g, new double[theta.length]);
    try (Scratch.Lease slope = ops.scratch().take(u.vector().shape())) {
      ops.load(g, 0, slope.vector());
      ops.torque(-1, u.vector(), slope.vector(), 0, out.vector(0));
    }
  }

  @Override
  public void parameterGradient(SpinField u, double[] out) {
    network().gradient(spins(u), new double[shared.spins.length], out);
  }

  @Override
  public SpinWalk walk(double[] from) {
    return network().walk(from);
  }
}
