/**
 * What the runtime costs.
 *
 * <ul>
 *   <li>{@code Overhead} the comparison of bare loop and runtime, a main method
 *   <li>{@code Trial} one run of each on the same trajectories
 *   <li>{@code Took} the time of one run
 * </ul>
 */
package org.fluxtube.actors.overhead;
