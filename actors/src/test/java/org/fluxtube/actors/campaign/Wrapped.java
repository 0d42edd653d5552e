package org.fluxtube.actors.campaign;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.sampler.Exactness;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.State;
import org.fluxtube.engine.sampler.StepInfo;
import org.fluxtube.engine.sampler.Transition;

/**
 * A real sampler before and after each of whose trajectories something happens.
 *
 * @param inner the sampler
 * @param name stands for the others in the text of this specification
 * @param before given the trajectory's number; may wait or throw
 * @param after what the trajectory says of itself
 */
record Wrapped(SamplerSpec inner, String name, LongConsumer before, UnaryOperator<StepInfo> after)
    implements SamplerSpec {
  Wrapped(SamplerSpec inner, String name, LongConsumer before) {
    this(inner, name, before, UnaryOperator.identity());
  }

  @Override
  public <F extends Field<F>> Sampler<F> bind(ActionSpec<F> target, F like) {
    Sampler<F> sampler = inner.bind(target, like);
    return new Sampler<>() {
      @Override
      public Exactness exactness() {
        return sampler.exactness();
      }

      @Override
      public Transition<F> step(State<F> state, RandomStream rng) {
        before.accept(rng.trajectory());
        Transition<F> made = sampler.step(state, rng);
        return new Transition<>(made.state(), after.apply(made.info()));
      }

      @Override
      public Optional<StepSize> stepSize() {
        return sampler.stepSize();
      }

      @Override
      public void cancelWhen(BooleanSupplier condition) {
        sampler.cancelWhen(condition);
      }

      @Override
      public void close() {
        sampler.close();
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
