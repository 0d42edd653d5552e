/**
 * The control channel of a running campaign: HTTP with a token.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.control.Control} what can be asked
 *   <li>{@link org.fluxtube.actors.control.ControlServer} the door
 *   <li>{@link org.fluxtube.actors.control.ControlFile} where it is and its token, on disk
 *   <li>{@link org.fluxtube.actors.control.ControlClient} the other terminal
 * </ul>
 */
package org.fluxtube.actors.control;
