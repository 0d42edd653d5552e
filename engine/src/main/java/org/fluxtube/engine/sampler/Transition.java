package org.fluxtube.engine.sampler;

import org.fluxtube.engine.field.Field;

/**
 * The result of one step.
 *
 * @param state the new state
 * @param info what happened
 * @param <F> the field
 */
public record Transition<F extends Field<F>>(State<F> state, StepInfo info) {}
