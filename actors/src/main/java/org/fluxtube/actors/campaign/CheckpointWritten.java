package org.fluxtube.actors.campaign;

/**
 * A checkpoint is on disk.
 *
 * @param at trajectory of the chain, or lesson of the trainer
 */
record CheckpointWritten(long at) implements CheckpointReply {}
