/**
 * Fixtures of the tests: written as in a textbook, independent of the engine's own kernels.
 *
 * <ul>
 *   <li>{@link org.fluxtube.engine.testing.Mat}: complex matrices.
 *   <li>{@link org.fluxtube.engine.testing.Algebra}: generators, exponential in 200 digits.
 *   <li>{@link org.fluxtube.engine.testing.Loops}: Wilson loops and staples by walking.
 *   <li>{@link org.fluxtube.engine.testing.RandomFields}: random fields, symmetry transformations.
 *   <li>{@link org.fluxtube.engine.testing.Theories}: theories on small lattices.
 *   <li>{@link org.fluxtube.engine.testing.Runs}: short Markov chains and their averages.
 * </ul>
 */
package org.fluxtube.engine.testing;
