package org.fluxtube.actors.command;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fluxtube.actors.campaign.RunningCampaign;
import org.fluxtube.actors.campaign.StatusJson;
import org.fluxtube.actors.control.Control;
import org.fluxtube.actors.control.ControlFile;
import org.fluxtube.actors.control.ControlServer;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.observability.Exposition;
import org.fluxtube.observability.Telemetry;

/** The control channel of a session: opened beside the work, removed with it. */
final class Door implements AutoCloseable {
  private final RunFolder folder;
  private final CompletableFuture<ControlServer> server;

  private Door(RunFolder folder, CompletableFuture<ControlServer> server) {
    this.folder = folder;
    this.server = server;
  }

  /** Opens it in a thread of its own, so that the first trajectory does not wait for it. */
  static Door open(
      Campaign.Http http,
      RunFolder folder,
      RunningCampaign running,
      Telemetry telemetry,
      Progress progress) {
    CompletableFuture<ControlServer> server = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("fluxtube-door")
        .start(() -> {
          try {
            String token = ControlFile.newToken();
            ControlServer started =
                ControlServer.start(http.host(), http.port(), token, control(running, telemetry));
            server.complete(started);
            String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
            String url = "http://" + host + ":" + started.port();
            new ControlFile(url, token, ProcessHandle.current().pid()).write(folder.control());
            progress.note("metrics: " + url + "/metrics");
          } catch (IOException | RuntimeException e) {
            server.completeExceptionally(e);
            progress.line(
                "no control channel, `fluxtube pause` and the like will not reach this run: "
                    + e.getMessage());
          }
        });
    return new Door(folder, server);
  }

  private static Control control(RunningCampaign running, Telemetry telemetry) {
    return new Control() {
      @Override
      public CompletionStage<String> status() {
        return running.status().thenApply(s -> StatusJson.of(s, s.paused() ? "paused" : "running"));
      }

      @Override
      public CompletionStage<Exposition.Page> metrics(String accept) {
        return telemetry.page(accept);
      }

      @Override
      public CompletionStage<String> command(Verb verb, OptionalInt chain) {
        String who = "fluxtube " + verb.name().toLowerCase(Locale.ROOT);
        CompletionStage<Integer> told =
            switch (verb) {
              case PAUSE -> running.pause(chain, who);
              case CONTINUE -> running.goOn(chain, who);
              case STOP -> running.stop(chain, who);
              case CHECKPOINT -> running.checkpoint(chain);
            };
        return told.thenApply(n -> Json.text(Map.of("command", verb.text(), "chains", n)));
      }
    };
  }

  @Override
  public void close() {
    ControlFile.remove(folder.control());
    if (server.isDone() && !server.isCompletedExceptionally()) {
      server.join().close();
    }
  }
}
