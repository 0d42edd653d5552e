package org.fluxtube.actors.command;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.fluxtube.actors.control.Control;
import org.fluxtube.actors.control.ControlFile;
import org.fluxtube.actors.control.ControlServer;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.engine.run.Campaign;

/** The control channel of a session: opened beside the work, removed with it. */
final class Door implements AutoCloseable {
  private final RunFolder folder;
  private final CompletableFuture<ControlServer> server;

  private Door(RunFolder folder, CompletableFuture<ControlServer> server) {
    this.folder = folder;
    this.server = server;
  }

  /** Opens it in a thread of its own, so that the first trajectory does not wait for it. */
  static Door open(Campaign.Http http, RunFolder folder, Control control, Progress progress) {
    CompletableFuture<ControlServer> server = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("fluxtube-door")
        .start(() -> {
          try {
            String token = ControlFile.token(folder.token());
            ControlServer started = ControlServer.start(http.host(), http.port(), token, control);
            server.complete(started);
            String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
            String url = "http://" + host + ":" + started.port();
            ControlFile file = new ControlFile(url, token, ProcessHandle.current().pid());
            file.write(folder.control());
            progress.note("page:    " + (progress.terminal() ? file.page() : url + "/"));
            if (!progress.terminal()) { // a log may be read by others
              progress.note("key:     to steer, " + folder.token() + " (for its owner only)");
            }
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

  @Override
  public void close() {
    ControlFile.remove(folder.control());
    if (server.isDone() && !server.isCompletedExceptionally()) {
      server.join().close();
    }
  }
}
