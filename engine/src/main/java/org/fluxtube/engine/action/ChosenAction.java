package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.rng.RandomStream;

/** S = S_c; see {@link OneOf}. */
final class ChosenAction<F extends Field<F>> implements EffectiveAction<F> {
  private final List<EffectiveAction<F>> candidates;
  private final int chosen;
  private final int version;

  /**
   * @param candidates owned
   */
  ChosenAction(List<EffectiveAction<F>> candidates, int chosen, int version) {
    this.candidates = List.copyOf(candidates);
    this.chosen = chosen;
    this.version = version;
  }

  private EffectiveAction<F> action() {
    return candidates.get(chosen);
  }

  @Override
  public double value(F u) {
    return action().value(u);
  }

  @Override
  public double valueWhereDrawn(F u) {
    return action().valueWhereDrawn(u);
  }

  @Override
  public void force(F u, Momentum out) {
    action().force(u, out);
  }

  @Override
  public double valueAndForce(F u, Momentum out) {
    return action().valueAndForce(u, out);
  }

  @Override
  public double laplacian(F u) {
    return action().laplacian(u);
  }

  @Override
  public Auxiliary draw(F u, RandomStream rng, int round) {
    return action().draw(u, rng, round);
  }

  @Override
  public List<Term<F>> terms() {
    return action().terms();
  }

  @Override
  public Map<String, Double> cost() {
    return action().cost();
  }

  @Override
  public EffectiveAction<F> given(Auxiliary auxiliary) {
    List<EffectiveAction<F>> all = new ArrayList<>(candidates);
    all.set(chosen, action().given(auxiliary));
    return new ChosenAction<>(all, chosen, version);
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public double[] parameters() {
    double[] all = new double[labels().size()];
    all[0] = chosen;
    int at = 1;
    for (EffectiveAction<F> candidate : candidates) {
      double[] own = candidate.parameters();
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    return all;
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>(List.of("candidate"));
    for (int c = 0; c < candidates.size(); c++) {
      String prefix = "candidate " + c + " ";
      candidates.get(c).labels().forEach(label -> labels.add(prefix + label));
    }
    return labels;
  }

  @Override
  public EffectiveAction<F> with(int newVersion, double[] parameters) {
    EffectiveAction.requireParameters(labels(), parameters);
    int next = (int) parameters[0];
    if (next != parameters[0] || next < 0 || next >= candidates.size()) {
      throw new IllegalArgumentException(
          "candidate " + parameters[0] + "; there are 0 to " + (candidates.size() - 1));
    }
    List<EffectiveAction<F>> all = new ArrayList<>();
    int at = 1;
    for (EffectiveAction<F> candidate : candidates) {
      int count = candidate.labels().size();
      all.add(candidate.with(newVersion, Arrays.copyOfRange(parameters, at, at + count)));
      at += count;
    }
    return new ChosenAction<>(all, next, newVersion);
  }

  /** That of the present candidate; c is no number to derive by, its entry is 0. */
  @Override
  public void parameterGradient(F u, double[] out) {
    valueAndGradient(u, out);
  }

  @Override
  public double valueAndGradient(F u, double[] out) {
    Arrays.fill(out, 0);
    int at = 1;
    for (int c = 0; c < chosen; c++) {
      at += candidates.get(c).labels().size();
    }
    double[] own = new double[action().labels().size()];
    double value = action().valueAndGradient(u, own);
    System.arraycopy(own, 0, out, at, own.length);
    return value;
  }

  @Override
  public void close() {
    candidates.forEach(EffectiveAction::close);
  }
}
