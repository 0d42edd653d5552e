package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.lattice.NeighbourShells;
import org.fluxtube.engine.network.SpinNetwork;

/** The bound form of {@link SpinCouplings} and {@link SpinTransformer}; computes on the host. */
final class BoundSpinNetwork implements EffectiveAction<SpinField>, WalkableAction {
  private final FieldOps ops;
  private final int components;
  private final int layers;
  private final int reach;
  private final boolean local;
  private final int couplings;
  private final NeighbourShells shells;
  private final int version;
  private final double[] theta;
  private final SpinNetwork network;
  private final double[] spins;

  /**
   * @param theta parameters of version 0
   */
  BoundSpinNetwork(
      SpinField like, int layers, int reach, boolean local, int couplings, double[] theta) {
    this.ops = like.ops();
    this.components = like.components();
    this.layers = layers;
    this.reach = reach;
    this.local = local;
    this.couplings = couplings;
    this.shells = new NeighbourShells(ops.lattice());
    this.version = 0;
    this.theta = theta.clone();
    this.spins = new double[components * ops.lattice().volume()];
    this.network = network();
  }

  private BoundSpinNetwork(BoundSpinNetwork like, int version, double[] theta) {
    this.ops = like.ops;
    this.components = like.components;
    this.layers = like.layers;
    this.reach = like.reach;
    this.local = like.local;
    this.couplings = like.couplings;
    this.shells = like.shells;
    this.version = version;
    this.theta = theta.clone();
    this.spins = like.spins;
    this.network = network();
  }

  private SpinNetwork network() {
    int volume = ops.lattice().volume();
    SpinNetwork fresh =
        new SpinNetwork(shells, volume, components, layers, reach, local, couplings);
    fresh.set(theta);
    return fresh;
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
    return network.labels();
  }

  @Override
  public EffectiveAction<SpinField> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    return new BoundSpinNetwork(this, newVersion, parameters);
  }

  @Override
  public double value(SpinField u) {
    u.store(spins);
    return network.value(spins);
  }

  @Override
  public void force(SpinField u, Momentum out) {
    u.store(spins);
    double[] g = new double[spins.length];
    network.gradient(spins, g, new double[theta.length]);
    try (Scratch.Lease slope = ops.scratch().take(u.vector().shape())) {
      ops.load(g, 0, slope.vector());
      ops.torque(-1, u.vector(), slope.vector(), 0, out.vector(0));
    }
  }

  @Override
  public void parameterGradient(SpinField u, double[] out) {
    u.store(spins);
    network.gradient(spins, new double[spins.length], out);
  }

  @Override
  public SpinWalk walk(double[] from) {
    return network.walk(from);
  }
}
