package org.fluxtube.engine.sampler;

import java.util.List;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Several samplers of the same target one after the other, all in one step. In detailed balance if
 * the list reads the same backwards and each member is; else stationary at best.
 *
 * <p>Equal members are one object with one step size, and at most one step size may be tuned. The
 * campaign's model drives every member that says so, and a new version is taken over by all of them
 * between two steps. With a flow and molecular dynamics or sweeps in turn this is a mixture: the
 * flow crosses between modes, the others move inside them (arXiv:2107.00734).
 *
 * @param samplers the members in their order
 */
public record Sequence(
    @Param("the samplers of a step in their order, 1 to 64") List<SamplerSpec> samplers)
    implements SamplerSpec {
  private static final String NAME = "sequence";

  /** Copies the list and checks its length. */
  public Sequence {
    samplers = List.copyOf(samplers);
    LocalTarget.requireCount(NAME, "number of samplers", samplers.size(), 1, 64);
  }

  /** Whether the list reads the same backwards. */
  boolean palindromic() {
    return samplers.equals(samplers.reversed());
  }

  @Override
  public boolean learned() {
    return samplers.stream().anyMatch(SamplerSpec::learned);
  }

  @Override
  public SamplerSpec driven(EffectiveSpec<?> model) {
    return new Sequence(samplers.stream().map(member -> member.driven(model)).toList());
  }

  /** By its last member that does. */
  @Override
  public boolean teaches() {
    return samplers.stream().anyMatch(SamplerSpec::teaches);
  }

  /** The member whose ends are those of a step; -1 for none. */
  int teacher() {
    for (int i = samplers.size() - 1; i >= 0; i--) {
      if (samplers.get(i).teaches()) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    return SequenceSampler.bind(this, target, like);
  }

  @Override
  public void requireFits(ActionSpec<?> target, FieldType type, Lattice lattice) {
    for (int i = 0; i < samplers.size(); i++) {
      try {
        samplers.get(i).requireFits(target, type, lattice);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            NAME + ", member " + (i + 1) + " of " + samplers.size() + ": " + e.getMessage(), e);
      }
    }
  }
}
