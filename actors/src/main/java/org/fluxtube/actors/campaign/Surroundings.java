package org.fluxtube.actors.campaign;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fluxtube.actors.database.CampaignDatabase;

/**
 * What the process around the actors gives and gets.
 *
 * @param database owned by the actors
 * @param warn gets what a person should read
 * @param attachments further subscribers of the chains' streams
 * @param ended completed at the end
 */
record Surroundings(
    CampaignDatabase database,
    Consumer<String> warn,
    List<BiConsumer<Integer, ConfigurationStream>> attachments,
    CompletableFuture<CampaignStatus> ended) {}
