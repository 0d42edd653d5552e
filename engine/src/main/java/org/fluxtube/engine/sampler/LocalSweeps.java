package org.fluxtube.engine.sampler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.LocalAction;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.rng.RandomStream;

/**
 * Sweeps of local updates in a fixed order: the bound form of {@link HeatBath}, {@link Metropolis}.
 */
final class LocalSweeps<F extends Field<F>> implements Sampler<F> {
  private final String name;
  private final LocalAction<F> action;
  private final Sweep<F> sweep;
  private final List<Rule> rules;
  private final Order order;
  private final int hits;
  private final double targetAcceptance;
  private double width;

  /**
   * @param rules the sweeps of a step; in palindromic order those of its forward half
   */
  LocalSweeps(
      String name,
      Action<F> action,
      F like,
      List<Rule> rules,
      Order order,
      double width,
      int hits,
      double targetAcceptance) {
    this.name = name;
    this.action = LocalTarget.require(name, action);
    rules.forEach(rule -> this.action.update(rule, width, hits));
    this.sweep = new Sweep<>(this.action, like);
    this.rules = List.copyOf(rules);
    this.order = order;
    this.width = width;
    this.hits = hits;
    this.targetAcceptance = targetAcceptance;
  }

  @Override
  public Exactness exactness() {
    return switch (order) {
      case PALINDROMIC -> new Exactness.Reversible();
      case SEQUENTIAL -> new Exactness.Invariant();
    };
  }

  @Override
  public Transition<F> step(State<F> state, RandomStream rng) {
    F u = state.field();
    long proposals = 0;
    long accepted = 0;
    int count = order == Order.PALINDROMIC ? 2 * rules.size() : rules.size();
    for (int round = 0; round < count; round++) {
      boolean backward = round >= rules.size();
      LocalUpdate update =
          sweep.update(rules.get(backward ? count - 1 - round : round), width, hits);
      accepted += sweep.run(u, update, backward, rng, round);
      proposals += sweep.proposals(u, update);
    }
    Sweep.requireFinite(u, name);
    double fraction = (double) accepted / proposals;
    return new Transition<>(
        state, new StepInfo(proposals, accepted, Double.NaN, fraction, Map.of()));
  }

  @Override
  public Optional<StepSize> stepSize() {
    return rules.contains(Rule.METROPOLIS) ? Optional.of(new Width()) : Optional.empty();
  }

  private final class Width implements StepSize {
    @Override
    public double value() {
      return width;
    }

    @Override
    public void set(double size) {
      width = LocalTarget.requireWidth(name, size);
    }

    @Override
    public double targetAcceptance() {
      return targetAcceptance;
    }
  }

  @Override
  public void close() {
    sweep.close();
    action.close();
  }
}
