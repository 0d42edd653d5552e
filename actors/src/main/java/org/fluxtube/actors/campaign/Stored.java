package org.fluxtube.actors.campaign;

/**
 * Rows are on disk: the database's acknowledgement, and so the sender's permission to send more.
 *
 * @param rows how many
 */
record Stored(int rows) implements ChainActor.Command, MeasurementActor.Command {}
