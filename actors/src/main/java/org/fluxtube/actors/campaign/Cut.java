package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import org.fluxtube.engine.run.Checkpoint;

/**
 * A checkpoint on its way to disk. It passes behind everything that its chain has sent before:
 * through the measurement, then the database, which commits, then the archive, which writes it. So
 * what is on disk never lags behind a checkpoint.
 *
 * @param checkpoint the chain, or the trainer, at the cut
 * @param replyTo who is told whether it is on disk
 */
record Cut(Checkpoint checkpoint, ActorRef<? super CheckpointReply> replyTo)
    implements MeasurementActor.Command, DatabaseActor.Command, ArchiveActor.Command {}
