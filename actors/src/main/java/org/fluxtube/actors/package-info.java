/**
 * The composition root: actors, streams, HTTP, database and command line.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.Fluxtube} the program: {@code main} and the list of commands
 * </ul>
 */
package org.fluxtube.actors;
