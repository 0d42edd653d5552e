package org.fluxtube.actors.campaign;

/** What the archive says of a checkpoint. */
sealed interface CheckpointReply extends ChainActor.Command, TrainerActor.Command
    permits CheckpointWritten, CheckpointRefused {}
