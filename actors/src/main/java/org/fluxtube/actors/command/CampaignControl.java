package org.fluxtube.actors.command;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.ChainActor;
import org.fluxtube.actors.campaign.ChainStatus;
import org.fluxtube.actors.campaign.LiveMean;
import org.fluxtube.actors.campaign.RunningCampaign;
import org.fluxtube.actors.campaign.StatusJson;
import org.fluxtube.actors.control.Change;
import org.fluxtube.actors.control.Control;
import org.fluxtube.actors.control.Refusal;
import org.fluxtube.observability.Exposition;
import org.fluxtube.observability.Telemetry;

/** The control channel's view of a running campaign. */
final class CampaignControl implements Control {
  private final RunningCampaign running;
  private final Telemetry telemetry;
  private final Lately lately;

  /**
   * A view.
   *
   * @param running the campaign
   * @param telemetry its meters
   * @param events what happened last
   */
  CampaignControl(RunningCampaign running, Telemetry telemetry, RecentEvents events) {
    this.running = running;
    this.telemetry = telemetry;
    this.lately =
        new Lately(
            () -> running.status().thenApply(s -> StatusJson.of(s, state(s), events::write)));
  }

  @Override
  public CompletionStage<String> campaign() {
    return lately.get();
  }

  private static String state(CampaignStatus s) {
    return s.ended().isPresent() ? "ended" : s.paused() ? "paused" : "running";
  }

  @Override
  public CompletionStage<String> chains(OptionalInt chain) {
    return running.status().thenApply(s -> StatusJson.chains(s, chosen(s, chain)));
  }

  private static List<ChainStatus> chosen(CampaignStatus s, OptionalInt chain) {
    List<ChainStatus> chosen =
        s.chains().stream().filter(c -> chain.isEmpty() || chain.getAsInt() == c.chain()).toList();
    if (chosen.isEmpty()) {
      throw Refusal.unknown(
          "no chain "
              + chain.orElse(-1)
              + "; there are "
              + s.chains().stream()
                  .map(c -> Integer.toString(c.chain()))
                  .collect(Collectors.joining(", ")));
    }
    return chosen;
  }

  @Override
  public CompletionStage<String> series(String observable, OptionalInt chain) {
    return running
        .status()
        .thenApply(s -> {
          chosen(s, chain);
          List<LiveMean> means =
              s.observed().stream()
                  .filter(m -> m.name().equals(observable))
                  .filter(m -> chain.isEmpty() || chain.getAsInt() == m.chain())
                  .toList();
          if (means.isEmpty()) {
            throw Refusal.unknown(
                "no such observable has been measured; there are "
                    + s.means().stream().map(LiveMean::name).toList());
          }
          return StatusJson.series(s.name(), observable, means);
        });
  }

  @Override
  public CompletionStage<String> health() {
    return running
        .status()
        .thenApply(s -> {
          long failed = s.chains().stream().filter(c -> c.state().equals("failed")).count();
          return StatusJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("status", failed == 0 ? "up" : "degraded");
            json.writeNumberField("failedChains", failed);
            json.writeEndObject();
          });
        });
  }

  @Override
  public CompletionStage<Exposition.Page> metrics(String accept) {
    return telemetry.page(accept);
  }

  @Override
  public CompletionStage<String> command(Verb verb, OptionalInt chain, String who) {
    return running
        .status()
        .thenCompose(s -> {
          List<ChainStatus> chosen = chosen(s, chain);
          if (chain.isPresent() && chosen.getFirst().ended()) {
            throw Refusal.conflict(
                "chain " + chain.getAsInt() + " is " + chosen.getFirst().state() + " already");
          }
          CompletionStage<Integer> told =
              switch (verb) {
                case PAUSE -> running.pause(chain, who);
                case CONTINUE -> running.goOn(chain, who);
                case STOP -> running.stop(chain, who);
                case CHECKPOINT -> running.checkpoint(chain, who);
              };
          return told.thenApply(n -> {
            lately.forget();
            return Json.text(Map.of("command", verb.text(), "chains", n));
          });
        });
  }

  @Override
  public CompletionStage<String> change(Change change, OptionalInt chain, String who) {
    return switch (change) {
      case Change.StepSize(double value) ->
          change(new ChainActor.StepSize(value), "step size " + value, chain, who);
      case Change.Thermalise(long n) ->
          change(
              new ChainActor.Thermalise(n),
              n == 0 ? "end THERMALISE" : "thermalise = " + n,
              chain,
              who);
      case Change.Thin(int factor) -> thin(factor, chain, who);
    };
  }

  private CompletionStage<String> thin(int factor, OptionalInt chain, String who) {
    if (chain.isPresent()) {
      throw Refusal.conflict(
          "the intervals of measurements are those of all chains, whose series are averaged"
              + " together; leave the chain out");
    }
    return running
        .status()
        .thenCompose(s ->
            running
                .thin(factor, who)
                .thenApply(refusal -> {
                  if (!refusal.isEmpty()) {
                    throw Refusal.conflict(refusal);
                  }
                  long told = s.chains().stream().filter(c -> !c.ended()).count();
                  return Json.text(
                      Map.of("command", "change", "chains", told, "refused", Map.of()));
                }));
  }

  private CompletionStage<String> change(
      ChainActor.Setting setting, String what, OptionalInt chain, String who) {
    return running
        .status()
        .thenCompose(s -> {
          CompletionStage<Map<Integer, String>> answers =
              CompletableFuture.completedFuture(new TreeMap<>());
          for (ChainStatus c : chosen(s, chain)) {
            answers =
                answers.thenCombine(
                    running.change(setting, c.chain(), what, who),
                    (all, refusal) -> {
                      all.put(c.chain(), refusal);
                      return all;
                    });
          }
          return answers.thenApply(CampaignControl::answer);
        });
  }

  /** How many did it, and why the others did not. */
  private static String answer(Map<Integer, String> refusals) {
    Map<String, Object> refused = new LinkedHashMap<>();
    refusals.forEach((chain, why) -> {
      if (!why.isEmpty()) {
        refused.put(Integer.toString(chain), why);
      }
    });
    if (refused.size() == refusals.size()) {
      throw Refusal.conflict(String.join("; ", new LinkedHashSet<>(refusals.values())));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("command", "change");
    answer.put("chains", refusals.size() - refused.size());
    answer.put("refused", refused);
    return Json.text(answer);
  }
}
