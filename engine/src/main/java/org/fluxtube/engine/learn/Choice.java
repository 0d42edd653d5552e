package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.Scaled;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.network.LayerSpec;

/**
 * An automatic choice of effective mass and depth in LEARN. The candidates, all pairs, take turns:
 * lesson k teaches candidate (k - 1) mod K, which then drives one epoch. The first round only
 * teaches; the epochs of all later ones are the trial, see {@link ModelTrial}. Then one is chosen
 * and alone learns and drives on.
 *
 * <p>Turns and not one after the other, so that what changes with time (thermalisation, other work
 * on the machine) changes for all of them.
 *
 * @param masses of the effective staggered pseudo-fermions; none: the model's
 * @param depths numbers of layers: the first ones of the model, the last one again where more are
 *     wanted; none: the model's
 * @param rounds turns of each candidate
 */
public record Choice(
    @Param(
            value = "masses of the model's staggered pseudo-fermions to choose from; []: as it is",
            optional = true)
        List<Double> masses,
    @Param(
            value =
                "numbers of layers to choose from: the first ones of the model, its last one again"
                    + " for more; []: as it is",
            optional = true)
        List<Integer> depths,
    @Param(
            value =
                "turns of each candidate, from 2: one lesson and one epoch each; the first round"
                    + " only teaches",
            optional = true)
        int rounds) {
  private static final int DEEPEST = 64;

  /**
   * One of the models to choose from.
   *
   * @param name for a person: {@code mass 0.4, 2 layers}
   * @param model what it is
   */
  public record Candidate(String name, EffectiveSpec<?> model) {}

  /** Checks the lists. */
  public Choice {
    masses = List.copyOf(masses);
    depths = List.copyOf(depths);
    for (double mass : masses) {
      if (!(mass > 0) || Double.isInfinite(mass)) {
        throw new IllegalArgumentException(
            "masses = " + masses + "; allowed are positive numbers, for example [0.35, 0.4]");
      }
    }
    for (int depth : depths) {
      if (depth < 1 || depth > DEEPEST) {
        throw new IllegalArgumentException(
            "depths = " + depths + "; allowed are 1 to " + DEEPEST + ", for example [1, 2]");
      }
    }
    if (new HashSet<>(masses).size() < masses.size()
        || new HashSet<>(depths).size() < depths.size()) {
      throw new IllegalArgumentException(
          "masses = " + masses + ", depths = " + depths + ": one of them is named twice");
    }
    if (rounds < 2 || rounds > 1000) {
      throw new IllegalArgumentException(
          "rounds = "
              + rounds
              + "; allowed are 2 (one to learn, one to be judged) to 1000, for example rounds = 3");
    }
  }

  /**
   * The candidates, the simplest first: few layers before many, and with as many layers the heavier
   * mass, whose solves are cheaper.
   *
   * @throws IllegalArgumentException if there are fewer than two, or the model has no such mass or
   *     layers
   */
  public List<Candidate> candidates(ActionSpec<?> model) {
    if (Math.max(1, masses.size()) * Math.max(1, depths.size()) < 2) {
      throw new IllegalArgumentException(
          "masses = "
              + masses
              + ", depths = "
              + depths
              + " leave nothing to choose; allowed are two candidates or more, for example masses ="
              + " [0.35, 0.4]");
    }
    List<Candidate> all = new ArrayList<>();
    List<Integer> deep = depths.isEmpty() ? List.of(0) : depths.stream().sorted().toList();
    List<Double> heavy =
        masses.isEmpty()
            ? List.of(0.0)
            : masses.stream().sorted(Comparator.reverseOrder()).toList();
    for (int depth : deep) {
      for (double mass : heavy) {
        List<String> name = new ArrayList<>();
        if (mass > 0) {
          name.add("mass " + mass);
        }
        if (depth > 0) {
          name.add(depth + (depth == 1 ? " layer" : " layers"));
        }
        EffectiveSpec<?> changed = (EffectiveSpec<?>) changed(model, mass, depth);
        if (all.stream().anyMatch(c -> c.model().equals(changed))) {
          throw new IllegalArgumentException(
              "choose: candidates are the same model, "
                  + String.join(", ", name)
                  + " and another; allowed are masses where the model has staggered"
                  + " pseudo-fermions, and depths where it has a smeared action");
        }
        all.add(new Candidate(String.join(", ", name), changed));
      }
    }
    return List.copyOf(all);
  }

  /** The model with another mass and depth; 0: as it is. */
  @SuppressWarnings("unchecked") // a smeared action is one of gauge fields
  private static <F extends Field<F>> ActionSpec<F> changed(
      ActionSpec<F> model, double mass, int depth) {
    return switch (model) {
      case SumOfActions<F>(List<SumOfActions.Entry<F>> terms) ->
          new SumOfActions<>(
              terms.stream()
                  .map(e -> new SumOfActions.Entry<>(e.name(), changed(e.action(), mass, depth)))
                  .toList());
      case Scaled<F>(double factor, ActionSpec<F> inner) ->
          new Scaled<>(factor, changed(inner, mass, depth));
      case Smeared(List<LayerSpec> layers, ActionSpec<GaugeField> inner) ->
          (ActionSpec<F>) new Smeared(deep(layers, depth), changed(inner, mass, depth));
      case PseudoFermions p when mass > 0 && p.operator() instanceof Staggered d ->
          (ActionSpec<F>) p.of(new Staggered(mass, d.boundary()));
      default -> model;
    };
  }

  private static List<LayerSpec> deep(List<LayerSpec> layers, int depth) {
    List<LayerSpec> all = new ArrayList<>();
    for (int k = 0; k < (depth == 0 ? layers.size() : depth); k++) {
      all.add(layers.get(Math.min(k, layers.size() - 1)));
    }
    return all;
  }

  /** The lesson before which the choice is made: the first that has all samples of the trial. */
  public int lesson(int candidates, int lag) {
    return candidates * rounds + lag + 1;
  }
}
