package org.fluxtube.engine.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S = S_c: one of several effective actions, where c is the first of the parameters, a whole number
 * from 0; the parameters of all of them follow. So that a chain can be given one model of another
 * architecture after the other, and its checkpoint says which one it has. Made by a campaign that
 * chooses; no type of a campaign file.
 *
 * @param candidates at least one, all with the same names of terms
 * @param <F> the field they are for
 */
public record OneOf<F extends Field<F>>(List<EffectiveSpec<F>> candidates)
    implements EffectiveSpec<F> {
  /** Checks that there are candidates, and their terms. */
  public OneOf {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("no candidates; at least one effective action is needed");
    }
    List<String> terms = candidates.getFirst().termNames();
    for (EffectiveSpec<F> candidate : candidates) {
      if (!candidate.termNames().equals(terms)) {
        throw new IllegalArgumentException(
            "candidates with the terms " + terms + " and " + candidate.termNames());
      }
    }
  }

  @Override
  public List<String> termNames() {
    return candidates.getFirst().termNames();
  }

  @Override
  public boolean stochastic() {
    return candidates.stream().anyMatch(ActionSpec::stochastic);
  }

  @Override
  public boolean smooth() {
    return candidates.stream().allMatch(ActionSpec::smooth);
  }

  @Override
  public EffectiveAction<F> bind(F like) {
    List<EffectiveAction<F>> bound = new ArrayList<>();
    candidates.forEach(candidate -> bound.add(candidate.bind(like)));
    return new ChosenAction<>(bound, 0, 0);
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return candidates.stream()
        .map(candidate -> candidate.laplacianUnknown(lattice))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    candidates.forEach(candidate -> candidate.requireFits(type, lattice));
  }
}
