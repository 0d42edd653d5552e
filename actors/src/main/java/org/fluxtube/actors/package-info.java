/** The composition root: actors, streams, HTTP, database and command line. */
package org.fluxtube.actors;
