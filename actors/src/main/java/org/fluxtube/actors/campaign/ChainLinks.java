package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * To whom a chain speaks.
 *
 * @param campaign hears how it goes
 * @param database gets rows
 * @param archive gets configurations and checkpoints
 * @param trainer gets samples and tells of models, where something is learnt
 * @param exchange where it meets its neighbours in temperature, where chains exchange
 * @param cancel set when a stop has waited long enough for the present trajectory
 * @param attachments further subscribers, given (chain, stream) before the first trajectory
 */
record ChainLinks(
    ActorRef<CampaignCommand> campaign,
    ActorRef<DatabaseActor.Command> database,
    ActorRef<ArchiveActor.Command> archive,
    Optional<ActorRef<TrainerActor.Command>> trainer,
    Optional<ActorRef<ExchangeActor.Command>> exchange,
    AtomicBoolean cancel,
    List<BiConsumer<Integer, ConfigurationStream>> attachments) {}
