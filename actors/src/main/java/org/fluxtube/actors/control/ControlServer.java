package org.fluxtube.actors.control;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * The HTTP door of a running campaign: the live page at {@code /}, {@code /health}, {@code
 * /metrics}, {@code /api/campaign}, {@code /api/chains}, {@code /api/series}, {@code /api/events}
 * to read; {@code POST /api/pause}, {@code continue}, {@code stop}, {@code checkpoint}, each with
 * {@code ?chain=3} or for all, and {@code change} to steer. Steering always needs {@code
 * Authorization: Bearer TOKEN}, reading where others than this machine can come. Requests,
 * connections and listeners are bounded: see {@link Routes}, {@link Connections}, {@link
 * EventFeed}.
 */
public final class ControlServer implements AutoCloseable {
  private static final int CONNECTIONS = 512;
  private static final int LISTENERS = 64;

  private final DisposableServer server;
  private final LoopResources loops;
  private final Routes routes;
  private final Connections connections;

  private ControlServer(
      DisposableServer server, LoopResources loops, Routes routes, Connections connections) {
    this.server = server;
    this.loops = loops;
    this.routes = routes;
    this.connections = connections;
  }

  /**
   * Checks quickly, before anything is started, that an address can be bound.
   *
   * @throws IOException if not, saying which and what to do
   */
  public static void requireFree(String host, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new IOException(
          "http: cannot listen on "
              + host
              + " port "
              + port
              + ": "
              + e.getMessage()
              + "; allowed are a free port or 0 (any), for example --set http.port=0",
          e);
    }
  }

  /** Binds and serves; takes a while, so call it beside the work. */
  public static ControlServer start(String host, int port, String token, Control control) {
    Gate gate = new Gate(host, token);
    Routes routes = new Routes(control, gate, LISTENERS);
    Connections connections = new Connections(CONNECTIONS);
    LoopResources loops = LoopResources.create("fluxtube-http", 1, true);
    try {
      DisposableServer server =
          HttpServer.create()
              .runOn(loops)
              .option(ChannelOption.SO_BACKLOG, 128)
              .bindAddress(() -> new InetSocketAddress(host, port))
              .httpRequestDecoder(spec -> spec.maxInitialLineLength(2048).maxHeaderSize(8192))
              .requestTimeout(Duration.ofSeconds(10)) // slow senders
              .idleTimeout(Duration.ofSeconds(60))
              .maxKeepAliveRequests(100_000)
              .doOnChannelInit((observer, channel, remote) -> connections.add(channel))
              .handle((request, response) -> {
                AtomicReference<Channel> channel = new AtomicReference<>();
                request.withConnection(c -> channel.set(c.channel()));
                connections.begins(channel.get());
                return Flux.from(routes.serve(request, response))
                    .doFinally(end -> connections.ends(channel.get()));
              })
              .bindNow(Duration.ofSeconds(20));
      return new ControlServer(server, loops, routes, connections);
    } catch (RuntimeException e) {
      routes.close();
      loops.dispose();
      throw e;
    }
  }

  /** The port that was bound. */
  public int port() {
    return server.port();
  }

  /** Open connections. */
  int connections() {
    return connections.count();
  }

  /** Listeners of the events. */
  int listeners() {
    return routes.listeners();
  }

  /** Answers what was asked, so that who has ended a campaign hears that it is so, and closes. */
  @Override
  public void close() {
    routes.close();
    connections.awaitQuiet(Duration.ofSeconds(2));
    server.disposeNow(Duration.ofSeconds(2));
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block();
  }
}
