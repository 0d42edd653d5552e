/**
 * The control channel of a running campaign: HTTP for programs and for the live page.
 *
 * <ul>
 *   <li>{@link org.fluxtube.actors.control.Control} what can be asked; {@link
 *       org.fluxtube.actors.control.Change} a setting that may change, {@link
 *       org.fluxtube.actors.control.Refusal} why not
 *   <li>{@link org.fluxtube.actors.control.ControlServer} the door: {@code Routes} the table of
 *       paths, {@code Gate} Host, Origin and token, {@code Request} what is asked, read strictly,
 *       {@code Replies} answers and errors
 *   <li>{@code RateLimit}, {@code Connections} bounds; {@code EventFeed} server-sent events, newest
 *       state first; {@code LivePage} the page at /
 *   <li>{@link org.fluxtube.actors.control.ControlFile} where it is and its token, on disk
 *   <li>{@link org.fluxtube.actors.control.ControlClient} the other terminal
 * </ul>
 *
 * <p>Looking needs no token on loopback, steering always does. Tried, not kept: an EventSource in
 * the page, which cannot carry the token; one response body of many publishers, in which a listener
 * that does not read has up to 128 states on their way instead of one.
 */
package org.fluxtube.actors.control;
