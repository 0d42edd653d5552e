package org.fluxtube.actors.campaign;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.engine.run.Checkpoint;

/**
 * What the process around the actors gives and gets.
 *
 * @param database owned by the actors
 * @param warn gets what a person should read
 * @param attachments further subscribers of the chains' streams
 * @param ended completed at the end
 * @param trainer the checkpoint that the trainer goes on from, if there is one
 */
record Surroundings(
    CampaignDatabase database,
    Consumer<String> warn,
    List<BiConsumer<Integer, ConfigurationStream>> attachments,
    CompletableFuture<CampaignStatus> ended,
    Optional<Checkpoint> trainer) {}
