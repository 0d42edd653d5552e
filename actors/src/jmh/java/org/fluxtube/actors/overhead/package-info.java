/**
 * What the runtime costs.
 *
 * <ul>
 *   <li>{@code Overhead} the comparison of bare loop and runtime, a main method
 *   <li>{@code Trial} one run of each on the same trajectories
 *   <li>{@code Watched} a campaign that is watched against one that is not, a main method; {@code
 *       Subject} the campaign, {@code Crowd} who watches, {@code Audience} those in a process of
 *       their own
 *   <li>{@code Scrape} the page for Prometheus of a campaign of many chains, a main method
 *   <li>{@code Median} of a few ratios
 *   <li>{@code Took} the time of one run
 * </ul>
 */
package org.fluxtube.actors.overhead;
