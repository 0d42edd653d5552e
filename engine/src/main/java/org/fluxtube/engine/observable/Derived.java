package org.fluxtube.engine.observable;

import java.util.function.ToDoubleFunction;

/**
 * A function of the mean values of an observable's components; its error comes from the Gamma
 * method.
 *
 * @param name name in tables, unique in the campaign
 * @param formula what it is, for a reader
 * @param function means of the components to the value
 */
public record Derived(String name, String formula, ToDoubleFunction<double[]> function) {}
