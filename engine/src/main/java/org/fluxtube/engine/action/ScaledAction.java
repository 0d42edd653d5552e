package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.RandomStream;

/** S = c S_inner; dS/dc = S_inner. */
final class ScaledAction<F extends Field<F>> implements EffectiveAction<F> {
  private final Action<F> inner;
  private final double factor;
  private final int version;

  /**
   * @param inner owned
   */
  ScaledAction(Action<F> inner, double factor, int version) {
    this.inner = inner;
    this.factor = factor;
    this.version = version;
  }

  @Override
  public double value(F u) {
    return factor * inner.value(u);
  }

  @Override
  public void force(F u, Momentum out) {
    inner.force(u, out);
    out.scale(factor);
  }

  @Override
  public double valueAndForce(F u, Momentum out) {
    double value = factor * inner.valueAndForce(u, out);
    out.scale(factor);
    return value;
  }

  @Override
  public double laplacian(F u) {
    return factor * inner.laplacian(u);
  }

  @Override
  public Map<String, Double> cost() {
    return inner.cost();
  }

  @Override
  public Auxiliary draw(F u, RandomStream rng, int round) {
    if (factor <= 0) {
      throw new IllegalStateException(
          "no auxiliary fields have the weight of an action times " + factor);
    }
    Auxiliary drawn = inner.draw(u, rng, round);
    for (Vector phi : drawn.fields().values()) {
      u.ops().scale(1 / Math.sqrt(factor), phi);
    }
    return drawn;
  }

  @Override
  public EffectiveAction<F> given(Auxiliary auxiliary) {
    return new ScaledAction<>(inner.given(auxiliary), factor, version);
  }

  @Override
  public Action<F> withFloatForce() {
    Action<F> changed = inner.withFloatForce();
    return changed == inner ? this : new ScaledAction<>(changed, factor, version);
  }

  /** The inner action where it learns; else null. */
  private EffectiveAction<F> learnt() {
    return inner instanceof EffectiveAction<F> effective ? effective : null;
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    double[] own = learnt() == null ? new double[0] : learnt().parameters();
    double[] all = new double[1 + own.length];
    all[0] = factor;
    System.arraycopy(own, 0, all, 1, own.length);
    return all;
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>(List.of("factor"));
    if (learnt() != null) {
      labels.addAll(learnt().labels());
    }
    return labels;
  }

  @Override
  public EffectiveAction<F> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    double[] rest = Arrays.copyOfRange(parameters, 1, parameters.length);
    return new ScaledAction<>(
        learnt() == null ? inner : learnt().with(newVersion, rest), parameters[0], newVersion);
  }

  @Override
  public void parameterGradient(F u, double[] out) {
    valueAndGradient(u, out);
  }

  @Override
  public double valueAndGradient(F u, double[] out) {
    double[] rest = new double[out.length - 1];
    double value = learnt() == null ? inner.value(u) : learnt().valueAndGradient(u, rest);
    out[0] = value;
    for (int k = 0; k < rest.length; k++) {
      out[k + 1] = factor * rest[k];
    }
    return factor * value;
  }

  @Override
  public void close() {
    inner.close();
  }
}
