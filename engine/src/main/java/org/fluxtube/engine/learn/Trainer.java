package org.fluxtube.engine.learn;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.field.SpinField;
import org.fluxtube.engine.run.Campaign;

/**
 * Learns an effective action from samples, lesson by lesson: the same shape as a sampler, (state,
 * batch) to (state, lesson), with the state inside. The numbers depend on the campaign's seed, the
 * number of the lesson and the samples alone. Used by one thread at a time.
 *
 * <p>State: parameters, optimiser, replay window, held-out window, counters; all of it is in {@link
 * #save}, so that a trainer that was saved, opened anew and restored goes on bitwise.
 */
public interface Trainer extends AutoCloseable {
  /** The newest model; version 0 before the first lesson. */
  Model model();

  /**
   * One lesson. A loss that is not a number or grows puts the last good parameters back, which the
   * lesson says; a failure of the evaluation itself (a solver, a field of another lattice) is
   * thrown and leaves the trainer as it was.
   *
   * @param lesson its number, one more than {@code model().version()}
   * @param batch the new samples of all learning and held-out chains, in any order: they are taken
   *     in the order (trajectory, chain)
   * @throws IllegalArgumentException for another number, and where nothing to train on ever came
   */
  Lesson learn(int lesson, List<Sample> batch);

  /**
   * Begins with these parameters instead of those of the campaign file; before the first lesson.
   *
   * @param first version 0
   */
  void begin(Model first);

  /**
   * From the next lesson on only this candidate learns.
   *
   * @throws IllegalStateException where there is nothing to choose from
   */
  default void choose(int candidate) {
    throw new IllegalStateException("the campaign has no block choose");
  }

  /** Everything the future depends on, by name; for a checkpoint of its own. */
  Map<String, double[]> save();

  /**
   * Goes back to what {@link #save} gave.
   *
   * @throws IllegalArgumentException if it is of another model or trainer
   */
  void restore(Map<String, double[]> saved);

  /** Frees its memory; not the backend that it was opened on. */
  @Override
  void close();

  /**
   * The trainer of a campaign that has a {@code learning} block.
   *
   * @param ops of the trainer alone; stay the caller's
   */
  static Trainer open(Campaign campaign, FieldOps ops) {
    if (campaign.temperatures().isPresent()) {
      return new TemperatureTrainer(campaign, ops);
    }
    Learning learning = learning(campaign);
    return learning.choose().isPresent()
        ? new ChoosingTrainer(campaign, ops)
        : openOne(campaign, campaign, learning.effective(), ops);
  }

  /**
   * The trainer of one temperature and one model.
   *
   * @param whole the campaign, whose numbers of chains count
   */
  static Trainer openOne(Campaign whole, Campaign campaign, EffectiveSpec<?> model, FieldOps ops) {
    Set<Integer> heldOut = whole.learning().map(l -> l.heldOutChains(whole)).orElse(Set.of());
    return switch (Field.allocate(ops, campaign.field())) {
      case GaugeField u -> bind(campaign, model, u, heldOut);
      case ScalarField u -> bind(campaign, model, u, heldOut);
      case SpinField u -> bind(campaign, model, u, heldOut);
    };
  }

  private static Learning learning(Campaign campaign) {
    return campaign
        .learning()
        .orElseThrow(() -> new IllegalArgumentException("the campaign has no learning block"));
  }

  @SuppressWarnings("unchecked") // requireFits has checked that both are for this kind of field
  private static <F extends Field<F>> Trainer bind(
      Campaign campaign, EffectiveSpec<?> model, F like, Set<Integer> heldOut) {
    Learning learning = learning(campaign);
    return learning
        .trainer()
        .bind(
            (ActionSpec<F>) campaign.action(),
            (EffectiveSpec<F>) model,
            like,
            new TrainerSpec.Surroundings(campaign.seed(), learning.window(), heldOut));
  }
}
