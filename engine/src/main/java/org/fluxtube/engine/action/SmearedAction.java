package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.Network;
import org.fluxtube.engine.rng.RandomStream;

/** S(U) = S_inner(F(U)). */
final class SmearedAction implements EffectiveAction<GaugeField> {
  private static final String SMEAR = "smear";

  private final Network network;
  private final GaugeField smeared;
  private final Momentum part;
  private final List<String> labels;
  private final int version;
  private final double[] rho;
  private final Action<GaugeField> inner;

  /**
   * @param network owned, as are the next two
   * @param smeared the links that come out, workspace
   * @param part workspace
   * @param labels of the weights of the network
   * @param rho those weights
   */
  private SmearedAction(
      Network network,
      GaugeField smeared,
      Momentum part,
      List<String> labels,
      int version,
      double[] rho,
      Action<GaugeField> inner) {
    this.network = network;
    this.smeared = smeared;
    this.part = part;
    this.labels = labels;
    this.version = version;
    this.rho = rho;
    this.inner = inner;
  }

  static SmearedAction bind(Smeared spec, GaugeField like) {
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < spec.layers().size(); k++) {
      int number = k + 1;
      spec.layers().get(k).labels().forEach(label -> labels.add("layer " + number + " " + label));
    }
    double[] rho =
        spec.layers().stream().map(LayerSpec::weights).flatMapToDouble(DoubleStream::of).toArray();
    return new SmearedAction(
        new Network(spec.layers(), like),
        like.allocateLike(),
        like.newMomentum(),
        labels,
        0,
        rho,
        spec.action().bind(like));
  }

  private GaugeField smear(GaugeField u) {
    try (var _ = u.ops().times().enter(SMEAR)) {
      network.forward(rho, u, smeared);
    }
    return smeared;
  }

  @Override
  public double value(GaugeField u) {
    return inner.value(smear(u));
  }

  @Override
  public void force(GaugeField u, Momentum out) {
    inner.force(smear(u), out);
    try (var _ = u.ops().times().enter(SMEAR)) {
      network.backward(rho, u, out, null);
    }
  }

  @Override
  public Auxiliary draw(GaugeField u, RandomStream rng, int round) {
    return inner.draw(smear(u), rng, round);
  }

  @Override
  public double valueWhereDrawn(GaugeField u) {
    return inner.valueWhereDrawn(smear(u));
  }

  @Override
  public Map<String, Double> cost() {
    return inner.cost();
  }

  @Override
  public EffectiveAction<GaugeField> given(Auxiliary auxiliary) {
    return relative(version, rho, inner.given(auxiliary));
  }

  @Override
  public Action<GaugeField> withFloatForce() {
    Action<GaugeField> changed = inner.withFloatForce();
    return changed == inner ? this : relative(version, rho, changed);
  }

  private SmearedAction relative(int newVersion, double[] weights, Action<GaugeField> action) {
    return new SmearedAction(network, smeared, part, labels, newVersion, weights, action);
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    double[] own = learnt() == null ? new double[0] : learnt().parameters();
    return DoubleStream.concat(DoubleStream.of(rho), DoubleStream.of(own)).toArray();
  }

  /** The inner action where it learns; else null. */
  private EffectiveAction<GaugeField> learnt() {
    return inner instanceof EffectiveAction<GaugeField> effective ? effective : null;
  }

  @Override
  public List<String> labels() {
    List<String> all = new ArrayList<>(labels);
    if (learnt() != null) {
      learnt().labels().forEach(label -> all.add("on the links " + label));
    }
    return all;
  }

  @Override
  public EffectiveAction<GaugeField> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    double[] weights = Arrays.copyOf(parameters, rho.length);
    double[] rest = Arrays.copyOfRange(parameters, rho.length, parameters.length);
    return relative(
        newVersion, weights, learnt() == null ? inner : learnt().with(newVersion, rest));
  }

  @Override
  public void parameterGradient(GaugeField u, double[] out) {
    smear(u);
    if (rho.length > 0) {
      inner.force(smeared, part);
    }
    gradient(u, out);
  }

  @Override
  public double valueAndGradient(GaugeField u, double[] out) {
    smear(u);
    double value = rho.length > 0 ? inner.valueAndForce(smeared, part) : inner.value(smeared);
    gradient(u, out);
    return value;
  }

  /** The links are smeared, and {@code part} is the force on them. */
  private void gradient(GaugeField u, double[] out) {
    if (rho.length > 0) {
      double[] own = new double[rho.length];
      try (var _ = u.ops().times().enter(SMEAR)) {
        network.backward(rho, u, part, own);
      }
      System.arraycopy(own, 0, out, 0, own.length);
    }
    if (learnt() != null) {
      double[] rest = new double[out.length - rho.length];
      learnt().parameterGradient(smeared, rest);
      System.arraycopy(rest, 0, out, rho.length, rest.length);
    }
  }

  @Override
  public void close() {
    inner.close();
    network.close();
    smeared.close();
    part.close();
  }
}
