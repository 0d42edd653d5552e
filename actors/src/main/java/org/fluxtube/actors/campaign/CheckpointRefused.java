package org.fluxtube.actors.campaign;

/**
 * A checkpoint could not be written; the one before is intact.
 *
 * @param reason why
 */
record CheckpointRefused(String reason) implements CheckpointReply {}
